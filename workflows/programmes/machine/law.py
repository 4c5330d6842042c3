"""How a law speaks through the shared machine: which clause stands behind each act and each guard, what an act makes,
which of its terms the law knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import wraps

from workflows import guards as g
from workflows.act_labels import label_of
from workflows.engine import CaseRow, Guard
from workflows.facts import Actor, CaseFacts
from workflows.orders import draft_within_order
from workflows.programmes.machine.review import ReviewGuards
from workflows.refusals import Refusal
from workflows.states import Action, CaseAct, CaseState, DraftKind, Relation, Role
from workflows.text import Text

OWN = frozenset({Relation.OWN})
ASSIGNEE = frozenset({Relation.ASSIGNEE})
STAFF = frozenset({Relation.STAFF, Relation.ASSIGNEE})

APPLICANT = frozenset({Role.APPLICANT})
EXECUTOR = frozenset({Role.EXECUTOR})
MONITOR = frozenset({Role.MONITOR})
SIGNERS = frozenset({Role.HEAD, Role.DEPUTY})
ASSIGNERS = frozenset({Role.REGISTRAR, Role.HEAD, Role.DEPUTY})
FINANCE = frozenset({Role.FINANCE})
ARCHIVIST = frozenset({Role.ARCHIVIST})

#: What acts make that are called the same in every programme.
MAKES: Mapping[str, str] = {
    "register": "registration-notice",
    "visit": "visit-record",
    "propose_refusal": "preliminary-decision",
    "hold_hearing": "hearing-minutes",
    "send_back": "note",
    "return_draft": "note",
    "decline": "decline-notice",
    "pay": "payment-order",
    "prepare_termination": "termination-notice",
    "terminate": "termination-notice",
    "warn": "risk-warning",
    "ask": "data-request",
    "prepare_close": "monitoring-conclusion",
    "close": "monitoring-conclusion",
    "prepare_breach": "demand",
    "breach": "demand",
    "withdraw": "withdrawal-notice",
    "withdraw@draft": "",
    "archive": "archive-package",
}


@dataclass(frozen=True)
class Law:
    """``clauses``, ``makes`` and ``terms`` are asked by ``act@state`` and then by ``act``; what is not there is not
    known. ``cites`` is asked by ``guard:reason`` and then by ``guard``. ``more``: guards that this law alone adds, by
    ``act@state``; ``skips``: names of shared guards that it does not ask. ``name_of`` names what is missing."""

    clauses: Mapping[str, str]
    cites: Mapping[str, str]
    makes: Mapping[str, str]
    terms: Mapping[str, str]
    review: ReviewGuards
    name_of: Callable[[str], Text | None]
    more: Mapping[str, tuple[Guard, ...]] = field(default_factory=dict)
    skips: frozenset[str] = frozenset()
    _cited: dict[Guard, Guard] = field(default_factory=dict, init=False, repr=False, compare=False)

    def row(
        self,
        action: CaseAct,
        source: CaseState,
        target: CaseState,
        roles: frozenset[Role],
        relations: frozenset[Relation],
        *guards: Guard,
    ) -> CaseRow:
        """One row in the words of this law."""
        shared = tuple(guard for guard in guards if guard.__name__ not in self.skips)
        asked = tuple(self._under(guard) for guard in (*shared, *self.more.get(f"{action}@{source}", ())))
        clause, makes, term = (_asked(table, action, source) for table in (self.clauses, self.makes, self.terms))
        return CaseRow(action, source, target, roles, relations, asked, clause, label_of(action), makes, term)

    def signature(
        self, action: CaseAct, source: CaseState, target: CaseState, kind: DraftKind, *guards: Guard
    ) -> CaseRow:
        """An act that the head signs: what every signature of the operator needs, and more."""
        entitled = (g.may_sign, draft_within_order)
        needed = (g.draft_of(kind), g.draft_ready, g.draft_signed, g.not_author, g.signer_is_named)
        return self.row(action, source, target, SIGNERS, STAFF, *entitled, *needed, *guards)

    def of_draft(self, here: CaseState) -> Iterator[CaseRow]:
        """What a signer does with a draft short of signing it: sends it back with a remark, has it made anew in his
        own name."""
        waiting = (g.draft_waiting, g.may_sign, draft_within_order)
        yield self.row(Action.RETURN_DRAFT, here, here, SIGNERS, STAFF, *waiting, g.reasons_given)
        yield self.row(Action.CHANGE_SIGNER, here, here, SIGNERS, STAFF, *waiting, g.names_another, g.not_author)

    def _under(self, guard: Guard) -> Guard:
        """The same guard with its place in this law: before its words, and in a reason that names no clause yet."""
        known = {key.partition(":")[0] for key in self.cites}
        if guard.__name__ not in known:
            return guard
        if guard not in self._cited:
            self._cited[guard] = _citing(guard, self.cites)
        return self._cited[guard]


def _asked(table: Mapping[str, str], action: CaseAct, state: CaseState) -> str:
    return table.get(f"{action}@{state}", table.get(action, ""))


def _citing(guard: Guard, cites: Mapping[str, str]) -> Guard:
    name = guard.__name__

    @wraps(guard)
    def cited(facts: CaseFacts, actor: Actor, now: datetime) -> Refusal | None:
        refusal = guard(facts, actor, now)
        if refusal is None or refusal.clause:
            return refusal
        return replace(refusal, clause=cites.get(f"{name}:{refusal.code}", cites.get(name, "")))

    places = sorted({clause for key, clause in cites.items() if key.partition(":")[0] == name})
    cited.__doc__ = f"{', '.join(places)}: {guard.__doc__}"
    return cited
