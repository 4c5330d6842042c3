"""Facts under which every guard of the export programme is silent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.matrix.cases import draft, generous, ground, hearing
from workflows.facts import CaseFacts, ChosenGround, Demand
from workflows.states import Action, CaseAct, CaseState, DraftKind, ExportAction, Verdict

A, X, S, K = Action, ExportAction, CaseState, DraftKind


def open_ground(clause: str, **changes: Any) -> ChosenGround:
    """A clause that is not kept, shown by the calculation that leaves nothing."""
    return ground(0, clause=clause, **changes)


#: A ground of a refusal that holds, and what is named for the return of the money.
OPEN = (open_ground("314:16"),)
NAMED = Demand(amount=Decimal(100), ground="Келісімнің 7-тармағы", fact="Түсім өспеді", return_by=date(2026, 3, 21))


def facts(state: S, action: CaseAct, **changes: Any) -> CaseFacts:
    """A case in which nothing but its state stands against the act."""
    known: dict[str, Any] = {
        "programme": "export-314",
        "grounds": OPEN,
        "hearing": hearing(grounds=OPEN),
        "rounds": 1,
        "new_documents": True,
        "review_term_set": True,
        "earlier_waiting": (),
        "leave_clause": "314:22.2",
        "leave_clauses": frozenset({"314:22.2"}),
    }
    if action is A.PREPARE_BREACH:
        known["demand"] = NAMED
    if action is X.SEND_REMARKS:
        known |= {"completeness": {"form": Verdict.NO}, "checks": {"documents_conform": Verdict.NO}}
    if action is X.LEAVE:
        known["draft"] = draft(K.LEAVING, clauses=("314:22.2",))
    if action is A.REFUSE:
        known["draft"] = draft(K.REFUSAL, grounds=OPEN)
    base = action if isinstance(action, Action) else A.COMPLETE
    return generous(state, base, **{**known, **changes})
