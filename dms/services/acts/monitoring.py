"""Monitoring, breach, recovery, closing, archive (342:24-27, 342:A3.4-6)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dms.errors import BadInput
from dms.models import Agreement, Quarter
from dms.queries import cases, packages
from dms.services import ledger, monitoring_facts, notices, papers, suspension
from dms.services.acts import decisions
from dms.services.acts.act import Act
from workflows.money import format_tenge
from workflows.states import DraftKind
from workflows.text import Text

ZERO = Decimal("0.00")
NO_FORMULA = Text(
    "Қайтарылатын соманы жазыңыз: бағдарламаның белгілі мәтінінде оның формуласы жоқ.",
    "Укажите сумму к возврату: в известном тексте программы формулы нет.",
    "Write the sum to return: the known text of the programme has no formula for it.",
)
ABOVE_GRANTED = Text(
    "Қайтарылатын сома нөлден көп, бірақ берілген сомадан ({granted}) аспауы керек.",
    "Сумма к возврату должна быть больше нуля и не больше выданной ({granted}).",
    "The sum to return is above zero and not above what was granted ({granted}).",
)
NO_GROUND = Text(
    "Соманың негізін жазыңыз: қағидалардың тармағы не Келісімнің тармағы.",
    "Укажите основание суммы: пункт правил или соглашения.",
    "Give the ground of the sum: a clause of the rules or an item of the agreement.",
)
NO_FACT = Text(
    "Не бұзылғанын және оның қайдан белгілі екенін жазыңыз.",
    "Напишите, что нарушено и откуда это известно.",
    "Write what was broken and how it is known.",
)
NO_DAY = Text(
    "Қайтарудың соңғы күнін жазыңыз: ол бүгіннен кейін болуы керек.",
    "Укажите последний день возврата: он должен быть позже сегодняшнего.",
    "Name the last day of the return: it lies after today.",
)


NO_QUARTER = Text(
    "Мониторинг тоқсандарының қайсысы екенін көрсетіңіз.",
    "Укажите, за какой из кварталов мониторинга эти данные.",
    "Name the quarter of the monitoring that the figures are of.",
)
NO_FIGURES = Text(
    "Тоқсанның екі сомасын да жазыңыз: осы тоқсанның және салыстырылатын тоқсанның табысын.",
    "Укажите обе суммы: доход квартала и доход квартала, с которым он сравнивается.",
    "Write both figures: the income of the quarter and of the quarter it is set against.",
)


def report_quarter(act: Act) -> dict[str, Any]:
    """Raises: BadInput without a quarter or without its figures."""
    quarter = _quarter(act)
    if act.given.income is None or act.given.base_income is None:
        raise BadInput(NO_FIGURES, field="income" if act.given.income is None else "base_income")
    quarter.income = act.given.income
    quarter.base_income = act.given.base_income
    quarter.reported_at = act.now
    quarter.reported_by_id = act.who.id
    return {"quarter": quarter.no, "income": quarter.income, "base_income": quarter.base_income}


def _quarter(act: Act) -> Quarter:
    found = next((row for row in cases.quarters_of(act.case.id) if row.no == act.given.quarter), None)
    if found is None:
        raise BadInput(NO_QUARTER, field="quarter")
    return found


def warn(act: Act) -> dict[str, Any]:
    papers.order(
        act.case, "risk-warning", now=act.now, author=act.user, deliver=True, extra={"reasons": act.given.reasons}
    )
    notices.tell_applicant(act.case, "warned", act.now, number=act.case.number)
    return {"reasons": act.given.reasons}


def ask(act: Act) -> dict[str, Any]:
    extra = {"reasons": act.given.reasons, "answer_by": act.given.answer_by}
    papers.order(act.case, "data-request", now=act.now, author=act.user, deliver=True, extra=extra)
    notices.tell_applicant(act.case, "asked", act.now, number=act.case.number)
    return extra


def prepare_close(act: Act) -> dict[str, Any]:
    rows = cases.quarters_of(act.case.id)
    growth = monitoring_facts.standing(act.case, act.case.granted_sum or ZERO, rows).growth
    payload = {"growth": str(growth), "conclusion": act.given.reasons}
    return decisions.prepare(act, DraftKind.CLOSING, ("monitoring-conclusion",), payload).payload


def close(act: Act) -> dict[str, Any]:
    told = decisions.sign(act)
    act.case.ended_at = act.now
    notices.tell_applicant(act.case, "closed", act.now, number=act.case.number)
    return told


def prepare_breach(act: Act) -> dict[str, Any]:
    agreement = _agreement(act)
    rows = cases.quarters_of(act.case.id)
    standing = monitoring_facts.standing(act.case, agreement.amount, rows)
    payload = {
        "growth": str(standing.growth),
        "reasons": act.given.reasons,
    }
    demanded = standing.to_return
    if demanded is None:
        demanded = _named_sum(act, agreement.amount)
        payload |= {"ground": act.given.ground.strip(), "return_by": f"{act.given.return_by:%Y-%m-%d}"}
    payload["demanded"] = str(demanded)
    return decisions.prepare(act, DraftKind.BREACH, ("demand",), payload, demanded).payload


def _named_sum(act: Act, granted: Decimal) -> Decimal:
    """I-29: the sum that the officer names where the law has no formula, with its ground, fact and day.

    Raises:
        BadInput: one of them is missing, or the sum is not between zero and what was granted.
    """
    given = act.given
    if given.amount is None:
        raise BadInput(NO_FORMULA, field="amount")
    if not ZERO < given.amount <= granted:
        raise BadInput(ABOVE_GRANTED.fill(granted=format_tenge(granted)), field="amount")
    if not given.ground.strip():
        raise BadInput(NO_GROUND, field="ground")
    if not given.reasons.strip():
        raise BadInput(NO_FACT, field="reasons")
    if given.return_by is None or given.return_by <= act.now.date():
        raise BadInput(NO_DAY, field="return_by")
    return given.amount


def breach(act: Act) -> dict[str, Any]:
    decision = cases.open_decision(act.case.id)
    assert decision is not None  # the guard has seen the draft
    _agreement(act).demanded = decision.total
    told = decisions.sign(act)
    notices.tell_applicant(act.case, "breach", act.now, number=act.case.number, sum=str(decision.total))
    return told


def recover(act: Act) -> dict[str, Any]:
    agreement = _agreement(act)
    if act.given.amount:
        ledger.take_back(act.case, act.given.amount, act.user, act.now, act.given.reference)
        agreement.recovered += act.given.amount
        act.after_move(lambda: suspension.follow(act.case.programme, act.now))
    act.case.ended_at = act.now
    return {"amount": act.given.amount, "recovered": agreement.recovered, "reference": act.given.reference}


def archive(act: Act) -> dict[str, Any]:
    """The package has been sealed and verified; the guard has seen it."""
    return {"package": packages.of_case(act.case.id)}


def _agreement(act: Act) -> Agreement:
    agreement = cases.agreement_of(act.case.id)
    assert agreement is not None  # made at the grant
    return agreement
