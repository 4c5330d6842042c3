"""Facts under which every guard of one act is silent: what the matrix needs to ask only about state, role, relation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from workflows.facts import CALCULATION, CaseFacts, ChosenGround, Draft, HearingFacts
from workflows.states import Action, CaseState, DraftKind, Verdict

NOW = datetime(2026, 3, 20, 6, 0, tzinfo=UTC)
AUTHOR = 77
#: Whoever acts in the matrix; a draft names him as its signer.
ACTOR = 5
#: Of a draft that whoever comes has signed himself.
ANYBODY = frozenset({None, *range(100)})

_SIGNED = {
    Action.REJECT_INCOMPLETE: DraftKind.REJECTION,
    Action.GRANT: DraftKind.GRANT,
    Action.REFUSE: DraftKind.REFUSAL,
    Action.CLOSE: DraftKind.CLOSING,
    Action.BREACH: DraftKind.BREACH,
    Action.TERMINATE: DraftKind.TERMINATION,
    Action.RETURN_DRAFT: DraftKind.GRANT,
    Action.CHANGE_SIGNER: DraftKind.GRANT,
}
#: A draft in another name is made anew in the actor's.
_NAMED: dict[Action, dict[str, object]] = {Action.CHANGE_SIGNER: {"signer": 6}}
_REFUSING = {Action.PROPOSE_REFUSAL, Action.PREPARE_REFUSAL, Action.REFUSE}
_LACKING = {Action.PREPARE_REJECTION, Action.REJECT_INCOMPLETE}
_BREACH = {Action.PREPARE_BREACH, Action.BREACH}


def ground(number: int = 2, **changes: object) -> ChosenGround:
    """A ground of the closed list that the calculation shows."""
    values: dict[str, object] = {"number": number, "fact": "nothing is left", "shown_by": CALCULATION, "in_law": True}
    return ChosenGround(**{**values, **changes})


#: What nothing stands against in a case whose calculation leaves nothing.
UNFIT = (ground(),)


def draft(kind: DraftKind, **changes: object) -> Draft:
    """A draft that names ``ACTOR`` as its signer, signed by whoever comes."""
    values: dict[str, object] = {
        "kind": kind,
        "prepared_by": AUTHOR,
        "ready": True,
        "signer": ACTOR,
        "signers": ANYBODY,
        "grounds": UNFIT,
    }
    return Draft(**{**values, **changes})


def hearing(**changes: object) -> HearingFacts:
    """A hearing that was announced and held."""
    held: dict[str, object] = {
        "announced_at": NOW,
        "planned_at": NOW,
        "position_recorded": True,
        "came": True,
        "minutes_recorded": True,
        "grounds": UNFIT,
    }
    return HearingFacts(**{**held, **changes})


def generous(state: CaseState, action: Action, **changes: object) -> CaseFacts:
    """A case in which nothing but its state stands against the act."""
    lacking, refusing = action in _LACKING, action in _REFUSING
    values: dict[str, object] = {
        "state": state,
        "received_at": NOW,
        "registers_at": NOW,
        "intake_open": True,
        "missing": (),
        "files_scanned": True,
        "files_sound": True,
        "frozen": True,
        "signed": True,
        "completeness": {"form": Verdict.NO if lacking else Verdict.YES},
        "completeness_due": ("form",),
        "checks": {"entity": Verdict.YES},
        "checks_due": ("entity",),
        "proposed_total": Decimal(0) if refusing else Decimal(100),
        "lines": ("1",),
        "refused_lines": {"1": ("accounting_papers",)},
        "line": "1",
        "line_checks": ("accounting_papers",),
        "grounds": UNFIT,
        "hearing": hearing(),
        "answer": Verdict.YES,
        "hearing_at": NOW + timedelta(days=2),
        "draft": draft(_SIGNED[action], **_NAMED.get(action, {})) if action in _SIGNED else None,
        "operator_signed": True,
        "applicant_signed": True,
        "reasons_given": True,
        "granted": Decimal(100),
        "balance": Decimal(100),
        "quarter_ends_on": date(2026, 3, 19),
        "monitoring_ends_on": date(2026, 3, 19),
        "obligation_met": action not in _BREACH,
        "breach_ground": action in _BREACH,
        "figure_lacking": "",
        "recovered": True,
        "package_sealed": True,
    }
    return CaseFacts(**{**values, **changes})
