"""Where a case stands on its way, for the applicant: its terms in one row while the service lasts, and the way of a
granted application."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from dms.formatting import dmyhm
from dms.models import Case
from dms.services.judging.law import edition_of
from dms.views.portal.cards import BEFORE_RESULT
from workflows.clock import Term
from workflows.deadlines import Deadlines
from workflows.labels import STATE_LABELS
from workflows.states import Action, CaseState


def track_of(case: Case, running: Deadlines | None, now: datetime, rounds: int = 0) -> list[dict[str, Any]]:
    """The terms of the case in one row, for as long as the service lasts. ``rounds``: how often remarks went out."""
    if running is None or case.ended_at is not None or case.state not in BEFORE_RESULT:
        return []
    law = edition_of(case)
    done: dict[str, datetime | bool | None] = {"completeness": case.completed_at}
    if law.leaving:  # a law with remarks: their term ends with the letter, after the first round the repeat notice's
        done[law.timing.running(CaseState.REGISTERED)] = rounds > 0
        done[law.timing.running(CaseState.REGISTERED, 1)] = case.state == CaseState.REMARKS
    shown = sorted((term for term in running.terms if term.key != law.timing.notice), key=lambda term: term.due_at)
    clause = next(row.clause for row in law.workflow.rows if row.action is Action.REGISTER)
    found: list[dict[str, Any]] = [
        {"title": _("Registered"), "detail": dmyhm(running.registered_at), "clause": clause, "state": "done"}
    ]
    current = case.term_key or law.timing.result
    for term in shown:
        state = "done" if done.get(term.key) else _place(term, current, now)
        when = done.get(term.key)
        at = when if isinstance(when, datetime) else term.due_at
        found.append({"title": term.title, "detail": dmyhm(at), "clause": term.clause, "state": state})
    return found


def _place(term: Term, current: str, now: datetime) -> str:
    if now > term.due_at:
        return "late"
    return "current" if term.key == current else "next"


MAIN_WAY = (
    CaseState.SUBMITTED,
    CaseState.REGISTERED,
    CaseState.COMPLETENESS,
    CaseState.SUBSTANTIVE_REVIEW,
    CaseState.DECISION,
    CaseState.AGREEMENT,
    CaseState.PAYMENT,
    CaseState.MONITORING,
    CaseState.CLOSED,
)


def machine_of(state: CaseState) -> list[dict[str, Any]]:
    """The way of a granted application with the place of this one; of a case off that way, where it left it."""
    way = list(MAIN_WAY)
    if state is CaseState.HEARING:
        way.insert(way.index(CaseState.DECISION), state)
    elif state is CaseState.REMARKS:
        way.insert(way.index(CaseState.SUBSTANTIVE_REVIEW), state)
    elif state is CaseState.RECOVERY:
        way.insert(way.index(CaseState.CLOSED), state)
    elif state not in way:
        return []
    here = way.index(state)
    return [
        {"key": s.value, "label": STATE_LABELS[s], "state": "been" if n < here else "here" if n == here else "ahead"}
        for n, s in enumerate(way)
    ]
