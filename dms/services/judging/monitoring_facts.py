"""What monitoring and the archive know of a case: the figures of its quarters, the counter-obligation, the package."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from dms.extensions import db
from dms.models import ArchivePackage, Case, Decision, MoneyMovement, Quarter
from dms.queries import cases
from dms.services.clock import ALMATY
from dms.services.judging.given import Given
from dms.services.judging.law import edition_of
from dms.services.judging.look import Look
from workflows.facts import Demand
from workflows.programmes.sums import Figures, Standing
from workflows.states import DraftKind

ZERO = Decimal("0.00")
FIGURES = ("quarter", "income", "base_income")


def build(look: Look) -> dict[str, Any]:
    """Facts of monitoring and recovery (342:24-27)."""
    agreement = cases.agreement_of(look.case.id)
    if agreement is None:
        return {}
    quarters = cases.quarters_of(look.case.id)
    met = obligation_met(look.case, quarters)
    stands = standing(look.case, agreement.amount, quarters)
    back = agreement.recovered + (look.given.amount or ZERO)
    return {
        "quarter_ends_on": _quarter_ends_on(quarters, look.given.quarter),
        "monitoring_ends_on": agreement.monitoring_ends_on,
        "obligation_met": met,
        "to_return": stands.to_return,
        "breach_ground": met is False or bool(look.given.reasons.strip()),
        "figure_lacking": next((name for name in FIGURES if getattr(look.given, name) is None), ""),
        "demand": _demand(look.given),
        "recovered": agreement.demanded is not None and back >= agreement.demanded,
        "overpaid": agreement.demanded is not None and back > agreement.demanded,
    }


def _demand(given: Given) -> Demand:
    return Demand(amount=given.amount, ground=given.ground, fact=given.reasons, return_by=given.return_by)


def _quarter_ends_on(quarters: Sequence[Quarter], asked: int | None) -> date | None:
    """The last day of the quarter that the act names; before one is named, of the first: once that is over there are
    figures to give, or to correct."""
    named = (row for row in quarters if asked is None or row.no == asked)
    return next((row.ends_on for row in named), None)


def standing(case: Case, granted: Decimal, quarters: Sequence[Quarter]) -> Standing:
    """How the counter-obligation stands by the quarters reported, each set against the one of the same number before
    (I-12)."""
    told = [row for row in quarters if row.reported_at is not None]
    income, base = sum((q.income or ZERO for q in told), ZERO), sum((q.base_income or ZERO for q in told), ZERO)
    return edition_of(case).sums.obligation.standing(Figures(granted, income, base))


def still_so(case: Case, draft: Decision) -> bool:
    """Whether the figures reported now are those that a draft of the end of monitoring was made with (decision 10)."""
    agreement = cases.agreement_of(case.id)
    assert agreement is not None  # monitoring has its agreement
    stands = standing(case, agreement.amount, cases.quarters_of(case.id))
    if draft.kind == DraftKind.BREACH and stands.to_return is not None and stands.to_return != draft.total:
        return False
    return draft.payload.get("growth") == str(stands.growth)


def obligation_met(case: Case, quarters: Sequence[Quarter]) -> bool | None:
    """Whether the obligation is met; None until every quarter is in, or where figures alone cannot tell."""
    if not quarters or any(q.reported_at is None for q in quarters):
        return None
    return standing(case, case.granted_sum or ZERO, quarters).met


def package_sealed(case_id: int) -> bool:
    """Whether the case's package is sealed and was verified."""
    state = db.session.execute(
        select(ArchivePackage.state).where(ArchivePackage.case_id == case_id)
    ).scalar_one_or_none()
    return state == "verified"


def paid_on(case_id: int) -> date | None:
    """The day of the payment, in Almaty; None before it."""
    found = select(MoneyMovement.at).where(MoneyMovement.case_id == case_id, MoneyMovement.kind == "pay")
    at = db.session.execute(found).scalar_one_or_none()
    return at.astimezone(ALMATY).date() if at else None
