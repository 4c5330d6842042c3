"""One way to ask and to do: a table of rows, run by one model-free ``transitions`` machine per table.

``decide`` says what an act leads to or raises with every reason at once; ``allowed`` lists the acts of the present
state with the same reasons. No term is ever a reason. Nothing is changed here: the caller writes what a ``Step`` says.
The tables themselves are in ``programmes``, ``documents`` and ``packages``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from transitions import EventData, Machine

from workflows.facts import Actor, CaseFacts
from workflows.labels import ROLE_LABELS
from workflows.refusals import Refusal, TransitionRefused
from workflows.states import CaseState, Relation, Role
from workflows.text import Text, join


class HasState(Protocol):
    """Facts about one thing that moves through a machine."""

    @property
    def state(self) -> StrEnum: ...


S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)
F = TypeVar("F", bound=HasState)

GuardOf: TypeAlias = Callable[[F, Actor, datetime], Refusal | None]
Guard: TypeAlias = Callable[[CaseFacts, Actor, datetime], Refusal | None]


# No slots in the generic ones: a frozen dataclass with slots cannot be called through an alias (CaseRow(...)) on 3.11.
@dataclass(frozen=True)
class Row(Generic[S, A, F]):
    """One act in one state. ``roles`` and ``relations`` must both hold; every guard must be silent. ``makes`` names
    what the act brings about, ``term`` the key of the term it should be done within (told, never enforced)."""

    action: A
    source: S
    target: S
    roles: frozenset[Role]
    relations: frozenset[Relation]
    guards: tuple[GuardOf[F], ...]
    clause: str
    title: Text
    makes: str = ""
    term: str = ""


@dataclass(frozen=True)
class Step(Generic[S, A, F]):
    """An act that may be done now."""

    action: A
    source: S
    target: S
    clause: str
    row: Row[S, A, F]


@dataclass(frozen=True)
class Offer(Generic[S, A]):
    """An act of the present state for one person: a button, or the reasons why it is grey."""

    action: A
    title: Text
    ok: bool
    reasons: tuple[Refusal, ...]
    clause: str
    target: S

    @property
    def can_begin(self) -> bool:
        """The button is live: nothing stands against the act but what its own form asks for."""
        return all(reason.in_form for reason in self.reasons)


@dataclass(slots=True)
class _Attempt(Generic[F]):
    """The subject the machine moves; lives for one question and is never registered as a model."""

    state: str
    facts: F
    actor: Actor
    now: datetime
    reasons: tuple[Refusal, ...] = ()


class DuplicateRow(Exception):
    """Two rows share source and action: the library would quietly try the second when the first refuses."""


class Workflow(Generic[S, A, F]):
    """The rows of one programme (or of documents, of packages) and the machine built from them."""

    def __init__(
        self, programme: str, rows: Iterable[Row[S, A, F]], state_labels: Mapping[S, Text] | None = None
    ) -> None:
        self.programme = programme
        self.rows = tuple(rows)
        self.state_labels: Mapping[S, Text] = state_labels or {}
        self.states: tuple[S, ...] = tuple(dict.fromkeys(s for row in self.rows for s in (row.source, row.target)))
        self._by_cell: dict[tuple[S, A], Row[S, A, F]] = {}
        self._out_of_place: dict[tuple[S, A], Refusal] = {}
        for row in self.rows:
            if (row.source, row.action) in self._by_cell:
                raise DuplicateRow(f"{programme}: {row.action} in {row.source}")
            self._by_cell[row.source, row.action] = row
        self._by_action = {row.action: tuple(r for r in self.rows if r.action == row.action) for row in self.rows}
        self._by_state = {row.source: tuple(r for r in self.rows if r.source == row.source) for row in self.rows}
        self.machine = _build(self.rows, self.states)

    def row(self, state: S, action: A) -> Row[S, A, F] | None:
        """The row of this cell, None where the act does not exist in that state."""
        return self._by_cell.get((state, action))

    def rows_of(self, action: A) -> tuple[Row[S, A, F], ...]:
        """Every row of one act."""
        return self._by_action.get(action, ())

    def rows_from(self, state: S) -> tuple[Row[S, A, F], ...]:
        """Every row that leaves (or stays in) this state, in the order of the table."""
        return self._by_state.get(state, ())

    def wrong_state(self, state: S, action: A) -> Refusal:
        """Why the act is out of place here, naming the states where it has its place. Kept, for it never changes."""
        if (state, action) not in self._out_of_place:
            rows = self.rows_of(action)
            places = join((self.label(row.source) for row in rows), " · ")
            words = _WRONG_STATE.fill(state=self.label(state), places=places)
            self._out_of_place[state, action] = Refusal("wrong_state", words, rows[0].clause, _RELOAD)
        return self._out_of_place[state, action]

    def label(self, state: S) -> Text:
        """The state's name; the bare code where the table was built without labels."""
        return self.state_labels.get(state) or Text(state, state, state)


# The acts are ``states.CaseAct``: most of the application knows only those that every programme has (``Action``).
CaseRow: TypeAlias = Row[CaseState, Any, CaseFacts]
CaseStep: TypeAlias = Step[CaseState, Any, CaseFacts]
CaseOffer: TypeAlias = Offer[CaseState, Any]
CaseWorkflow: TypeAlias = Workflow[CaseState, Any, CaseFacts]


