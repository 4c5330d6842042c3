"""What the roles of an employee let him sign: the head everything, a deputy what his dated order covers (342:35)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dms.models import StaffRole
from workflows.facts import Paper
from workflows.states import Role


def decides(row: StaffRole) -> bool:
    """342:35: the head, or a deputy by a dated order."""
    return row.role == Role.HEAD or (row.role == Role.DEPUTY and bool(row.order_no) and row.order_on is not None)


def limits(rows: Iterable[StaffRole]) -> tuple[Paper, ...]:
    """The orders that limit whoever holds these roles; none where one of the roles lets him sign everything."""
    signing: Sequence[StaffRole] = [row for row in rows if decides(row)]
    if any(row.role == Role.HEAD or not row.acts for row in signing):
        return ()
    return tuple(
        Paper(row.order_no, row.order_on, frozenset(row.acts), row.valid_from, row.valid_to) for row in signing
    )
