"""A question to the rules written down, as ``dms calculate`` reads it: what a case was calculated from, for whoever
wants to calculate it again elsewhere."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from workflows.calculation import Cost, Payment, Request
from workflows.money import format_plain

Json = dict[str, Any]


def request_json(request: Request) -> Json:
    """The input of ``dms calculate`` for this question; what is not known is left out."""
    taxes = {
        "taxes_paid_previous_year": request.taxes_paid_previous_year,
        "vat_refunded_previous_year": request.vat_refunded_previous_year,
    }
    return {
        "programme": request.programme,
        "applied_on": request.applied_on.isoformat(),
        "decided_on": request.decided_on.isoformat(),
        "size": request.size.value,
        "mci": format_plain(request.mci),
        "costs": [_cost(cost) for cost in request.costs],
        "earlier": [
            {"type": row.type, "decided_on": row.decided_on.isoformat(), "amount": format_plain(row.amount)}
            | ({"received_on": row.received_on.isoformat()} if row.received_on else {})
            for row in request.earlier
        ],
        "declared_earlier": [
            {"type": row.type, "received_on": row.received_on.isoformat(), "amount": format_plain(row.amount)}
            for row in request.declared_earlier
        ],
        **{key: format_plain(amount) for key, amount in taxes.items() if amount is not None},
    }


def _cost(cost: Cost) -> Json:
    told: Json = {"id": cost.id, "type": cost.type, "currency": cost.currency}
    told["payments"] = [_payment(payment) for payment in cost.payments]
    if cost.processing is not None:
        told["processing"] = cost.processing.value
    marks = {"domestic_carrier": cost.domestic_carrier, "sea_port": cost.sea_port}
    return told | {key: True for key, holds in marks.items() if holds}


def _payment(payment: Payment) -> Json:
    told: Json = {"paid_on": payment.paid_on.isoformat(), "amount": format_plain(payment.amount)}
    if payment.rate is None:
        return told
    return {**told, "rate": _plain(payment.rate), "rate_units": payment.rate_units}


def _plain(rate: Decimal) -> str:
    return f"{rate:f}"
