"""Cases of both programmes in every state, ripe for what comes next, and everybody who might press a button on one.
Each try is judged by the table that was written from the law and by what the rows of the database say, never by the
guards under test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select, text

from dms.errors import AppError
from dms.events import OF_ACTION
from dms.extensions import db
from dms.models import Case, JournalEntry, User
from dms.services import clock, moves
from dms.services.judging import cost_lines, law
from dms.services.judging.given import NOTHING, Given, Ground
from tests.fixtures.moves import DOMESTIC, EXPORT
from tests.fixtures.people import head_of, make_organisation, make_staff
from tests.fixtures.walk import BEFORE, Walk
from tests.integration.promises.judging import broken_before
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseAct, CaseState, ExportAction, Relation, Role, Verdict

A, S, X = Action, CaseState, ExportAction
ACTS: tuple[CaseAct, ...] = (*Action, *ExportAction)
Cell = tuple[CaseState, str, Role, Relation]
#: What each law allows at all: state, act, role, relation → the state it leads to.
LAW: Mapping[str, Mapping[Cell, CaseState]] = {
    "domestic-342": {(state, str(act), role, way): to for (state, act, role, way), to in DOMESTIC.items()},
    "export-314": dict(EXPORT),
}
#: The forms of these acts offer only what exists: they are never sent empty.
NEVER_EMPTY = {A.ASSIGN, A.REPORT_QUARTER, A.ANSWER_COMPLETENESS, A.ANSWER_CHECK}
Way = Callable[[datetime], dict[str, Any]]
NOTHING_ELSE: Way = lambda _now: {}  # noqa: E731 - one of a table of them
CAME = {"absent": False, "came": ("Серікбаев Ерлан",), "means": "in_person"}
#: How else a form is filled in, with whatever stands in it already: of what is said of a hearing's hour (I-42), and of
#: who came.
WAYS: Mapping[CaseAct, tuple[Way, ...]] = {
    A.RECORD_POSITION: (
        NOTHING_ELSE,
        lambda _now: {"accepts": False},
        lambda _now: {"accepts": False, "stays_away": True},
        lambda _now: {"accepts": False, "stays_away": True, "position": ""},
        lambda now: {"accepts": False, "earlier_from": now + timedelta(hours=1)},
    ),
    A.MOVE_HEARING: (
        NOTHING_ELSE,
        lambda _now: {"asked_by_applicant": True},
        lambda now: {"hearing_at": now + timedelta(minutes=1)},
        lambda now: {"hearing_at": now + timedelta(minutes=1), "asked_by_applicant": True},
        lambda now: {"hearing_at": now + timedelta(days=30)},
    ),
    A.HOLD_HEARING: (NOTHING_ELSE, lambda _now: CAME, lambda now: {**CAME, "began_at": now - timedelta(days=1)}),
}


@dataclass(frozen=True)
class Person:
    """Somebody at a screen; ``user_id`` None is the system."""

    name: str
    user_id: int | None
    roles: frozenset[Role]

    def way(self, case: Case, own: int) -> Relation:
        """How he stands to the case; ``own``: the user who heads the case's organisation."""
        if self.user_id == own:
            return Relation.OWN
        if self.user_id is None or not self.roles:
            return Relation.NONE
        return Relation.ASSIGNEE if case.assignee_id == self.user_id else Relation.STAFF


@dataclass(frozen=True)
class Seen:
    """What a screen shows of a case, and how long its journal is."""

    state: CaseState
    version: int
    assignee: int | None
    entries: int


