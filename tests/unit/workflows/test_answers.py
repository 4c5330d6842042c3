"""What an answer to a check, a word about the hearing and a sum that came back may be: told before the act, in one way
wherever it is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.matrix.cases import NOW, generous, hearing
from tests.unit.workflows.refusing import refused
from workflows.engine import decide
from workflows.facts import Actor
from workflows.programmes.domestic_342.edition_2025 import WORKFLOW
from workflows.refusals import Refusal, TransitionRefused
from workflows.states import Action, CaseState, Relation, Role, Verdict

A, S = Action, CaseState
YES, NO, NA = Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE
SOON = NOW + timedelta(hours=1)
ANSWERED = (S.SUBSTANTIVE_REVIEW, S.HEARING, S.DECISION)


@pytest.mark.parametrize("state", ANSWERED)
@pytest.mark.parametrize(
    ("answer", "proposed", "reasoned", "codes"),
    [
        (YES, NO, False, ["overruled_without_reason"]),
        (NA, YES, False, ["overruled_without_reason"]),
        (YES, NO, True, []),
        (YES, YES, False, []),
        (YES, None, False, []),
        (NO, YES, False, ["reasons_missing"]),  # said once
        (None, YES, False, ["no_answer"]),
    ],
)
def test_an_answer_other_than_the_one_proposed_says_why(
    state: CaseState, answer: Verdict | None, proposed: Verdict | None, reasoned: bool, codes: list[str]
) -> None:
    facts: dict[str, Any] = {"answer": answer, "proposed": proposed, "reasons_given": reasoned, "draft": None}
    assert refused(state, A.ANSWER_CHECK, **facts) == codes


def test_a_line_of_the_list_is_proposed_by_nobody() -> None:
    assert refused(S.COMPLETENESS, A.ANSWER_COMPLETENESS, proposed=NO, reasons_given=False) == []


@pytest.mark.parametrize(
    ("hour", "codes"),
    [(SOON - timedelta(minutes=1), []), (SOON, ["not_earlier"]), (SOON + timedelta(days=1), ["not_earlier"])],
)
def test_an_earlier_hour_lies_before_the_one_announced(hour: Any, codes: list[str]) -> None:
    assert refused(S.HEARING, A.RECORD_POSITION, hearing=hearing(planned_at=SOON), heard_from=hour) == codes


def test_the_reason_names_the_hour_announced_its_field_and_its_clause() -> None:
    reason = _reason(heard_from=SOON, hearing=hearing(planned_at=SOON))
    assert (reason.clause, reason.field, reason.in_form) == ("342:37", "earlier_from", True)
    assert "not before the time announced: 2" in reason.text.en


def _reason(**facts: Any) -> Refusal:
    own = Actor(7, frozenset({Role.APPLICANT}), Relation.OWN, may_sign=True)
    with pytest.raises(TransitionRefused) as told:
        decide(WORKFLOW, A.RECORD_POSITION, generous(S.HEARING, A.RECORD_POSITION, **facts), own, NOW)
    (reason,) = told.value.reasons
    return reason


def test_no_more_is_taken_back_than_was_demanded() -> None:
    assert refused(S.RECOVERY, A.RECOVER, overpaid=True) == ["more_than_left"]
    assert refused(S.RECOVERY, A.RECOVER, overpaid=False) == []
