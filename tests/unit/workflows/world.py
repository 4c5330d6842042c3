"""A small world in which a case of either programme can live, and what the rules see of it.

Written as the application's services would behave, so that a walk over all its states tries the guards against every
history and not only against single facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from workflows.facts import CALCULATION, Actor, CaseFacts, ChosenGround, Demand, Draft, HearingFacts
from workflows.states import CaseState, DraftKind, ExportAction, Relation, Role, Verdict

NOW = datetime(2026, 3, 20, 6, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 21, 6, 0, tzinfo=UTC)

S, X = CaseState, ExportAction
FIT, UNFIT, EARLIER = "314:22.2", "314:3", "E314-2026-000001"
#: What may show the ground of a refusal: nothing, a document, the check that is asked, the calculation.
PAPER, CHECK = "document", "entity"
#: A check of the costs that both laws have, and the line of the application that it concerns.
COSTS, LINE = "reimbursable_cost", "1"
SHOWN = ("", PAPER, CHECK, CALCULATION)

#: Two people who are executor and head at once, a head, and everybody else. 10 and 11 may be given the case.
STAFF: dict[int, frozenset[Role]] = {
    10: frozenset({Role.EXECUTOR, Role.HEAD, Role.MONITOR}),
    11: frozenset({Role.EXECUTOR, Role.DEPUTY, Role.MONITOR}),
    12: frozenset({Role.FINANCE, Role.ARCHIVIST, Role.REGISTRAR}),
}
#: A head who is named by papers of 10 but not here to sign them; else they name the other of 10 and 11.
AWAY = 13
#: Of a draft that whoever comes has signed himself.
ANYBODY = frozenset(range(100))
APPLICANT = Actor(1, frozenset({Role.APPLICANT}), Relation.OWN, may_sign=True)
SYSTEM = Actor(None, frozenset({Role.SYSTEM}), Relation.NONE)


@dataclass(frozen=True, slots=True)
class World:
    """One case and its surroundings. ``hearing``: 0 none, 1 announced, 2 position there, 3 minutes written."""

    state: S = S.DRAFT
    filled: bool = False
    assignee: int | None = None
    complete: Verdict | None = None
    eligible: Verdict | None = None
    fits: Verdict = Verdict.YES  # the answer to the check of the costs
    line_refused: bool = False  # on that check
    # Costs that do not fit are tried on eligible applicants, beside no ground of refusal and no passed limit: the walk
    # stays short, and what they share with those, the sum, is tried in every world.
    total: int | None = None
    shown: str = ""  # what the officer names beside the ground of a refusal
    hearing: int = 0
    draft: tuple[DraftKind, int, bool] | None = None  # kind, prepared by, signed
    named: int | None = None  # whom its papers name as the signer
    operator_signed: bool = False
    applicant_signed: bool = False
    money: bool = False
    submitted: bool = False
    over: bool = False
    met: bool | None = None
    sealed: bool = False
    # export programme
    export: bool = False
    remarked: bool = False
    fresh: bool = False  # something new since the remarks
    over_limit: bool = False  # what was declared exceeds its limit
    turn: bool = False  # nobody registered earlier waits


def facts(world: World) -> CaseFacts:
    """What the rules see of the world."""
    return CaseFacts(
        state=world.state,
        received_at=NOW if world.submitted else None,
        registers_at=NOW if world.submitted else None,
        intake_open=True,
        missing=() if world.filled else ("bin",),
        files_scanned=True,
        files_sound=True,
        frozen=world.filled,
        signed=world.filled,
        assignee_id=world.assignee,
        completeness={} if world.complete is None else {"form": world.complete},
        completeness_due=("form",),
        checks={COSTS: world.fits} | ({} if world.eligible is None else {"entity": world.eligible}),
        checks_due=("entity", COSTS),
        lines=(LINE,),
        refused_lines={LINE: (COSTS,)} if world.line_refused else {},
        line=LINE,
        line_checks=(COSTS,),
        proposed_total=None if world.total is None else Decimal(world.total),
        grounds=_grounds(world),
        hearing=_hearing(world),
        answer=Verdict.YES,
        hearing_at=LATER,
        draft=_draft(world),
        operator_signed=world.operator_signed,
        applicant_signed=world.applicant_signed,
        reasons_given=True,
        granted=Decimal(100) if world.operator_signed else None,
        balance=Decimal(100) if world.money else Decimal(0),
        quarter_ends_on=date(2026, 3, 19),
        monitoring_ends_on=date(2026, 3, 19) if world.over else date(2028, 3, 20),
        obligation_met=world.met,
        figure_lacking="",
        demand=Demand(amount=Decimal(100), ground="7", fact="Түсім өспеді", return_by=date(2026, 4, 20)),
        recovered=world.money,
        package_sealed=world.sealed,
        **_of_export(world),
    )


def _of_export(world: World) -> dict[str, Any]:
    return {
        "rounds": int(world.remarked),
        "new_documents": world.fresh,
        "review_term_set": True,
        "earlier_waiting": () if world.turn else (EARLIER,),
        "leave_clause": FIT,
        "leave_clauses": frozenset([FIT] * world.over_limit),
    }


def _draft(world: World) -> Draft | None:
    if world.draft is None:
        return None
    kind, author, signed = world.draft
    return Draft(
        kind=kind,
        prepared_by=author,
        ready=True,
        signer=world.named,
        signers=ANYBODY if signed else frozenset(),
        grounds=_grounds(world),
        clauses=(FIT,),
    )


def _grounds(world: World) -> tuple[ChosenGround, ...]:
    """That the check which is asked does not hold; the same ground at every step."""
    return (
        ChosenGround(
            number=2, clause=UNFIT, fact="no contract", in_law=True,
            document=world.shown == PAPER, shown_by="" if world.shown == PAPER else world.shown,
        ),
    )  # fmt: skip


def _hearing(world: World) -> HearingFacts | None:
    stage = world.hearing
    if not stage:
        return None
    return HearingFacts(
        announced_at=NOW, planned_at=NOW, position_recorded=stage > 1, came=stage > 2, minutes_recorded=stage > 2,
        grounds=_grounds(world),
    )  # fmt: skip


def people(world: World) -> Iterator[Actor]:
    """Everybody, each in his relation to this case."""
    yield APPLICANT
    yield SYSTEM
    for number, roles in STAFF.items():
        relation = Relation.ASSIGNEE if number == world.assignee else Relation.STAFF
        yield Actor(number, roles, relation, may_sign=True)
