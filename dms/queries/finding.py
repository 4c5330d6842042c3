"""The search: entries that answer a question, cut to what the person may read within the query itself: first those that
have its very numbers, then names and titles, then texts, the newest first among each. A page is found by the key of the
last row; nothing is counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, false, func, literal, or_, select, text
from sqlalchemy.orm import selectinload

from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, SearchEntry
from dms.queries import documents, texts
from dms.queries.entries import Narrowed, Sought, plan_anew, ranks_of
from dms.queries.reading import Reader, from_office
from dms.search.asking import Question

PAGE = 20
#: How much of the question a label must hold, by pg_trgm's word similarity: little where nothing holds much, since the
#: less is asked for, the more labels are looked at.
LIKENESS = (0.6, 0.4)
KINDS = ("case", "line", "document", "page")
RANKS = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """The key of a row: where the next page begins. ``rank``: its place in ``ranks_of``."""

    rank: int
    at: datetime
    id: int

    def __str__(self) -> str:
        return f"{self.rank}~{self.at.isoformat()}~{self.id}"

    @classmethod
    def read(cls, words: str) -> Mark | None:
        """The mark of an address; None for none and for nonsense."""
        try:
            rank, moment, number = words.split("~")
            found = cls(int(rank), datetime.fromisoformat(moment), int(number))
        except ValueError:
            return None
        return found if found.at.tzinfo and 0 <= found.id < 2**63 and 0 <= found.rank < RANKS else None


@dataclass(frozen=True, slots=True)
class Seeker:
    """Who asks: the reader, which cases he may read (``queries/reading.py``), whether an unscanned file is held back,
    and the organisations to which all he may read belongs (None: no such bound)."""

    reader: Reader
    readable: ColumnElement[bool]
    scanning: bool
    organisations: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One answer. ``body``: the text of the page."""

    entry: SearchEntry
    case: Case
    document: Document | None = None
    body: str = ""
    rank: int = 0

    @property
    def mark(self) -> Mark:
        return Mark(self.rank, self.entry.at, self.entry.id)


def find(seeker: Seeker, question: Question, narrowed: Narrowed, after: Mark | None, limit: int) -> list[Found]:
    """Answers that hold every word, by rank, then the newest first, beyond ``after``."""
    plan_anew()
    rows: list[Found] = []
    for place, rank in enumerate(ranks_of(question)):
        if rank is None or len(rows) == limit or (after is not None and place < after.rank):
            continue
        begin = (after.at, after.id) if after is not None and place == after.rank else None
        sought = Sought(
            rank, _bounds(seeker, narrowed), narrowed.of_entries(), lambda entry: _seen(entry, seeker, narrowed)
        )
        rows += [replace(row, rank=place) for row in _found(sought.newest(begin, limit - len(rows)))]
    return rows


def find_similar(seeker: Seeker, question: Question, narrowed: Narrowed, limit: int) -> list[Found]:
    """What is spelt nearly so: names and titles, the most similar first."""
    if not question.likely:
        return []
    plan_anew()
    alike = _alike(question.likely, seeker, narrowed).limit(limit)
    for likeness in LIKENESS:
        db.session.execute(text(f"SET LOCAL pg_trgm.word_similarity_threshold = {likeness}"))
        if found := db.session.scalars(alike).all():
            return _found(found)
    return []


def _alike(words: str, seeker: Seeker, narrowed: Narrowed) -> Select[Any]:
    """All that is like, by the index; what may be read is asked of it in order, as far as a limit needs."""
    label, asked = SearchEntry.label, literal(words, String)
    near = func.word_similarity(asked, label).label("near")
    row = SearchEntry
    held = select(row.id, row.at, row.case_id, row.document_id, row.version_id, near).where(
        *_bounds(seeker, narrowed), *narrowed.of_entries(), label != "", asked.op("<%")(label)
    )
    alike = held.cte("alike").prefix_with("MATERIALIZED").c
    order = (alike.near.desc(), alike.at.desc(), alike.id.desc())
    return _seen(alike, seeker, narrowed).order_by(*order)


