"""A case's running term and the date of its result, kept on the row so that worklists can sort by them. The rules are
the edition's; here its moments are read from the rows. What no calendar covers has no date: a case goes on without one,
says so on its pages, and is told its date when the calendar comes (``recount``)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app

from dms.models import Case
from dms.queries import cases, remarks
from dms.services.judging.law import edition_of
from dms.services.tables import reference
from workflows.calendar import NoCalendar
from workflows.clock import Term, local, office_moment
from workflows.deadlines import Deadlines
from workflows.programmes.timing import Due, Moments, TermSettings
from workflows.states import CaseState, DraftKind


def moments(case: Case) -> Moments:
    """What happened in the case by now."""
    state = CaseState(case.state)
    hearing, agreement = cases.newest_hearing(case.id), cases.agreement_of(case.id)
    open_quarter = next((q for q in cases.quarters_of(case.id) if q.reported_at is None), None) if agreement else None
    rounds = remarks.rounds_of(case.id) if edition_of(case).leaving else []
    return Moments(
        received=case.received_at,
        registered=case.registered_at,
        completed=case.completed_at,
        hearing_notice=hearing.announced_at if hearing else None,
        rounds=len(rounds),
        documents_in=_documents_in(case, rounds),
        agreement_signed=agreement.applicant_signed_at if agreement else None,
        quarter_due=open_quarter.due_on if open_quarter else None,
        demanded=case.state_since if state is CaseState.RECOVERY else None,
        return_by=_return_by(case) if state is CaseState.RECOVERY else None,
    )


def _return_by(case: Case) -> date | None:
    """The day that the demand names, where the law has no term for the return (I-29)."""
    demand = next((row for row in reversed(cases.decisions(case.id)) if row.kind == DraftKind.BREACH), None)
    day = demand.payload.get("return_by") if demand else None
    return date.fromisoformat(day) if day else None


def _documents_in(case: Case, rounds: list[remarks.Round]) -> datetime | None:
    """The last answer to remarks; while its own act is being written, the moment the case left the applicant."""
    if rounds and rounds[-1].answered_at is None and case.state != CaseState.REMARKS:
        return case.state_since
    return max((row.answered_at for row in rounds if row.answered_at), default=None)


def settings(case: Case | None = None) -> TermSettings:
    """What the operator has set where a law names no length; of a case that has begun to count by it, what it keeps: a
    later change of the setting is for later cases."""
    set_now = current_app.config["SETTINGS"].export_review_days or None
    return TermSettings(review_days=(case.review_days if case else None) or set_now)


def deadlines(case: Case) -> Deadlines | None:
    """Every term of the case that runs by now, each explaining itself; None as in ``Told``."""
    return told(case).deadlines


@dataclass(frozen=True, slots=True)
class Told:
    """The terms of a case as its pages tell them, its rows read once. ``deadlines`` None: before submission, and while
    the moment of registration itself cannot be told for want of a calendar."""

    case: Case
    moments: Moments
    deadlines: Deadlines | None

    def explained(self) -> list[Term]:
        """The terms that can be counted, that of the money too, in the order of their ends."""
        of_money = None
        with suppress(NoCalendar):
            timing, state = edition_of(self.case).timing, CaseState(self.case.state)
            of_money = timing.of_money(state, self.moments, reference.calendar())
        found = self.deadlines.terms if self.deadlines else ()
        return sorted([*found, *filter(None, [of_money])], key=lambda term: term.due_at)

    @property
    def uncovered(self) -> date | None:
        """The day whose calendar is missing for a term of the case; None where all are counted."""
        if self.case.ended_at is not None:
            return None
        if self.case.state == CaseState.SUBMITTED:
            received = self.moments.received
            return local(received).date() if received and self.deadlines is None else None
        return _due(self.case, self.moments).lacks


def told(case: Case) -> Told:
    """The terms of a case for a page."""
    known = moments(case)
    try:
        found = edition_of(case).timing.of_moments(known, reference.calendar(), settings(case))
    except NoCalendar:
        found = None
    return Told(case, known, found)


def of_payment(case: Case, signed: datetime) -> Term | None:
    """The term of the payment, were the agreement concluded at this moment; None where none is known."""
    moment = Moments(agreement_signed=signed)
    try:
        return edition_of(case).timing.of_money(CaseState.PAYMENT, moment, reference.calendar())
    except NoCalendar:
        return None


def registers_at(received: datetime | None) -> datetime | None:
    """The office moment of what was received (I-4); None without a calendar for it."""
    try:
        return office_moment(received, reference.calendar()) if received else None
    except NoCalendar:
        return None


def _due(case: Case, known: Moments) -> Due:
    return edition_of(case).timing.due(CaseState(case.state), known, reference.calendar(), settings(case))


def set_due(case: Case) -> None:
    """Writes the running term's end on the row: what the new state waits for, or nothing; and, when it first counts,
    the length that the operator has set."""
    if case.registered_at is not None and edition_of(case).timing.leaves_review_to_operator:
        case.review_days = settings(case).review_days
    found = _due(case, moments(case))
    case.term_key, case.due_at = (found.key, found.at) if found.at else ("", None)
    case.service_due_at = found.result_at or case.service_due_at
    case.term_provisional = found.provisional


def hearing_until(case: Case, now: datetime) -> datetime | None:
    """Until when a hearing is to be held of which the applicant is told now; None without a calendar (342:37, I-5)."""
    try:
        return edition_of(case).timing.rules["hearing"].after(now, reference.calendar()).due_at
    except NoCalendar:
        return None
