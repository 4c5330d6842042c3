"""Which interpretations a decision relied on: those of the acts that led to it, of the checks that were asked, and of
the calculation that was made. Nothing is typed by hand for one decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workflows.interpretations import REGISTER, Interpretation, interpretations_for
from workflows.programmes.checks import Checks
from workflows.states import Action, CaseAct, DraftKind, ExportAction

#: The acts whose rules stand behind a decision of each kind, its own two among them.
STEPS: Mapping[DraftKind, tuple[CaseAct, ...]] = {
    DraftKind.REJECTION: (Action.REGISTER, Action.PREPARE_REJECTION, Action.REJECT_INCOMPLETE),
    DraftKind.GRANT: (
        Action.REGISTER, Action.JUDGE_LINE, Action.PROPOSE_GRANT, Action.PREPARE_GRANT, Action.GRANT,
    ),
    DraftKind.REFUSAL: (
        Action.REGISTER, Action.PROPOSE_REFUSAL, Action.HOLD_HEARING, Action.PREPARE_REFUSAL, Action.REFUSE,
    ),
    DraftKind.TERMINATION: (Action.SIGN_AGREEMENT, Action.PREPARE_TERMINATION, Action.TERMINATE),
    DraftKind.CLOSING: (
        Action.SIGN_AGREEMENT, Action.PAY, Action.REPORT_QUARTER, Action.PREPARE_CLOSE, Action.CLOSE,
    ),
    DraftKind.BREACH: (Action.SIGN_AGREEMENT, Action.REPORT_QUARTER, Action.PREPARE_BREACH, Action.BREACH),
    DraftKind.LEAVING: (Action.REGISTER, ExportAction.PREPARE_LEAVING, ExportAction.LEAVE),
}  # fmt: skip
#: What only a grant in part asks.
IN_PART = frozenset({"I-7", "I-16"})


def relied_on(
    programme: str, checks: Checks, kind: DraftKind, *, asked: Iterable[str] = (), sums: Iterable[str] = (),
    whole: bool = False,
) -> tuple[str, ...]:  # fmt: skip
    """The numbers, in the order of the register. ``asked``: keys of the checks that were answered; ``sums``: numbers
    that the calculation names; ``whole``: everything asked for is granted."""
    of_acts = {entry.id for act in STEPS[kind] for entry in interpretations_for(act) if is_of(entry, programme)}
    through_checks = {entry.id for entry in interpretations_for(Action.ANSWER_CHECK)}
    of_checks = {checks.by_key[key].interpretation for key in asked if key in checks.by_key}
    found = (of_acts - through_checks) | of_checks | set(sums)
    if kind is DraftKind.GRANT and whole:
        found -= IN_PART
    return tuple(entry.id for entry in REGISTER if entry.id in found)


def of_act(act: CaseAct, programme: str) -> list[str]:
    """The numbers that one act of a case of this programme relies on, whichever decision follows."""
    return [entry.id for entry in interpretations_for(act) if is_of(entry, programme)]


def is_of(entry: Interpretation, programme: str) -> bool:
    """Whether the entry reads the order of this programme (``export-314``)."""
    order = programme.rpartition("-")[2]
    return any(clause.startswith(f"{order}:") for clause in entry.clauses)
