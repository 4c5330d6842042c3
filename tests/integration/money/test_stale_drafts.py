"""What monitoring ends with is signed only while the quarters still say the same (decision 10)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from dms.queries import cases
from dms.services.judging.law import edition_of
from dms.services.money import case_money
from tests.fixtures.walk import Walk
from workflows.programmes.periods import Quarter
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role

MUCH = {"income": Decimal("90000000.00"), "base_income": Decimal("1.00")}


@pytest.fixture
def watched(walk: Walk) -> Any:
    case = walk.to(CaseState.MONITORING)
    return walk.give_to_monitor(case)


def codes(refused: pytest.ExceptionInfo[TransitionRefused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def report(walk: Walk, case: Any, no: int, **figures: Decimal) -> None:
    ends_on = cases.quarters_of(case.id)[no - 1].ends_on
    walk.clock.advance(days=max(0, (ends_on - walk.clock().date()).days + 1))
    walk.act(case, Action.REPORT_QUARTER, walk.applicant(case), quarter=no, **figures)


@pytest.mark.clause("342:27")
def test_a_demand_whose_sum_has_changed_is_not_signed(walk: Walk, watched: Any) -> None:
    head = walk.staff(Role.HEAD)
    walk.act(watched, Action.PREPARE_BREACH, walk.staff(Role.MONITOR), reasons="Келісім бұзылды")
    walk.sign_decision(watched, head)
    report(walk, watched, 1, income=Decimal("100.00"), base_income=Decimal("99.00"))
    with pytest.raises(TransitionRefused) as refused:
        walk.act(watched, Action.BREACH, head)
    assert "sums_changed" in codes(refused)
    assert walk.fresh(watched).state == CaseState.MONITORING


@pytest.mark.clause("342:27")
def test_nothing_to_return_is_no_demand(walk: Walk, watched: Any) -> None:
    report(walk, watched, 1, **MUCH)
    with pytest.raises(TransitionRefused) as refused:
        walk.act(watched, Action.PREPARE_BREACH, walk.staff(Role.MONITOR), reasons="Келісім бұзылды")
    assert codes(refused) == ["nothing_to_return"]
    assert refused.value.reasons[0].clause == "342:27"


@pytest.mark.clause("342:27")
def test_a_demand_prepared_before_the_target_was_met_is_not_signed(walk: Walk, watched: Any) -> None:
    head = walk.staff(Role.HEAD)
    walk.act(watched, Action.PREPARE_BREACH, walk.staff(Role.MONITOR), reasons="Келісім бұзылды")
    walk.sign_decision(watched, head)
    report(walk, watched, 1, **MUCH)
    with pytest.raises(TransitionRefused) as refused:
        walk.act(watched, Action.BREACH, head)
    assert {"nothing_to_return", "sums_changed"} <= set(codes(refused))


@pytest.mark.clause("342:A3.5.1")
def test_the_quarters_are_those_of_the_signed_text(walk: Walk) -> None:
    """I-41: drafted in one quarter, concluded in the next."""
    case = walk.to(CaseState.AGREEMENT)
    paper = next(row for row in cases.decisions(case.id) if row.status == "signed")
    drafted = Quarter.of(paper.prepared_at.date())
    walk.clock.set(walk.clock().replace(year=drafted.last.year, month=drafted.last.month, day=drafted.last.day))
    walk.clock.advance(days=3)
    walk.sign_agreement(case)
    walk.act(case, Action.SIGN_AGREEMENT, walk.applicant(case))
    agreement = cases.agreement_of(case.id)
    assert agreement is not None
    assert Quarter.of(agreement.concluded_on) == drafted.shifted(1)
    rows = cases.quarters_of(case.id)
    assert Quarter.of(rows[0].starts_on) == drafted.shifted(1)
    lines = case_money.lines_of(edition_of(case).sums.obligation, rows, walk.clock().date() + timedelta(days=1))
    assert [line.before for line in lines] == [drafted.shifted(no - 9) for no in range(1, 9)]
