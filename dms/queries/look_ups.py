"""What the dated lists hold about the codes of one application: the only place where checks look things up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, false, func, or_, select, tuple_

from dms.extensions import db
from dms.models import ReferenceRow
from workflows.reference_tables import WHOLE

#: As many digits as codes of OKED, and of customs, are compared at.
OKED, CUSTOMS = 4, 6


def _in_force(day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        ReferenceRow.status == "approved",
        ReferenceRow.valid_from <= day,
        or_(ReferenceRow.valid_to.is_(None), ReferenceRow.valid_to >= day),
    )


def list_rows(day: date, *, goods: Collection[str], activities: Collection[str]) -> Sequence[ReferenceRow]:
    """The rows in force on the day that any of these codes (digits alone) may stand in: of the export goods by code of
    customs, of the export services and the priority goods by code of OKED; and the rows that say that a list is whole.
    """
    digits = func.regexp_replace(ReferenceRow.key, "[^0-9]", "", "g")
    code = func.left(ReferenceRow.values["code"].astext, CUSTOMS)
    wanted = or_(
        ReferenceRow.key == WHOLE,
        and_(ReferenceRow.table == "goods", _among(code, goods, CUSTOMS)),
        and_(
            ReferenceRow.table.in_(("services", "priority_goods")),
            _among(func.left(digits, OKED), activities, OKED),
        ),
    )
    tables = ReferenceRow.table.in_(("goods", "services", "priority_goods"))
    query = select(ReferenceRow).where(tables, wanted, *_in_force(day)).order_by(ReferenceRow.key, ReferenceRow.id)
    return db.session.scalars(query).all()


def _among(column: ColumnElement[str], codes: Collection[str], digits: int) -> ColumnElement[bool]:
    beginnings = {code[:digits] for code in codes if len(code) >= digits}
    return column.in_(beginnings) if beginnings else false()


def list_rates(pairs: Collection[tuple[str, date]]) -> Mapping[tuple[str, date], ReferenceRow]:
    """The National Bank's rates of these currencies on exactly these days."""
    if not pairs:
        return {}
    wanted = tuple_(ReferenceRow.key, ReferenceRow.valid_from).in_(sorted(pairs))
    query = select(ReferenceRow).where(ReferenceRow.table == "rates", ReferenceRow.status == "approved", wanted)
    rows = db.session.scalars(query.order_by(ReferenceRow.id))
    return {(row.key, row.valid_from): row for row in rows}
