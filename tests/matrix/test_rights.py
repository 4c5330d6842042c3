"""State × role × relation × right, every cell, against a table written out by hand.

r read, e edit, a attach, n internal notes and letters, N notes alone, l letters alone, x export, s assign; a dot:
nothing.
"""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from workflows.facts import Actor, Paper
from workflows.programmes.domestic_342.edition_2025 import WORKFLOW
from workflows.rights import rights, rights_of, states_with
from workflows.states import Action, CaseState, Relation, Right, Role

LETTERS = {
    "r": {Right.READ},
    "e": {Right.EDIT},
    "a": {Right.ATTACH},
    "n": {Right.NOTE, Right.LETTER},
    "N": {Right.NOTE},
    "l": {Right.LETTER},
    "x": {Right.EXPORT},
    "s": {Right.ASSIGN},
}

COLUMNS = """
draft submitted registered completeness substantive_review remarks hearing decision agreement payment monitoring
recovery closed refused withdrawn declined left archived
"""

GRID = """
applicant own          reax rxl rxl  rxl    rxl    reaxl  raxl   rxl    rxl  rxl   raxl   raxl   rxl rxl rxl rxl rxl rx
registrar staff        .    rn  rns  rns    rns    rns    rns    rns    rns  rns   rns    rns    rn  rn  rn  rn  rn  .
registrar assignee     .    rn  rns  rns    rns    rns    rns    rns    rns  rns   rns    rns    rn  rn  rn  rn  rn  .
executor  staff        .    r   r    r      r      r      r      r      r    r     r      r      r   r   r   r   r   .
executor  assignee     .    rnx rnx  reanx  reanx  reanx  reanx  reanx  ranx ranx  rnx    rnx    rnx rnx rnx rnx rnx rx
head      staff        .    rnx rnxs rnxs   rnxs   rnxs   rnxs   rnxs   rnxs rnxs  rnxs   rnxs   rnx rnx rnx rnx rnx rx
head      assignee     .    rnx rnxs rnxs   rnxs   rnxs   rnxs   rnxs   rnxs rnxs  rnxs   rnxs   rnx rnx rnx rnx rnx rx
deputy    staff        .    rnx rnxs rnxs   rnxs   rnxs   rnxs   rnxs   rnxs rnxs  rnxs   rnxs   rnx rnx rnx rnx rnx rx
deputy    assignee     .    rnx rnxs rnxs   rnxs   rnxs   rnxs   rnxs   rnxs rnxs  rnxs   rnxs   rnx rnx rnx rnx rnx rx
finance   staff        .    .   .    .      .      .      .      .      rnx  ranx  rnx    ranx   rnx .   .   .   .   .
finance   assignee     .    .   .    .      .      .      .      .      rnx  ranx  rnx    ranx   rnx .   .   .   .   .
monitor   staff        .    .   .    .      .      .      .      .      .    r     r      r      r   .   .   .   .   .
monitor   assignee     .    .   .    .      .      .      .      .      .    reanx reanx  reanx  rnx .   .   .   .   rx
archivist staff        .    .   .    .      .      .      .      .      .    .     .      .      rnx rnx rnx rnx rnx rNx
archivist assignee     .    .   .    .      .      .      .      .      .    .     .      .      rnx rnx rnx rnx rnx rNx
supervisor staff       .    rx  rx   rx     rx     rx     rx     rx     rx   rx    rx     rx     rx  rx  rx  rx  rx  rx
supervisor assignee    .    rx  rx   rx     rx     rx     rx     rx     rx   rx    rx     rx     rx  rx  rx  rx  rx  rx
system    none         ra   ra  ra   ra     ra     ra     ra     ra     ra   ra    ra     ra     ra  ra  ra  ra  ra  ra
"""


def expected() -> dict[tuple[Role, Relation, CaseState], frozenset[Right]]:
    cells = {}
    for line in GRID.strip().splitlines():
        role, relation, *rest = line.split()
        for state, letters in zip(COLUMNS.split(), rest, strict=True):
            granted = frozenset(right for letter in letters if letter != "." for right in LETTERS[letter])
            cells[Role(role), Relation(relation), CaseState(state)] = granted
    return cells


EXPECTED = expected()


def test_the_grid_has_every_state() -> None:
    assert {CaseState(name) for name in COLUMNS.split()} == set(CaseState)


@pytest.mark.parametrize("role", Role)
def test_every_cell(role: Role) -> None:
    for relation, state in product(Relation, CaseState):
        assert rights(state, role, relation) == EXPECTED.get((role, relation, state), frozenset())


def test_the_supervisor_and_the_administrator_change_nothing() -> None:
    changing = {Right.EDIT, Right.ATTACH, Right.NOTE, Right.ASSIGN, Right.LETTER}
    for role, relation, state in product((Role.SUPERVISOR, Role.ADMINISTRATOR), Relation, CaseState):
        assert not rights(state, role, relation) & changing


@pytest.mark.clause("342:A3.10", "342:A3.11")
def test_a_stranger_has_no_right_whatever_his_roles() -> None:
    people = frozenset(Role) - {Role.SYSTEM}
    assert all(not rights(state, people, Relation.NONE) for state in CaseState)


def test_an_employee_of_the_applying_organisation_counts_as_applicant_only() -> None:
    for state in CaseState:
        assert rights(state, frozenset(Role), Relation.OWN) == rights(state, Role.APPLICANT, Relation.OWN)


def test_several_roles_add_up() -> None:
    both = rights(CaseState.PAYMENT, {Role.EXECUTOR, Role.FINANCE}, Relation.STAFF)
    assert both == {Right.READ, Right.NOTE, Right.LETTER, Right.EXPORT, Right.ATTACH}


@pytest.mark.parametrize(
    ("state", "right", "power"),
    [
        (CaseState.DRAFT, Right.EDIT, "draft"),
        (CaseState.MONITORING, Right.ATTACH, "report"),
        (CaseState.HEARING, Right.LETTER, "sign"),
        (CaseState.MONITORING, Right.LETTER, "sign"),
    ],
)
def test_a_representative_has_the_rights_that_his_paper_gives(state: CaseState, right: Right, power: str) -> None:
    """A letter says something in the name of the applicant."""
    for powers in ({"draft", "sign", "report"} - {power}, {power}):
        papers = (Paper("7", date(2026, 2, 1), frozenset(powers)),)
        held = rights_of(Actor(1, frozenset({Role.APPLICANT}), Relation.OWN, papers=papers), state)
        assert (right in held) == (power in powers)
        assert Right.READ in held


def test_the_right_to_assign_and_the_act_of_assigning_go_together() -> None:
    states = {row.source for row in WORKFLOW.rows_of(Action.ASSIGN)} | {CaseState.REMARKS}
    assert states_with(Right.ASSIGN, Role.REGISTRAR, Relation.STAFF) == states


def test_whoever_may_act_may_read() -> None:
    for row in WORKFLOW.rows:
        for role, relation in product(row.roles, row.relations):
            if (role, relation) in {(role, relation) for role, relation, _state in EXPECTED}:
                assert Right.READ in rights(row.source, role, relation), (row.source, row.action, role)
