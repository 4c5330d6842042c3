"""The gate of a refusal: its grounds are cited, shown and uncontradicted, the same at each of its three steps."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.matrix.cases import NOW, UNFIT, draft, generous, ground, hearing
from tests.unit.workflows.refusing import NEGATIVE, UNTRUE, refused
from workflows.engine import decide
from workflows.facts import Actor, ChosenGround
from workflows.programmes.domestic_342.checks import THE_CHECKS
from workflows.programmes.domestic_342.edition_2025 import WORKFLOW
from workflows.programmes.domestic_342.grounds import CLOSED_LIST, GROUNDS
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, DraftKind, Relation, Role, Verdict

A, S, K = Action, CaseState, DraftKind
YES, NO, NA = Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE
#: Answers that bear no ground out.
ALL_WELL = {"entity": YES, "documents_true": YES, "no_court_ban": YES}
DUE = tuple(ALL_WELL)

#: What is wrong with the grounds of a refusal, the other facts of the case, and the code of the reason.
AGAINST_THE_GATE = [
    ((ground(in_law=False),), {}, {"ground_not_in_law"}),
    ((*UNFIT, ground(fact="another fact")), {}, {"ground_twice"}),
    ((ground(fact=" "),), {}, {"ground_without_fact"}),
    # uncited: nothing named, a check of another ground, a check that is not answered "no", a calculation that grants
    ((ground(1, shown_by=""),), {}, {"ground_not_shown"}),
    ((ground(1, shown_by="entity"),), {"checks": {"entity": NO}}, {"ground_not_shown"}),
    ((ground(1, shown_by="documents_true"),), {}, {"ground_not_shown"}),
    ((ground(1, shown_by="calculation"),), {}, {"ground_not_shown"}),
    (UNFIT, {"proposed_total": None, "checks": {}}, {"ground_not_shown", "not_calculated"}),
    # contradicted by the case's own answers
    ((UNTRUE,), {"checks": ALL_WELL, "checks_due": DUE}, {"ground_contradicted"}),
    ((ground(4, document=True),), {"checks": ALL_WELL, "checks_due": DUE}, {"ground_contradicted"}),
    ((ground(2, document=True, shown_by=""),), {}, {"ground_contradicted"}),
    (
        (ground(2, document=True, shown_by=""),),
        {"proposed_total": Decimal(1)},
        {"ground_contradicted", "part_allowed"},
    ),
    ((ground(2, document=True, shown_by=""), UNTRUE), {"proposed_total": Decimal(1)}, {"ground_contradicted"}),
    ((ground(2, document=True, shown_by=""),), {"checks": {}, "proposed_total": Decimal(1)}, {"part_allowed"}),
    ((ground(2, document=True, shown_by=""),), {"checks": {}, "proposed_total": None}, {"not_calculated"}),
    # borne out
    ((UNTRUE,), {}, set()),  # nobody has answered that check yet
    ((ground(1, shown_by="documents_true"),), {"checks": {"documents_true": NO}}, set()),
    ((ground(2, shown_by="entity"),), {"checks": {"entity": NO}, "proposed_total": Decimal(1)}, set()),
    ((ground(3, document=True),), {"checks": {"no_negative_opinion": NA}, "checks_due": ("no_negative_opinion",)},
     {"ground_contradicted"}),
]  # fmt: skip


@pytest.mark.parametrize(("grounds", "facts", "codes"), AGAINST_THE_GATE)
@pytest.mark.parametrize("step", [A.PROPOSE_REFUSAL, A.PREPARE_REFUSAL, A.REFUSE])
def test_the_gate_of_a_refusal_is_the_same_at_its_three_steps(
    step: A, grounds: tuple[ChosenGround, ...], facts: dict[str, Any], codes: set[str]
) -> None:
    """A draft is judged again when it is signed: what changed since it was prepared counts."""
    told: dict[str, Any] = {"grounds": grounds, "hearing": hearing(grounds=grounds), **facts}
    if step is A.REFUSE:
        told |= {"grounds": (), "draft": draft(K.REFUSAL, grounds=grounds)}
    state = S.SUBSTANTIVE_REVIEW if step is A.PROPOSE_REFUSAL else S.DECISION
    assert set(refused(state, step, **told)) == codes


def test_several_faults_of_several_grounds_are_told_at_once() -> None:
    grounds = (ground(1, fact="", shown_by=""), ground(4, document=True, in_law=False), ground(4, document=True))
    found = refused(S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, grounds=grounds, checks=ALL_WELL, checks_due=DUE)
    assert found == [
        "ground_not_in_law", "ground_twice", "ground_without_fact", "ground_not_shown", "ground_contradicted",
    ]  # fmt: skip


def test_the_reason_names_the_grounds_and_what_to_do() -> None:
    facts = generous(
        S.SUBSTANTIVE_REVIEW, A.PROPOSE_REFUSAL, grounds=(UNTRUE, NEGATIVE), checks=ALL_WELL, checks_due=DUE
    )
    with pytest.raises(TransitionRefused) as refusal:
        decide(WORKFLOW, A.PROPOSE_REFUSAL, facts, Actor(5, frozenset({Role.EXECUTOR}), Relation.ASSIGNEE), NOW)
    (reason,) = refusal.value.reasons
    assert "342:A6.9.1" in reason.text.kk
    assert "342:A6.9.3" not in reason.text.kk  # its check is not answered
    assert (reason.clause, reason.in_form) == ("342:36", True)
    assert reason.remedy is not None


def test_every_check_stands_under_one_ground() -> None:
    under = [key for number in GROUNDS for key in CLOSED_LIST.checks_under(ground(number), THE_CHECKS)]
    assert sorted(under) == sorted(THE_CHECKS.by_key)
