"""The demo's clock moved by a person: to a moment at which something may happen, and what is then due is run at once.
The law is not bent: only time passes faster."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select

from dms import scope
from dms.errors import BadInput
from dms.events import Event
from dms.extensions import db
from dms.models import Case, User
from dms.services import clock, journal
from dms.services.later import later
from dms.services.tables import reference
from workflows.calculation import months_before
from workflows.calendar import NoCalendar
from workflows.clock import opening
from workflows.text import Text

MOVES = ("office", "term", "quarter", "years")

NO_TERM = Text(
    "Алда ешбір мерзім жоқ: ешқандай іс күтіп тұрған жоқ.",
    "Впереди нет ни одного срока: ни одно дело не ждет.",
    "No term lies ahead: no case is waiting.",
)
NO_FURTHER = Text(
    "Күнтізбе бұл жылға әлі енгізілмеген: алдымен анықтамалықта мереке күндерін бекітіңіз.",
    "Календарь на этот год еще не внесен: сначала утвердите праздничные дни в справочнике.",
    "The calendar does not cover that year yet: approve its holidays in the reference tables first.",
)


def move(how: str, user: User | None) -> datetime:
    """Moves the clock forward by one of ``MOVES``, tells the journal, and orders the tick; returns the new moment.

    Raises:
        BadInput: there is nothing to move to.
        RuntimeError: outside the demo.
    """
    db.session.commit()  # the next transaction carries the system's scope
    with scope.acting(scope.SYSTEM):
        before = clock.now()
        target = _target(how, before)
        journal.write(Event.DEMO_CLOCK_MOVED, actor=user, at=before, facts={"move": how, "from": before, "to": target})
        later("tick")
        return clock.advance_to(target)


def _target(how: str, now: datetime) -> datetime:
    try:
        return _moment(how, now)
    except NoCalendar:
        raise BadInput(NO_FURTHER, field="move") from None


def _moment(how: str, now: datetime) -> datetime:
    if how == "office":
        return next_opening(now)
    if how == "term":
        due = db.session.execute(select(func.min(Case.due_at)).where(Case.due_at > now)).scalar_one()
        if due is None:
            raise BadInput(NO_TERM, field="move")
        return due.astimezone(now.tzinfo)
    if how == "quarter":
        return next_opening(datetime.combine(_next_quarter(now.date()), now.time().min, now.tzinfo))
    return datetime.combine(months_before(now.date(), -24), now.timetz())


def next_opening(now: datetime) -> datetime:
    """The next moment at which the office opens, after ``now``. Raises NoCalendar."""
    calendar = reference.calendar()
    today = opening(now.date())
    if calendar.is_working(now.date()) and now < today:
        return today
    return opening(calendar.next_working(now.date()))


def _next_quarter(day: date) -> date:
    month = (day.month - 1) // 3 * 3 + 4
    return date(day.year + (month > 12), (month - 1) % 12 + 1, 1)
