"""Journals of registration of incoming and outgoing letters, what waits for somebody, and a journal as a spreadsheet.
Everything that narrows a list stands in its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Response, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from dms.access import staff
from dms.formatting import local, text
from dms.models import Letter
from dms.queries import letters as queries
from dms.queries import outgoing
from dms.queries.letters import PAGE, Narrowed
from dms.queries.outgoing import Delivered, Entry, Place
from dms.services import clock, sheets_out
from dms.services.papers.titles import called, title_of
from dms.services.sheets_out import Cell
from dms.views.desk import blueprint, side
from dms.views.letter_rows import PaperRow, entry_row
from dms.views.paging import page_of
from forms.fields import NO_SUCH_DAY, known_day
from workflows.letter_kinds import KIND_LABELS, LetterKind
from workflows.letters import LETTER_STATE_LABELS, ROWS, WRITERS, Direction, LetterState

#: What each list is called.
TITLES = {
    "incoming": _l("Incoming letters"),
    "outgoing": _l("Outgoing letters"),
    "to_answer": _l("Letters for me to answer"),
    "to_register": _l("Letters to register"),
    "all_to_answer": _l("Letters without an answer yet"),
    "to_sign": _l("Letters to sign"),
    "to_send": _l("Letters to send"),
    "awaited": _l("Answers we wait for"),
}
MOST_ROWS = 10_000
CHUNK = 500
WIDTHS = (18, 17, 22, 44, 40, 14, 18, 13, 20, 13, 26, 20)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for. ``typed``: its days as they are written there."""

    key: str
    narrowed: Narrowed
    typed: Mapping[str, str]

    @property
    def direction(self) -> Direction | None:
        """Of a journal; None for a list of what waits."""
        return Direction(self.key) if self.key in set(Direction) else None

    def address(self, endpoint: str, **more: Any) -> str:
        """The same list elsewhere."""
        wanted = self.narrowed
        known: dict[str, Any] = {
            "list": self.key, "q": wanted.words, "state": wanted.state,
            "first": wanted.first.isoformat() if wanted.first else "",
            "last": wanted.last.isoformat() if wanted.last else "",
        }  # fmt: skip
        return url_for(endpoint, **{key: value for key, value in known.items() if value}, **more)


def asked() -> Asked:
    """The list of this address; an unknown word counts as not said."""
    args = request.args
    key, state = args.get("list", ""), args.get("state", "")
    typed = {name: args.get(name, "").strip() for name in ("first", "last")}
    narrowed = Narrowed(
        words=args.get("q", "").strip()[:100],
        state=state if state in set(LetterState) else "",
        first=known_day(typed["first"]),
        last=known_day(typed["last"]),
    )
    return Asked(key if key in TITLES else Direction.INCOMING.value, narrowed, typed)


@blueprint.get("/letters")
@staff()
def letters() -> str:
    wanted, now = asked(), clock.now()
    around = _journal(wanted) if wanted.direction else _waiting(wanted)
    side.put_letters(wanted.key)
    return render_template(
        "desk/letters.html", asked=wanted, title=TITLES[wanted.key], now=now,
        roles=g.roles, may_write=bool(g.roles & WRITERS),
        states=[("", _("all")), *((state.value, LETTER_STATE_LABELS[state]) for state in _states(wanted.direction))],
        no_day=NO_SUCH_DAY if any(day and not known_day(day) for day in wanted.typed.values()) else "",
        export_url=wanted.address("desk.letters_export") if wanted.direction else None,
        **{**around, "rows": [entry_row(entry, now) for entry in around["rows"]]},
    )  # fmt: skip


def _journal(wanted: Asked) -> dict[str, Any]:
    before = _place(request.args.get("before", ""))
    found = _entries(wanted, before, PAGE + 1)
    last = _named(outgoing.place_of(found[PAGE - 1])) if len(found) > PAGE else None
    return {
        "rows": found[:PAGE],
        "older_url": wanted.address("desk.letters", before=last) if last is not None else None,
        "newest_url": wanted.address("desk.letters") if before else None,
    }


def _entries(wanted: Asked, before: Place | None, limit: int) -> Sequence[Entry]:
    """Entries of a journal behind a place: what came in is letters, what went out papers of cases too."""
    reader, narrowed = side.reader(), wanted.narrowed
    if wanted.direction is Direction.OUTGOING:
        return outgoing.list_outgoing(reader, narrowed, called(narrowed.words), before=before, limit=limit)
    row_id = before.row_id if before else None
    return queries.list_journal(reader, Direction.INCOMING, narrowed, before=row_id, limit=limit)


