"""On whose behalf the database is asked: the second wall. The scope is put into each transaction as a local setting
that row-level security reads; with none set, rows of cases are invisible."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal

from flask import has_app_context
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, scoped_session


@dataclass(frozen=True, slots=True)
class Scope:
    """``kind``: nobody, an applicant with ``organisations`` (row ids), the operator's staff, or the system (jobs)."""

    kind: Literal["none", "applicant", "staff", "system"] = "none"
    organisations: tuple[int, ...] = ()


NOBODY = Scope()
SYSTEM = Scope("system")
_current: ContextVar[Scope] = ContextVar("scope", default=NOBODY)
TOLD = "scope told to the transaction"
_sessions: list[scoped_session[Any]] = []


def current() -> Scope:
    return _current.get()


def enter(scope: Scope) -> None:
    """Sets the scope for the rest of this request or job, also for a transaction that has begun already."""
    _current.set(scope)
    _tell()


@contextmanager
def acting(scope: Scope) -> Iterator[None]:
    """Acts on behalf of ``scope`` within the block."""
    token = _current.set(scope)
    _tell()
    try:
        yield
    except BaseException:
        _current.reset(token)
        with suppress(DBAPIError):  # a transaction that has failed answers nothing more; the first error counts
            _tell()
        raise
    _current.reset(token)
    _tell()


def install(session: scoped_session[Any]) -> None:
    """Makes every transaction of the session carry the scope, locally to the transaction: a pooled connection
    must not leak it to its next user."""
    _sessions[:] = [session]

    @event.listens_for(session, "after_begin")
    def _announce(session: Session, transaction: Any, connection: Any) -> None:  # noqa: ARG001 - fixed by the event
        apply(connection)
        session.info[TOLD] = current()

    @event.listens_for(session, "after_soft_rollback")
    def _forget(session: Session, previous: Any) -> None:  # noqa: ARG001 - fixed by the event
        session.info.pop(TOLD, None)  # a local setting goes back with a savepoint too


def _tell() -> None:
    """Tells the transaction under way, if there is one and it has not heard it yet."""
    if not has_app_context():
        return
    for session in _sessions:
        if not (session.registry.has() and session().in_transaction() and session().is_active):
            continue
        if session.info.get(TOLD) != current():
            apply(session.connection())
            session.info[TOLD] = current()


def apply(connection: Any) -> None:
    scope = current()
    connection.execute(
        text("SELECT set_config('demeu.scope', :kind, true), set_config('demeu.organisations', :ids, true)"),
        {"kind": scope.kind, "ids": ",".join(map(str, scope.organisations))},
    )
