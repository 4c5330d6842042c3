"""Order 342 as one edition: its parts behind the door that all programmes share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from workflows.calendar import Calendar
from workflows.deadlines import Deadlines
from workflows.programmes import editions
from workflows.programmes.domestic_342 import edition_2025, obligation, quarters, rates, terms
from workflows.programmes.domestic_342.calculation import calculate
from workflows.programmes.domestic_342.checks import THE_CHECKS
from workflows.programmes.domestic_342.cost_types import COSTS
from workflows.programmes.domestic_342.documents import PAPERS
from workflows.programmes.domestic_342.grounds import CLOSED_LIST
from workflows.programmes.domestic_342.progress import FORM
from workflows.programmes.edition import Edition
from workflows.programmes.sums import Figures, Obligation, Standing, Sums
from workflows.programmes.timing import Events, TermSettings, Timing
from workflows.states import CaseState
from workflows.stories import STORIES
from workflows.text import Text

TITLE = Text(
    "Қазақстанда шығарылған өңделген тауарларды, жұмыстар мен көрсетілетін қызметтерді ішкі нарыққа ілгерілету "
    "бойынша өнеркәсіптік-инновациялық қызмет субъектілері шығындарының бір бөлігін өтеу",
    "Возмещение части затрат субъектов промышленно-инновационной деятельности по продвижению обработанных товаров, "
    "работ и услуг казахстанского происхождения на внутренний рынок",
    "Reimbursement of a part of the costs of industrial-innovation entities for promoting processed goods, works "
    "and services made in Kazakhstan on the domestic market",
)

#: Which term runs in a state (342:21, 342:34-37).
_RUNNING: Mapping[CaseState, str] = {
    CaseState.REGISTERED: terms.COMPLETENESS.key,
    CaseState.COMPLETENESS: terms.COMPLETENESS.key,
    CaseState.SUBSTANTIVE_REVIEW: terms.SUBSTANTIVE_REVIEW.key,
    CaseState.HEARING: terms.HEARING.key,
    CaseState.DECISION: terms.SERVICE.key,
    CaseState.PAYMENT: terms.PAYMENT.key,
    CaseState.RECOVERY: terms.MONEY_BACK.key,
}


def _count(events: Events, calendar: Calendar, settings: TermSettings) -> Deadlines:
    return terms.terms(
        events.submitted_at,
        calendar,
        completeness_done=events.completeness_done,
        hearing_notice=events.hearing_notice,
        hours=settings.hours,
    )


def _standing(figures: Figures) -> Standing:
    """342:26, 342:27, I-12, I-18: income in tenge."""
    growth, granted = figures.income - figures.base, figures.granted
    return Standing(
        growth=growth,
        target=obligation.target(granted),
        met=obligation.is_met(granted, growth),
        progress=obligation.progress(granted, growth) if granted > 0 else None,
        to_return=obligation.sum_to_return(granted, growth),
    )


TIMING = Timing(
    rules=terms.RULES,
    count=_count,
    run=lambda state, _rounds: _RUNNING.get(state, ""),
    result=terms.SERVICE.key,
    notice=terms.HEARING_NOTICE.key,
    payment=terms.PAYMENT,
    money_back=terms.MONEY_BACK,
    intake_notice=terms.INTAKE_NOTICE,
)

SUMS = Sums(
    calculate=calculate,
    months=rates.COST_MONTHS,
    obligation=Obligation(
        title=Text(
            "Екі жыл ішінде табыс әрбір өтелген теңгеге кемінде 2 теңгеге артады",
            "За два года доход растет не менее чем на 2 тенге на каждый возмещенный тенге",
            "Within two years income grows by at least 2 tenge for each tenge granted",
        ),
        clause="342:26",
        quarters=quarters.COUNT,
        standing=_standing,
        ends_on=quarters.monitoring_ends_on,
    ),
    leaving=lambda _request: frozenset(),
    costs_clause=rates.COST_CLAUSE,
    rate_clause=rates.RATE_CLAUSE,
)


def edition(name: str, since: date) -> Edition:
    """The edition of order 342 under its name. There is one: nothing in it hangs on the day yet."""
    return Edition(
        programme=editions.DOMESTIC,
        name=name,
        since=since,
        title=TITLE,
        workflow=edition_2025.WORKFLOW,
        costs=COSTS,
        papers=PAPERS,
        checks=THE_CHECKS,
        form=FORM,
        sums=SUMS,
        timing=TIMING,
        grounds=CLOSED_LIST,
        stories=STORIES,
        leaving={},
    )
