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
from workflows.states import DraftKind
from workflows.text import Text

ZERO = Decimal("0.00")
NO_FORMULA = Text(
    "Қайтарылатын соманы жазыңыз: бағдарламаның белгілі мәтінінде оның формуласы жоқ.",
    "Укажите сумму к возврату: в известном тексте программы формулы нет.",
    "Write the sum to return: the known text of the programme has no formula for it.",
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
    demanded = act.given.amount if standing.to_return is None else standing.to_return
    if demanded is None:
        raise BadInput(NO_FORMULA, field="amount")
    payload = {
        "demanded": str(demanded),
        "growth": str(standing.growth),
        "reasons": act.given.reasons,
    }
    return decisions.prepare(act, DraftKind.BREACH, ("demand",), payload, demanded).payload


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
