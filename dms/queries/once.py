"""What a transaction has asked already. A page and the rules it asks need the same rows more than once; they are read
once, and forgotten as soon as the transaction writes to their tables, locks a row or takes a savepoint back."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

from dms import scope
from dms.extensions import db
from dms.models import Base

P = ParamSpec("P")
T = TypeVar("T")
_Known = dict[Hashable, tuple[frozenset[type[Base]], Any]]
_ALREADY = "asked already"


def once(*read: type[Base]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A query of the tables ``read``, whose answer holds, for one scope, until the transaction writes to them or locks.
    Its arguments must be hashable and its answer must not be changed by who gets it."""
    return lambda query: _kept(query, frozenset(read), scope.current)


def once_for_all(*read: type[Base]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """The same of tables without a wall: every scope gets the same answer."""
    return lambda query: _kept(query, frozenset(read), lambda: None)


def _kept(query: Callable[P, T], read: frozenset[type[Base]], seen_by: Callable[[], object]) -> Callable[P, T]:
    @wraps(query)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (query, seen_by(), args, tuple(kwargs.items()))
        session = db.session()
        if (session.new or session.deleted or session.dirty) and session.autoflush:
            session.flush()  # as the query would: it reads what the transaction has written
        known = _known(session)
        if key not in known:
            found = query(*args, **kwargs)
            known = _known(session)  # the query may have begun the transaction
            known[key] = (read, found)
        answer: T = known[key][1]
        return answer

    return asked


def look_again() -> None:
    """Forgets what this transaction has read: under the lock of a row only what holds now counts."""
    _forget(db.session())


def _known(session: Session) -> _Known:
    kept: tuple[SessionTransaction | None, _Known] | None = session.info.get(_ALREADY)
    now = session.get_transaction()
    if kept is None or kept[0] is not now or now is None:
        kept = session.info[_ALREADY] = (now, {})
    return kept[1]


def _forget(session: Session, *_event: Any) -> None:
    session.info.pop(_ALREADY, None)


def _written(session: Session, _flush: object) -> None:
    kept = session.info.get(_ALREADY)
    if kept is None:
        return
    written = {type(row) for row in (*session.new, *session.dirty, *session.deleted)}
    for key in [key for key, (read, _found) in kept[1].items() if read & written]:
        del kept[1][key]


def _watch(state: ORMExecuteState) -> None:
    if not state.is_select or getattr(state.statement, "_for_update_arg", None) is not None:
        _forget(state.session)


event.listen(db.session, "after_flush", _written)
event.listen(db.session, "do_orm_execute", _watch)
event.listen(db.session, "after_soft_rollback", _forget)
