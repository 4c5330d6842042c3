"""Cases of both programmes in every state, ripe for what comes next, and everybody who might press a button on one.
Each try is judged by the table that was written from the law and by what the rows of the database say, never by the
guards under test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select, text

from dms.errors import AppError
from dms.events import OF_ACTION
from dms.extensions import db
from dms.models import Case, Decision, JournalEntry, User
from dms.queries import cases, documents, remarks
from dms.services import clock, cost_lines, law, moves
from dms.services.facts import signed_by
from dms.services.given import NOTHING, Given, Ground
from tests.fixtures.people import head_of, make_organisation, make_staff
from tests.fixtures.walk import BEFORE, Walk
from tests.matrix.test_moves import EXPECTED as DOMESTIC
from tests.unit.workflows.proofs import SIGNS
from tests.unit.workflows.test_export_machine import EXPECTED as EXPORT
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
#: Acts that may break more than the table.
JUDGED = {*SIGNS, A.PAY, A.ARCHIVE}
#: The forms of these acts offer only what exists: they are never sent empty.
NEVER_EMPTY = {A.ASSIGN, A.REPORT_QUARTER, A.ANSWER_COMPLETENESS, A.ANSWER_CHECK}


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
        return db.session.get_one(Case, case_id, populate_existing=True)

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

    def given(self, case: Case, act: CaseAct) -> Given:
        """A form filled in with whatever any act may ask for."""
        now, key, verdict = clock.now(), "", Verdict.YES
        if act is A.ANSWER_COMPLETENESS:
            key = law.lines_due(case)[0].key
        elif act is A.ANSWER_CHECK:
            key = law.checks_due(case)[0].key
        elif act is A.JUDGE_LINE:
            key, verdict = cost_lines.lines_of(case)[0], Verdict.NO
        export = case.programme.startswith("export")
        ground = Ground(0, "Құжат жоқ", clause="314:16") if export else Ground(1, "Шот-фактура жарамсыз")
        executor = self.walks[case.programme].staff(Role.EXECUTOR)
        return Given(
            reasons="Себебі бар", grounds=(ground,), leave_clause="314:22.2", hearing_at=now + timedelta(days=2),
            place="Астана", accepts=True, position="Келіспеймін", minutes="Хаттама", absent=True,
            assignee_id=executor.id, key=key, verdict=verdict, checks=cost_lines.unmet(case),
            visited_on=now.date(), reference="PP-1",
            amount=Decimal("1.00"), quarter=1, income=Decimal("5.00"), base_income=Decimal("4.00"),
            answer_by=now.date(),
        )  # fmt: skip

    def press(
        self, case_id: int, act: CaseAct, person: Person, *, version: int, empty: bool = False
    ) -> tuple[list[str], Seen]:
        """One press on a button of a screen that showed ``version``; what of it breaks the promise, and what is seen
        then."""
        case, before = self.case(case_id), self.seen(case_id)
        target, due = self.lawful(case, act, person), list(broken_before(case, act, person))
        given = NOTHING if empty and act not in NEVER_EMPTY else self.given(case, act)
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


def broken_before(case: Case, act: CaseAct, person: Person) -> Iterator[str]:
    """What would be broken if the act went through now, read from the rows alone."""
    if act not in JUDGED:
        return
    draft = cases.open_decision(case.id)
    if act in SIGNS:
        yield from _of_signature(draft, act, person)
    elif act is A.PAY:
        paper = [row for row in documents.documents_of(case.id, "generated") if row.kind == "annex-3"]
        if not paper or not (signed_by(paper[-1], "operator") and signed_by(paper[-1], "applicant")):
            yield "paid without both signatures"
    elif act is A.ARCHIVE:
        yield "archived without a package"
    if act is A.GRANT and (draft is None or not draft.total):
        yield "granted nothing"
    if act is A.REFUSE:
        yield from _of_refusal(case)


def _of_signature(draft: Decision | None, act: CaseAct, person: Person) -> Iterator[str]:
    papers = documents.documents_of_decision(draft.id) if draft else []
    if draft is None or not papers or not all(signed_by(paper, "operator") for paper in papers):
        yield "decided without a signed paper"
    elif draft.kind != SIGNS[act].value:
        yield "decided by another paper"
    elif draft.prepared_by_id == person.user_id:
        yield "prepared and signed by one person"


def _of_refusal(case: Case) -> Iterator[str]:
    hearing = cases.newest_hearing(case.id)
    if hearing is None or hearing.held_at is None or not hearing.minutes:
        yield "refused without a hearing"
    if case.programme.startswith("export") and not remarks.rounds_of(case.id):
        yield "refused without remarks"


def build(walks: Mapping[str, Walk], states: Mapping[str, tuple[CaseState, ...]]) -> Floor:
    """A case of each programme in each of these states, ripe: answered, heard, signed, given to its officer."""
    walk = next(iter(walks.values()))
    staff = [
        Person(role.value, walk.staff(role).id, frozenset({role})) for role in Role
        if role not in (Role.APPLICANT, Role.SYSTEM)
    ]  # fmt: skip
    both = frozenset({Role.EXECUTOR, Role.HEAD, Role.MONITOR})
    others = [
        Person("second executor", make_staff(Role.EXECUTOR).id, frozenset({Role.EXECUTOR})),
        Person("executor and head", make_staff(*both).id, both),
        Person("stranger", head_of(make_organisation()).id, frozenset()),
        Person("system", None, frozenset({Role.SYSTEM})),
    ]
    floor = Floor(walks, {}, {}, (*staff, *others))
    for programme, wanted in states.items():
        for state in wanted:
            case = walks[programme].to(state if state is not S.ARCHIVED else S.WITHDRAWN)
            ripen(walks[programme], case, state)
            floor.cases[programme, state] = case.id
            floor.heads[case.id] = walks[programme].applicant(case).id
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
