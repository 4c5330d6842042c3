"""A case's calculation: rows into a request, the rules' answer back. The arithmetic itself is in ``workflows``."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from dms.models import Case
from dms.queries import money
from dms.services import reference
from workflows.calculation import Cost, Earlier, Payment, Request, Result, Size
from workflows.programmes.domestic_342.calculation import calculate
from workflows.programmes.domestic_342.cost_types import type_of

#: More than any window of the caps reaches back from the day of the application.
FAR_ENOUGH = timedelta(days=800)


def of_case(case: Case, now: datetime, *, size: Size = Size.MEDIUM) -> Result:
    """What a decision made now could grant. ``applied_on`` is the day of submission, today for a draft.

    Raises:
        NoMci: no value covers the day of the application.
    """
    return calculate(request_of(case, now, size=size))


def request_of(case: Case, now: datetime, *, size: Size = Size.MEDIUM) -> Request:
    """The question as the rules want it; also kept in the decision, so that it can be asked again."""
    applied_on = (case.received_at.astimezone(now.tzinfo) if case.received_at else now).date()
    return Request(
        programme=case.programme,
        applied_on=applied_on,
        decided_on=now.date(),
        size=size,
        mci=reference.mci_on(applied_on),
        costs=tuple(cost_of(line) for line in case.content.get("costs", []) if payable(line)),
        earlier=tuple(
            Earlier(
                type=row.cost_type,
                decided_on=row.decided_on.astimezone(now.tzinfo).date(),
                amount=row.amount,
                received_on=row.received_on.astimezone(now.tzinfo).date(),
            )
            for row in money.granted_before(
                case.organisation_id, case.programme, (case.received_at or now) - FAR_ENOUGH
            )
            if row.case_id != case.id
        ),
    )


def payable(line: dict[str, Any]) -> bool:
    """A line that can be calculated: it has its type and at least one whole payment."""
    return bool(line.get("subitem")) and bool(_payments(line))


def cost_of(line: dict[str, Any]) -> Cost:
    return Cost(
        id=line["id"], type=type_of(line["subitem"]), payments=_payments(line), currency=line.get("currency") or "KZT"
    )


def _payments(line: dict[str, Any]) -> tuple[Payment, ...]:
    foreign = (line.get("currency") or "KZT") != "KZT"
    found = []
    for row in line.get("payments", []):
        if not row.get("paid_on") or not row.get("amount") or (foreign and not row.get("rate")):
            continue
        found.append(
            Payment(
                paid_on=datetime.fromisoformat(row["paid_on"]).date(),
                amount=Decimal(row["amount"]),
                rate=Decimal(row["rate"]) if foreign else None,
                rate_units=int(row.get("rate_units") or 1),
            )
        )
    return tuple(found)


def tenge_of(line: dict[str, Any]) -> Decimal:
    """What was paid for one line, in tenge without VAT."""
    return sum((payment.tenge for payment in _payments(line)), Decimal("0.00"))


def requested(case: Case) -> Decimal:
    """The costs declared in the application, in tenge without VAT."""
    return sum((p.tenge for line in case.content.get("costs", []) for p in _payments(line)), Decimal("0.00"))
