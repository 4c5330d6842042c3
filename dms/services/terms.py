"""A case's running term and the date of its result, kept on the row so that worklists can sort by them. The rules are
the edition's; here its moments are read from the rows."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from dms.models import Case
from dms.queries import cases, remarks
from dms.services import reference
from dms.services.law import edition_of
from workflows.deadlines import Deadlines
from workflows.programmes.timing import Moments, TermSettings
from workflows.states import CaseState


def moments(case: Case) -> Moments:
    """What happened in the case by now."""
    state = CaseState(case.state)
    hearing, agreement = cases.newest_hearing(case.id), cases.agreement_of(case.id)
    open_quarter = next((q for q in cases.quarters_of(case.id) if q.reported_at is None), None) if agreement else None
    rounds = remarks.rounds_of(case.id) if edition_of(case).leaving else []
    return Moments(
        received=case.received_at,
        completed=case.completed_at,
        hearing_notice=hearing.announced_at if hearing else None,
        rounds=len(rounds),
        documents_in=_documents_in(case, rounds),
        agreement_signed=agreement.applicant_signed_at if agreement else None,
        quarter_due=open_quarter.due_on if open_quarter else None,
        demanded=case.state_since if state is CaseState.RECOVERY else None,
    )


def _documents_in(case: Case, rounds: list[remarks.Round]) -> datetime | None:
    """The last answer to remarks; while its own act is being written, the moment the case left the applicant."""
    if rounds and rounds[-1].answered_at is None and case.state != CaseState.REMARKS:
        return case.state_since
    return max((row.answered_at for row in rounds if row.answered_at), default=None)


def settings() -> TermSettings:
    """What the operator has set where a law names no length."""
    return TermSettings(review_days=current_app.config["SETTINGS"].export_review_days or None)


def deadlines(case: Case) -> Deadlines | None:
    """Every term of the case that runs by now, each explaining itself; None before submission."""
    return edition_of(case).timing.of_moments(moments(case), reference.calendar(), settings())


def set_due(case: Case) -> None:
    """Writes the running term's end on the row: what the new state waits for, or nothing."""
    found = edition_of(case).timing.due(CaseState(case.state), moments(case), reference.calendar(), settings())
    case.term_key, case.due_at = (found.key, found.at) if found.at else ("", None)
    case.service_due_at = found.result_at or case.service_due_at
