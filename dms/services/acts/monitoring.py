"""Monitoring, breach, recovery, closing, archive (342:24-27, 342:A3.4-6)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dms.models import Agreement
from dms.queries import cases, packages
from dms.services import papers
from dms.services.acts import decisions
from dms.services.acts.act import Act
from dms.services.judging import monitoring_facts
from dms.services.money import ledger, suspension
from dms.services.telling import notices
from workflows.states import DraftKind

ZERO = Decimal("0.00")


def report_quarter(act: Act) -> dict[str, Any]:
    given = act.given
    quarter = next(row for row in cases.quarters_of(act.case.id) if row.no == given.quarter)  # the guard has seen it
    quarter.income, quarter.base_income = given.income, given.base_income
    quarter.reported_at = act.now
    quarter.reported_by_id = act.who.id
    return {"quarter": quarter.no, "income": quarter.income, "base_income": quarter.base_income}


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
    payload = {"growth": str(growth), "conclusion": act.given.reasons, "proposals": act.given.proposals.strip()}
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
        assert act.given.amount is not None  # no formula: the guards have seen what the officer names (I-29)
        demanded = act.given.amount
        payload |= {"ground": act.given.ground.strip(), "return_by": f"{act.given.return_by:%Y-%m-%d}"}
    payload["demanded"] = str(demanded)
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
