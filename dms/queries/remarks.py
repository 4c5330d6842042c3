"""Rounds of remarks of a case (314:22), read from the journal: what was sent, when, and when it was answered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from dms.events import Event
from dms.extensions import db
from dms.models import Case, JournalEntry
from workflows.states import CaseState

#: Where the operator owes a decision (314:3): what is with the applicant holds nobody up.
OWED = (
    CaseState.REGISTERED,
    CaseState.COMPLETENESS,
    CaseState.SUBSTANTIVE_REVIEW,
    CaseState.HEARING,
    CaseState.DECISION,
)


@dataclass(frozen=True, slots=True)
class Round:
    """One round. ``remarks``: rows of ``text``, ``clause``, ``key`` of the check or line, ``document`` (public id,
    empty: of none), ``line`` of the costs."""

    no: int
    sent_at: datetime
    remarks: Sequence[Mapping[str, Any]]
    reasons: str
    answered_at: datetime | None = None


def rounds_of(case_id: int) -> list[Round]:
    """In their order; the last one is open while it has no answer."""
    kinds = (Event.REMARKS_SENT.value, Event.REMARKS_ANSWERED.value)
    rows = db.session.scalars(
        select(JournalEntry)
        .where(JournalEntry.case_id == case_id, JournalEntry.event.in_(kinds))
        .order_by(JournalEntry.id)
    )
    found: list[Round] = []
    for row in rows:
        if row.event == Event.REMARKS_ANSWERED:
            found[-1] = replace(found[-1], answered_at=row.at)
            continue
        told = json.loads(row.body)["facts"]
        found.append(Round(len(found) + 1, row.at, told.get("remarks", ()), told.get("reasons", "")))
    return found


def earlier_waiting(case: Case) -> tuple[str, ...]:
    """Numbers of the programme's applications registered before this one that still wait for the operator."""
    if case.registered_at is None:
        return ()
    # what came in after hours is registered at one and the same office moment (A6.7): there its number tells
    same_moment = and_(Case.registered_at == case.registered_at, Case.number < case.number)
    before = or_(Case.registered_at < case.registered_at, same_moment)
    chosen = (
        select(Case.number)
        .where(
            Case.programme == case.programme,
            Case.id != case.id,
            before,
            Case.state.in_([state.value for state in OWED]),
        )
        .order_by(Case.registered_at, Case.number)
        .limit(20)
    )
    return tuple(number for number in db.session.scalars(chosen) if number)
