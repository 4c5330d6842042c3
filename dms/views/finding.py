"""The search of every room: what an address asks for, and the answers as lines to show. Which cases are looked in, and
where an answer leads, each room says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from dms.formatting import money, text
from dms.models import Document
from dms.queries import finding
from dms.queries.entries import Narrowed
from dms.queries.finding import PAGE, Found, Mark, Seeker
from dms.search import asking, marking
from dms.search.asking import Question
from dms.services.papers.titles import TITLES, title_of
from forms.fields import NO_SUCH_DAY, known_day
from workflows.clock import ALMATY
from workflows.labels import STATE_LABELS
from workflows.money import BadMoney, parse_plain
from workflows.programmes import EDITIONS, LABELS
from workflows.programmes.parsing import sum_of
from workflows.states import CaseState
from workflows.text import Text, brief

#: What an address may ask for, the place in the list apart.
ASKED = ("q", "programme", "state", "what", "first", "last", "least", "most")
#: Choice of ``what`` → kinds of entries and whose documents; any other word is a kind of document.
WHAT: dict[str, tuple[tuple[str, ...], str]] = {
    "cases": (("case",), ""),
    "costs": (("line",), ""),
    "uploaded": (("document", "page"), "uploaded"),
    "generated": (("document", "page"), "generated"),
    "letters": (("document", "page"), "letter"),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """Something that belongs to no case, found by the same words."""

    url: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Room:
    """Where one searches: its pages, its frame, who asks, which states he may choose, and where an answer leads."""

    endpoint: str
    layout: str
    seeker: Seeker
    states: tuple[CaseState, ...]
    link: Callable[[Found], str]
    note: str
    beside: Callable[[Question], list[Beside]] = lambda _question: []


@dataclass(frozen=True, slots=True)
class Line:
    """One answer to show."""

    url: str
    label: str
    title: Markup
    passage: Markup
    found: Found
    page: int | None


def to_page(found: Found, elsewhere: str) -> str:
    """To the pages of a letter's file, which have no place on the tab of documents; ``elsewhere`` for anything else."""
    paper = found.document
    if paper is None or paper.letter_id is None or paper.current is None:
        return elsewhere
    place: dict[str, Any] = {"case": found.case.public_id, "version": paper.current.public_id, "page": found.entry.page}
    return url_for("versions.view", **{key: value for key, value in place.items() if value})


def page(room: Room) -> str:
    """The page of the search in this room, with the answers to its address."""
    given = {key: request.args.get(key, "").strip() for key in ASKED}
    question, narrowed = asking.read(given["q"]), narrowed_of(given, room.states)
    after = Mark.read(request.args.get("after", ""))
    rows = finding.find(room.seeker, question, narrowed, after, PAGE + 1) if question else []
    similar = bool(question and not rows and after is None)
    if similar:
        rows = finding.find_similar(room.seeker, question, narrowed, PAGE)
    kept: dict[str, Any] = {key: value for key, value in given.items() if value}
    return render_template(
        "finding/search.html",
        room=room, given=given, asked=bool(question), narrowed=any(kept.get(key) for key in ASKED[1:]),
        no_day=NO_SUCH_DAY if any(given[key] and not known_day(given[key]) for key in ("first", "last")) else "",
        lines=[_line(room, row, marking.pattern_of(question)) for row in rows[:PAGE]], similar=similar and bool(rows),
        choices=choices(room), beside=room.beside(question) if question and after is None else [],
        first_url=url_for(room.endpoint, **kept) if after else None,
        next_url=url_for(room.endpoint, **kept, after=str(rows[PAGE - 1].mark)) if len(rows) > PAGE else None,
    )  # fmt: skip


