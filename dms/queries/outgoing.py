"""The journal of what goes out: outgoing letters and the papers that were delivered under numbers of the same series,
each seen by whoever reads its case. Three statements a page, however many rows there are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, func, literal, or_, select, tuple_, union_all
from sqlalchemy.orm import joinedload, lazyload

from dms.extensions import db
from dms.models import Case, Document, Letter, Organisation
from dms.queries import letters, reading
from dms.queries.letters import Narrowed
from dms.queries.reading import Reader
from workflows.letters import Direction, LetterState

#: Which of two entries of one moment without numbers comes first: papers, then letters.
LETTER, PAPER = 0, 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in the journal: by its moment, of one moment by its number. The next page begins behind."""

    at: datetime
    number: str
    sort: int
    row_id: int


@dataclass(frozen=True, slots=True)
class Delivered:
    """A paper of a case that went out under its number."""

    paper: Document
    case: Case


Entry = Letter | Delivered
Placed = tuple[SQLColumnExpression[Any], SQLColumnExpression[Any], SQLColumnExpression[int], SQLColumnExpression[int]]


def place_of(entry: Entry) -> Place:
    if isinstance(entry, Letter):
        return Place(entry.registered_at or entry.created_at, entry.number or "", LETTER, entry.id)
    assert entry.paper.outgoing_at is not None  # it is in the journal
    return Place(entry.paper.outgoing_at, entry.paper.outgoing_number or "", PAPER, entry.paper.id)


def list_outgoing(
    reader: Reader, narrowed: Narrowed, kinds: Collection[str], *, before: Place | None = None, limit: int
) -> list[Entry]:
    """Newest first. ``kinds``: of the papers that the words of ``narrowed`` name by their title."""
    placed: Placed = (letters.DAY, func.coalesce(Letter.number, ""), literal(LETTER), Letter.id)
    parts = [_page(_letters(reader, narrowed), placed, before, limit)]
    if narrowed.state in ("", LetterState.SENT.value):
        papers = _papers(reader, narrowed, kinds)
        placed = (Document.outgoing_at, Document.outgoing_number, literal(PAPER), Document.id)
        parts.append(_page(papers, placed, before, limit))
    found = union_all(*(part.subquery().select() for part in parts)).subquery()
    order = (found.c.at.desc(), found.c.number.desc(), found.c.sort.desc(), found.c.row_id.desc())
    rows = db.session.execute(select(found.c.sort, found.c.row_id).order_by(*order).limit(limit)).all()
    known = _load({sort: [row_id for kind, row_id in rows if kind == sort] for sort in (LETTER, PAPER)})
    return [known[sort, row_id] for sort, row_id in rows]


def _letters(reader: Reader, narrowed: Narrowed) -> Select[*tuple[()]]:
    chosen = select().select_from(Letter).outerjoin(Case, Case.id == Letter.case_id)
    return chosen.where(letters.readable(reader), Letter.direction == Direction.OUTGOING.value, *narrowed.conditions())


def _papers(reader: Reader, narrowed: Narrowed, kinds: Collection[str]) -> Select[*tuple[()]]:
    chosen = select().select_from(Document).join(Case, Case.id == Document.case_id)
    conditions = [
        reading.readable(reader), Document.outgoing_at.is_not(None), Document.removed_at.is_(None),
        *narrowed.within(Document.outgoing_at),
    ]  # fmt: skip
    if narrowed.words:
        chosen = chosen.join(Organisation, Organisation.id == Case.organisation_id)
        of = (Document.outgoing_number, Document.number, Case.number, Organisation.name, Organisation.bin)
        told = [column.icontains(narrowed.words, autoescape=True) for column in of]
        conditions.append(or_(*told, Document.kind.in_(kinds)))
    return chosen.where(*conditions)


def _page(chosen: Select[*tuple[()]], placed: Placed, before: Place | None, limit: int) -> Select[*tuple[Any, ...]]:
    """The places of a page of one kind of entries, ``placed`` by columns in the order of ``Place``."""
    at, number, sort, row_id = placed
    if before is not None:
        behind = tuple_(*placed) < (before.at, before.number, before.sort, before.row_id)
        chosen = chosen.where(at <= before.at, behind)  # the first is what an index knows
    named = chosen.add_columns(at.label("at"), number.label("number"), sort.label("sort"), row_id.label("row_id"))
    return named.order_by(at.desc(), number.desc(), row_id.desc()).limit(limit)


def _load(ids: dict[int, list[int]]) -> dict[tuple[int, int], Entry]:
    found: dict[tuple[int, int], Entry] = {}
    if ids[LETTER]:
        chosen = select(Letter).where(Letter.id.in_(ids[LETTER])).options(joinedload(Letter.author))
        found |= {(LETTER, row.id): row for row in db.session.scalars(chosen).unique()}
    if ids[PAPER]:
        of = select(Document, Case).join(Case, Case.id == Document.case_id).where(Document.id.in_(ids[PAPER]))
        rows = db.session.execute(of.options(lazyload(Document.versions), joinedload(Case.organisation)))
        found |= {(PAPER, paper.id): Delivered(paper, case) for paper, case in rows.unique()}
    return found
