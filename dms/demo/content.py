"""A plan as an application: Annex 1, items 1-18, in the shape in which the application keeps it."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from dms.demo.export_plans import export_part
from dms.demo.people import APPLICANTS, SUPPLIERS, Head
from dms.demo.plans import Plan, Spent
from workflows.programmes.editions import DOMESTIC

HEADS: dict[str, Head] = {head.key: head for head in APPLICANTS}
#: Currency and day → tenge for one unit.
RateOf = Callable[[str, date], Decimal]

BANK = {
    "kk": {"name": "«Үлгі Банк» АҚ", "iban": "KZ978562203105747338", "bic": "KCJBKZKX"},
    "ru": {"name": "АО «Улги Банк»", "iban": "KZ978562203105747338", "bic": "KCJBKZKX"},
}


def payment_days(plan: Plan, applied_on: date) -> list[tuple[str, date]]:
    """Every foreign payment of the plan: currency and day, whose rates must be known."""
    return [
        (spent.currency, applied_on - timedelta(days=days))
        for spent in plan.costs
        for days in spent.paid
        if spent.currency != "KZT"
    ]


def content_of(plan: Plan, applied_on: date, rate_of: RateOf) -> dict[str, Any]:
    """The whole application, in the shape of its programme."""
    if plan.programme == DOMESTIC:
        return {**_every(plan, applied_on, rate_of), **_domestic(HEADS[plan.applicant])}
    return {**_every(plan, applied_on, rate_of), **export_part(plan, applied_on.year - 1)}


def _domestic(head: Head) -> dict[str, Any]:
    """What Annex 1 of order 342 asks besides."""
    return {
        "staff_total": head.staff[0],
        "staff_citizens": head.staff[1],
        "local_content_share": f"{Decimal(head.staff[1] * 100) / head.staff[0]:.1f}",
        "oked_code": head.oked[0],
        "oked_name": head.oked[1],
        "products": head.products,
        "support_participant": False,
        "declarations": dict.fromkeys(
            ("exchange_rate", "accuracy", "no_other_support", "no_court_ban", "personal_data"), True
        ),
    }


def _every(plan: Plan, applied_on: date, rate_of: RateOf) -> dict[str, Any]:
    head = HEADS[plan.applicant]
    surname, given, *rest = head.name.split(" ")
    phone = f"+7701{zlib.crc32(head.key.encode()) % 10_000_000:07d}"
    person = {
        "surname": surname, "given_name": given, "patronymic": " ".join(rest), "phone": phone, "email": head.email,
        "position": _position(head),
    }  # fmt: skip
    return {
        "language": head.language,
        "applicant_name": head.organisation,
        "bin": head.number,
        "legal_address": {"postcode": head.postcode, "region": head.region, "city": head.city, "street": head.street,
                          "phone": phone},
        "head": person,
        "registration_date": head.registered_on,
        "cost_subitems": list(dict.fromkeys(spent.subitem for spent in plan.costs)),
        "costs": [line_of(plan, number, spent, applied_on, rate_of) for number, spent in enumerate(plan.costs, 1)],
        "last_cost": len(plan.costs),
        "bank": {**BANK[head.language], "kbe": "19" if head.is_proprietor else "17"},
        "contact": person,
        "signer_capacity": "sole_proprietor" if head.is_proprietor else "first_head",
    }  # fmt: skip


def _position(head: Head) -> str:
    if head.is_proprietor:
        return "Жеке кәсіпкер"
    return "Директор" if head.organisation.startswith(("ТОО", "«")) else "Басшы"


def line_of(plan: Plan, number: int, spent: Spent, applied_on: date, rate_of: RateOf) -> dict[str, Any]:
    """One cost line with its payments; the papers named in it come from ``papers.writing``."""
    seed = zlib.crc32(f"{plan.key}-{number}".encode())
    name, supplier_bin, _ = SUPPLIERS[spent.supplier]
    first, last = applied_on - timedelta(days=max(spent.paid)), applied_on - timedelta(days=min(spent.paid))
    line: dict[str, Any] = {
        "id": str(number),
        "subitem": spent.subitem,
        "name": spent.name,
        "oked_code": spent.oked[0],
        "oked_name": spent.oked[1],
        "contract_no": f"{seed % 900 + 100}/{first.year % 100}",
        "contract_date": (first - timedelta(days=34)).isoformat(),
        "currency": spent.currency,
        "amount": f"{spent.amount:.2f}",
        "supplier_name": name,
        "supplier_nonresident": not supplier_bin,
        "payments": _payments(spent, applied_on, rate_of, seed),
        **spent.more,
    }
    if supplier_bin:
        day = (last - timedelta(days=6)).isoformat()
        line |= {"supplier_bin": supplier_bin, "act_no": str(seed % 70 + 3), "act_date": day,
                 "invoice_no": f"{seed % 9000 + 1000}", "invoice_date": day}  # fmt: skip
    if spent.bill:
        line |= {"payment_invoice_no": str(seed % 400 + 11),
                 "payment_invoice_date": (first - timedelta(days=5)).isoformat()}  # fmt: skip
    return line


def _payments(spent: Spent, applied_on: date, rate_of: RateOf, seed: int) -> list[dict[str, Any]]:
    share = (spent.amount / len(spent.paid)).quantize(Decimal("0.01"), ROUND_DOWN)
    amounts = [share] * (len(spent.paid) - 1)
    amounts.append(spent.amount - sum(amounts, Decimal(0)))
    rows = []
    for place, (days, amount) in enumerate(zip(spent.paid, amounts, strict=True)):
        day = applied_on - timedelta(days=days)
        row: dict[str, Any] = {
            "paid_on": day.isoformat(),
            "amount": f"{amount:.2f}",
            "order_no": f"{seed % 500 + place}",
        }
        if spent.currency != "KZT":
            row |= {"rate": f"{rate_of(spent.currency, day)}", "rate_units": 1}
        rows.append(row)
    return rows
