"""State × act × role × relation, every cell, against a table written from the law and not from the code."""

from __future__ import annotations

from itertools import product

import pytest

from tests.matrix.cases import NOW, generous
from workflows.engine import allowed, decide
from workflows.facts import Actor
from workflows.programmes.domestic_342.edition_2025 import WORKFLOW
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Relation, Role

# Who may ever do what: "own" the applicant's own case, "given" only the person it is given to, "any" any of the role.
WHO = {
    "applicant": {(Role.APPLICANT, Relation.OWN)},
    "system": {(Role.SYSTEM, Relation.NONE)},
    "executor given": {(Role.EXECUTOR, Relation.ASSIGNEE)},
    "executor any": {(Role.EXECUTOR, Relation.STAFF), (Role.EXECUTOR, Relation.ASSIGNEE)},
    "monitor given": {(Role.MONITOR, Relation.ASSIGNEE)},
    "finance any": {(Role.FINANCE, Relation.STAFF), (Role.FINANCE, Relation.ASSIGNEE)},
    "archivist any": {(Role.ARCHIVIST, Relation.STAFF), (Role.ARCHIVIST, Relation.ASSIGNEE)},
    "signer any": set(product((Role.HEAD, Role.DEPUTY), (Relation.STAFF, Relation.ASSIGNEE))),
    "assigner any": set(
        product((Role.REGISTRAR, Role.HEAD, Role.DEPUTY), (Relation.STAFF, Relation.ASSIGNEE)),
    ),
}

# from | act | to | who (several parted by +)
TABLE = """
draft | submit | submitted | applicant
draft | withdraw | withdrawn | applicant
submitted | register | registered | system
submitted | withdraw | withdrawn | applicant
registered | take | completeness | executor any
registered | assign | completeness | assigner any
registered | withdraw | withdrawn | applicant
completeness | assign | completeness | assigner any
completeness | answer_completeness | completeness | executor given
completeness | complete | substantive_review | executor given
completeness | prepare_rejection | completeness | executor given
completeness | return_draft | completeness | signer any
completeness | change_signer | completeness | signer any
completeness | reject_incomplete | refused | signer any
completeness | withdraw | withdrawn | applicant
substantive_review | assign | substantive_review | assigner any
substantive_review | answer_check | substantive_review | executor given
substantive_review | judge_line | substantive_review | executor given
substantive_review | visit | substantive_review | executor given
substantive_review | propose_refusal | hearing | executor given
substantive_review | propose_grant | decision | executor given
substantive_review | withdraw | withdrawn | applicant
hearing | assign | hearing | assigner any
hearing | answer_check | hearing | executor given
hearing | judge_line | hearing | executor given
hearing | record_position | hearing | applicant + executor given
hearing | move_hearing | hearing | executor given
hearing | hold_hearing | decision | executor given
hearing | withdraw | withdrawn | applicant
decision | assign | decision | assigner any
decision | answer_check | decision | executor given
decision | judge_line | decision | executor given
decision | prepare_grant | decision | executor given
decision | prepare_refusal | decision | executor given
decision | return_draft | decision | signer any
decision | change_signer | decision | signer any
decision | grant | agreement | signer any
decision | refuse | refused | signer any
decision | send_back | substantive_review | signer any
decision | withdraw | withdrawn | applicant
agreement | assign | agreement | assigner any
agreement | sign_agreement | payment | applicant
agreement | decline | declined | applicant
payment | assign | payment | assigner any
payment | pay | monitoring | finance any
payment | prepare_termination | payment | executor given + monitor given
payment | return_draft | payment | signer any
payment | change_signer | payment | signer any
payment | terminate | closed | signer any
monitoring | assign | monitoring | assigner any
monitoring | report_quarter | monitoring | applicant + monitor given
monitoring | warn | monitoring | monitor given
monitoring | ask | monitoring | monitor given
monitoring | visit | monitoring | monitor given
monitoring | prepare_close | monitoring | monitor given
monitoring | close | closed | signer any
monitoring | prepare_breach | monitoring | monitor given
monitoring | breach | recovery | signer any
monitoring | return_draft | monitoring | signer any
monitoring | change_signer | monitoring | signer any
recovery | assign | recovery | assigner any
recovery | recover | closed | finance any
closed | archive | archived | archivist any
refused | archive | archived | archivist any
declined | archive | archived | archivist any
withdrawn | archive | archived | archivist any
"""


def expected() -> dict[tuple[CaseState, Action, Role, Relation], CaseState]:
    cells = {}
    for line in TABLE.strip().splitlines():
        state, action, target, who = (part.strip() for part in line.split("|"))
        for group in who.split(" + "):
            for role, relation in WHO[group]:
                cells[CaseState(state), Action(action), role, relation] = CaseState(target)
    return cells


EXPECTED = expected()
FACTS = {(state, action): generous(state, action) for state, action in product(CaseState, Action)}


def outcome(state: CaseState, action: Action, role: Role, relation: Relation) -> CaseState | None:
    actor = Actor(5, frozenset({role}), relation, may_sign=True)
    try:
        return decide(WORKFLOW, action, FACTS[state, action], actor, NOW).target
    except TransitionRefused:
        return None


@pytest.mark.parametrize("state", CaseState)
def test_every_cell(state: CaseState) -> None:
    wrong = [
        (action, role, relation, found)
        for action, role, relation in product(Action, Role, Relation)
        if (found := outcome(state, action, role, relation)) != EXPECTED.get((state, action, role, relation))
    ]
    assert wrong == []


@pytest.mark.parametrize("state", CaseState)
def test_a_button_is_offered_where_the_act_is_allowed_and_nowhere_else(state: CaseState) -> None:
    acts = {action for start, action, _role, _relation in EXPECTED if start is state}
    for action, role, relation in product(acts, Role, Relation):
        actor = Actor(5, frozenset({role}), relation, may_sign=True)
        offers = {offer.action: offer for offer in allowed(WORKFLOW, generous(state, action), actor, NOW)}
        can = (state, action, role, relation) in EXPECTED
        assert (action in offers and offers[action].ok) == can
        assert offers.keys() <= acts


def test_the_table_names_every_act_and_every_cell_of_the_machine() -> None:
    lines = [line.split("|") for line in TABLE.strip().splitlines()]
    assert {Action(line[1].strip()) for line in lines} == set(Action)
    assert len(lines) == len(WORKFLOW.rows)


def test_an_employee_of_the_applying_organisation_acts_as_applicant_only() -> None:
    every_role = frozenset(Role)
    for state, action in product(CaseState, Action):
        actor = Actor(5, every_role, Relation.OWN, may_sign=True)
        try:
            decide(WORKFLOW, action, generous(state, action), actor, NOW)
        except TransitionRefused:
            continue
        assert (state, action, Role.APPLICANT, Relation.OWN) in EXPECTED
