"""A case's calculation: rows into a request, the rules' answer back. The arithmetic itself is in ``workflows``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from dms.models import Case
from dms.queries import money
from dms.services.clock import ALMATY
from dms.services.judging import cost_lines
from dms.services.judging.law import edition_of
from dms.services.tables import reference
from workflows.calculation import (
    Cost,
    Declared,
    Earlier,
    Payment,
    Processing,
    Request,
    Result,
    Size,
    Window,
    cost_window,
    total_of,
)

#: More than any window of the caps reaches back from the day of the application.
FAR_ENOUGH = timedelta(days=800)


def of_case(case: Case, now: datetime) -> Result:
    """What a decision made now could grant, without the cost lines that the officer refused. ``applied_on`` is the day
    of submission, today for a draft.

    Raises:
        NotCalculable: no MCI covers the day of the application, or it lacks what its costs need.
    """
    return edition_of(case).sums.calculate(request_of(case, now))


def request_of(
    case: Case,
    now: datetime,
    *,
    earlier: Iterable[Earlier] | None = None,
    others: Iterable[Case] | None = None,
    refused: Mapping[str, str] | None = None,
) -> Request:
    """The question as the rules want it. ``earlier``: what the applicant had been granted, where a replay knows it
    better than the table of today; ``others``: what it handed in before this one in the year, where that is at hand;
    ``refused``: the lines that the officer refused, each with its clause, likewise."""
    left_out = cost_lines.clauses(case) if refused is None else refused
    applied_on = (case.received_at.astimezone(now.tzinfo) if case.received_at else now).date()
    return Request(
        programme=case.programme,
        applied_on=applied_on,
        decided_on=now.date(),
        size=Size(case.content.get("size") or Size.MEDIUM),
        mci=reference.mci_on(applied_on),
        costs=tuple(
            replace(cost_of(case, line), refused_because=left_out.get(line["id"]))
            for line in case.content.get("costs", [])
            if payable(case, line)
        ),
        earlier=tuple(_earlier(case, now) if earlier is None else earlier),
        declared_earlier=tuple(_declared(case, applied_on, others)),
        taxes_paid_previous_year=_amount(case, "taxes_paid_previous_year"),
        vat_refunded_previous_year=_amount(case, "vat_refunded_previous_year"),
    )


@dataclass(frozen=True, slots=True)
class Uncounted:
    """What was paid for a cost line and does not count by the rules alone, in tenge, with its clause. ``wholly``: the
    line brings nothing. ``window``: where its payments had to lie; None where its kind is reimbursed no more."""

    tenge: Decimal
    wholly: bool
    clause: str
    window: Window | None


def uncounted(case: Case, now: datetime) -> dict[str, Uncounted]:
    """By the line's id, for lines that can be calculated, whatever an officer says of them; the day of the application
    as in ``of_case``.

    Raises:
        NoMci: no value covers the day of the application.
    """
    rules, request = edition_of(case).sums, request_of(case, now, refused={})
    found = {}
    for cost, line in zip(request.costs, rules.calculate(request).lines, strict=True):
        lost = total_of(payment.tenge for payment in cost.payments) - line.accepted
        if lost:
            clause = line.refused_because or rules.costs_clause
            window = cost_window(request.applied_on, rules.months) if clause == rules.costs_clause else None
            found[cost.id] = Uncounted(lost, not line.accepted, clause, window)
    return found


def _earlier(case: Case, now: datetime) -> Iterator[Earlier]:
    for row in money.granted_before(case.organisation_id, case.programme, (case.received_at or now) - FAR_ENOUGH):
        if row.case_id != case.id:
            yield Earlier(
                type=row.cost_type,
                decided_on=row.decided_on.astimezone(now.tzinfo).date(),
                amount=row.amount,
                received_on=row.received_on.astimezone(now.tzinfo).date(),
            )


def _declared(case: Case, applied_on: date, others: Iterable[Case] | None) -> Iterator[Declared]:
    """What the applicant's applications of the year declared before this one, where the law compares it (314:22)."""
    if not edition_of(case).leaving:
        return
    year_began = datetime(applied_on.year, 1, 1, tzinfo=ALMATY)
    for other in money.received_before(case, year_began) if others is None else others:
        assert other.received_at is not None  # the query asked for it
        on = other.received_at.astimezone(ALMATY).date()
        for line in other.content.get("costs", []):
            if line.get("subitem"):
                yield Declared(type=_type_of(other, line), received_on=on, amount=tenge_of(line))


def _amount(case: Case, key: str) -> Decimal | None:
    told = case.content.get(key)
    return Decimal(told) if told else None


def payable(case: Case, line: dict[str, Any]) -> bool:
    """A line that can be calculated: it has its type, at least one whole payment, and what its type asks besides."""
    if not line.get("subitem") or not _payments(line):
        return False
    rules, kind = edition_of(case).sums, _type_of(case, line)
    taxes = ("taxes_paid_previous_year", "vat_refunded_previous_year")
    lacks_taxes = kind in rules.asks_taxes and not all(case.content.get(key) for key in taxes)
    return not lacks_taxes and not (kind in rules.asks_processing and not line.get("processing"))


def cost_of(case: Case, line: dict[str, Any]) -> Cost:
    """One line as the rules want it."""
    processing = line.get("processing")
    return Cost(
        id=line["id"],
        type=_type_of(case, line),
        payments=_payments(line),
        currency=line.get("currency") or "KZT",
        processing=Processing(processing) if processing else None,
        domestic_carrier=bool(line.get("domestic_carrier")),
        sea_port=bool(line.get("sea_port")),
    )


def _type_of(case: Case, line: dict[str, Any]) -> str:
    """The cost type of the line; a type without lines to tick, one that the law had once, stands for itself."""
    known = edition_of(case).costs.subitem_by_key.get(line["subitem"])
    return known.type if known else str(line["subitem"])


def _payments(line: Mapping[str, Any]) -> tuple[Payment, ...]:
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


def tenge_of(line: Mapping[str, Any]) -> Decimal:
    """What was paid for one line, in tenge without VAT."""
    return total_of(payment.tenge for payment in _payments(line))


def paid(line: Mapping[str, Any]) -> Decimal:
    """What the payments of one line come to, in its own currency, without VAT."""
    return sum((Decimal(row["amount"]) for row in line.get("payments") or [] if row.get("amount")), Decimal("0.00"))


def overpaid(line: Mapping[str, Any]) -> Decimal:
    """By how much the payments exceed the sum of the tax invoice, in the line's currency; 0.00 where they do not, or
    where the invoice's sum is not known. No clause forbids it; the papers for the total sum decide (342:10.2)."""
    if not line.get("amount"):
        return Decimal("0.00")
    return max(Decimal("0.00"), paid(line) - Decimal(line["amount"]))


def requested(case: Case) -> Decimal:
    """The costs declared in the application, in tenge without VAT."""
    return sum((tenge_of(line) for line in case.content.get("costs", [])), Decimal("0.00"))
