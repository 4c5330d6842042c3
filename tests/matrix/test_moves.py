"""State × act × role × relation, every cell, against a table written from the law and not from the code."""

from __future__ import annotations

from itertools import product

import pytest

from tests.fixtures.moves import DOMESTIC, TABLE
from tests.matrix.cases import NOW, generous
from workflows.engine import allowed, decide
from workflows.facts import Actor
from workflows.programmes.domestic_342.edition_2025 import WORKFLOW
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Relation, Role

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
        if (found := outcome(state, action, role, relation)) != DOMESTIC.get((state, action, role, relation))
    ]
    assert wrong == []


@pytest.mark.parametrize("state", CaseState)
def test_a_button_is_offered_where_the_act_is_allowed_and_nowhere_else(state: CaseState) -> None:
    acts = {action for start, action, _role, _relation in DOMESTIC if start is state}
    for action, role, relation in product(acts, Role, Relation):
        actor = Actor(5, frozenset({role}), relation, may_sign=True)
        offers = {offer.action: offer for offer in allowed(WORKFLOW, generous(state, action), actor, NOW)}
        can = (state, action, role, relation) in DOMESTIC
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
        assert (state, action, Role.APPLICANT, Relation.OWN) in DOMESTIC
