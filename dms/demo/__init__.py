"""The demo's people and cases, made through the services as real ones are: ``fill`` an empty database, ``logins`` who
may come in. Everybody and everything here is made up; the passwords are for the demo alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dms.demo.people import APPLICANTS, OPERATOR, PASSWORD, STAFF

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["OPERATOR", "PASSWORD", "fill", "logins"]


def fill(app: Flask, say: Callable[[str], None] = lambda _line: None) -> None:
    """Fills an empty database: people, organisations, money, tables, and cases in every state, over the last three
    years. Afterwards the demo's clock stands outside office hours, so that one application still waits for them.
    ``say`` is told how far it has come, a line at a time.

    Raises:
        RuntimeError: outside the demo.
    """
    from dms.demo.filling import run

    run(app, say)


def logins() -> list[tuple[str, str, str]]:
    """Role, log-in and password, one row per role."""
    staff = [(person.role, person.email, PASSWORD) for person in STAFF]
    heads = [(f"applicant ({head.organisation})", head.email, PASSWORD) for head in APPLICANTS[:3]]
    return [*staff, *heads]
