"""Every history that the guards let through, walked to the end."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

import pytest

from tests.unit.workflows.walk import World, after, by_itself, moves
from workflows.engine import CaseWorkflow
from workflows.programmes.domestic_342.edition_2025 import ROWS, WORKFLOW
from workflows.states import ENDED, Action, CaseState, DraftKind


@dataclass
class Walk:
    """All worlds that can be reached, who leads where, and every promise that was broken on the way."""

    worlds: set[World] = field(default_factory=set)
    before: dict[World, set[World]] = field(default_factory=lambda: defaultdict(set))
    acts: set[tuple[CaseState, Action]] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)


def walk(workflow: CaseWorkflow, looking_for: str = "") -> Walk:
    """Everything that can be reached; only up to the first break of a promise, when looking for one."""
    found = Walk()
    queue = [World()]
    while queue and looking_for not in found.broken:
        world = queue.pop()
        if world in found.worlds:
            continue
        found.worlds.add(world)
        following = list(by_itself(world))
        for actor, step in moves(workflow, world):
            found.acts.add((step.source, step.action))
            found.broken |= judge(world, step.action, actor.id)
            following += after(world, step, actor)
        for other in following:
            found.before[other].add(world)
            queue.append(other)
    return found


SIGNS = {Action.REJECT_INCOMPLETE, Action.GRANT, Action.REFUSE, Action.CLOSE, Action.BREACH, Action.TERMINATE}


def judge(world: World, action: Action, actor: int | None) -> set[str]:
    """The promises that this act would break, judged on the world itself and not by the guards."""
    broken = set()
    if action is Action.PAY and not (world.operator_signed and world.applicant_signed):
        broken.add("paid without both signatures")
    if action is Action.PAY and not world.money:
        broken.add("paid from a short account")
    if action is Action.REFUSE and world.hearing < 3:
        broken.add("refused without a hearing")
    if action in SIGNS and (world.draft is None or not world.draft[2]):
        broken.add("decided without a signed paper")
    if action in SIGNS and world.draft is not None and world.draft[1] == actor:
        broken.add("prepared and signed by one person")
    if action is Action.GRANT and (world.draft is None or world.draft[0] is not DraftKind.GRANT or not world.total):
        broken.add("granted nothing, or by another paper")
    if action is Action.CLOSE and not (world.over and world.met):
        broken.add("closed too early")
    return broken


@pytest.fixture(scope="module")
def walked() -> Walk:
    return walk(WORKFLOW)


def test_no_promise_is_broken_on_any_way(walked: Walk) -> None:
    assert len(walked.worlds) > 500
    assert walked.broken == set()


def test_every_state_is_reached_and_every_act_is_done(walked: Walk) -> None:
    assert {world.state for world in walked.worlds} == set(WORKFLOW.states)
    assert walked.acts == {(row.source, row.action) for row in ROWS}


def test_every_way_can_end(walked: Walk) -> None:
    """In the archive; or, for a draft that was never submitted, withdrawn, to be deleted."""
    queue = [
        world
        for world in walked.worlds
        if world.state is CaseState.ARCHIVED or (world.state is CaseState.WITHDRAWN and not world.submitted)
    ]
    can_end: set[World] = set()
    while queue:
        world = queue.pop()
        if world not in can_end:
            can_end.add(world)
            queue += walked.before[world]
    assert walked.worlds - can_end == set()


def test_nothing_leaves_the_archive_and_an_ended_case_goes_only_there() -> None:
    assert WORKFLOW.rows_from(CaseState.ARCHIVED) == ()
    for state in ENDED & set(WORKFLOW.states):
        assert [row.target for row in WORKFLOW.rows_from(state)] == [CaseState.ARCHIVED]


def without(guards: str) -> CaseWorkflow:
    """The machine with one wall taken out: a guard, or the two that stand for the same promise."""
    gone = guards.split()
    rows = [replace(row, guards=tuple(g for g in row.guards if g.__name__ not in gone)) for row in ROWS]
    return CaseWorkflow("spoiled", rows)


@pytest.mark.parametrize(
    ("guards", "promise"),
    [
        ("hearing_held grounds_were_heard draft_grounds_were_heard", "refused without a hearing"),
        ("not_author", "prepared and signed by one person"),
        ("draft_signed", "decided without a signed paper"),
        ("balance_enough", "paid from a short account"),
        ("monitoring_over", "closed too early"),
        ("applicant_signed", "paid without both signatures"),
    ],
)
def test_the_walk_finds_a_guard_that_is_gone(guards: str, promise: str) -> None:
    assert promise in walk(without(guards), looking_for=promise).broken
