"""Every term of order 342 (342:21-342:39, 342:A3), each a rule with its clause; and how they run in a case.

Which days and hours count stands in ``workflows.clock``; the quarters of monitoring in ``periods``."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.calendar import Calendar
from workflows.clock import HEARING_ANNOUNCED, REGISTRATION, TermRule, Unit, office_moment
from workflows.deadlines import Count, Deadlines
from workflows.programmes.editions import DOMESTIC
from workflows.programmes.figures import Figure
from workflows.programmes.timing import Events, TermSettings, Timing
from workflows.states import CaseState
from workflows.text import Text

COMPLETENESS = TermRule(
    "completeness",
    2,
    "342:35",
    Text(kk="Құжаттардың толықтығын тексеру", ru="Проверка полноты документов", en="Completeness check"),
    event=REGISTRATION,
)
SERVICE = TermRule(
    "service",
    8,
    "342:34",
    Text(kk="Мемлекеттік қызметті көрсету", ru="Оказание государственной услуги", en="Whole service"),
    event=REGISTRATION,
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
    event=Text(
        "Құжаттардың толықтығы расталды", "Подтверждена полнота документов", "Completeness of the documents confirmed"
    ),
)
HEARING = TermRule(
    "hearing",
    2,
    "342:37",
    Text(kk="Тыңдау өткізу", ru="Проведение заслушивания", en="Hearing"),
    event=HEARING_ANNOUNCED,
)
PAYMENT = TermRule(
    "payment",
    2,
    "342:21",
    Text(kk="Өтеу сомасын аудару", ru="Перечисление суммы возмещения", en="Payment of the reimbursement"),
    event=Text("Келісім жасалды", "Соглашение заключено", "Agreement concluded"),
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
    Text("Қайтару талап етілді", "Предъявлено требование о возврате", "Return demanded"),
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

#: The terms that the order sets; the last moment of a hearing notice follows from them (``rules_of``).
SET: Mapping[str, TermRule] = {
    rule.key: rule
    for rule in (
        COMPLETENESS,
        SERVICE,
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


HEARING_NOTICE = "hearing_notice"
#: Which term runs in a state (342:21, 342:34-37).
RUNNING: Mapping[CaseState, str] = {
    CaseState.REGISTERED: COMPLETENESS.key,
    CaseState.COMPLETENESS: COMPLETENESS.key,
    CaseState.SUBSTANTIVE_REVIEW: SUBSTANTIVE_REVIEW.key,
    CaseState.HEARING: HEARING.key,
    CaseState.DECISION: SERVICE.key,
    CaseState.PAYMENT: PAYMENT.key,
    CaseState.RECOVERY: MONEY_BACK.key,
}


def rules_of(set_by_law: Mapping[str, TermRule], notice_before: Figure) -> Mapping[str, TermRule]:
    """The terms of an edition. A hearing notice goes out at least so many working days before the end of the service:
    3 before the end of 8 make the fifth (342:37, I-5)."""
    days = set_by_law[SERVICE.key].days - notice_before.whole
    notice = TermRule(HEARING_NOTICE, days, notice_before.clause, _NOTICE, event=REGISTRATION)
    keys = [*set_by_law]
    keys.insert(keys.index(SERVICE.key) + 1, HEARING_NOTICE)
    return {key: set_by_law.get(key, notice) for key in keys}


def timing_of(edition: str, rules: Mapping[str, TermRule]) -> Timing:
    """How the terms of an edition with these rules run."""

    def count(events: Events, calendar: Calendar, settings: TermSettings) -> Deadlines:
        """The terms of a case; the review's and the hearing's once their events are known. Raises NoCalendar where the
        moment of registration is not known; a term that runs past the calendar stays uncounted."""
        registered_at = events.registered_at or office_moment(events.submitted_at, calendar, settings.hours)
        found = Count(calendar, settings.hours)
        found.add(rules[COMPLETENESS.key], registered_at)
        service = found.add(rules[SERVICE.key], registered_at)
        found.add(rules[HEARING_NOTICE], registered_at)
        if events.completeness_done is not None:
            found.add(rules[SUBSTANTIVE_REVIEW.key], events.completeness_done, within=service)
        if events.hearing_notice is not None:
            found.add(rules[HEARING.key], events.hearing_notice)
        return found.answer(DOMESTIC, edition, events.submitted_at, registered_at)

    return Timing(
        rules=rules,
        count=count,
        foretell=count,
        run=lambda state, _rounds: RUNNING.get(state, ""),
        result=SERVICE.key,
        notice=HEARING_NOTICE,
        payment=rules[PAYMENT.key],
        money_back=rules[MONEY_BACK.key],
        intake_notice=rules[INTAKE_NOTICE.key],
    )


_NOTICE = Text(
    kk="Тыңдау туралы хабарламаны жіберудің соңғы сәті",
    ru="Последний момент отправки уведомления о заслушивании",
    en="Last moment to send a hearing notice",
)
