"""The terms that the known text of order 314 has (314:22, 314:24). Its review term is not known, so no last moment of a
hearing notice can be told; its office hours are a setting."""

from __future__ import annotations

from datetime import datetime

from workflows.calendar import Calendar
from workflows.clock import OFFICE_HOURS, OfficeHours, TermRule, office_moment
from workflows.deadlines import Deadlines
from workflows.programmes.editions import EXPORT, edition_on
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
