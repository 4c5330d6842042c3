"""The journal of what goes out: outgoing letters and the papers that were delivered under numbers of the same series,
each seen by whoever reads its case. Three statements a page, however many rows there are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, literal, or_, select, union_all
from sqlalchemy.orm import joinedload, lazyload

from dms.extensions import db
from dms.models import Case, Document, Letter, Organisation
from dms.queries import letters, reading
from dms.queries.letters import Narrowed
from dms.queries.reading import Reader
from workflows.letters import Direction, LetterState

#: Which of two entries of one moment comes first: papers, then letters.
LETTER, PAPER = 0, 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in the journal; the next page begins behind it."""

    at: datetime
    sort: int
    row_id: int


@dataclass(frozen=True, slots=True)
class Delivered:
    """A paper of a case that went out under its number."""

    paper: Document
    case: Case


Entry = Letter | Delivered


def place_of(entry: Entry) -> Place:
    if isinstance(entry, Letter):
        return Place(entry.registered_at or entry.created_at, LETTER, entry.id)
    assert entry.paper.outgoing_at is not None  # it is in the journal
    return Place(entry.paper.outgoing_at, PAPER, entry.paper.id)


def list_outgoing(
    reader: Reader, narrowed: Narrowed, kinds: Collection[str], *, before: Place | None = None, limit: int
) -> list[Entry]:
    """Newest first. ``kinds``: of the papers that the words of ``narrowed`` name by their title."""
    parts = [_page(_letters(reader, narrowed), letters.DAY, LETTER, Letter.id, before, limit)]
    if narrowed.state in ("", LetterState.SENT.value):
        papers = _papers(reader, narrowed, kinds)
        parts.append(_page(papers, Document.outgoing_at, PAPER, Document.id, before, limit))
    found = union_all(*(part.subquery().select() for part in parts)).subquery()
    order = (found.c.at.desc(), found.c.sort.desc(), found.c.row_id.desc())
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


def _page(
    chosen: Select[*tuple[()]],
    at: SQLColumnExpression[Any],
    sort: int,
    row_id: SQLColumnExpression[int],
    before: Place | None,
    limit: int,
) -> Select[datetime, int, int]:
    """The places of a page of one kind of entries."""
    if before is not None:
        behind: ColumnElement[bool] = at < before.at
        if sort <= before.sort:
            same = row_id < before.row_id if sort == before.sort else literal(True)
            behind = and_(at <= before.at, or_(at < before.at, same))
        chosen = chosen.where(behind)
    placed = chosen.add_columns(at.label("at"), literal(sort).label("sort"), row_id.label("row_id"))
    return placed.order_by(at.desc(), row_id.desc()).limit(limit)


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
