"""A hearing whose day has become free since it was announced: both sides are told to agree another time, once for each
hour that stands in the way."""

from __future__ import annotations

from datetime import datetime

from dms.events import Event
from dms.models import Case, Hearing
from dms.queries import calendars, cases
from dms.services import journal
from dms.services.judging.law import clause_of
from dms.services.telling import notices
from workflows.calendar import Calendar, NoCalendar
from workflows.clock import local
from workflows.facts import HearingFacts
from workflows.states import Action, CaseState
from workflows.text import Text


def day_off(hearing: Hearing | HearingFacts | None, calendar: Calendar) -> Text | None:
    """Why nobody works on the day of a hearing that has not been held; None where its day stands."""
    ahead = hearing.ahead if hearing else None
    if ahead is None:
        return None
    try:
        return calendar.day_off(local(ahead).date())
    except NoCalendar:
        return None


def tell(case: Case, calendar: Calendar, source: str, now: datetime) -> bool:
    """The entry and the notices, in the caller's transaction; nothing where the day stands, has passed, or was told."""
    hearing = cases.newest_hearing(case.id) if case.state == CaseState.HEARING else None
    why = day_off(hearing, calendar)
    if hearing is None or why is None or hearing.planned_at < now:
        return False
    planned = local(hearing.planned_at)
    if planned.isoformat() in calendars.hearings_told(case.id):
        return False
    for teller in (notices.tell_applicant, notices.tell_assignee):
        teller(case, "hearing_on_day_off", now, number=case.number, planned=planned.isoformat(), source=source)
    journal.write(
        Event.HEARING_ON_DAY_OFF, actor=None, at=now, case=case, clause=clause_of(case, Action.PROPOSE_REFUSAL),
        facts={"hearing_at": planned, "day_off": why.ru, "act": source},
    )  # fmt: skip
    return True
