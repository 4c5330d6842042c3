"""A case's running term and the date of its result, kept on the row so that worklists can sort by them."""

from __future__ import annotations

from datetime import datetime

from dms.models import Case
from dms.queries import cases
from dms.services import reference
from workflows.clock import Term
from workflows.deadlines import Deadlines
from workflows.programmes.domestic_342 import terms as rules
from workflows.states import CaseState

#: Which term runs in a state (342:34-37).
RUNNING = {
    CaseState.REGISTERED: "completeness",
    CaseState.COMPLETENESS: "completeness",
    CaseState.SUBSTANTIVE_REVIEW: "substantive_review",
    CaseState.HEARING: "hearing",
    CaseState.DECISION: "service",
}


def deadlines(case: Case) -> Deadlines | None:
    """Every term of the case that runs by now, each explaining itself; None before submission."""
    if case.received_at is None:
        return None
    hearing = cases.newest_hearing(case.id)
    return rules.terms(
        case.received_at,
        reference.calendar(),
        completeness_done=case.completed_at,
        hearing_notice=hearing.announced_at if hearing else None,
    )


def payment_term(signed_at: datetime) -> Term:
    """Two working days after the signed agreement came in (342:21, 342:22)."""
    return rules.PAYMENT.after(signed_at, reference.calendar())


def set_due(case: Case, now: datetime) -> None:
    """Writes the running term's end on the row: what the new state waits for, or nothing."""
    state = CaseState(case.state)
    case.term_key, case.due_at = "", None
    if state is CaseState.PAYMENT:
        agreement = cases.agreement_of(case.id)
        if agreement and agreement.applicant_signed_at:
            case.term_key, case.due_at = "payment", payment_term(agreement.applicant_signed_at).due_at
    elif state is CaseState.MONITORING:
        quarter = next((q for q in cases.quarters_of(case.id) if q.reported_at is None), None)
        if quarter:
            case.term_key, case.due_at = "quarter", _end_of(quarter.due_on, now)
    elif state is CaseState.RECOVERY:
        case.term_key, case.due_at = "money_back", rules.MONEY_BACK.after(case.state_since, reference.calendar()).due_at
    elif state in RUNNING and (all_terms := deadlines(case)):
        case.term_key = RUNNING[state]
        case.due_at = all_terms.term(case.term_key).due_at
        case.service_due_at = all_terms.term("service").due_at


def _end_of(day: object, now: datetime) -> datetime:
    return datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=now.tzinfo)
