"""P6: no path skips a step, whoever presses what, from however old a screen, against the real database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy import text

from dms.extensions import db
from dms.models import User
from dms.queries import cases
from dms.services import moves
from dms.services.judging.given import Given
from tests.fixtures.export import ExportWalk
from tests.fixtures.promises import Trial
from tests.fixtures.walk import Walk
from tests.integration.promises.paths import (
    ACTS,
    DOMESTIC_STATES,
    EXPORT_STATES,
    LAW,
    Floor,
    Person,
    build,
)
from workflows import engine
from workflows.engine import CaseWorkflow, Guard
from workflows.programmes.machine import hearing
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Relation

A, S = Action, CaseState
SEED, STEPS = 342_314, 30
#: What happens in a step; what stands here more often happens more often.
WHAT = ("law", "law", "law", "law", "any", "any", "any", "any", "sign", "time")
SMALL = {"domestic-342": (S.REGISTERED, S.SUBSTANTIVE_REVIEW), "export-314": (S.COMPLETENESS,)}
PLANTS = {"domestic-342": (S.SUBSTANTIVE_REVIEW, S.PAYMENT)}
HEARD = {"domestic-342": (S.HEARING,)}
Open = Callable[..., Floor]


@pytest.fixture
def open_floor(walk: Walk, session: Any) -> Open:
    """Builds the floor: the states named, for each programme."""

    def open_(states: dict[str, tuple[CaseState, ...]]) -> Floor:
        export = ExportWalk(walk.clock)
        export._staff = walk._staff  # one office, the same people
        return build({"domestic-342": walk, "export-314": export}, states)

    return open_


def whole(trial: Trial) -> dict[str, tuple[CaseState, ...]]:
    return {"domestic-342": DOMESTIC_STATES, "export-314": EXPORT_STATES} if trial.full else SMALL


class Broken(AssertionError):
    """A step that the promise forbids."""


class Counter:
    """Runs and steps of one search."""

    runs = steps = went = 0


class Office(RuleBasedStateMachine):
    """People before their screens, each with an up-to-date tab and some that are not. Hypothesis makes one for each
    run; ``floor`` and ``counter`` are of the search."""

    floor: Floor
    counter: Counter

    @initialize(start=st.integers(0, 9999))
    def come_in(self, start: int) -> None:
        known = sorted(self.floor.cases)
        self.counter.runs += 1
        self.within = self.floor.undone()
        self.within.__enter__()
        self.case_id = self.floor.cases[known[start % len(known)]]
        self.tabs = [self.floor.seen(self.case_id).version]

    @rule(what=st.sampled_from(WHAT), chosen=st.integers(0, 10**6), tab=st.integers(0, 9), empty=st.booleans())
    def go_on(self, what: str, chosen: int, tab: int, empty: bool) -> None:
        """One step of the office: somebody presses any button there is, or one that the law has here; the head signs
        the draft that waits; time passes."""
        if what == "time":
            self.floor.walk.clock.advance(days=chosen % 40)
        elif what == "sign":
            self.sign_the_draft()
        elif what == "any":
            people = self.floor.everybody(self.case_id)
            self.press(ACTS[chosen % len(ACTS)], people[chosen // 100 % len(people)], tab, chosen // 1000, empty)
        else:
            case, everybody = self.floor.case(self.case_id), self.floor.everybody(self.case_id)
            lawful = [(act, who) for act in ACTS for who in everybody if self.floor.lawful(case, act, who) is not None]
            if lawful:
                self.press(*lawful[chosen % len(lawful)], tab % 4, chosen // 1000, False)

    def press(self, act: Any, person: Person, tab: int, choice: int, empty: bool) -> None:
        """``tab`` 1 and 2 are as old as they are, the others are loaded just now."""
        version = self.tabs[-1 - tab % len(self.tabs)] if tab in (1, 2) else self.tabs[-1]
        broken, after = self.floor.press(self.case_id, act, person, version=version, choice=choice, empty=empty)
        self.counter.steps += 1
        if after.version != self.tabs[-1]:
            self.counter.went += 1
            self.tabs.append(after.version)
        if broken:
            raise Broken("; ".join(broken))

    def sign_the_draft(self) -> None:
        draft = cases.open_decision(self.case_id)
        if draft is not None:
            walk, named = self.floor.walk, draft.signer
            walk.run_jobs()
            walk.sign_decision(self.floor.case(self.case_id), named)

    def teardown(self) -> None:
        if hasattr(self, "within"):
            self.within.__exit__(None, None, None)


def search(floor: Floor, runs: int) -> Counter:
    """So many runs of thirty steps. Raises Broken at the first violation."""
    counter = Counter()
    how = settings(
        max_examples=runs, stateful_step_count=STEPS, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip
    office = type("Office", (Office,), {"floor": floor, "counter": counter})
    run_state_machine_as_test(seed(SEED)(office), settings=how)
    return counter


@pytest.mark.slow
@pytest.mark.promise("P6")
def test_no_run_breaks_the_law(open_floor: Open, trial: Trial) -> None:
    floor, runs = open_floor(whole(trial)), trial.rounds(6, 2000)
    counter = search(floor, runs)
    assert counter.runs >= runs
    assert counter.went > counter.steps / 50, "nearly nothing went through: the search proves nothing"
    for _ in range(counter.steps):
        trial.count(True)


def refused(case_id: int, act: Any, person: Person, version: int, given: Given) -> bool:
    """Whether the machine itself refuses: the state, the role or the relation, not what the form lacks."""
    user = db.session.get_one(User, person.user_id) if person.user_id else None
    try:
        moves.perform(case_id, act, user, version=version if user else None, given=given)
    except TransitionRefused as no:
        return bool({"wrong_state", "wrong_role", "wrong_relation", "unknown_act"} & {r.code for r in no.reasons})
    return False


def try_every_illegal_pair(floor: Floor, trial: Trial) -> None:
    """Each state, act and role, given the case and not, wherever the law's table has nothing."""
    acts = ACTS if trial.full else ACTS[::9]
    for case_id, act, held in product(sorted(floor.cases.values()), acts, (False, True)):
        with floor.undone():
            _give(floor, case_id, held)
            case, before, given = floor.case(case_id), floor.seen(case_id), floor.given(floor.case(case_id), act)
            illegal = [who for who in floor.everybody(case_id) if floor.lawful(case, act, who) is None]
            for person in illegal:
                trial.count(refused(case_id, act, person, before.version, given))
            if floor.seen(case_id) != before:
                trial.count(False)


