"""Worklists of the desk: which cases a person of the operator may read, in the order of their urgency. A page costs the
same wherever it lies in the list: it is found by the key of the last row, state by state along an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Row,
    Select,
    String,
    and_,
    bindparam,
    func,
    select,
    tuple_,
    union_all,
)

from dms.extensions import db
from dms.models import Case, Decision, Organisation, User
from dms.queries import people
from dms.queries.fixed import Fixed
from dms.queries.reading import HANDED_IN, ME, Reader, open_to, readable
from workflows.clock import local
from workflows.states import ENDED, CaseState, Role

#: Above this a count says "99+": an exact number helps nobody and costs a scan.
MOST = 100
PAGE = 50


@dataclass(frozen=True, slots=True)
class Worklist:
    """One list. ``mine``: given to the reader; ``unassigned``: to nobody; ``prepared``: a draft waits for its
    signature; ``overdue``: the running term has passed; ``unwatched``: with somebody who is no monitor."""

    key: str
    states: frozenset[CaseState]
    mine: bool = False
    unassigned: bool = False
    prepared: bool = False
    overdue: bool = False
    unwatched: bool = False


S = CaseState
#: Where somebody of the operator has something to do before the end.
OPEN = HANDED_IN - ENDED - {S.ARCHIVED}
WAITING = frozenset({S.AGREEMENT, S.REMARKS, S.RECOVERY})
#: Where a prepared act waits for the head; an export application may be left from four states (314:22).
SIGNED_IN = frozenset(
    {S.REGISTERED, S.COMPLETENESS, S.SUBSTANTIVE_REVIEW, S.REMARKS, S.DECISION, S.PAYMENT, S.MONITORING}
)

LISTS: dict[str, Worklist] = {
    made.key: made
    for made in (
        Worklist("mine", OPEN, mine=True),
        Worklist("mine_overdue", OPEN, mine=True, overdue=True),
        Worklist("mine_waiting", WAITING, mine=True),
        Worklist("mine_hearing", frozenset({S.HEARING}), mine=True),
        Worklist("unassigned", OPEN - {S.SUBMITTED}, unassigned=True),
        Worklist("completeness", frozenset({S.COMPLETENESS})),
        Worklist("review", frozenset({S.SUBSTANTIVE_REVIEW})),
        Worklist("hearing", frozenset({S.HEARING})),
        Worklist("to_sign", SIGNED_IN, prepared=True),
        Worklist("waiting", WAITING),
        Worklist("to_pay", frozenset({S.PAYMENT})),
        Worklist("monitoring", frozenset({S.MONITORING})),
        Worklist("unwatched", frozenset({S.MONITORING}), unwatched=True),
        Worklist("overdue", OPEN, overdue=True),
        Worklist("ended", ENDED),
        Worklist("all", HANDED_IN),
    )
}


@dataclass(frozen=True, slots=True)
class Cursor:
    """The key of a row: its term's end and its row id. ``back``: the page before it is wanted, not the one after."""

    due_at: datetime | None
    id: int
    back: bool = False

    def __str__(self) -> str:
        return f"{'b' if self.back else 'a'}.{self.due_at.isoformat() if self.due_at else ''}.{self.id}"

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """The cursor of an address; None for none and for nonsense."""
        way, _, rest = text.partition(".")
        due, _, row = rest.rpartition(".")
        try:
            due_at = datetime.fromisoformat(due) if due else None
            found = cls(due_at, int(row), way == "b")
        except ValueError:
            return None
        return found if due_at is None or due_at.tzinfo else None


class Listed(NamedTuple):
    """A case as a list finds it: what names it, its version, and what may change without one."""

    id: int
    public_id: str
    version: int
    state: str
    due_at: datetime | None
    assignee_id: int | None
    applicant: str
    bin: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows and the cursors of their neighbours, None where there are none."""

    rows: Sequence[Listed]
    before: Cursor | None = None
    after: Cursor | None = None


def page_of(
    reader: Reader,
    worklist: Worklist,
    now: datetime,
    *,
    programme: str = "",
    narrowed: Iterable[ColumnElement[bool]] = (),
    states: frozenset[CaseState] | None = None,
    at: Cursor | None = None,
    limit: int = PAGE,
) -> Page:
    """One page by urgency: the nearest end of a term first, cases without a term last, then by row id. ``narrowed``
    are more conditions, ``states`` leaves only these of the list's states, ``programme`` the cases of one programme."""
    wanted = worklist.states if states is None else worklist.states & states
    asked = _Asked(worklist.key, wanted, reader.roles, reader.own, bool(programme), _Place.of(at))
    found = _keys(asked, tuple(narrowed), _values(reader, now, programme, at, limit + 1))
    back = asked.place.back
    more, chosen = len(found) > limit, found[:limit]
    rows = [Listed(*row) for row in (reversed(chosen) if back else chosen)]
    if not rows:
        return Page(())
    first, last = Cursor(rows[0].due_at, rows[0].id, back=True), Cursor(rows[-1].due_at, rows[-1].id)
    has_before, has_after = (more, True) if back else (at is not None, more)
    return Page(rows, first if has_before else None, last if has_after else None)


def counts(reader: Reader, keys: Iterable[str], now: datetime, *, programme: str = "") -> dict[str, int]:
    """How many cases each list holds (of one programme, if named), each counted up to ``MOST``, all in one query."""
    asked = tuple(keys)
    if not asked:
        return {}
    counted = _counted(asked, reader.roles, reader.own, bool(programme))
    return dict(counted.rows(**_values(reader, now, programme))[0]._mapping)


