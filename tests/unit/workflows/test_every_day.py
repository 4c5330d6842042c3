"""P14: every day of the shipped calendar, every minute of it, every rule, against a table written out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest

from tests.fixtures.promises import Trial
from tests.unit.workflows import naive_terms
from tests.unit.workflows.naive_terms import same
from workflows.calendar import Calendar, Change
from workflows.clock import ALMATY, Unit, office_moment
from workflows.programmes import EDITIONS
from workflows.programmes.terms import terms
from workflows.text import Text

CALENDAR = Calendar.shipped()
FIRST, LAST = date(2019, 1, 2), date(2028, 12, 27)
#: What falls between two minutes.
EDGES = (time(8, 29, 59, 999999), time(17, 30, 0, 1), time(23, 59, 59), time(23, 59, 59, 999999))
RULES = tuple(rule for known in EDITIONS.values() for edition in known for rule in edition.timing.rules.values())
#: The longest term is 30 working days.
ROOM = timedelta(days=60)


def days(first: date, last: date, step: int) -> Iterator[date]:
    for number in range(0, (last - first).days + 1, step):
        yield first + timedelta(days=number)


def minutes(step: int) -> tuple[time, ...]:
    return (*(time(minute // 60, minute % 60) for minute in range(0, 24 * 60, step)), *EDGES)


def moment_of(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ALMATY)


def registers_right(moment: datetime, calendar: Calendar = CALENDAR) -> bool:
    return office_moment(moment, calendar).replace(tzinfo=None) == naive_terms.registered(moment)


@pytest.mark.promise("P14")
def test_every_minute_of_every_day_is_registered_when_the_table_says(trial: Trial) -> None:
    step, asked = (1, minutes(1)) if trial.full else (41, minutes(97))
    for day in days(FIRST, LAST, step):
        for at in asked:
            trial.count(registers_right(moment_of(day, at)))
    zone_change = [moment_of(date(2024, 2, 29), time(23, 59, 59)), moment_of(date(2024, 3, 1), time(0, 0))]
    for moment in zone_change:
        trial.count(registers_right(moment))


@pytest.mark.promise("P14")
def test_every_rule_from_every_day_ends_when_the_table_says(trial: Trial) -> None:
    for day in days(FIRST, LAST - ROOM, trial.rounds(13, 1)):
        for rule in RULES:
            term = rule.after(day, CALENDAR)
            if rule.unit is Unit.CALENDAR:
                trial.count(term.due_at == moment_of(day + timedelta(days=rule.days), time(23, 59, 59)))
                continue
            last = naive_terms.nth_working_day(day, rule.days)
            passed = [skipped.date for skipped in term.skipped] == naive_terms.skipped(day, last)
            provisional = term.provisional == (last.year > naive_terms.LAST_CONFIRMED)
            trial.count(term.due_at == moment_of(last, time(17, 30)) and passed and provisional)


@pytest.mark.promise("P14")
def test_the_whole_answer_of_both_programmes(trial: Trial) -> None:
    instants = (*EDGES, time(0, 0), time(8, 30), time(13, 10), time(17, 30))
    for day in days(FIRST, LAST - ROOM, trial.rounds(31, 1)):
        for at in instants:
            moment = moment_of(day, at)
            trial.count(same(terms("domestic-342", moment, CALENDAR), naive_terms.domestic(moment)))
            trial.count(same(terms("export-314", moment, CALENDAR), naive_terms.export(moment)))


@pytest.mark.promise("P14")
def test_one_wrong_day_is_found(trial: Trial) -> None:
    """The planted faults: the day that an act took out of the printed calendars of 2026 is still off; a holiday is
    worked."""
    printed = CALENDAR.with_changes([Change(date(2026, 8, 31), True, Text("а", "б", "c"))])
    worked = CALENDAR.with_changes([Change(date(2026, 3, 23), False, Text("а", "б", "c"))])
    found = [
        not registers_right(moment_of(date(2026, 8, 31), time(10)), printed),
        not same(terms("domestic-342", moment_of(date(2026, 8, 28), time(10)), printed),
                 naive_terms.domestic(moment_of(date(2026, 8, 28), time(10)))),
        not registers_right(moment_of(date(2026, 3, 23), time(10)), worked),
    ]  # fmt: skip
    trial.planted(all(found))
    trial.count(registers_right(moment_of(date(2026, 8, 31), time(10))))
