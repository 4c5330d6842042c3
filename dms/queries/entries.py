"""Looking through the entries of the search with little reading: along the shortest list there is. A rare word has an
index that names its entries, an applicant and a period have theirs. The lists of frequent words are long, and which of
them go together nobody foretells: their answers are looked for among the newest entries, in stretches that grow, and
by the index beyond the last. What may be read is asked of answers in order, so of no more than a page needs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import prod
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    and_,
    cast,
    func,
    literal,
    not_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import REGCONFIG, TSQUERY, TSVECTOR
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import ClauseElement, Executable

from dms.extensions import db
from dms.models import SearchEntry
from dms.search.asking import Question, Term

#: So long a list of a word is read, and so many entries that lists and bounds leave are looked up.
LISTED, LOOKED_UP = 30_000, 5_000
#: Entries of each stretch in which frequent words are looked for, the newest first.
STRETCHES = (500, 2_000, 8_000, 32_000)
#: Memory in which the index of words keeps exact places; beyond it whole pages of the table are read.
MEMORY = "64MB"

#: The place of an entry in the order: moment and row id.
Key = tuple[datetime, int]


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

    def period(self) -> list[ColumnElement[bool]]:
        """When it came in."""
        first = [SearchEntry.at >= self.first] if self.first else []
        return first + ([SearchEntry.at < self.last] if self.last else [])

    def of_entries(self) -> list[ColumnElement[bool]]:
        """What else an entry says by itself."""
        entry = SearchEntry
        asked: list[tuple[Any, Any]] = [
            (self.programme, lambda: entry.programme == self.programme),
            (self.what, lambda: entry.kind.in_(self.what)),
            (self.papers, lambda: entry.doc_kind.in_(self.papers)),
            (self.least is not None, lambda: entry.amount >= self.least),
            (self.most is not None, lambda: entry.amount <= self.most),
        ]
        return [condition() for given, condition in asked if given]


@dataclass(frozen=True, slots=True)
class Rank:
    """Entries that answer alike well. ``words``: the column that holds theirs; ``terms``: each is asked of it;
    ``more``: what else is asked."""

    words: Any
    terms: tuple[ColumnElement[Any], ...]
    more: tuple[ColumnElement[bool], ...] = ()

    def holds(self, by_index: Collection[int]) -> list[ColumnElement[bool]]:
        """Every term; those whose places are given by the index of words, the others by looking at the entry: the
        planner takes an index of any length for a short one."""
        looked_at = func.coalesce(self.words, cast("", TSVECTOR))
        asked = ((self.words if place in by_index else looked_at, term) for place, term in enumerate(self.terms))
        return [*(words.op("@@")(term) for words, term in asked), *self.more]


@dataclass(frozen=True, slots=True)
class Sought:
    """``bounds``: what an index narrows entries by; ``asked``: what else they must be. ``seen``: of the columns of
    answers (id, case_id, document_id, version_id), the row ids of those that may be read."""

    rank: Rank
    bounds: list[ColumnElement[bool]]
    asked: list[ColumnElement[bool]]
    seen: Callable[[Any], Select[Any]]

    def newest(self, begin: Key | None, limit: int) -> list[int]:
        """Row ids of answers that may be read, the newest first, beyond the key ``begin``; after ``plan_anew``."""
        lengths = self._lengths(begin)
        if len(lengths) != 2 + len(self.rank.terms):
            return []
        every, within, *of_terms = lengths
        listed = [place for place, length in enumerate(of_terms) if length <= LISTED]
        if within * prod(of_terms[place] / every for place in listed) <= LOOKED_UP:
            return self._look(begin, None, listed, limit)
        chosen = list[int]()
        for length in STRETCHES:
            end = self._end(begin, length)
            chosen += self._look(begin, end, (), limit - len(chosen))
            if end is None or len(chosen) == limit:
                return chosen
            begin = end
        return chosen + self._look(begin, None, range(len(of_terms)), limit - len(chosen))

    def _lengths(self, begin: Key | None) -> list[int]:
        """How many entries the planner expects: in all, within the bounds, and with each term anywhere. A number is
        wanting where it sees that there can be none."""
        every = select(SearchEntry.id)
        within = every.where(*self.bounds, *_between(begin))
        each = (every.where(self.rank.words.op("@@")(term)) for term in self.rank.terms)
        [told] = db.session.execute(Explained(union_all(every, within, *each))).scalar_one()
        return [int(plan["Plan Rows"]) for plan in told["Plan"].get("Plans", ())]

    def _end(self, begin: Key | None, length: int) -> Key | None:
        """The key of the last entry of a stretch of this length; None where no more are left."""
        row = SearchEntry
        beyond = select(row.at, row.id).where(self.rank.words.is_not(None), *self.bounds, *_between(begin))
        chosen = beyond.order_by(row.at.desc(), row.id.desc()).offset(length - 1).limit(1)
        last = db.session.execute(chosen).one_or_none()
        return None if last is None else (last.at, last.id)

    def _look(self, begin: Key | None, end: Key | None, by_index: Collection[int], limit: int) -> list[int]:
        """The first answers of a stretch that may be read. The moment stands in a sum: else a plan may go along the
        order through entries that hold nothing, to the very last."""
        row, moment = SearchEntry, (SearchEntry.at + timedelta(0)).label("moment")
        answers = (
            select(row.id, row.case_id, row.document_id, row.version_id, moment)
            .where(self.rank.words.is_not(None), *self.rank.holds(by_index), *self.asked)
            .where(*self.bounds, *_between(begin, end))
            .order_by(moment.desc(), row.id.desc())
        )
        held = answers.cte("held").prefix_with("MATERIALIZED").c
        return list(db.session.scalars(self.seen(held).order_by(held.moment.desc(), held.id.desc()).limit(limit)))


def _between(begin: Key | None, end: Key | None = None) -> list[ColumnElement[bool]]:
    """After the one key (exclusive), up to the other (inclusive)."""
    key = tuple_(SearchEntry.at, SearchEntry.id)
    return [*([key < begin] if begin is not None else []), *([key >= end] if end is not None else [])]


class Explained(Executable, ClauseElement):
    """The plan of a question, which is not asked."""

    inherit_cache = False

    def __init__(self, asked: CompoundSelect[Any]) -> None:
        self.asked = asked


@compiles(Explained, "postgresql")
def _explained(element: Explained, compiler: Any, **given: Any) -> str:
    return "EXPLAIN (FORMAT JSON) " + str(compiler.process(element.asked, **given))


def plan_anew() -> None:
    """What a question costs depends on its words: a plan made for all of them serves none."""
    kept = {"plan_cache_mode": "force_custom_plan", "work_mem": MEMORY}
    db.session.execute(select(*(func.set_config(name, value, True) for name, value in kept.items())))


def ranks_of(question: Question) -> tuple[Rank | None, ...]:
    """What has the very numbers of the question; whatever else is known by them or by its name or title; texts."""
    entry, terms = SearchEntry, tuple(_term(term) for term in question.terms)
    texts = Rank(entry.text_words, terms)
    if not question.exact:
        return None, Rank(entry.words, terms), texts
    numbers = func.to_tsquery(cast("simple", REGCONFIG), literal(question.exact, String), type_=TSQUERY)
    of_cases = entry.kind.in_(("case", "line"))
    others = not_(and_(of_cases, entry.words.op("@@")(numbers)))
    return Rank(entry.words, (*terms, numbers), (of_cases,)), Rank(entry.words, terms, (others,)), texts


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
