"""The export programme's machine: its table written from the law, cell by cell, its rights and its clauses."""

from __future__ import annotations

from itertools import product

import pytest

from tests.fixtures.moves import EXPORT, GONE
from tests.matrix.cases import NOW
from tests.unit.workflows.export_facts import facts
from tests.unit.workflows.export_samples import NOW as EDITION
from workflows.engine import allowed, decide
from workflows.facts import Actor
from workflows.refusals import TransitionRefused
from workflows.rights import rights, states_with
from workflows.states import Action, CaseAct, CaseState, ExportAction, Relation, Right, Role

A, X, S = Action, ExportAction, CaseState
ROWS, WORKFLOW = EDITION.workflow.rows, EDITION.workflow
ACTS: tuple[CaseAct, ...] = (*Action, *ExportAction)


def outcome(state: S, action: CaseAct, role: Role, relation: Relation) -> S | None:
    actor = Actor(5, frozenset({role}), relation, may_sign=True)
    try:
        return decide(WORKFLOW, action, facts(state, action), actor, NOW).target
    except TransitionRefused:
        return None


@pytest.mark.parametrize("state", CaseState)
def test_every_cell(state: S) -> None:
    wrong = [
        (action, role, relation, found)
        for action, role, relation in product(ACTS, Role, Relation)
        if (found := outcome(state, action, role, relation)) != EXPORT.get((state, str(action), role, relation))
    ]
    assert wrong == []


def test_the_table_names_every_row() -> None:
    assert {(state, action) for state, action, _role, _relation in EXPORT} == {
        (row.source, str(row.action)) for row in ROWS
    }


def test_the_executor_is_offered_remarks_in_place_of_a_rejection() -> None:
    actor = Actor(5, frozenset({Role.EXECUTOR}), Relation.ASSIGNEE)
    offers = {offer.action: offer for offer in allowed(WORKFLOW, facts(S.COMPLETENESS, X.SEND_REMARKS), actor, NOW)}
    assert offers[X.SEND_REMARKS].ok
    assert not offers[A.COMPLETE].ok
    assert not GONE & {str(action) for action in offers}


def test_whoever_may_act_may_read_and_the_applicant_mends_what_came_back() -> None:
    for row in ROWS:
        for role, relation in product(row.roles, row.relations):
            if Actor(5, frozenset({role}), relation).acting_roles:
                assert Right.READ in rights(row.source, role, relation), (row.source, row.action, role)
    assert {Right.EDIT, Right.ATTACH} <= rights(S.REMARKS, Role.APPLICANT, Relation.OWN)
    assigned = {row.source for row in WORKFLOW.rows_of(A.ASSIGN)}
    assert states_with(Right.ASSIGN, Role.REGISTRAR, Relation.STAFF) == assigned


def test_no_row_speaks_of_the_other_law() -> None:
    for row in ROWS:
        assert row.clause == "" or row.clause.startswith("314:")
        assert all("342:" not in (guard.__doc__ or "") for guard in row.guards), row
        assert "annex" not in row.makes