@dataclass
class Floor:
    """``cases``: row id by programme and state; ``heads``: who may sign for each case's applicant."""

    walks: Mapping[str, Walk]
    cases: dict[tuple[str, CaseState], int]
    heads: dict[int, int]
    people: tuple[Person, ...]

    @property
    def walk(self) -> Walk:
        return self.walks["domestic-342"]

    def case(self, case_id: int) -> Case:
        return db.session.get_one(Case, case_id)  # read afresh: every act ends by expiring what the session holds

    def everybody(self, case_id: int) -> tuple[Person, ...]:
        return (*self.people, Person("applicant", self.heads[case_id], frozenset({Role.APPLICANT})))

    def seen(self, case_id: int) -> Seen:
        entries = select(func.count()).where(JournalEntry.case_id == case_id).scalar_subquery()
        row = db.session.execute(
            select(Case.state, Case.version, Case.assignee_id, entries).where(Case.id == case_id)
        ).one()
        return Seen(CaseState(row[0]), row[1], row[2], row[3])

    def lawful(self, case: Case, act: CaseAct, person: Person) -> CaseState | None:
        """Where the act leads by the law's table; None: this person has no such act here."""
        way = person.way(case, self.heads[case.id])
        roles = {Role.APPLICANT} if way is Relation.OWN else person.roles
        table, state = LAW[case.programme], CaseState(case.state)
        return next(
            (table[state, str(act), role, way] for role in roles if (state, str(act), role, way) in table), None
        )

    def given(self, case: Case, act: CaseAct, choice: int = 0) -> Given:
        """A form filled in with whatever any act may ask for; ``choice`` says how, where a form leaves a choice."""
        now, key, verdict, checks = clock.now(), "", Verdict.YES, ()
        if act is A.ANSWER_COMPLETENESS:
            key = law.lines_due(case)[0].key
        elif act is A.ANSWER_CHECK:
            key = law.checks_due(case)[0].key
        elif act is A.JUDGE_LINE:
            key, verdict, checks = cost_lines.lines_of(case)[0], Verdict.NO, cost_lines.unmet(case)
        export = case.programme.startswith("export")
        ground = Ground(0, "Құжат жоқ", clause="314:16") if export else Ground(1, "Шот-фактура жарамсыз")
        executor = self.walks[case.programme].staff(Role.EXECUTOR)
        filled = Given(
            reasons="Себебі бар", grounds=(ground,), leave_clause="314:22.2", hearing_at=now + timedelta(days=2),
            place="Астана", accepts=True, position="Келіспеймін", minutes="Хаттама", absent=True,
            assignee_id=executor.id, key=key, verdict=verdict, checks=checks,
            visited_on=now.date(), reference="PP-1",
            amount=Decimal("1.00"), quarter=1, income=Decimal("5.00"), base_income=Decimal("4.00"),
            answer_by=now.date(),
        )  # fmt: skip
        ways = WAYS.get(act, (NOTHING_ELSE,))
        return replace(filled, **ways[choice % len(ways)](now))

    def press(
        self, case_id: int, act: CaseAct, person: Person, *, version: int, choice: int = 0, empty: bool = False
    ) -> tuple[list[str], Seen]:
        """One press on a button of a screen that showed ``version``; what of it breaks the promise, and what is seen
        then."""
        case, before = self.case(case_id), self.seen(case_id)
        given = NOTHING if empty and act not in NEVER_EMPTY else self.given(case, act, choice)
        target, due = self.lawful(case, act, person), list(self.broken(case, act, person, given))
        user = db.session.get_one(User, person.user_id) if person.user_id else None
        try:
            moves.perform(case_id, act, user, version=version if user else None, given=given)
            went = True
        except (TransitionRefused, AppError):
            went = False
        db.session.expire_all()
        after = self.seen(case_id)
        if not went:
            same = after == before
            return [] if same else [f"{act} was refused to {person.name}, yet {before} became {after}"], after
        wrong = [f"{act} by {person.name}: {what}" for what in due]
        if target is None or after.state is not target:
            wrong.append(f"{act} by {person.name} led from {before.state} to {after.state}, lawful: {target}")
        if user is not None and version != before.version:
            wrong.append(f"{act} by {person.name} went through from a stale screen")
        if after.version != before.version + 1 or not self._told(case_id, act, before, after):
            wrong.append(f"{act} by {person.name} left no entry of its own, or two versions")
        return wrong, after

    def broken(self, case: Case, act: CaseAct, person: Person, given: Given) -> Iterator[str]:
        return broken_before(case, act, person.user_id, self.heads[case.id], given)

    def _told(self, case_id: int, act: CaseAct, before: Seen, after: Seen) -> bool:
        newest = select(JournalEntry.event).where(JournalEntry.case_id == case_id).order_by(JournalEntry.id.desc())
        return after.entries > before.entries and db.session.scalars(newest.limit(1)).one() == OF_ACTION[act]

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever is committed within the block is gone after it; the clock stands again where it stood."""
        db.session.remove()
        savepoint, moment = db.engines[None].begin_nested(), self.walk.clock()  # the fixture's one connection
        try:
            yield
        finally:
            db.session.remove()
            savepoint.rollback()
            self.walk.clock.set(moment)


def build(walks: Mapping[str, Walk], states: Mapping[str, tuple[CaseState, ...]]) -> Floor:
    """A case of each programme in each of these states, ripe: answered, heard, signed, given to its officer."""
    walk = next(iter(walks.values()))
    staff = [
        Person(role.value, walk.staff(role).id, frozenset({role})) for role in Role
        if role not in (Role.APPLICANT, Role.SYSTEM)
    ]  # fmt: skip
    floor = Floor(walks, {}, {}, ())
    for programme, wanted in states.items():
        for state in reversed(wanted):  # who comes later is not decided before (314:3)
            case = walks[programme].to(state if state is not S.ARCHIVED else S.WITHDRAWN)
            ripen(walks[programme], case, state)
            floor.cases[programme, state] = case.id
            floor.heads[case.id] = walks[programme].applicant(case).id
    # Another head comes last: the drafts above name the first one.
    both = frozenset({Role.EXECUTOR, Role.HEAD, Role.MONITOR})
    others = [
        Person("second executor", make_staff(Role.EXECUTOR).id, frozenset({Role.EXECUTOR})),
        Person("executor and head", make_staff(*both).id, both),
        Person("stranger", head_of(make_organisation()).id, frozenset()),
        Person("system", None, frozenset({Role.SYSTEM})),
    ]
    floor.people = (*staff, *others)
    db.session.commit()
    return floor


def ripen(walk: Walk, case: Any, state: CaseState) -> None:
    """Does what the next act waits for."""
    if state in (S.COMPLETENESS, S.SUBSTANTIVE_REVIEW):
        walk.answer(case)
    elif state is S.DECISION:
        walk.sign_decision(case, walk.staff(Role.HEAD))
    elif state is S.AGREEMENT:
        walk.sign_agreement(case)
    elif state is S.MONITORING:
        walk.give_to_monitor(case)
    elif state is S.ARCHIVED:  # only a sealed package leads there: the row is put there by hand
        db.session.execute(text("UPDATE cases SET state = 'archived' WHERE id = :id"), {"id": case.id})
        db.session.commit()


#: Every state that a walk reaches, and the archive.
DOMESTIC_STATES = (S.DRAFT, *BEFORE, S.ARCHIVED)
EXPORT_STATES = (
    S.DRAFT, S.SUBMITTED, S.REGISTERED, S.COMPLETENESS, S.SUBSTANTIVE_REVIEW, S.DECISION, S.AGREEMENT, S.PAYMENT,
    S.MONITORING, S.CLOSED, S.DECLINED, S.WITHDRAWN, S.ARCHIVED,
)  # fmt: skip
