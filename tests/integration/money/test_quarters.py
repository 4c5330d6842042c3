"""The figures of a quarter wait for its end, whoever sends them by whatever way."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dms.queries import cases
from dms.services import moves
from tests.fixtures.walk import Walk
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState

FIGURES = {"income": Decimal("5.00"), "base_income": Decimal("4.00")}


@pytest.fixture
def watched(walk: Walk) -> Any:
    return walk.to(CaseState.MONITORING)


def codes(refused: pytest.ExceptionInfo[TransitionRefused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_quarter_is_reported_after_its_last_day(walk: Walk, watched: Any) -> None:
    first, second, *_rest = cases.quarters_of(watched.id)
    applicant = walk.applicant(watched)
    walk.clock.advance(days=(first.ends_on - walk.clock().date()).days)
    with pytest.raises(TransitionRefused) as refused:
        walk.act(watched, Action.REPORT_QUARTER, applicant, quarter=1, **FIGURES)
    assert codes(refused) == ["quarter_runs"]
    assert refused.value.reasons[0].clause == "342:24"
    assert f"{first.ends_on:%d.%m.%Y}" in str(refused.value.reasons[0].remedy)
    walk.clock.advance(days=1)
    walk.act(watched, Action.REPORT_QUARTER, applicant, quarter=1, **FIGURES)
    assert cases.quarters_of(watched.id)[0].income == FIGURES["income"]
    for no in (second.no, 9):  # one that runs, none of the eight
        with pytest.raises(TransitionRefused) as refused:
            walk.act(watched, Action.REPORT_QUARTER, applicant, quarter=no, **FIGURES)
        assert codes(refused) == ["quarter_runs"]


@pytest.mark.parametrize("lacks", ["quarter", "income", "base_income"])
def test_figures_without_their_quarter_or_sums_are_refused_in_words(walk: Walk, watched: Any, lacks: str) -> None:
    walk.clock.advance(days=(cases.quarters_of(watched.id)[0].ends_on - walk.clock().date()).days + 1)
    given = {key: value for key, value in {"quarter": 1, **FIGURES}.items() if key != lacks}
    with pytest.raises(TransitionRefused) as refused:
        walk.act(watched, Action.REPORT_QUARTER, walk.applicant(watched), **given)
    assert [(reason.code, reason.field) for reason in refused.value.reasons] == [("no_figures", lacks)]
    assert cases.quarters_of(watched.id)[0].reported_at is None


def test_the_button_waits_with_it(walk: Walk, watched: Any) -> None:
    def offered() -> bool:
        found = moves.offers(walk.fresh(watched), walk.applicant(watched))
        return next(offer.can_begin for offer in found if offer.action is Action.REPORT_QUARTER)

    assert not offered()
    walk.clock.advance(days=(cases.quarters_of(watched.id)[0].ends_on - walk.clock().date()).days + 1)
    assert offered()
