"""The one door to the terms of a case, whichever the programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from workflows.calendar import Calendar
from workflows.clock import OFFICE_HOURS, OfficeHours, office_moment
from workflows.deadlines import Deadlines
from workflows.programmes import pick
from workflows.programmes.timing import Events, TermSettings


def terms(
    programme: str,
    submitted_at: datetime,
    calendar: Calendar,
    *,
    completeness_done: datetime | None = None,
    hearing_notice: datetime | None = None,
    hours: OfficeHours = OFFICE_HOURS,
) -> Deadlines:
    """The terms that run once ``submitted_at`` has been received, by the edition of the day of registration.
    ``completeness_done`` starts a term of the domestic programme only. KeyError for a programme we do not run; raises
    NoCalendar."""
    edition = pick(programme, office_moment(submitted_at, calendar, hours).date())
    events = Events(submitted_at=submitted_at, completeness_done=completeness_done, hearing_notice=hearing_notice)
    found = edition.timing.foretell(events, calendar, TermSettings(hours)).whole()
    return replace(found, edition_assumed=edition.assumed)
