"""What the quarterly report P342 is made from (342:28): a fixed number of questions, however many cases there are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from dms.errors import NotVisible
from dms.events import OF_ACTION
from dms.extensions import db
from dms.models import Case, Decision, JournalEntry, MoneyMovement, Report
from workflows.states import DraftKind

#: Drafts whose signature is the decision on the application.
DECIDING = (DraftKind.GRANT.value, DraftKind.REFUSAL.value, DraftKind.REJECTION.value)


def cases_between(programme: str, first: datetime, end: datetime) -> Sequence[Case]:
    """Cases received before ``end`` that had not ended before ``first``, in the order of arrival."""
    chosen = (
        select(Case)
        .where(
            Case.programme == programme,
            Case.received_at < end,
            or_(Case.ended_at.is_(None), Case.ended_at >= first),
        )
        .order_by(Case.received_at, Case.id)
    )
    return db.session.scalars(chosen).unique().all()


def decisions_at(case_ids: Sequence[int], end: datetime) -> dict[int, Decision]:
    """The decision on each application signed before ``end``."""
    chosen = select(Decision).where(
        Decision.case_id.in_(case_ids), Decision.kind.in_(DECIDING), Decision.signed_at < end
    )
    return {row.case_id: row for row in db.session.scalars(chosen.order_by(Decision.id))}


def paid_at(case_ids: Sequence[int], end: datetime) -> dict[int, Decimal]:
    """Tenge paid to each case before ``end``, less what came back."""
    chosen = (
        select(MoneyMovement.case_id, -func.sum(MoneyMovement.amount))
        .where(
            MoneyMovement.case_id.in_(case_ids),
            MoneyMovement.kind.in_(("pay", "return")),
            MoneyMovement.at < end,
        )
        .group_by(MoneyMovement.case_id)
    )
    return {case_id: Decimal(total) for case_id, total in db.session.execute(chosen) if case_id is not None}


def states_at(case_ids: Sequence[int], end: datetime) -> dict[int, str]:
    """Where each case stood at ``end``, as its journal says."""
    moves = [event.value for event in OF_ACTION.values()]
    chosen = (
        select(JournalEntry.case_id, JournalEntry.body)
        .where(JournalEntry.case_id.in_(case_ids), JournalEntry.event.in_(moves), JournalEntry.at < end)
        .ext(distinct_on(JournalEntry.case_id))
        .order_by(JournalEntry.case_id, JournalEntry.case_seq.desc())
    )
    return {
        case_id: json.loads(body)["facts"]["to"] for case_id, body in db.session.execute(chosen) if case_id is not None
    }


def reports(programme: str, *, before: int | None = None, limit: int = 20) -> list[Report]:
    """Newest first; ``before`` is the last id of the page before."""
    chosen = select(Report).where(Report.programme == programme)
    if before is not None:
        chosen = chosen.where(Report.id < before)
    return list(db.session.scalars(chosen.order_by(Report.id.desc()).limit(limit)))


def get_report(public_id: str) -> Report:
    """Raises: NotVisible."""
    found = db.session.scalars(select(Report).where(Report.public_id == public_id)).one_or_none()
    if found is None:
        raise NotVisible
    return found
