"""What surrounds a page, as values: navigation, worklists, the person, the demo clock. The application fills a
``Shell`` once per request; the layouts only draw it. Also the template globals that belong to the look."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, request, url_for
from werkzeug.routing import BuildError

from dms import law
from dms.formatting import language, text
from dms.law import citations
from workflows.interpretations import BY_ID
from workflows.states import CaseState
from workflows.text import Text

#: Code, short name on the switch, full name for a screen reader.
LANGUAGES = (("kk", "Қаз", "Қазақша"), ("ru", "Рус", "Русский"), ("en", "Eng", "English"))

#: The colour of a state's chip; the word on it says the same. Gold waits for somebody, green is well ended.
STATE_TONES: Mapping[str, str] = {
    CaseState.SUBMITTED: "teal",
    CaseState.REGISTERED: "teal",
    CaseState.COMPLETENESS: "teal",
    CaseState.SUBSTANTIVE_REVIEW: "teal",
    CaseState.REMARKS: "gold",
    CaseState.HEARING: "gold",
    CaseState.DECISION: "gold",
    CaseState.AGREEMENT: "gold",
    CaseState.PAYMENT: "teal",
    CaseState.MONITORING: "teal",
    CaseState.RECOVERY: "red",
    CaseState.CLOSED: "green",
    CaseState.REFUSED: "red",
}


@dataclass(frozen=True, slots=True)
class NavItem:
    """A link of a menu. ``count`` stands beside it; ``urgent`` draws the count in red."""

    label: str
    url: str
    active: bool = False
    count: int | str | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Worklists under one heading, on the left of the desk."""

    label: str
    items: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in. ``role`` is already in the language of the page."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """Everything a layout draws around the page. ``demo_clock`` (text of the demo's clock) shows the DEMO strip and
    ``demo_moves`` its buttons (value, label), which post ``move`` to ``demo_url``."""

    home_url: str = "/"
    language_url: str = "/language"
    nav: tuple[NavItem, ...] = ()
    groups: tuple[NavGroup, ...] = ()
    person: Person | None = None
    menu: tuple[NavItem, ...] = ()
    sign_in_url: str = ""
    sign_out_url: str = ""
    notices_url: str = ""
    notices_count: int = 0
    footer: tuple[NavItem, ...] = ()
    demo_clock: str = ""
    demo_url: str = ""
    demo_moves: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=1)
def _manifest(path: Path, _stamp: int) -> dict[str, str]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def asset(name: str) -> str:
    """The address of a built file (``app.css``) with the hash of its content.

    Raises RuntimeError when ``npm run build`` has not been run: a page without its style is a fault, not a variant."""
    path = Path(__file__).parent / "static" / "vendor" / "manifest.json"
    if not path.exists():
        raise RuntimeError("the front-end assets are missing: run `make assets`")
    return url_for("static", filename="vendor/" + _manifest(path, path.stat().st_mtime_ns)[name])


def clause_url(ref: str) -> str:
    """Where the words of a clause are shown (endpoint ``public.clause``); empty for one that the orders do not have, or
    while there is no such page."""
    try:
        return url_for("public.clause", ref=ref) if law.has(ref) else ""
    except BuildError:
        return ""


def clause_pieces(words: Text | str | None) -> list[tuple[str, str]]:
    """A text of any kind cut at the clauses that it cites, each piece with its clause or none."""
    return list(citations.pieces(text(words)))


def clause_of_interpretation(number: str, beside: str = "") -> str:
    """The clause whose words an interpretation reads, of the same order as the clause ``beside`` it where it reads
    both; empty for a number that is not in the register."""
    read = BY_ID[number].clauses if number in BY_ID else ()
    own = (ref for ref in read if ref.partition(":")[0] == beside.partition(":")[0])
    return next(own, read[0] if read else "")


def here() -> str:
    """Path and query of this page, where the language switch comes back to. A form that came back with faults has an
    address of its own only where that also shows the page; else it is the address of the page that it stood on."""
    adapter = current_app.create_url_adapter(request)
    if request.method in ("GET", "HEAD") or (adapter is not None and adapter.test(method="GET")):
        return request.full_path.rstrip("?")
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc != request.host or not came_from.path:
        return "/"
    return f"{came_from.path}?{came_from.query}".rstrip("?")


def state_tone(state: str) -> str:
    """The colour name of a state's chip; empty for the neutral one."""
    return STATE_TONES.get(state, "")


def error_items(form: Any) -> list[tuple[str, str]]:
    """Every fault of a form in the order of its fields, also of nested ones: (id of the field, its label and what is
    wrong).
    Faults of the form as a whole have an empty id."""
    items = [("", str(message)) for message in getattr(form, "form_errors", [])]
    for field in form:
        items.extend(_field_errors(field))
    return items


def _field_errors(field: Any) -> Iterator[tuple[str, str]]:
    nested: Sequence[Any] = list(field) if hasattr(field, "entries") or hasattr(field, "form") else ()
    if nested:
        for inner in nested:
            yield from _field_errors(inner)
        own = [error for error in field.errors if isinstance(error, str)] if hasattr(field, "entries") else []
        yield from ((field.id, error) for error in own)
        return
    target = (
        f"{field.id}-0" if hasattr(field, "iter_choices") and field.type.startswith(("Radio", "Multi")) else field.id
    )
    yield from ((target, f"{field.label.text}: {error}" if field.label.text else str(error)) for error in field.errors)


def register(app: Flask) -> None:
    """Adds the globals of the layouts and macros to the templates of ``app``. ``shell`` itself, one for each request,
    is the application's to give."""
    for function in (asset, clause_url, clause_pieces, clause_of_interpretation, here, state_tone, error_items):
        app.add_template_global(function)
    app.jinja_env.globals["languages"] = LANGUAGES

    app.context_processor(lambda: {"current_lang": language()})