def narrowed_of(given: Mapping[str, str], states: Iterable[CaseState]) -> Narrowed:
    """What narrows the search; what cannot be meant is left out."""
    kinds, origin = WHAT.get(given["what"], ((), ""))
    of_kind = given["what"] if given["what"] in paper_kinds() else ""
    last = _day(given["last"])
    return Narrowed(
        programme=given["programme"] if given["programme"] in LABELS else "",
        states=(given["state"],) if given["state"] in set(states) else (),
        what=kinds or (("document", "page") if of_kind else ()),
        papers=(of_kind,) if of_kind else (),
        origin=origin,
        first=_day(given["first"]),
        last=last + timedelta(days=1) if last else None,
        least=_sum(given["least"]),
        most=_sum(given["most"]),
    )


def _day(words: str) -> datetime | None:
    found = known_day(words)
    return datetime.combine(found, time(), ALMATY) if found else None


def _sum(words: str) -> Decimal | None:
    try:
        found = parse_plain("".join(words.split()).replace(",", ".")) if words else None
    except BadMoney:
        return None
    return found if found is not None and abs(found) < Decimal(10) ** 16 else None


def paper_kinds() -> dict[str, Text]:
    """Kinds of documents of every edition by their short names, then the system's own papers."""
    editions = (edition for known in EDITIONS.values() for edition in known)
    found = {kind.key: brief(kind.title) for edition in editions for kind in edition.papers.kinds}
    return {**found, **TITLES}


def choices(room: Room) -> dict[str, list[tuple[str, Any]]]:
    what = [
        ("", _("Everything")),
        ("cases", _("Applications")),
        ("costs", _("Costs: contracts, invoices, suppliers")),
        ("uploaded", _("Documents of the applicant")),
        ("generated", _("Papers and decisions")),
        ("letters", _("Letters")),
    ]
    return {
        "what": what,
        "papers": sorted(((key, text(title)) for key, title in paper_kinds().items()), key=lambda pair: pair[1]),
        "programme": [("", _("All programmes")), *LABELS.items()],
        "state": [("", _("All states")), *((state.value, STATE_LABELS[state]) for state in room.states)],
    }


def _line(room: Room, found: Found, pattern: Any) -> Line:
    entry = found.entry
    make = {"case": _of_case, "line": _of_cost}.get(entry.kind, _of_paper)
    label, title, passage = make(found)
    shown = marking.passage(passage, pattern) if entry.kind == "page" else marking.marked(passage, pattern)
    return Line(room.link(found), label, marking.marked(title, pattern), shown, found, entry.page)


def _of_case(found: Found) -> tuple[str, str, str]:
    case = found.case
    products = str(case.content.get("products") or "")
    return _("Application"), f"{case.organisation.name} · {case.organisation.bin}", products


def _of_cost(found: Found) -> tuple[str, str, str]:
    """The numbers by which a cost is known."""
    lines: list[dict[str, Any]] = found.case.content.get("costs", [])
    cost: dict[str, Any] = next((c for c in lines if str(c.get("id")) == found.entry.line), {})
    named = (
        (_("contract"), cost.get("contract_no")),
        (_("act"), cost.get("act_no")),
        (_("tax invoice"), cost.get("invoice_no")),
        (_("payment invoice"), cost.get("payment_invoice_no")),
    )
    numbers = [f"{name} {number}" for name, number in named if number]
    supplier = " ".join(str(cost[key]) for key in ("supplier_name", "supplier_bin") if cost.get(key))
    stated = sum_of(cost.get("amount"))
    sums = [money(stated, cost.get("currency") or "KZT")] if stated is not None else []
    title = f"{found.entry.line}. {cost.get('name') or ''}"
    return _("Cost"), title, " · ".join([*numbers, *([supplier] if supplier else []), *sums])


def _of_paper(found: Found) -> tuple[str, str, str]:
    paper = found.document
    assert paper is not None  # entries of documents are joined to theirs
    label = _("Page %(number)s", number=found.entry.page) if found.entry.page else _("Document")
    return label, text(brief(title_of(paper.kind, found.case))), found.body or _name(paper)


def _name(paper: Document) -> str:
    version = paper.current
    return version.file.name if version and paper.origin == "uploaded" else paper.number