def _named(place: Place) -> str:
    """A place as an address carries it."""
    return f"{place.at.astimezone(UTC):%Y%m%dT%H%M%S%f}.{place.sort}.{place.row_id}.{place.number}"


def _place(words: str) -> Place | None:
    """The place that an address names; None for none, and for one that cannot be."""
    at, _dot, rest = words.partition(".")
    sort, _dot, rest = rest.partition(".")
    row_id, _dot, number = rest.partition(".")
    if not (sort in ("0", "1") and row_id.isascii() and row_id.isdigit() and len(row_id) < 19):
        return None
    try:
        return Place(datetime.strptime(at, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC), number, int(sort), int(row_id))
    except ValueError:
        return None


def _waiting(wanted: Asked) -> dict[str, Any]:
    day, _dot, row_id = request.args.get("after", "").partition(".")
    after = (known_day(day), int(row_id)) if row_id.isascii() and row_id.isdigit() and len(row_id) < 19 else None
    found = queries.list_waiting(side.reader(), wanted.key, after=after)
    return page_of(found, PAGE, "desk.letters", _mark, key="after", list=wanted.key)


def _mark(letter: Letter) -> str:
    return f"{letter.due_on.isoformat() if letter.due_on else ''}.{letter.id}"


def _states(direction: Direction | None) -> list[LetterState]:
    """The states that a letter of this direction goes through."""
    outgoing = {LetterState.DRAFT, LetterState.SIGNED, LetterState.SENT}
    every = dict.fromkeys(state for row in ROWS for state in (row.source, row.target))
    if direction is None:
        return list(every)
    both = {LetterState.ANNULLED}
    return [s for s in every if s in both or (s in outgoing) == (direction is Direction.OUTGOING)]


@blueprint.get("/letters.xlsx")
@staff()
def letters_export() -> Response:
    """The journal of one direction as a spreadsheet: the same rows, the same right to see them, bounded."""
    wanted = asked()
    head = (
        _("Registration number"), _("Day of registration"), _("Kind of the letter"), _("Subject"), _("Correspondent"),
        _("BIN or IIN"), _("Their number"), _("Their date"), _("Case"), _("To be answered by"), _("Who answers"),
        _("State"),
    )  # fmt: skip
    file = sheets_out.write(str(TITLES[wanted.key]), head, WIDTHS, _lines(wanted))
    answer = Response(sheets_out.pieces(file), mimetype=sheets_out.MEDIA_TYPE)
    name = f"demeu-letters-{wanted.key}-{clock.today().isoformat()}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _lines(wanted: Asked) -> Iterator[Sequence[Cell]]:
    before = None
    for _turn in range(MOST_ROWS // CHUNK):
        found = _entries(wanted, before, CHUNK)
        yield from map(_line, found)
        if len(found) < CHUNK:
            return
        before = outgoing.place_of(found[-1])


def _line(entry: Entry) -> Sequence[Cell]:
    return _of_letter(entry) if isinstance(entry, Letter) else _of_paper(entry)


def _of_paper(entry: Delivered) -> Sequence[Cell]:
    paper, case = entry.paper, entry.case
    row = PaperRow(paper, case, title_of(paper.kind, case))
    return (
        paper.outgoing_number or "", local(paper.outgoing_at) if paper.outgoing_at else None, text(row.kind),
        text(row.title), case.organisation.name, case.organisation.bin, "", "", case.number or "", "", "",
        text(row.state),
    )  # fmt: skip


def _of_letter(letter: Letter) -> Sequence[Cell]:
    return (
        letter.number or "",
        local(letter.registered_at) if letter.registered_at else None,
        text(KIND_LABELS[LetterKind(letter.kind)]),
        letter.subject,
        letter.correspondent,
        letter.correspondent_bin,
        letter.their_number,
        f"{letter.their_date:%d.%m.%Y}" if letter.their_date else "",
        (letter.case.number or "") if letter.case else "",
        f"{letter.due_on:%d.%m.%Y}" if letter.due_on else "",
        letter.responsible.name if letter.responsible else "",
        text(LETTER_STATE_LABELS[LetterState(letter.state)]),
    )
