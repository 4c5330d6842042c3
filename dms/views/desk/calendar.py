"""The running term day by day: today, the last day, days off by name."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from dms.formatting import local
from dms.models import Case
from dms.services.tables import reference
from workflows.calendar import Calendar, NoCalendar

#: A longer term is not drawn.
MOST_DAYS = 24


def strip_of(case: Case, now: datetime) -> list[dict[str, Any]]:
    """The days for the part ``calendar_strip``, from registration to the date of the result; empty where no term of
    the service runs."""
    if case.registered_at is None or case.service_due_at is None or case.ended_at or case.granted_sum is not None:
        return []
    first, last, today = local(case.registered_at).date(), local(case.service_due_at).date(), local(now).date()
    end = max(last, today) if (today - first).days < MOST_DAYS else last
    days = [first + timedelta(days=n) for n in range(min((end - first).days + 1, MOST_DAYS))]
    running = local(case.due_at).date() if case.due_at else last
    calendar = reference.calendar()
    return [_day(day, today, {running, last}, now > case.service_due_at, calendar) for day in days]


def _day(day: date, today: date, ends: set[date], late: bool, calendar: Calendar) -> dict[str, Any]:
    names = (_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su"))
    try:
        why = calendar.day_off(day)
    except NoCalendar:
        why = None
    state = "work" if why is None else "off"
    if day in ends:
        state = "late" if late else "due"
    if day == today:
        state = "today"
    return {"day": day, "weekday": names[day.weekday()], "state": state, "why": why}