def _bounds(seeker: Seeker, narrowed: Narrowed) -> list[ColumnElement[bool]]:
    bounds = narrowed.period()
    if seeker.organisations is not None:
        bounds.append(SearchEntry.organisation_id.in_(seeker.organisations))
    return bounds


def _seen(entry: Any, seeker: Seeker, narrowed: Narrowed) -> Select[Any]:
    """Row ids of entries (their columns: ``entry``) whose cases and documents the person may read, in the states they
    stand in now."""
    office = from_office(seeker.reader)
    paper = (
        select(Document.id)
        .join(DocumentVersion, DocumentVersion.id == entry.version_id)
        .where(Document.id == entry.document_id, documents.readable_by(office))
        .where(documents.open_to(office, scanning=seeker.scanning))
    )
    if narrowed.origin:
        paper = paper.where(Document.origin == narrowed.origin)
    of_no_paper = false() if narrowed.origin else entry.document_id.is_(None)
    chosen = select(entry.id).join(Case, Case.id == entry.case_id)
    chosen = chosen.where(seeker.readable, or_(of_no_paper, paper.exists()))
    return chosen.where(Case.state.in_(narrowed.states)) if narrowed.states else chosen


def _found(ids: Sequence[int]) -> list[Found]:
    """The rows in this order with their case, document and text, each kind in one query."""
    if not ids:
        return []
    entries = {row.id: row for row in db.session.scalars(select(SearchEntry).where(SearchEntry.id.in_(ids)))}
    rows = [entries[id_] for id_ in ids if id_ in entries]
    cases = {row.id: row for row in db.session.scalars(select(Case).where(Case.id.in_({r.case_id for r in rows})))}
    papers = _papers({row.document_id for row in rows if row.document_id})
    bodies = texts.bodies_of({(row.version_id, row.page) for row in rows if row.version_id and row.page})
    return [
        Found(row, cases[row.case_id], papers.get(row.document_id or 0), bodies.get(_page_of(row), ""))
        for row in rows
        if row.case_id in cases
    ]


def _page_of(row: SearchEntry) -> tuple[int, int]:
    return row.version_id or 0, row.page or 0


def _papers(ids: Collection[int]) -> dict[int, Document]:
    if not ids:
        return {}
    unsigned = selectinload(Document.versions).lazyload(DocumentVersion.signatures)  # an answer tells of no signature
    chosen = select(Document).where(Document.id.in_(ids)).options(unsigned)
    return {row.id: row for row in db.session.scalars(chosen)}


def list_cases_to_enter(version: int, after: int, limit: int, *, everything: bool = False) -> Sequence[int]:
    """Row ids of cases that came in and are not entered by this ``version``, or of all of them; beyond ``after``."""
    entered = select(SearchEntry.id).where(
        SearchEntry.case_id == Case.id, SearchEntry.kind == "case", SearchEntry.made == version
    )
    chosen = select(Case.id).where(Case.id > after, Case.received_at.is_not(None)).order_by(Case.id).limit(limit)
    return db.session.scalars(chosen if everything else chosen.where(~entered.exists())).all()


def list_papers_to_enter(version: int, after: int, limit: int, *, everything: bool = False) -> Sequence[int]:
    """Likewise of documents whose newest version is sound."""
    entered = select(SearchEntry.id).where(SearchEntry.document_id == Document.id, SearchEntry.made == version)
    sound = select(DocumentVersion.id).where(
        DocumentVersion.document_id == Document.id, DocumentVersion.check_status == "sound"
    )
    chosen = select(Document.id).where(Document.id > after, Document.removed_at.is_(None), sound.exists())
    chosen = chosen.order_by(Document.id).limit(limit)
    return db.session.scalars(chosen if everything else chosen.where(~entered.exists())).all()