class _Place(NamedTuple):
    """Where in the list a page lies, as far as its statement differs by it: behind a cursor at all, behind a row with
    a term, and which way it is read."""

    behind: bool = False
    with_term: bool = False
    back: bool = False

    @classmethod
    def of(cls, at: Cursor | None) -> _Place:
        return cls() if at is None else cls(True, at.due_at is not None, at.back)


class _Asked(NamedTuple):
    """All that the statement of a page depends on besides its values."""

    list_key: str
    states: frozenset[CaseState]
    roles: frozenset[Role]
    own: frozenset[int]
    of_programme: bool
    place: _Place


NOW = bindparam("now", type_=DateTime(timezone=True))
DAY = bindparam("day", type_=Date())
PROGRAMME = bindparam("programme", type_=String())
AT_DUE = bindparam("at_due", type_=DateTime(timezone=True))
AT_ID = bindparam("at_id", type_=BigInteger())
LIMIT = bindparam("limit", type_=Integer())


def _values(
    reader: Reader, now: datetime, programme: str, at: Cursor | None = None, limit: int = MOST
) -> dict[str, Any]:
    return {
        "me": reader.user_id, "now": now, "day": local(now).date(), "programme": programme,
        "at_due": at.due_at if at else None, "at_id": at.id if at else None, "limit": limit,
    }  # fmt: skip


@lru_cache(maxsize=256)
def _counted(keys: tuple[str, ...], roles: frozenset[Role], own: frozenset[int], of_programme: bool) -> Fixed:
    columns = [
        _bounded((_seen(roles, own, made.states), *_of_list(made, of_programme))).label(made.key)
        for made in map(LISTS.__getitem__, keys)
    ]
    return Fixed(select(*columns))


def _bounded(conditions: Iterable[ColumnElement[bool]]) -> Any:
    some = select(Case.id).where(*conditions).limit(MOST).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _seen(roles: frozenset[Role], own: frozenset[int], states: frozenset[CaseState]) -> ColumnElement[bool]:
    return readable(Reader(0, roles, own), states, me=ME)


def _of_list(worklist: Worklist, of_programme: bool) -> Iterator[ColumnElement[bool]]:
    if worklist.mine:
        yield Case.assignee_id == ME
    if worklist.unassigned:
        yield Case.assignee_id.is_(None)
    if worklist.prepared:
        yield Case.id.in_(select(Decision.case_id).where(Decision.status == "open"))
    if worklist.overdue:
        yield Case.due_at < NOW
    if worklist.unwatched:  # asked from the side of the few who work here, not of the many cases
        monitors = people.with_role(Role.MONITOR.value, DAY)
        yield Case.assignee_id.in_(select(User.id).where(User.is_staff, User.id.not_in(monitors)))
    if of_programme:
        yield Case.programme == PROGRAMME


def _keys(asked: _Asked, narrowed: tuple[ColumnElement[bool], ...], values: dict[str, Any]) -> Sequence[Row[Any]]:
    if not asked.states & frozenset[CaseState]().union(*open_to(asked.roles)):
        return ()
    if narrowed:  # a search is worded by what was typed
        return db.session.execute(_page(asked, narrowed), values).all()
    return _fixed_page(asked).rows(**values)


@lru_cache(maxsize=256)
def _fixed_page(asked: _Asked) -> Fixed:
    return Fixed(_page(asked))


def _page(asked: _Asked, narrowed: tuple[ColumnElement[bool], ...] = ()) -> Select[Any]:
    """``Listed``, found state by state along an index."""
    conditions = (*_of_list(LISTS[asked.list_key], asked.of_programme), *narrowed)
    ever, back = frozenset[CaseState]().union(*open_to(asked.roles)), asked.place.back
    order = (Case.due_at.desc(), Case.id.desc()) if back else (Case.due_at, Case.id)
    parts: list[Any] = [
        select(Case.id, Case.due_at).where(seen, *conditions, slice_).order_by(*order).limit(LIMIT)
        for seen in (_seen(asked.roles, asked.own, frozenset({state})) for state in sorted(asked.states & ever))
        for slice_ in _slices(asked.place)
    ]
    whole = union_all(*(part.subquery().select() for part in parts)).subquery()
    by = (whole.c.due_at.desc(), whole.c.id.desc()) if back else (whole.c.due_at, whole.c.id)
    some = select(whole.c.id).order_by(*by).limit(LIMIT).subquery()
    return select(*_LISTED).join(some, some.c.id == Case.id).join(Case.organisation).order_by(*order)


_LISTED: tuple[Any, ...] = (
    Case.id, Case.public_id, Case.version, Case.state, Case.due_at, Case.assignee_id,
    Organisation.name, Organisation.bin,
)  # fmt: skip


def _slices(at: _Place) -> tuple[ColumnElement[bool], ...]:
    """What lies beyond the cursor, in pieces that an index on (due_at, id) walks; nothing sorts after everything."""
    key, empty = tuple_(Case.due_at, Case.id), Case.due_at.is_(None)
    if not at.behind:
        return (Case.id.is_not(None),)
    if not at.with_term:
        return (and_(empty, Case.id < AT_ID), Case.due_at.is_not(None)) if at.back else (and_(empty, Case.id > AT_ID),)
    here = tuple_(AT_DUE, AT_ID)
    return (key < here,) if at.back else (key > here, empty)
