"""Worklists of the desk: which cases a person of the operator may read, in the order of their urgency. A page costs the
same wherever it lies in the list: it is found by the key of the last row, state by state along an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, select, tuple_, union_all

from dms.extensions import db
from dms.models import Case, Decision, User
from dms.queries import people
from dms.queries.reading import HANDED_IN, Reader, open_to, readable
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


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows and the cursors of their neighbours, None where there are none."""

    rows: Sequence[Case]
    before: Cursor | None = None
    after: Cursor | None = None


def page_of(
    reader: Reader,
    worklist: Worklist,
    now: datetime,
    *,
    narrowed: Iterable[ColumnElement[bool]] = (),
    states: frozenset[CaseState] | None = None,
    at: Cursor | None = None,
    limit: int = PAGE,
) -> Page:
    """One page by urgency: the nearest end of a term first, cases without a term last, then by row id. ``narrowed``
    are more conditions, ``states`` leaves only these of the list's states."""
    wanted = worklist.states if states is None else worklist.states & states
    conditions = (*_of_list(worklist, reader, now), *narrowed)
    back = at is not None and at.back
    found = _keys(reader, wanted, conditions, at, limit + 1)
    more, chosen = len(found) > limit, found[:limit]
    rows = _rows([row.id for row in (reversed(chosen) if back else chosen)])
    if not rows:
        return Page(())
    first, last = Cursor(rows[0].due_at, rows[0].id, back=True), Cursor(rows[-1].due_at, rows[-1].id)
    has_before, has_after = (more, True) if back else (at is not None, more)
    return Page(rows, first if has_before else None, last if has_after else None)


def counts(reader: Reader, keys: Iterable[str], now: datetime, *, programme: str = "") -> dict[str, int]:
    """How many cases each list holds (of one programme, if named), each counted up to ``MOST``, all in one query."""
    asked = [LISTS[key] for key in keys]
    if not asked:
        return {}
    of_programme = (Case.programme == programme,) if programme else ()
    columns = [
        _bounded(readable(reader, made.states), (*_of_list(made, reader, now), *of_programme)).label(made.key)
        for made in asked
    ]
    row = db.session.execute(select(*columns)).one()
    return dict(row._mapping)


def open_draft_kinds(case_ids: Sequence[int]) -> dict[int, str]:
    """The kind of the draft that waits for a signature, by case."""
    chosen = select(Decision.case_id, Decision.kind).where(Decision.case_id.in_(case_ids), Decision.status == "open")
    return {row.case_id: row.kind for row in db.session.execute(chosen)}


def _bounded(seen: ColumnElement[bool], more: Iterable[ColumnElement[bool]]) -> Any:
    some = select(Case.id).where(seen, *more).limit(MOST).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _of_list(worklist: Worklist, reader: Reader, now: datetime) -> Iterator[ColumnElement[bool]]:
    if worklist.mine:
        yield Case.assignee_id == reader.user_id
    if worklist.unassigned:
        yield Case.assignee_id.is_(None)
    if worklist.prepared:
        yield Case.id.in_(select(Decision.case_id).where(Decision.status == "open"))
    if worklist.overdue:
        yield Case.due_at < now
    if worklist.unwatched:  # asked from the side of the few who work here, not of the many cases
        monitors = people.with_role(Role.MONITOR.value, local(now).date())
        yield Case.assignee_id.in_(select(User.id).where(User.is_staff, User.id.not_in(monitors)))


def _keys(
    reader: Reader,
    states: frozenset[CaseState],
    conditions: tuple[ColumnElement[bool], ...],
    at: Cursor | None,
    limit: int,
) -> Any:
    ever = frozenset[CaseState]().union(*open_to(reader.roles))
    back = at is not None and at.back
    order = (Case.due_at.desc(), Case.id.desc()) if back else (Case.due_at, Case.id)
    parts: list[Any] = [
        select(Case.id, Case.due_at).where(seen, *conditions, slice_).order_by(*order).limit(limit)
        for seen in (readable(reader, frozenset({state})) for state in sorted(states & ever))
        for slice_ in _slices(at)
    ]
    if not parts:
        return []
    whole = union_all(*(part.subquery().select() for part in parts)).subquery()
    by = (whole.c.due_at.desc(), whole.c.id.desc()) if back else (whole.c.due_at, whole.c.id)
    return db.session.execute(select(whole.c.id).order_by(*by).limit(limit)).all()


def _slices(at: Cursor | None) -> tuple[ColumnElement[bool], ...]:
    """What lies beyond the cursor, in pieces that an index on (due_at, id) walks; nothing sorts after everything."""
    key, empty = tuple_(Case.due_at, Case.id), Case.due_at.is_(None)
    if at is None:
        return (Case.id > 0,)
    if at.due_at is None:
        return (and_(empty, Case.id < at.id), Case.due_at.is_not(None)) if at.back else (and_(empty, Case.id > at.id),)
    here = tuple_(at.due_at, at.id)
    return (key < here,) if at.back else (key > here, empty)


def _rows(ids: Sequence[int]) -> list[Case]:
    found = {row.id: row for row in db.session.scalars(select(Case).where(Case.id.in_(ids) if ids else false()))}
    return [found[row] for row in ids if row in found]
