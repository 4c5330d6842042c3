"""The terms that the known text of order 314 has (314:22, 314:24). Its review term is not known, so no last moment of a
hearing notice can be told; its office hours are a setting."""

from __future__ import annotations

from datetime import datetime

from workflows.calendar import Calendar
from workflows.clock import OFFICE_HOURS, OfficeHours, TermRule, office_moment
from workflows.deadlines import Deadlines
from workflows.programmes.editions import EXPORT, edition_on
from workflows.programmes.timing import Events, TermSettings, Timing
from workflows.states import CaseState
from workflows.text import Text

REMARKS = TermRule(
    "remarks",
    15,
    "314:22",
    Text(kk="Өтінімге ескертулер жіберу", ru="Направление замечаний к заявке", en="Remarks on the application"),
)
REPEAT_NOTICE = TermRule(
    "repeat_notice",
    30,
    "314:22",
    Text(kk="Қайта хабарлама жіберу", ru="Направление повторного уведомления", en="Repeat notice"),
)
HEARING = TermRule("hearing", 2, "314:24", Text(kk="Тыңдау өткізу", ru="Проведение заслушивания", en="Hearing"))

#: Keys of terms whose length is a setting; the notice of a hearing goes out so many working days before the end.
REVIEW, HEARING_NOTICE = "review", "hearing_notice"
NOTICE_BEFORE = 3

RULES: dict[str, TermRule] = {rule.key: rule for rule in (REMARKS, REPEAT_NOTICE, HEARING)}


def terms(
    submitted_at: datetime,
    calendar: Calendar,
    *,
    hearing_notice: datetime | None = None,
    hours: OfficeHours = OFFICE_HOURS,
) -> Deadlines:
    """The terms of what came in at ``submitted_at``: of an application its ``remarks``, of new documents its
    ``repeat_notice``, both from the office moment (314:22 names no start). Raises NoCalendar."""
    registered_at = office_moment(submitted_at, calendar, hours)
    found = [rule.after(registered_at, calendar, hours) for rule in (REMARKS, REPEAT_NOTICE)]
    if hearing_notice is not None:
        found.append(HEARING.after(hearing_notice, calendar, hours))
    edition, assumed = edition_on(EXPORT, registered_at.date())
    return Deadlines(EXPORT, edition, assumed, submitted_at, registered_at, tuple(found))


def of_case(events: Events, calendar: Calendar, settings: TermSettings) -> Deadlines:
    """The terms of a live case: its remarks from registration, the repeat notice once new documents came in, the
    hearing once it was announced; the review and the last moment of a hearing notice only where the length of the
    review is set (314:24). Raises NoCalendar."""
    hours = settings.hours
    registered_at = office_moment(events.submitted_at, calendar, hours)
    found = [REMARKS.after(registered_at, calendar, hours)]
    if settings.review_days is not None:
        days = settings.review_days
        found.append(TermRule(REVIEW, days, "", _REVIEW).after(registered_at, calendar, hours))
        notice = TermRule(HEARING_NOTICE, days - NOTICE_BEFORE, "314:24", _NOTICE)
        found.append(notice.after(registered_at, calendar, hours))
    if events.documents_in is not None:
        found.append(REPEAT_NOTICE.after(office_moment(events.documents_in, calendar, hours), calendar, hours))
    if events.hearing_notice is not None:
        found.append(HEARING.after(events.hearing_notice, calendar, hours))
    edition, assumed = edition_on(EXPORT, registered_at.date())
    return Deadlines(EXPORT, edition, assumed, events.submitted_at, registered_at, tuple(found))


def running(state: CaseState, rounds: int) -> str:
    """Which term the operator works under: remarks, after the first round the repeat notice (314:22)."""
    if state in (CaseState.REGISTERED, CaseState.COMPLETENESS, CaseState.SUBSTANTIVE_REVIEW):
        return (REPEAT_NOTICE if rounds else REMARKS).key
    return {CaseState.HEARING: HEARING.key, CaseState.DECISION: REVIEW}.get(state, "")


_REVIEW = Text(kk="Өтінімді қарау", ru="Рассмотрение заявки", en="Review of the application")
_NOTICE = Text(
    kk="Тыңдау туралы хабарламаны жіберудің соңғы сәті",
    ru="Последний момент отправки уведомления о заслушивании",
    en="Last moment to send a hearing notice",
)

TIMING = Timing(
    rules=RULES,
    count=of_case,
    run=running,
    result=REVIEW,
    notice=HEARING_NOTICE,
    payment=None,
    money_back=None,
)
