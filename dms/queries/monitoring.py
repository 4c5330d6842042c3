"""What monitoring looks for: quarters whose figure is due, and what was written about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Date, Integer, any_, bindparam, func, select

from dms.extensions import db
from dms.models import Agreement, Case, Notice, Quarter
from dms.queries import people
from dms.queries.fixed import Fixed, ids
from workflows.states import CaseState, Role


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


@dataclass(frozen=True, slots=True)
class Watched:
    """A case in monitoring: its last day, whether every quarter has its figure, the income of the quarters reported
    and of those before, whether it is with a monitor."""

    ends_on: date | None
    all_in: bool
    income: Decimal
    base: Decimal
    with_monitor: bool


_reported = Quarter.reported_at.is_not(None)
_monitors = people.with_role(Role.MONITOR.value, bindparam("day", type_=Date()))
_WATCHED = Fixed(
    select(
        Agreement.case_id,
        func.max(Agreement.monitoring_ends_on),
        func.coalesce(func.bool_and(_reported), False),
        func.coalesce(func.sum(Quarter.income).filter(_reported), 0),
        func.coalesce(func.sum(Quarter.base_income).filter(_reported), 0),
        func.coalesce(func.bool_or(Case.assignee_id.in_(_monitors)), False),
    )
    .join(Case, Case.id == Agreement.case_id)
    .outerjoin(Quarter, Quarter.case_id == Agreement.case_id)
    .where(Agreement.case_id == any_(ids()))
    .group_by(Agreement.case_id)
)


def watched(case_ids: Sequence[int], today: date) -> dict[int, Watched]:
    """How far the monitoring of each case is, in one query; cases without an agreement are left out."""
    return {case_id: Watched(*rest) for case_id, *rest in _WATCHED.rows(ids=list(case_ids), day=today)}


def earlier_obligation_met(case: Case, today: date) -> bool | None:
    """Of the applicant's earlier agreements under the case's programme (314:22): no where a return of money was
    demanded, yes where one has run to its end without; None where none has."""
    demanded = Agreement.demanded.is_not(None)
    ended = Case.ended_at.is_not(None) & (Agreement.monitoring_ends_on < today)
    chosen = select(func.bool_or(demanded), func.bool_or(ended)).join(Case, Case.id == Agreement.case_id)
    broken, met = db.session.execute(
        chosen.where(Case.organisation_id == case.organisation_id, Case.programme == case.programme, Case.id != case.id)
    ).one()
    return False if broken else met or None
