"""Where a page goes on to after a form: only to our own addresses."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request, url_for


def safe(address: str) -> str:
    """``address`` if it is a path of this site, else the first page. Other hosts and tricks are refused."""
    parts = urlsplit(address)
    own = not parts.scheme and not parts.netloc and address.startswith("/")
    tricked = address.startswith(("//", "/\\")) or any(
        ord(character) < 32 or character == "\\" for character in address
    )
    return address if own and not tricked else url_for("public.home")


def back() -> str:
    """The page named by the form's field ``next``."""
    return safe(request.form.get("next", ""))