def decide(workflow: Workflow[S, A, F], action: A, facts: F, actor: Actor, now: datetime) -> Step[S, A, F]:
    """What the act leads to. Raises ``TransitionRefused`` with all reasons: wrong state, role, relation, each guard."""
    state: S = facts.state  # type: ignore[assignment]  # F's state is S by construction of the table
    row = workflow.row(state, action)
    if row is None:
        raise TransitionRefused(action, _out_of_place(workflow, state, action, actor))
    attempt = _Attempt(state.value, facts, actor, now)
    if not workflow.machine.events[action.value].trigger(attempt):
        raise TransitionRefused(action, attempt.reasons)
    return Step(action, row.source, row.target, row.clause, row)


def allowed(workflow: Workflow[S, A, F], facts: F, actor: Actor, now: datetime) -> tuple[Offer[S, A], ...]:
    """Every act of the present state that the actor's roles could ever do, each with ``decide``'s own answer."""
    state: S = facts.state  # type: ignore[assignment]  # as above
    rows = (row for row in workflow.rows_from(state) if row.roles & actor.acting_roles)
    return tuple(_offer(workflow, row, facts, actor, now) for row in rows)


def _offer(workflow: Workflow[S, A, F], row: Row[S, A, F], facts: F, actor: Actor, now: datetime) -> Offer[S, A]:
    reasons: tuple[Refusal, ...] = ()
    try:
        decide(workflow, row.action, facts, actor, now)
    except TransitionRefused as refused:
        reasons = refused.reasons
    return Offer(row.action, row.title, not reasons, reasons, row.clause, row.target)


def _build(rows: tuple[Row[S, A, F], ...], states: tuple[S, ...]) -> Machine:
    machine = Machine(
        model=None,
        states=[state.value for state in states],
        initial=None,
        auto_transitions=False,
        send_event=True,
        queued=False,
    )
    for row in rows:
        machine.add_transition(row.action.value, row.source.value, row.target.value, conditions=[_gather(row)])
    return machine


def _gather(row: Row[S, A, F]) -> Callable[[EventData], bool]:
    """The one condition of a row: asks everything and leaves every reason on the attempt (the library itself would stop
    at the first failing condition)."""

    def holds(event: EventData) -> bool:
        attempt = event.model
        assert isinstance(attempt, _Attempt)
        answers = (guard(attempt.facts, attempt.actor, attempt.now) for guard in row.guards)
        attempt.reasons = (*_standing(row, attempt.actor), *(answer for answer in answers if answer))
        return not attempt.reasons

    return holds


def _standing(row: Row[S, A, F], actor: Actor) -> tuple[Refusal, ...]:
    reasons = []
    if not row.roles & actor.acting_roles:
        reasons.append(_wrong_role(row.roles, row.clause))
    if actor.relation not in row.relations:
        reasons.append(_wrong_relation(row))
    return tuple(reasons)


def _out_of_place(workflow: Workflow[S, A, F], state: S, action: A, actor: Actor) -> tuple[Refusal, ...]:
    """The act does not exist in this state; its guards speak of another state and stay silent."""
    rows = workflow.rows_of(action)
    if not rows:
        return (Refusal("unknown_act", _UNKNOWN_ACT),)
    reason = workflow.wrong_state(state, action)
    roles = frozenset[Role]().union(*(row.roles for row in rows))
    return (reason,) if roles & actor.acting_roles else (reason, _wrong_role(roles, reason.clause))


@cache
def _wrong_role(roles: frozenset[Role], clause: str) -> Refusal:
    names = join(ROLE_LABELS[role] for role in Role if role in roles)
    return Refusal("wrong_role", _WRONG_ROLE.fill(roles=names), clause, _ASK_THEM.fill(roles=names))


def _wrong_relation(row: Row[S, A, F]) -> Refusal:
    if Relation.ASSIGNEE in row.relations and Relation.STAFF not in row.relations:
        return Refusal("wrong_relation", _NOT_ASSIGNEE, row.clause, _GET_ASSIGNED)
    return Refusal("wrong_relation", _NOT_YOURS, row.clause)


_UNKNOWN_ACT = Text(
    "Бұл бағдарламада мұндай әрекет жоқ.", "В этой программе такого действия нет.", "This programme has no such act."
)
_WRONG_STATE = Text(
    "Іс қазір «{state}» күйінде; бұл әрекет мына күйде ғана мүмкін: {places}.",
    "Дело сейчас в состоянии «{state}»; это действие возможно только в состоянии: {places}.",
    "The state is now “{state}”; this can be done only in: {places}.",
)
_RELOAD = Text("Бетті жаңартыңыз.", "Обновите страницу.", "Reload the page.")
_WRONG_ROLE = Text(
    "Бұл әрекетті мына рөл орындайды: {roles}.", "Это действие выполняет: {roles}.", "This is done by: {roles}."
)
_ASK_THEM = Text("Мына рөлге жүгініңіз: {roles}.", "Обратитесь: {roles}.", "Turn to: {roles}.")
_NOT_ASSIGNEE = Text("Іс сізге тапсырылмаған.", "Дело поручено не вам.", "The case is not given to you.")
_GET_ASSIGNED = Text(
    "Тіркеушіден немесе басшыдан істі өзіңізге тапсыруды сұраңыз.",
    "Попросите регистратора или руководителя поручить дело вам.",
    "Ask the registrar or the head to give the case to you.",
)
_NOT_YOURS = Text("Бұл іс сізге қатысты емес.", "Это дело вас не касается.", "This case does not concern you.")
