"""The machines of a document and of an archive package, cell by cell."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from workflows import documents, packages
from workflows.documents import DocumentAction, DocumentFacts, DocumentState
from workflows.engine import decide
from workflows.facts import Actor
from workflows.packages import PackageAction, PackageFacts, PackageState
from workflows.refusals import TransitionRefused
from workflows.states import CaseState, Relation, Role

NOW = datetime(2026, 3, 20, tzinfo=UTC)
ACTORS = {
    "system": Actor(None, frozenset({Role.SYSTEM}), Relation.NONE),
    "executor": Actor(5, frozenset({Role.EXECUTOR}), Relation.ASSIGNEE),
    "colleague": Actor(6, frozenset({Role.EXECUTOR}), Relation.STAFF),
    "head": Actor(7, frozenset({Role.HEAD}), Relation.STAFF),
    "applicant": Actor(1, frozenset({Role.APPLICANT}), Relation.OWN),
    "archivist": Actor(8, frozenset({Role.ARCHIVIST}), Relation.STAFF),
    "supervisor": Actor(9, frozenset({Role.SUPERVISOR}), Relation.STAFF),
}

DOCUMENTS = """
uploaded check checked system
uploaded reject not_accepted system
checked accept accepted executor
checked not_accept not_accepted executor
checked supersede superseded system
accepted supersede superseded system
not_accepted supersede superseded system
uploaded renew uploaded applicant
checked renew uploaded applicant
accepted renew uploaded applicant
not_accepted renew uploaded applicant
uploaded replace uploaded system
checked replace uploaded system
not_accepted replace uploaded system
drafted render drafted system executor
drafted sign signed applicant head
signed deliver delivered system
"""


def document(state: str, action: str, actor: str, **facts: Any) -> str | list[str]:
    good = {
        "sound": action != "reject",
        "scanned": True,
        "report": True,
        "replacement": True,
        "reasons_given": True,
        "frozen": True,
        "correctable": True,
        "signature_verified": True,
        "office_draft": True,
    }
    seen = DocumentFacts(state=DocumentState(state), **{**good, **facts})
    try:
        return decide(documents.WORKFLOW, DocumentAction(action), seen, ACTORS[actor], NOW).target.value
    except TransitionRefused as refused:
        return [reason.code for reason in refused.reasons]


def test_every_cell_of_a_document() -> None:
    expected = {}
    for line in DOCUMENTS.strip().splitlines():
        state, action, target, *who = line.split()
        expected.update({(state, action, actor): target for actor in who})
    for state, action, actor in product(DocumentState, DocumentAction, ACTORS):
        found = document(state, action, actor)
        assert (found if isinstance(found, str) else None) == expected.get((state, action, actor)), (
            state,
            action,
            actor,
        )


def test_the_document_of_an_export_case_is_refused_under_its_own_order() -> None:
    assert documents.WORKFLOWS["domestic-342"] is documents.WORKFLOW
    machine = documents.WORKFLOWS["export-314"]
    assert {row.clause.partition(":")[0] for row in machine.rows if row.clause} == {"314"}
    told = set()
    for state, action, actor in product(DocumentState, DocumentAction, ACTORS.values()):
        try:
            decide(machine, action, DocumentFacts(state=state), actor, NOW)
        except TransitionRefused as refused:
            told |= {(reason.code, reason.clause) for reason in refused.reasons}
    assert {clause.partition(":")[0] for _code, clause in told if clause} == {"314"}
    assert {("reasons_missing", "314:22"), ("not_checked", "314:16"), ("not_replaceable", "314:22")} <= told


@pytest.mark.parametrize(
    ("cell", "facts", "code"),
    [
        ("uploaded check system", {"sound": None}, "not_checked"),
        ("uploaded check system", {"scanned": False}, "not_checked"),
        ("uploaded reject system", {"sound": None}, "no_fault"),
        ("uploaded reject system", {"sound": True}, "no_fault"),
        ("checked not_accept executor", {"reasons_given": False}, "reasons_missing"),
        ("accepted supersede system", {"report": False}, "not_replaceable"),
        ("accepted supersede system", {"replacement": False}, "not_replaceable"),
        ("checked replace system", {"office_draft": False}, "not_a_draft"),
        ("drafted sign head", {"frozen": False}, "not_frozen"),
        ("drafted sign head", {"signature_verified": False}, "not_signed"),
    ],
)
def test_what_stands_against_a_document(cell: str, facts: dict[str, Any], code: str) -> None:
    state, action, actor = cell.split()
    assert document(state, action, actor, **facts) == [code]


PACKAGES = """
assembling seal sealed
assembling fail failed
sealed verify verified
sealed fail failed
verified verify verified
verified fail failed
failed reassemble assembling
"""


def package(state: str, action: str, actor: str = "archivist", **facts: Any) -> str | list[str]:
    good: dict[str, Any] = {
        "case_state": CaseState.REFUSED,
        "complete": True,
        "stored": True,
        "findings": 1 if action == "fail" else 0,
    }
    seen = PackageFacts(state=PackageState(state), **{**good, **facts})
    try:
        return decide(packages.WORKFLOW, PackageAction(action), seen, ACTORS[actor], NOW).target.value
    except TransitionRefused as refused:
        return [reason.code for reason in refused.reasons]


def test_every_cell_of_a_package() -> None:
    lines = (line.split() for line in PACKAGES.strip().splitlines())
    expected = {(state, action): target for state, action, target in lines}
    for state, action, actor in product(PackageState, PackageAction, ACTORS):
        found = package(state, action, actor)
        target = expected.get((state, action)) if actor in ("system", "archivist") else None
        assert (found if isinstance(found, str) else None) == target, (state, action, actor)


@pytest.mark.parametrize(
    ("cell", "facts", "code"),
    [
        ("assembling seal", {"case_state": CaseState.DECISION}, "case_open"),
        ("assembling seal", {"case_state": CaseState.ARCHIVED}, "case_open"),
        ("assembling seal", {"complete": False}, "incomplete"),
        ("assembling seal", {"stored": False}, "not_stored"),
        ("sealed verify", {"findings": None}, "not_proven"),
        ("sealed verify", {"findings": 1}, "not_proven"),
        ("verified fail", {"findings": None}, "nothing_found"),
        ("verified fail", {"findings": 0}, "nothing_found"),
    ],
)
def test_what_stands_against_a_package(cell: str, facts: dict[str, Any], code: str) -> None:
    assert package(*cell.split(), **facts) == [code]
