"""Rows of the reference tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import CalendarVersion, ReferenceRow
from dms.queries.fixed import Fixed


class Mark(NamedTuple):
    """``calendar``: the number of the newest version; ``recounting``: not every open case has been counted by it."""

    row: int | None
    approved_at: datetime | None
    rows: int
    calendar: int | None
    recounting: bool


_MARK = Fixed(
    select(
        func.max(ReferenceRow.id),
        func.max(ReferenceRow.approved_at),
        func.count(ReferenceRow.id),
        select(func.max(CalendarVersion.id)).scalar_subquery(),
        select(CalendarVersion.id).where(CalendarVersion.done_at.is_(None)).exists(),
    ).where(ReferenceRow.status.in_(("approved", "replaced")))
)


def mark() -> Mark:
    """Changes whenever an approved row is added, replaced or ended: what caches are compared with."""
    return Mark(*_MARK.rows()[0])


def list_approved(table: str) -> Sequence[ReferenceRow]:
    """All rows in force of a table, in the order of their first days."""
    query = select(ReferenceRow).where(ReferenceRow.table == table, ReferenceRow.status == "approved")
    return db.session.scalars(query.order_by(ReferenceRow.valid_from, ReferenceRow.id)).all()


def list_rows(table: str, *, key: str = "", limit: int = 500) -> Sequence[ReferenceRow]:
    """Rows of every status for the screen: proposals first, then the newest first days."""
    query = select(ReferenceRow).where(ReferenceRow.table == table)
    if key:
        query = query.where(ReferenceRow.key.startswith(key, autoescape=True))
    query = query.options(joinedload(ReferenceRow.proposed_by), joinedload(ReferenceRow.approved_by))
    order = (ReferenceRow.status != "proposed", ReferenceRow.valid_from.desc(), ReferenceRow.id.desc())
    return db.session.scalars(query.order_by(*order).limit(limit)).all()


def find_covering(table: str, key: str, day: date) -> ReferenceRow | None:
    """The approved row that covers the day; of several the one that begins later."""
    query = select(ReferenceRow).where(
        ReferenceRow.table == table,
        ReferenceRow.key == key,
        ReferenceRow.status == "approved",
        ReferenceRow.valid_from <= day,
        or_(ReferenceRow.valid_to.is_(None), ReferenceRow.valid_to >= day),
    )
    return db.session.scalars(query.order_by(ReferenceRow.valid_from.desc(), ReferenceRow.id.desc()).limit(1)).first()


def list_covering(table: str, day: date) -> dict[str, ReferenceRow]:
    """The approved rows that cover the day, by key."""
    query = select(ReferenceRow).where(
        ReferenceRow.table == table,
        ReferenceRow.status == "approved",
        ReferenceRow.valid_from <= day,
        or_(ReferenceRow.valid_to.is_(None), ReferenceRow.valid_to >= day),
    )
    return {row.key: row for row in db.session.scalars(query.order_by(ReferenceRow.valid_from, ReferenceRow.id))}


def hold(table: str, key: str) -> None:
    """Until the end of the transaction nobody else approves rows of this key: two that overlap each other would not
    see each other."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"reference:{table}:{key}", 0))))


def find_overlapping(row: ReferenceRow) -> ReferenceRow | None:
    """Another approved row of the same key that holds on one of the row's days."""
    query = select(ReferenceRow).where(
        ReferenceRow.table == row.table,
        ReferenceRow.key == row.key,
        ReferenceRow.status == "approved",
        or_(ReferenceRow.valid_to.is_(None), ReferenceRow.valid_to >= row.valid_from),
    )
    if row.valid_to is not None:
        query = query.where(ReferenceRow.valid_from <= row.valid_to)
    if row.replaces_id is not None:
        query = query.where(ReferenceRow.id != row.replaces_id)
    return db.session.scalars(query.limit(1)).first()


def get_row(public_id: str, *, lock: bool = False) -> ReferenceRow:
    """Raises NotVisible."""
    query = select(ReferenceRow).where(ReferenceRow.public_id == public_id)
    row = db.session.scalars(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotVisible
    return row


def count_proposed() -> dict[str, int]:
    """How many proposals wait in each table."""
    query = select(ReferenceRow.table, func.count()).where(ReferenceRow.status == "proposed")
    return {table: count for table, count in db.session.execute(query.group_by(ReferenceRow.table)).all()}
