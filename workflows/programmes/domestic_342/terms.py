"""Every term of order 342 (342:21-342:39, 342:A3), each a rule with its clause; and the terms of one case.

Which days and hours count stands in ``workflows.clock``; the quarters of monitoring in ``quarters``."""

from __future__ import annotations

from datetime import datetime

from workflows.calendar import Calendar
from workflows.clock import OFFICE_HOURS, OfficeHours, Term, TermRule, Unit, office_moment
from workflows.deadlines import Deadlines, never_past
from workflows.programmes.editions import DOMESTIC, edition_on
from workflows.text import Text

COMPLETENESS = TermRule(
    "completeness",
    2,
    "342:35",
    Text(kk="Құжаттардың толықтығын тексеру", ru="Проверка полноты документов", en="Completeness check"),
)
SERVICE = TermRule(
    "service",
    8,
    "342:34",
    Text(kk="Мемлекеттік қызметті көрсету", ru="Оказание государственной услуги", en="Whole service"),
)
#: At least 3 working days before the end of the service of 8 (342:37): the fifth (I-5).
HEARING_NOTICE = TermRule(
    "hearing_notice",
    5,
    "342:37",
    Text(
        kk="Тыңдау туралы хабарламаны жіберудің соңғы сәті",
        ru="Последний момент отправки уведомления о заслушивании",
        en="Last moment to send a hearing notice",
    ),
)
SUBSTANTIVE_REVIEW = TermRule(
    "substantive_review",
    6,
    "342:35",
    Text(
        kk="Қағидалар талаптарына сәйкестігін тексеру және шешім",
        ru="Проверка на соответствие Правилам и решение",
        en="Check against the rules and decision",
    ),
)
HEARING = TermRule("hearing", 2, "342:37", Text(kk="Тыңдау өткізу", ru="Проведение заслушивания", en="Hearing"))
PAYMENT = TermRule(
    "payment",
    2,
    "342:21",
    Text(kk="Өтеу сомасын аудару", ru="Перечисление суммы возмещения", en="Payment of the reimbursement"),
)
INTAKE_NOTICE = TermRule(
    "intake_notice",
    1,
    "342:6",
    Text(
        kk="Өтініштерді қабылдау туралы хабарландыру",
        ru="Объявление о приеме заявок",
        en="Notice on the intake of applications",
    ),
)
DATA_REQUEST = TermRule(
    "data_request",
    30,
    "342:A3.5.2",
    Text(
        kk="Оператордың жазбаша сұратуына жауап",
        ru="Ответ на письменный запрос Оператора",
        en="Answer to a written request of the operator",
    ),
    Unit.CALENDAR,
)
PROBLEM_REPORT = TermRule(
    "problem_report",
    5,
    "342:A3.5.7",
    Text(
        kk="Туындаған проблемалар туралы жазбаша хабарлау",
        ru="Письменное сообщение о возникших проблемах",
        en="Written report of problems",
    ),
)
FORCE_MAJEURE = TermRule(
    "force_majeure",
    3,
    "342:A3.14",
    Text(
        kk="Еңсерілмейтін күш мән-жайлары туралы хабарлау",
        ru="Уведомление об обстоятельствах непреодолимой силы",
        en="Force majeure notice",
    ),
)
MONEY_BACK = TermRule(
    "money_back",
    30,
    "342:A3.5.5",
    Text(kk="Ақшалай қаражатты қайтару", ru="Возврат денежных средств", en="Return of the money"),
    Unit.CALENDAR,
)
SERVICE_INFORMATION = TermRule(
    "service_information",
    3,
    "342:39",
    Text(
        kk="Мемлекеттік қызмет туралы ақпаратты жаңарту",
        ru="Обновление сведений о государственной услуге",
        en="Refresh of the service information",
    ),
)

RULES: dict[str, TermRule] = {
    rule.key: rule
    for rule in (
        COMPLETENESS,
        SERVICE,
        HEARING_NOTICE,
        SUBSTANTIVE_REVIEW,
        HEARING,
        PAYMENT,
        INTAKE_NOTICE,
        DATA_REQUEST,
        PROBLEM_REPORT,
        FORCE_MAJEURE,
        MONEY_BACK,
        SERVICE_INFORMATION,
    )
}


def terms(
    submitted_at: datetime,
    calendar: Calendar,
    *,
    completeness_done: datetime | None = None,
    hearing_notice: datetime | None = None,
    hours: OfficeHours = OFFICE_HOURS,
) -> Deadlines:
    """The terms of a case that came in at ``submitted_at``; the review's and the hearing's once their events are
    known. Raises NoCalendar."""
    registered_at = office_moment(submitted_at, calendar, hours)
    service = SERVICE.after(registered_at, calendar, hours)
    found = [
        COMPLETENESS.after(registered_at, calendar, hours),
        service,
        HEARING_NOTICE.after(registered_at, calendar, hours),
    ]
    if completeness_done is not None:
        found.append(never_past(SUBSTANTIVE_REVIEW.after(completeness_done, calendar, hours), service))
    if hearing_notice is not None:
        found.append(HEARING.after(hearing_notice, calendar, hours))
    edition, assumed = edition_on(DOMESTIC, registered_at.date())
    return Deadlines(DOMESTIC, edition, assumed, submitted_at, registered_at, tuple(found))


def refusal_lawful_until(deadlines: Deadlines, hearing_notice: datetime | None) -> Term:
    """Until when the service can still be refused within the law (I-5): as long as a notice may go out, and once it
    went out in time, to the end of the service. A notice sent too late leaves the term of the notice standing."""
    notice = deadlines.term(HEARING_NOTICE.key)
    in_time = hearing_notice is not None and hearing_notice <= notice.due_at
    return deadlines.term(SERVICE.key) if in_time else notice