def _give(floor: Floor, case_id: int, given: bool) -> None:
    """To the person who holds executor, head and monitor at once, or to nobody at all."""
    holder = next(person.user_id for person in floor.people if person.name == "executor and head")
    db.session.execute(
        text("UPDATE cases SET assignee_id = :to WHERE id = :id"), {"to": holder if given else None, "id": case_id}
    )
    db.session.commit()


@pytest.mark.slow
@pytest.mark.promise("P6")
def test_every_illegal_pair_is_refused(open_floor: Open, trial: Trial) -> None:
    try_every_illegal_pair(open_floor(whole(trial)), trial)


@pytest.mark.promise("P6")
def test_a_missing_wall_is_found(open_floor: Open, trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted faults: nobody asks who acts; a stale screen is not refused; a decision is skipped; a hearing does
    not wait for its hour; an officer gives that hour up for the applicant."""
    of_paths, of_hearing = (no_roles, no_versions, no_decision), (no_hour, no_own_word)
    for states, plants in ((PLANTS, of_paths), (HEARD, of_hearing)):
        floor = open_floor(states)
        for plant in plants:
            with monkeypatch.context() as patch:
                plant(patch)
                trial.planted(trial.planted_found is not False and is_found(floor))
            trial.count(True)


def is_found(floor: Floor) -> bool:
    try:
        search(floor, 400)
    except (Broken, Flaky):
        return True
    return False


def no_roles(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(engine, "_standing", lambda _row, _actor: ())


def no_versions(patch: pytest.MonkeyPatch) -> None:
    perform = moves.perform
    patch.setattr(moves, "perform", lambda *who, version, **more: perform(*who, version=None, **more))


def no_decision(patch: pytest.MonkeyPatch) -> None:
    move = moves._move
    patch.setattr(moves, "_move", lambda case, to, now: move(case, S.AGREEMENT if to is S.DECISION else to, now))


def without(patch: pytest.MonkeyPatch, guard: Guard) -> None:
    """The machines as they are but for one guard."""

    @cache
    def lacking(machine: CaseWorkflow) -> CaseWorkflow:
        rows = [
            replace(row, guards=tuple(g for g in row.guards if g.__name__ != guard.__name__)) for row in machine.rows
        ]
        return CaseWorkflow(machine.programme, rows)

    whole_of = moves.workflow_of
    patch.setattr(moves, "workflow_of", lambda case: lacking(whole_of(case)))


def no_hour(patch: pytest.MonkeyPatch) -> None:
    without(patch, hearing.hearing_time_reached)


def no_own_word(patch: pytest.MonkeyPatch) -> None:
    without(patch, hearing.own_word)


def test_the_tables_have_every_relation() -> None:
    assert {way for table in LAW.values() for _s, _a, _r, way in table} == set(Relation)
