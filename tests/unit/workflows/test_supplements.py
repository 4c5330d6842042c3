"""The machine of a supplement, cell by cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from workflows.engine import decide
from workflows.facts import Actor
from workflows.programmes.editions import DOMESTIC, EXPORT
from workflows.refusals import TransitionRefused
from workflows.states import CaseState, Relation, Role
from workflows.supplements import CHANGED_IN, WORKFLOWS, SupplementAction, SupplementFacts, SupplementState

A, S = SupplementAction, SupplementState
NOW = datetime(2026, 3, 20, tzinfo=UTC)
ACTORS = {
    "applicant": Actor(1, frozenset({Role.APPLICANT}), Relation.OWN, may_sign=True),
    "head": Actor(7, frozenset({Role.HEAD}), Relation.STAFF, may_sign=True),
    "deputy": Actor(9, frozenset({Role.DEPUTY}), Relation.STAFF, may_sign=True),
    "finance": Actor(8, frozenset({Role.FINANCE}), Relation.STAFF),
}
CELLS = {
    ("none", "propose", "applicant"): "proposed",
    ("proposed", "sign", "applicant"): "applicant_signed",
    ("applicant_signed", "sign", "head"): "in_force",
    **{(state, "take_back", "applicant"): "ended" for state in ("proposed", "applicant_signed")},
    **{(state, "decline", who): "ended" for state in ("proposed", "applicant_signed") for who in ("head", "deputy")},
    **{(state, "change_signer", "deputy"): "proposed" for state in ("proposed", "applicant_signed")},
}
#: The paper names the head.
GOOD = SupplementFacts(
    state=S.NONE, case_state=CaseState.PAYMENT, made=True, reasons_given=True, signer=7, signer_name="Ахметов Б."
)


def target(facts: SupplementFacts, action: SupplementAction, actor: Actor) -> str | list[str]:
    try:
        return decide(WORKFLOWS[DOMESTIC], action, facts, actor, NOW).target.value
    except TransitionRefused as refused:
        return [reason.code for reason in refused.reasons]


def test_every_cell() -> None:
    for state, action, who in product(S, A, ACTORS):
        found = target(replace(GOOD, state=state), action, ACTORS[who])
        assert CELLS.get((state, action, who), list) in (found, type(found)), (state, action, who)


@pytest.mark.parametrize(
    ("changes", "state", "action", "who", "code"),
    [
        ({"made": False}, S.PROPOSED, A.SIGN, "applicant", "paper_not_made"),
        ({"reasons_given": False}, S.PROPOSED, A.DECLINE, "head", "reasons_missing"),
        ({"case_state": CaseState.CLOSED}, S.APPLICANT_SIGNED, A.SIGN, "head", "agreement_rests"),
        ({}, S.APPLICANT_SIGNED, A.SIGN, "deputy", "names_another"),
        ({"signer": None}, S.APPLICANT_SIGNED, A.SIGN, "head", "names_nobody"),
        ({}, S.APPLICANT_SIGNED, A.CHANGE_SIGNER, "head", "names_you"),
        ({"case_state": CaseState.CLOSED}, S.PROPOSED, A.CHANGE_SIGNER, "deputy", "agreement_rests"),
        ({"case_state": CaseState.AGREEMENT}, S.NONE, A.PROPOSE, "applicant", "agreement_rests"),
    ],
)
def test_each_guard_says_why(changes: dict[str, object], state: S, action: A, who: str, code: str) -> None:
    assert target(replace(GOOD, state=state, **changes), action, ACTORS[who]) == [code]


def test_nobody_signs_without_the_right() -> None:
    unfit = replace(ACTORS["head"], may_sign=False)
    assert target(replace(GOOD, state=S.APPLICANT_SIGNED), A.SIGN, unfit) == ["may_not_sign"]


def test_the_export_programme_cites_nothing() -> None:
    assert {row.clause for row in WORKFLOWS[EXPORT].rows} == {""}
    assert {CaseState.PAYMENT, CaseState.MONITORING} == CHANGED_IN
