"""An act that changes the calendar, proposed by one person and approved by another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dms.services import clock
from dms.services.tables import reference
from tests.fixtures.people import make_staff
from workflows.states import Role

ACT = "Order of the Minister of Labour No. 77"
Approve = Callable[..., None]


@pytest.fixture
def approve_day() -> Approve:
    """Puts one day into force: off, or worked."""

    def approve(day: str, *, off: bool = True, source: str = ACT) -> None:
        put(day, date.fromisoformat(day), date.fromisoformat(day), off=off, source=source)

    return approve


@pytest.fixture
def approve_year() -> Approve:
    """Confirms a year."""

    def approve(year: int, *, source: str = ACT) -> None:
        put(f"year-{year}", date(year, 1, 1), date(year, 12, 31), off=True, source=source)

    return approve


def put(key: str, first: date, last: date, *, off: bool, source: str) -> None:
    words = {"off": off, "kk": "Демалыс", "ru": "Выходной", "en": "Day off"}
    row = reference.Proposal(table="holidays", key=key, valid_from=first, valid_to=last, values=words, source=source)
    [proposed] = reference.propose([row], make_staff(Role.ADMINISTRATOR), clock.now())
    reference.approve(proposed.public_id, make_staff(Role.HEAD), clock.now())
