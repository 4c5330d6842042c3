"""Who may read, edit, attach, note, export and assign: state × role × relation, one table. Acts that move a case
are rows of its programme, not here.

Why it is as it is:
- a draft belongs to its applicant alone: nothing has been handed to the operator yet, so nobody there reads it;
- the applicant reads his own cases for ever, but edits only the draft and what remarks sent back to him (314:22);
  otherwise files cannot be replaced after submitting (342:35 knows no correction round), only added: to the position at
  a hearing, to the reports in monitoring, to the proof of a return;
- an executor reads what his colleagues have (342:12.2 asks about other support, and people stand in for each other) and
  works on what is given to him; the monitor and the finance officer see a case from the moment they are needed;
- the supervisor reads everything that was handed in, takes it out, and changes nothing, internal notes included;
- the administrator keeps accounts, tables and jobs, for which he needs no word of a case (342:A3.10): he reads none.
  A stuck case is shown to him as number and state; who moves it on is named by the registrar or the head;
- letters go to and fro as long as the case is open to its applicant: from what has been handed in to the archive, whose
  package holds them sealed;
- an archived case is read by its applicant, the archivist, those who sign, and the supervisor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from workflows.facts import Actor
from workflows.states import ENDED, CaseState, Relation, Right, Role

Rights = frozenset[Right]

_NOTHING = frozenset[Right]()
_READ = frozenset({Right.READ})
_READ_OUT = frozenset({Right.READ, Right.EXPORT})
_WRITE = _READ_OUT | {Right.LETTER}
_DESK = frozenset({Right.READ, Right.NOTE, Right.LETTER})
_SIGNER = _DESK | {Right.EXPORT}
_WORK = _SIGNER | {Right.EDIT, Right.ATTACH}

_ALL = frozenset(CaseState)
_HANDED_IN = _ALL - {CaseState.DRAFT}
_ALIVE = _HANDED_IN - {CaseState.ARCHIVED}
#: Where somebody works on a case and may be replaced: the states of the act ``assign``.
_ASSIGNABLE = _ALIVE - ENDED - {CaseState.SUBMITTED}
_REVIEW = frozenset(
    {CaseState.COMPLETENESS, CaseState.SUBSTANTIVE_REVIEW, CaseState.REMARKS, CaseState.HEARING, CaseState.DECISION}
)
_MONEY = frozenset({CaseState.AGREEMENT, CaseState.PAYMENT, CaseState.MONITORING, CaseState.RECOVERY, CaseState.CLOSED})
_WATCHED = frozenset({CaseState.PAYMENT, CaseState.MONITORING, CaseState.RECOVERY})


def _over(states: Iterable[CaseState], rights: Rights) -> dict[CaseState, Rights]:
    return dict.fromkeys(states, rights)


def _assigning(base: Rights, states: Iterable[CaseState]) -> dict[CaseState, Rights]:
    return {state: base | {Right.ASSIGN} if state in _ASSIGNABLE else base for state in states}


_APPLICANT: dict[CaseState, Rights] = {
    **_over(_ALIVE, _WRITE),
    CaseState.DRAFT: _READ_OUT | {Right.EDIT, Right.ATTACH},
    CaseState.REMARKS: _WRITE | {Right.EDIT, Right.ATTACH},
    CaseState.HEARING: _WRITE | {Right.ATTACH},
    CaseState.MONITORING: _WRITE | {Right.ATTACH},
    CaseState.RECOVERY: _WRITE | {Right.ATTACH},
    CaseState.ARCHIVED: _READ_OUT,
}
_REGISTRAR = _assigning(_DESK, _ALIVE)
_SIGNERS = {**_assigning(_SIGNER, _ALIVE), CaseState.ARCHIVED: _READ_OUT}
_FINANCE: dict[CaseState, Rights] = {
    **_over(_MONEY, _SIGNER),
    CaseState.PAYMENT: _SIGNER | {Right.ATTACH},
    CaseState.RECOVERY: _SIGNER | {Right.ATTACH},
}
_ARCHIVIST = {**_over(ENDED, _SIGNER), CaseState.ARCHIVED: _SIGNER - {Right.LETTER}}
_SUPERVISOR = _over(_HANDED_IN, _READ_OUT)

#: The table. A pair that is not here, and a state that its row leaves out, grants nothing.
TABLE: Mapping[tuple[Role, Relation], Mapping[CaseState, Rights]] = {
    (Role.APPLICANT, Relation.OWN): _APPLICANT,
    (Role.REGISTRAR, Relation.STAFF): _REGISTRAR,
    (Role.REGISTRAR, Relation.ASSIGNEE): _REGISTRAR,
    (Role.EXECUTOR, Relation.STAFF): _over(_ALIVE, _READ),
    (Role.EXECUTOR, Relation.ASSIGNEE): {
        **_over(_ALIVE, _SIGNER),
        **_over(_REVIEW, _WORK),
        **_over((CaseState.AGREEMENT, CaseState.PAYMENT), _SIGNER | {Right.ATTACH}),
        CaseState.ARCHIVED: _READ_OUT,  # whoever decided it can look it up
    },
    (Role.HEAD, Relation.STAFF): _SIGNERS,
    (Role.HEAD, Relation.ASSIGNEE): _SIGNERS,
    (Role.DEPUTY, Relation.STAFF): _SIGNERS,
    (Role.DEPUTY, Relation.ASSIGNEE): _SIGNERS,
    (Role.FINANCE, Relation.STAFF): _FINANCE,
    (Role.FINANCE, Relation.ASSIGNEE): _FINANCE,
    (Role.MONITOR, Relation.STAFF): _over(_WATCHED | {CaseState.CLOSED}, _READ),
    (Role.MONITOR, Relation.ASSIGNEE): {
        **_over(_WATCHED, _WORK),
        CaseState.CLOSED: _SIGNER,
        CaseState.ARCHIVED: _READ_OUT,
    },
    (Role.ARCHIVIST, Relation.STAFF): _ARCHIVIST,
    (Role.ARCHIVIST, Relation.ASSIGNEE): _ARCHIVIST,
    (Role.SUPERVISOR, Relation.STAFF): _SUPERVISOR,
    (Role.SUPERVISOR, Relation.ASSIGNEE): _SUPERVISOR,
    (Role.SYSTEM, Relation.NONE): _over(_ALL, frozenset({Right.READ, Right.ATTACH})),
}


#: What of a representative's paper his changes in a state rest on; "draft" in the others (342:19).
POWER = {CaseState.MONITORING: "report", CaseState.RECOVERY: "report"}
#: A letter says something in the applicant's name.
POWER_OF_LETTERS = "sign"


def rights_of(actor: Actor, state: CaseState) -> Rights:
    """What this person may do with a case in this state: the rights of his roles, as far as his paper reaches."""
    held, beyond = rights(state, actor.roles, actor.relation), _NOTHING
    if actor.relation is Relation.OWN:
        beyond |= _NOTHING if actor.reaches(POWER.get(state, "draft")) else {Right.EDIT, Right.ATTACH}
        beyond |= _NOTHING if actor.reaches(POWER_OF_LETTERS) else {Right.LETTER}
    return held - beyond


def rights(state: CaseState, roles: Role | Iterable[Role], relation: Relation) -> Rights:
    """What these roles together may do with a case in this state. Roles that do not count in the relation (an employee
    towards the case of an organisation he belongs to) give nothing: what is confidential is read by whoever needs it
    for his work (342:A3.10, 342:A3.11)."""
    held = frozenset({roles}) if isinstance(roles, Role) else frozenset(roles)
    counted = Actor(None, held, relation).acting_roles
    return frozenset[Right]().union(*(TABLE.get((role, relation), {}).get(state, frozenset()) for role in counted))


def states_with(right: Right, roles: Role | Iterable[Role], relation: Relation) -> frozenset[CaseState]:
    """The states in which these roles hold the right: what a list's predicate is built from."""
    return _states_with(right, frozenset({roles}) if isinstance(roles, Role) else frozenset(roles), relation)


@cache
def _states_with(right: Right, roles: frozenset[Role], relation: Relation) -> frozenset[CaseState]:
    return frozenset(state for state in CaseState if right in rights(state, roles, relation))
