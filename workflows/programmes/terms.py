"""The one door to the terms of a case, whichever the programme."""

from __future__ import annotations

from datetime import datetime

from workflows.calendar import Calendar
from workflows.clock import OFFICE_HOURS, OfficeHours
from workflows.deadlines import Deadlines
from workflows.programmes.domestic_342 import terms as domestic
from workflows.programmes.editions import EXPORT, PROGRAMMES
from workflows.programmes.export_314 import terms as export


def terms(
    programme: str,
    submitted_at: datetime,
    calendar: Calendar,
    *,
    completeness_done: datetime | None = None,
    hearing_notice: datetime | None = None,
    hours: OfficeHours = OFFICE_HOURS,
) -> Deadlines:
    """The terms that run once ``submitted_at`` has been received. ``completeness_done`` starts a term of the domestic
    programme only. KeyError for a programme we do not run; raises NoCalendar."""
    if programme not in PROGRAMMES:
        raise KeyError(programme)
    if programme == EXPORT:
        return export.terms(submitted_at, calendar, hearing_notice=hearing_notice, hours=hours)
    return domestic.terms(
        submitted_at, calendar, completeness_done=completeness_done, hearing_notice=hearing_notice, hours=hours
    )
