"""Terms counted a second time, slowly and from the text alone: a table of days off written out by hand and plain
minutes, nothing taken from ``workflows``."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

#: Weekdays off, "MM-DD", year by year (official production calendars; 2027 and 2028 by the statute).
OFF = {
    2019: "01-01 01-02 01-07 03-08 03-21 03-22 03-25 05-01 05-07 05-09 05-10 07-08 08-30 12-02 12-16 12-17",
    2020: "01-01 01-02 01-03 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-08 07-06 07-31 08-31 12-01 12-16 12-17 12-18",
    2021: "01-01 01-04 01-07 03-08 03-22 03-23 03-24 05-03 05-07 05-10 07-05 07-06 07-20 08-30 12-01 12-16 12-17",
    2022: "01-03 01-04 01-07 03-07 03-08 03-21 03-22 03-23 05-02 05-09 05-10 07-06 08-29 08-30 10-24 10-25 12-16",
    2023: "01-02 01-03 03-08 03-21 03-22 03-23 05-01 05-08 05-09 06-28 07-06 07-07 08-30 10-25 12-18",
    2024: "01-01 01-02 03-08 03-21 03-22 03-25 05-01 05-07 05-08 05-09 07-08 08-30 10-25 12-16",
    2025: "01-01 01-02 01-03 01-07 03-10 03-21 03-24 03-25 05-01 05-07 05-09 06-06 07-07 09-01 10-27 12-16",
    2026: "01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16",
    2027: "01-01 01-04 01-07 03-08 03-15 03-22 03-23 03-24 05-03 05-07 05-10 07-06 10-25 12-16",
    2028: "01-03 01-04 01-07 03-08 03-15 03-21 03-22 03-23 05-01 05-08 05-09 07-06 10-25 12-18",
}
#: Weekend days worked in place of a transferred day off.
WORKED = {
    date(2019, 5, 4), date(2020, 1, 5), date(2020, 12, 20), date(2021, 7, 3), date(2022, 3, 5), date(2022, 8, 27),
    date(2022, 10, 22), date(2023, 7, 1), date(2024, 5, 4), date(2025, 1, 5),
}  # fmt: skip
LAST_CONFIRMED = 2026

#: Day of each order and the name of the edition that it makes; paragraphs of order 298-НҚ wait until 2025.
ORDERS = {
    "domestic-342": [(date(2025, 10, 23), "342@2025-10-23")],
    "export-314": [(date(2024, 8, 2), "314@2024-08-02"), (date(2025, 1, 1), "314@2025-01-01")],
}


class Beyond(Exception):
    """A day after the table."""


def works(day: date) -> bool:
    if day.year not in OFF:
        raise Beyond
    if day in WORKED:
        return True
    return day.weekday() < 5 and day.strftime("%m-%d") not in OFF[day.year].split()


def almaty(moment: datetime) -> datetime:
    """Wall clock in Almaty, without a zone: one hour less since 1 March 2024."""
    utc = moment.replace(tzinfo=None) - moment.utcoffset()
    hours = 6 if utc < datetime(2024, 2, 29, 18) else 5
    return utc + timedelta(hours=hours)


def registered(moment: datetime) -> datetime:
    wall = almaty(moment)
    seconds = (wall - datetime.combine(wall.date(), datetime.min.time())).total_seconds()
    if works(wall.date()) and seconds <= 17.5 * 3600:
        return max(wall, datetime.combine(wall.date(), datetime.min.time()) + timedelta(hours=8.5))
    day = wall.date() + timedelta(1)
    while not works(day):
        day += timedelta(1)
    return datetime(day.year, day.month, day.day, 8, 30)


def nth_working_day(event: date, days: int) -> date:
    """Lists the days after the event and takes the worked ones."""
    worked = []
    offset = 0
    while len(worked) < days:
        offset += 1
        day = event + timedelta(offset)
        if works(day):
            worked.append(day)
    return worked[-1]


def skipped(event: date, last: date) -> list[date]:
    between = (event + timedelta(n) for n in range(1, (last - event).days + 1))
    return [day for day in between if not works(day)]


def domestic(submitted: datetime, done: datetime | None = None, notice: datetime | None = None) -> dict[str, date]:
    """The last day of every term by its key."""
    start = registered(submitted).date()
    service = nth_working_day(start, 8)
    answer = {"completeness": nth_working_day(start, 2), "service": service}
    # At least three whole working days stay between the notice and the end of the service, the end included.
    day, after = service, 0
    while after < 3:
        after += works(day)
        day -= timedelta(1)
    while not works(day):
        day -= timedelta(1)
    answer["hearing_notice"] = day
    if done is not None:
        answer["substantive_review"] = min(service, nth_working_day(almaty(done).date(), 6))
    if notice is not None:
        answer["hearing"] = nth_working_day(almaty(notice).date(), 2)
    return answer


def export(submitted: datetime, notice: datetime | None = None) -> dict[str, date]:
    start = registered(submitted).date()
    answer = {"remarks": nth_working_day(start, 15), "repeat_notice": nth_working_day(start, 30)}
    if notice is not None:
        answer["hearing"] = nth_working_day(almaty(notice).date(), 2)
    return answer


def edition(programme: str, day: date) -> tuple[str, bool]:
    """The edition of a day, and whether it is only assumed."""
    orders = ORDERS[programme]
    name = orders[0][1]
    for since, order in orders:
        if day >= since:
            name = order
    return name, day < orders[0][0]


def closes(day: date) -> datetime:
    """The end of office hours on the wall clock."""
    return datetime(day.year, day.month, day.day, 17, 30)


def same(found: Any, expected: dict[str, date]) -> bool:
    """Whether every term falls on the day of the second count, with the same days passed over."""
    terms = found.terms
    return {term.key: term.due_on for term in terms} == expected and all(
        [day.date for day in term.skipped] == skipped(term.starts_on, term.due_on)
        and term.provisional == (term.due_on.year > LAST_CONFIRMED)
        and term.due_at.replace(tzinfo=None) == closes(term.due_on)
        for term in terms
    )
