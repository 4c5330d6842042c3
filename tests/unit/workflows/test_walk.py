"""Every history that the guards let through, walked to the end, for both programmes; and for each promise a machine
with one wall taken out, on which the same walk finds the break and tells its story."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

import pytest

from tests.unit.workflows.proofs import SIGNS, Walk, walk
from workflows.engine import CaseRow, CaseWorkflow
from workflows.programmes import EDITIONS
from workflows.programmes.editions import DOMESTIC, EXPORT
from workflows.states import ENDED, Action, CaseState, ExportAction, Relation, Role

MACHINES = {programme: known[-1].workflow for programme, known in EDITIONS.items()}
BOTH = pytest.mark.parametrize("programme", MACHINES)


@pytest.fixture(scope="module")
def walked() -> Callable[[str], Walk]:
    """Each machine walked once."""
    return cache(lambda programme: walk(MACHINES[programme]))


@BOTH
def test_no_promise_is_broken_on_any_way(walked: Callable[[str], Walk], programme: str) -> None:
    assert len(walked(programme).came) > 500
    assert walked(programme).broken == {}


@BOTH
def test_every_state_is_reached(walked: Callable[[str], Walk], programme: str) -> None:
    assert {world.state for world in walked(programme).came} == set(MACHINES[programme].states)


@BOTH
def test_every_way_can_end(walked: Callable[[str], Walk], programme: str) -> None:
    assert walked(programme).stuck() == {}


@BOTH
def test_no_step_is_without_an_actor(walked: Callable[[str], Walk], programme: str) -> None:
    """Every row names who may do it, and on some way somebody really can."""
    assert idle(MACHINES[programme].rows, walked(programme)) == set()


@BOTH
def test_nothing_leaves_the_archive_and_an_ended_case_goes_only_there(programme: str) -> None:
    machine = MACHINES[programme]
    assert machine.rows_from(CaseState.ARCHIVED) == ()
    for state in ENDED & set(machine.states):
        assert [row.target for row in machine.rows_from(state)] == [CaseState.ARCHIVED]


def test_all_editions_of_a_programme_go_the_same_way() -> None:
    for known in EDITIONS.values():
        for edition in known:
            shape = [(row.source, row.action, row.target) for row in edition.workflow.rows]
            assert shape == [(row.source, row.action, row.target) for row in known[-1].workflow.rows]


def idle(rows: Iterable[CaseRow], found: Walk) -> set[tuple[CaseState, str]]:
    """Acts that nobody ever did."""
    return {(row.source, str(row.action)) for row in rows} - {(state, str(act)) for state, act in found.acts}


# what the walk finds when a wall is gone


def without(programme: str, guards: str) -> CaseWorkflow:
    """The machine with one wall taken out: a guard, or those that stand for the same promise."""
    gone = guards.split()
    rows = [
        replace(row, guards=tuple(g for g in row.guards if g.__name__ not in gone)) for row in MACHINES[programme].rows
    ]
    return CaseWorkflow(programme, rows)


SHARED_WALLS = [
    ("hearing_held grounds_were_heard", "refused without a hearing"),
    ("grounds_shown", "refused on a ground that nothing shows"),
    ("grounds_hold", "refused against the case's own answers"),
    ("nothing_allowed_in_part", "refused though a part is allowed"),
    ("not_author", "prepared and signed by one person"),
    ("signer_is_named", "signed by another than the paper names"),
    ("draft_signed", "decided without a signed paper"),
    ("draft_of_grant draft_of_refusal", "decided by another paper"),
    ("balance_enough", "paid from a short account"),
    ("monitoring_over", "closed too early"),
    ("applicant_signed", "paid without both signatures"),
    ("calculation_positive", "granted nothing"),
    ("lines_answer_for_checks", "granted past a no"),
]
EXPORT_WALLS = [
    ("remarks_were_given", "refused without remarks"),
    ("its_turn", "granted out of turn"),
    ("ground_to_leave drafted_ground_holds", "left without a ground"),
    ("answered_with_something_new", "remarks answered with nothing"),
]


@pytest.mark.parametrize(
    ("programme", "guards", "promise"),
    [(programme, *wall) for programme in MACHINES for wall in SHARED_WALLS]
    + [(EXPORT, *wall) for wall in EXPORT_WALLS],
)
def test_the_walk_finds_a_guard_that_is_gone(programme: str, guards: str, promise: str) -> None:
    broken = walk(without(programme, guards), looking_for=promise).broken
    assert promise in broken
    assert broken[promise].startswith("submit by 1 → register by system → "), broken[promise]


def test_the_story_of_a_break_names_the_acts_that_lead_to_it() -> None:
    story = walk(without(DOMESTIC, "not_author"), looking_for="prepared and signed by one person").broken
    steps = story["prepared and signed by one person"].split(" → ")
    (preparing, author), (naming, named), (signing, signer) = (step.split(" by ") for step in steps[-3:])
    assert (preparing, naming, signing) == ("prepare_rejection", "change_signer", "reject_incomplete")
    assert author == named == signer


@pytest.mark.parametrize(
    ("programme", "lost"),
    # Of order 314 a refusal has no other way than the hearing.
    [(DOMESTIC, {CaseState.HEARING}), (EXPORT, {CaseState.HEARING, CaseState.REFUSED})],
)
def test_the_walk_finds_a_state_that_nothing_leads_to(programme: str, lost: set[CaseState]) -> None:
    rows = [row for row in MACHINES[programme].rows if row.action is not Action.PROPOSE_REFUSAL]
    reached = {world.state for world in walk(CaseWorkflow(programme, rows)).came}
    assert set(CaseWorkflow(programme, rows).states) - reached == lost


@BOTH
def test_the_walk_finds_a_way_without_an_end(programme: str) -> None:
    rows = [row for row in MACHINES[programme].rows if row.source is not CaseState.DECLINED]
    stuck = walk(CaseWorkflow(programme, rows)).stuck()
    assert {world.state for world in stuck} == {CaseState.DECLINED}
    assert all(story.endswith("decline by 1") for story in stuck.values())


@BOTH
def test_the_walk_finds_a_step_without_an_actor(programme: str) -> None:
    """An executor never stands to a case as an applicant does."""
    rows = [
        replace(row, roles=frozenset({Role.EXECUTOR}), relations=frozenset({Relation.OWN}))
        if row.action is Action.VISIT
        else row
        for row in MACHINES[programme].rows
    ]
    missing = idle(rows, walk(CaseWorkflow(programme, rows)))
    assert missing == {(CaseState.SUBSTANTIVE_REVIEW, "visit"), (CaseState.MONITORING, "visit")}


def test_every_signature_is_judged() -> None:
    signed = {
        row.action: {guard.__name__ for guard in row.guards} for machine in MACHINES.values() for row in machine.rows
        if any(guard.__name__ == "draft_signed" for guard in row.guards)
    }  # fmt: skip
    assert set(signed) == set(SIGNS)
    assert all({"not_author", "signer_is_named"} <= guards for guards in signed.values())
    assert ExportAction.LEAVE in signed
