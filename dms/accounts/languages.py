"""In which language a page is shown: what was chosen here, else the person's own, else what the browser asks for."""

from __future__ import annotations

from flask import has_request_context, request, session
from flask_login import current_user

CODES = ("kk", "ru", "en")
DEFAULT = "kk"


def chosen() -> str:
    """One of ``CODES``; Kazakh, the state language, where nothing says otherwise."""
    if not has_request_context():
        return DEFAULT
    asked = session.get("locale")
    if asked in CODES:
        return str(asked)
    if current_user.is_authenticated and current_user.locale in CODES:
        return str(current_user.locale)
    return request.accept_languages.best_match(CODES) or DEFAULT


def choose(code: str) -> bool:
    """Keeps the choice for this browser; False for a language we do not speak."""
    if code not in CODES:
        return False
    session["locale"] = code
    return True
