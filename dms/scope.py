"""On whose behalf the database is asked: the second wall. The scope is put into each transaction as a local setting
that row-level security reads; with none set, rows of cases are invisible."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import event, text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Scope:
    """``kind``: nobody, an applicant with ``organisations`` (row ids), the operator's staff, or the system (jobs)."""

    kind: Literal["none", "applicant", "staff", "system"] = "none"
    organisations: tuple[int, ...] = ()


NOBODY = Scope()
SYSTEM = Scope("system")
_current: ContextVar[Scope] = ContextVar("scope", default=NOBODY)


def current() -> Scope:
    return _current.get()


def enter(scope: Scope) -> None:
    """Sets the scope for the rest of this request or job; takes effect in the next transaction."""
    _current.set(scope)


@contextmanager
def acting(scope: Scope) -> Iterator[None]:
    token = _current.set(scope)
    try:
        yield
    finally:
        _current.reset(token)


def install(session_class: type[Session] | Any) -> None:
    """Makes every transaction of the session carry the scope, locally to the transaction: a pooled connection
    must not leak it to its next user."""

    @event.listens_for(session_class, "after_begin")
    def _announce(session: Session, transaction: Any, connection: Any) -> None:  # noqa: ARG001 - fixed by the event
        apply(connection)


def apply(connection: Any) -> None:
    scope = current()
    connection.execute(
        text("SELECT set_config('demeu.scope', :kind, true), set_config('demeu.organisations', :ids, true)"),
        {"kind": scope.kind, "ids": ",".join(map(str, scope.organisations))},
    )
