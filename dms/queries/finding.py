"""The search: entries that answer a question, cut to what the person may read within the query itself: first those that
have its very numbers, then names and titles, then texts, the newest first among each. A page is found by the key of the
last row; nothing is counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, false, func, literal, not_, or_, select, text, tuple_
from sqlalchemy.dialects.postgresql import REGCONFIG, TSQUERY
from sqlalchemy.orm import aliased

from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, SearchEntry, User
from dms.queries import documents, texts
from dms.search.asking import Question, Term

PAGE = 20
#: The newest entries in which answers are looked for first.
CANDIDATES = 400
#: Entries among which the similar are looked for; beyond them they resemble too much to help.
SIMILAR = 200
#: How much of the question a label must hold, by pg_trgm's word similarity.
LIKENESS = 0.4
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What else is asked. ``what``: kinds of entries; ``papers``: kinds of documents; ``origin``: whose documents;
    ``first`` and ``last``: moments between which it came in; sums in tenge."""

    programme: str = ""
    states: tuple[str, ...] = ()
    what: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    origin: str = ""
    first: datetime | None = None
    last: datetime | None = None
    least: Decimal | None = None
    most: Decimal | None = None

    def of_entries(self) -> list[ColumnElement[bool]]:
        """What an entry says by itself."""
        entry = SearchEntry
        asked: list[tuple[Any, Any]] = [
            (self.programme, lambda: entry.programme == self.programme),
            (self.what, lambda: entry.kind.in_(self.what)),
            (self.papers, lambda: entry.doc_kind.in_(self.papers)),
            (self.first, lambda: entry.at >= self.first),
            (self.last, lambda: entry.at < self.last),
            (self.least is not None, lambda: entry.amount >= self.least),
            (self.most is not None, lambda: entry.amount <= self.most),
        ]
        return [condition() for given, condition in asked if given]


@dataclass(frozen=True, slots=True)
class Seeker:
    """Who asks: the person, which cases he may read (``queries/reading.py``), whether an unscanned file is held back,
    and the organisations to which all he may read belongs (None: no such bound)."""

    user: User
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
    rows: list[Found] = []
    for rank, condition in enumerate(ranks_of(question)):
        if condition is None or len(rows) == limit or (after is not None and rank < after.rank):
            continue
        entries = _entries(seeker, narrowed).where(SearchEntry.words.op("@@")(query_of(question)), condition)
        if after is not None and rank == after.rank:
            entries = entries.where(tuple_(SearchEntry.at, SearchEntry.id) < (after.at, after.id))
        rows += [replace(row, rank=rank) for row in _newest(entries, seeker, narrowed, limit - len(rows))]
    return rows


def ranks_of(question: Question) -> tuple[ColumnElement[bool] | None, ...]:
    """What has the very numbers of the question; whatever else is known by them or by its name or title; texts."""
    named, text_of = SearchEntry.kind.in_(("case", "line", "document")), SearchEntry.kind == "page"
    if not question.exact:
        return None, named, text_of
    asked = func.to_tsquery(cast("simple", REGCONFIG), literal(question.exact, String), type_=TSQUERY)
    exactly = and_(SearchEntry.kind.in_(("case", "line")), SearchEntry.words.op("@@")(asked))
    return exactly, and_(named, not_(exactly)), text_of


def _newest(entries: Select[Any], seeker: Seeker, narrowed: Narrowed, limit: int) -> list[Found]:
    """Rights are asked of entries already in order, so of no more than a page needs; and first of the newest few, since
    of a frequent word they are found along the order without looking at the others."""
    in_order = entries.order_by(SearchEntry.at.desc(), SearchEntry.id.desc())
    rows: list[Found] = []
    for candidates in (in_order.limit(CANDIDATES), in_order.offset(0)):
        entry = aliased(SearchEntry, candidates.subquery())
        chosen = _seen(entry, seeker, narrowed).order_by(entry.at.desc(), entry.id.desc())
        rows = _found(chosen.limit(limit))
        if len(rows) == limit:
            break
    return rows


def find_similar(seeker: Seeker, question: Question, narrowed: Narrowed, limit: int) -> list[Found]:
    """What is spelt nearly so: names and titles, the most similar first."""
    if not question.likely:
        return []
    db.session.execute(text(f"SET LOCAL pg_trgm.word_similarity_threshold = {LIKENESS}"))
    label, asked = SearchEntry.label, literal(question.likely, String)
    near = func.word_similarity(asked, label).label("near")
    entries = _entries(seeker, narrowed).where(label != "", asked.op("<%")(label)).add_columns(near)
    likest = entries.order_by(near.desc(), SearchEntry.at.desc(), SearchEntry.id.desc()).limit(SIMILAR).subquery()
    entry = aliased(SearchEntry, likest)
    order = (likest.c.near.desc(), entry.at.desc(), entry.id.desc())
    return _found(_seen(entry, seeker, narrowed).order_by(*order).limit(limit))


def query_of(question: Question) -> ColumnElement[Any]:
    """The question as PostgreSQL asks it: every word in one of its forms."""
    whole, *rest = [_term(term) for term in question.terms]
    for term in rest:
        whole = whole.op("&&")(term)
    return whole


def _term(term: Term) -> ColumnElement[Any]:
    """The beginnings by the endings of Kazakh, or the word's stem in Russian."""
    asked = func.to_tsquery(cast("simple", REGCONFIG), literal(term.tsquery, String), type_=TSQUERY)
    if not term.word:
        return asked
    russian = func.plainto_tsquery(cast("russian", REGCONFIG), literal(term.word, String), type_=TSQUERY)
    return asked.op("||")(russian).self_group()


def _entries(seeker: Seeker, narrowed: Narrowed) -> Select[Any]:
    chosen = select(SearchEntry).where(*narrowed.of_entries())
    if seeker.organisations is not None:
        chosen = chosen.where(SearchEntry.organisation_id.in_(seeker.organisations))
    return chosen


def _seen(entry: Any, seeker: Seeker, narrowed: Narrowed) -> Select[Any]:
    """Those of cases and documents that the person may read, in the states they stand in now."""
    paper = (
        select(Document.id)
        .join(DocumentVersion, DocumentVersion.id == entry.version_id)
        .where(Document.id == entry.document_id, documents.readable_by(seeker.user))
        .where(documents.open_to(seeker.user, scanning=seeker.scanning))
    )
    if narrowed.origin:
        paper = paper.where(Document.origin == narrowed.origin)
    of_no_paper = false() if narrowed.origin else entry.document_id.is_(None)
    chosen = select(entry).join(Case, Case.id == entry.case_id)
    chosen = chosen.where(seeker.readable, or_(of_no_paper, paper.exists()))
    return chosen.where(Case.state.in_(narrowed.states)) if narrowed.states else chosen


def _plan_anew() -> None:
    """What a question costs depends on its words: a plan made for all of them serves none."""
    db.session.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))


def _found(chosen: Select[Any]) -> list[Found]:
    """The rows with their case, document and text, each kind in one query."""
    _plan_anew()
    rows: Sequence[SearchEntry] = db.session.scalars(chosen).all()
    if not rows:
        return []
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
    return {row.id: row for row in db.session.scalars(select(Document).where(Document.id.in_(ids)))}


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
