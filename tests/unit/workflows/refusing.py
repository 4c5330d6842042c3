"""What the rules say against one act of somebody whose role and relation are right."""

from __future__ import annotations

from typing import Any

from tests.matrix.cases import NOW, generous, ground
from workflows.engine import decide
from workflows.facts import Actor
from workflows.programmes.domestic_342.edition_2025 import WORKFLOW
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState

#: Grounds that a document of the case shows.
UNTRUE = ground(1, document=True, shown_by="")
NEGATIVE = ground(3, document=True, shown_by="")


def refused(state: CaseState, action: Action, **facts: Any) -> list[str]:
    """The reasons given to somebody whose role and relation are right."""
    who: dict[str, Any] = {"id": 5, "may_sign": True, **facts.pop("actor", {})}
    row = WORKFLOW.row(state, action)
    assert row is not None
    relation = next(iter(sorted(row.relations)))
    actor = Actor(who["id"], row.roles, relation, may_sign=who["may_sign"])
    try:
        decide(WORKFLOW, action, generous(state, action, **facts), actor, NOW)
    except TransitionRefused as refusal:
        return [reason.code for reason in refusal.reasons]
    return []
