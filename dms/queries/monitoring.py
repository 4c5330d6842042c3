"""What monitoring looks for: quarters whose figure is due, and what was written about them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Integer, select

from dms.extensions import db
from dms.models import Case, Notice, Quarter
from workflows.states import CaseState


def unreminded(code: str, today: date, *, limit: int = 500) -> list[tuple[Case, Quarter]]:
    """Quarters in monitoring that are over and not reported, about which no notice of this code was written yet."""
    said = select(Notice.id).where(
        Notice.case_id == Quarter.case_id,
        Notice.code == code,
        Notice.params["quarter"].astext.cast(Integer) == Quarter.no,
    )
    rows = db.session.execute(
        select(Case, Quarter)
        .join(Quarter, Quarter.case_id == Case.id)
        .where(
            Case.state == CaseState.MONITORING.value,
            Quarter.reported_at.is_(None),
            Quarter.ends_on < today,
            ~said.exists(),
        )
        .order_by(Quarter.due_on, Case.id)
        .limit(limit)
    )
    return [(case, quarter) for case, quarter in rows]
