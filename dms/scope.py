"""On whose behalf the database is asked: the second wall. Before a statement that needs it, the scope is put into the
transaction as a local setting that row-level security reads; with none set, rows of cases are invisible."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.orm import Session, scoped_session


@dataclass(frozen=True, slots=True)
class Scope:
    """``kind``: nobody, an applicant with ``organisations`` (row ids), the operator's staff, or the system (jobs)."""

    kind: Literal["none", "applicant", "staff", "system"] = "none"
    organisations: tuple[int, ...] = ()


NOBODY = Scope()
SYSTEM = Scope("system")
_current: ContextVar[Scope] = ContextVar("scope", default=NOBODY)
#: What each connection of the session has heard in its transaction; None where a savepoint took it back.
_told: WeakKeyDictionary[Connection, Scope | None] = WeakKeyDictionary()


def current() -> Scope:
    return _current.get()


def enter(scope: Scope) -> None:
    """Sets the scope for the rest of this request or job, also for a transaction that has begun already."""
    _current.set(scope)


@contextmanager
def acting(scope: Scope) -> Iterator[None]:
    """Acts on behalf of ``scope`` within the block."""
    token = _current.set(scope)
    try:
        yield
    finally:
        _current.reset(token)


def install(session: scoped_session[Any]) -> None:
    """Makes every statement of the session carry the scope, told locally to its transaction: a pooled connection must
    not leak it to its next user."""

    @event.listens_for(session, "after_begin")
    def _know(session: Session, transaction: Any, connection: Connection) -> None:  # noqa: ARG001 - fixed by the event
        _told.setdefault(connection, NOBODY)


@event.listens_for(Engine, "begin")
def _forget(connection: Connection) -> None:
    _told.pop(connection, None)


@event.listens_for(Engine, "rollback_savepoint")
def _doubt(connection: Connection, name: str, context: None) -> None:  # noqa: ARG001 - fixed by the event
    if connection in _told:
        _told[connection] = None  # a local setting goes back with a savepoint too


@event.listens_for(Engine, "before_cursor_execute")
def _tell(connection: Connection, cursor: Any, statement: str, *_rest: Any) -> None:  # noqa: ARG001 - fixed by the event
    if statement.startswith(_POINTS):  # of a transaction that has failed nothing else may be asked
        return
    if connection in _told and _told[connection] != current():
        apply(connection)


def apply(connection: Connection) -> None:
    """Tells the transaction of a connection at once, also one that is not the session's."""
    scope = current()
    if connection in _told:
        _told[connection] = scope
    connection.execute(_TELL, {"kind": scope.kind, "ids": ",".join(map(str, scope.organisations))})


_POINTS = ("SAVEPOINT", "ROLLBACK", "RELEASE")
_TELL = text("SELECT set_config('demeu.scope', :kind, true), set_config('demeu.organisations', :ids, true)")
