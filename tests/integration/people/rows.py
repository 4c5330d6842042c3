"""Rows of reference tables as people propose them."""

from __future__ import annotations

from datetime import date
from typing import Any

from dms.models import User
from dms.services import clock
from dms.services.tables import reference


def mci(first: str = "2027-01-01", last: str = "2027-12-31", value: str = "4500") -> reference.Proposal:
    return reference.Proposal(
        table="mci",
        key="mci",
        valid_from=date.fromisoformat(first),
        valid_to=date.fromisoformat(last),
        values={"value": value},
        source="Law on the budget",
    )


def fields_of(proposal: reference.Proposal) -> dict[str, Any]:
    return {name: getattr(proposal, name) for name in proposal.__dataclass_fields__}


def put(two: tuple[User, User], table: str, key: str, values: dict[str, object], first: str = "2022-08-01") -> None:
    """A row in force, by two people."""
    proposal = reference.Proposal(
        table=table, key=key, valid_from=date.fromisoformat(first), valid_to=None, values=values, source="№ 314-НҚ"
    )
    [row] = reference.propose([proposal], two[0], clock.now())
    reference.approve(row.public_id, two[1], clock.now())
