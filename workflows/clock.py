"""Office hours and the counting of terms. Every function takes its moments and its calendar; none reads a clock.

The day of the event is not counted (I-3); a term of N working days ends when the office closes on the N-th working day
after it (digest of order 342, "Terms")."""

from __future__ import annotations

import importlib.resources
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from workflows.calendar import Calendar
from workflows.text import Text


def _almaty() -> ZoneInfo:
    """The zone of the law. A machine whose zone data is older than March 2024 is an hour off; the package is not."""
    zone = ZoneInfo("Asia/Almaty")
    if datetime(2024, 3, 2, tzinfo=zone).utcoffset() == timedelta(hours=5):
        return zone
    with (importlib.resources.files("tzdata") / "zoneinfo" / "Asia" / "Almaty").open("rb") as data:
        return ZoneInfo.from_file(data, key="Asia/Almaty")


ALMATY = _almaty()


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Local times of Almaty; both ends are within hours. Lunch does not move registration (I-9)."""

    opens: time = time(8, 30)
    closes: time = time(17, 30)


#: 342:A6.7; for order 314, which does not name its hours, the default of a setting.
OFFICE_HOURS = OfficeHours()


def local(moment: datetime) -> datetime:
    """The moment as a clock in Almaty shows it. Raises ValueError for a moment without its offset."""
    if moment.utcoffset() is None:
        raise ValueError("a moment must carry its offset")
    return moment.astimezone(ALMATY)


def opening(day: date, hours: OfficeHours = OFFICE_HOURS) -> datetime:
    """When the office opens on ``day``."""
    return datetime.combine(day, hours.opens, ALMATY)


def closing(day: date, hours: OfficeHours = OFFICE_HOURS) -> datetime:
    """When the office closes on ``day``."""
    return datetime.combine(day, hours.closes, ALMATY)


def office_moment(received: datetime, calendar: Calendar, hours: OfficeHours = OFFICE_HOURS) -> datetime:
    """When what came in at ``received`` counts as registered (I-4): at once within hours, at the opening of that day
    before them, at the opening of the next working day after them and on a day off. Raises NoCalendar."""
    moment = local(received)
    day, at = moment.date(), moment.time()
    if not calendar.is_working(day) or at > hours.closes:
        return opening(calendar.next_working(day), hours)
    return moment if at >= hours.opens else opening(day, hours)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that a term passed over, and why."""

    date: date
    why: Text


#: What happened on the day from which a term runs, where its rule names nothing else.
EVENT = Text("Оқиға", "Событие", "Event")
REGISTRATION = Text("Өтінім тіркелді", "Заявка зарегистрирована", "Application registered")
HEARING_ANNOUNCED = Text(
    "Тыңдау туралы хабарлама жіберілді", "Отправлено уведомление о заслушивании", "Notice of the hearing sent"
)


class Unit(StrEnum):
    """What a term is counted in."""

    WORKING = "working"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Term:
    """A counted term that explains itself. ``starts_on`` is the day of the ``event``, not counted. ``provisional``: it
    runs into a year that no act has confirmed and must be counted again."""

    key: str
    title: Text
    clause: str
    starts_on: date
    due_at: datetime
    days: int
    unit: Unit
    provisional: bool
    skipped: tuple[Skipped, ...]
    event: Text = EVENT

    @property
    def due_on(self) -> date:
        """The last day, in Almaty."""
        return self.due_at.date()


@dataclass(frozen=True, slots=True)
class TermRule:
    """A term as the law sets it: so many days after an ``event``."""

    key: str
    days: int
    clause: str
    title: Text
    unit: Unit = Unit.WORKING
    event: Text = EVENT

    def after(self, event: date | datetime, calendar: Calendar, hours: OfficeHours = OFFICE_HOURS) -> Term:
        """The term that runs from ``event``. Raises NoCalendar for working days beyond the calendar."""
        start = local(event).date() if isinstance(event, datetime) else event
        if self.unit is Unit.CALENDAR:
            return self._calendar_days(start)
        last, skipped = count_working_days(start, self.days, calendar)
        return self._term(start, closing(last, hours), calendar.is_provisional(start, last), skipped)

    def _calendar_days(self, start: date) -> Term:
        due_at = datetime.combine(start + timedelta(days=self.days), time(23, 59, 59), ALMATY)
        return self._term(start, due_at, False, ())

    def _term(self, start: date, due_at: datetime, provisional: bool, skipped: tuple[Skipped, ...]) -> Term:
        return Term(
            self.key, self.title, self.clause, start, due_at, self.days, self.unit, provisional, skipped, self.event
        )


def count_working_days(start: date, days: int, calendar: Calendar) -> tuple[date, tuple[Skipped, ...]]:
    """The ``days``-th working day after ``start`` and every day off passed on the way, a weekend day that is also a
    holiday under the holiday's name. Raises NoCalendar."""
    day, left, skipped = start, days, []
    while left > 0:
        day += timedelta(days=1)
        why = calendar.day_off(day)
        if why is None:
            left -= 1
        else:
            skipped.append(Skipped(day, why))
    return day, tuple(skipped)


def add_working_days(start: date, days: int, calendar: Calendar) -> date:
    """The ``days``-th working day after ``start``, the day of the event not counted. Raises NoCalendar."""
    return count_working_days(start, days, calendar)[0]


def working_days_left(now: datetime, due_at: datetime, calendar: Calendar) -> int:
    """How many working days remain after today until the day on which ``due_at`` falls: 0 on that day itself, -1 once
    the moment has passed. Raises NoCalendar."""
    if due_at < now:
        return -1
    day, last, left = local(now).date(), local(due_at).date(), 0
    while day < last:
        day += timedelta(days=1)
        left += calendar.is_working(day)
    return left
