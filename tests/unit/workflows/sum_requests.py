"""Requests of sums as programs send them, in a few words, and the answer in full."""

from __future__ import annotations

import json
from typing import Any

from dms.rules_io.answers import result_json
from dms.rules_io.requests import read_request
from workflows.programmes.calculate import calculate

Json = dict[str, Any]

EXAMPLE: Json = json.loads("""
{"programme": "domestic-342", "applied_on": "2026-03-20", "decided_on": "2026-03-31", "size": "medium",
 "mci": "4325.00",
 "costs": [
  {"id": "1", "type": "1", "amount": "1200000.00", "currency": "KZT", "paid_on": "2025-11-10"},
  {"id": "2", "type": "3", "currency": "USD", "payments": [
     {"paid_on": "2025-12-01", "amount": "15000.00", "rate": "512.34", "rate_units": 1}]}
 ],
 "earlier": [{"type": "1", "received_on": "2025-05-20", "decided_on": "2025-06-01", "amount": "30000000.00"}]}
""")


def answer(app: Json) -> Json:
    return result_json(calculate(read_request(app, "")))


def kzt(amount: str, paid_on: str, kind: str = "1", number: str = "1", **more: object) -> Json:
    return {"id": number, "type": kind, "currency": "KZT", "amount": amount, "paid_on": paid_on, **more}


def domestic(*costs: Json, **more: object) -> Json:
    return {
        "programme": "domestic-342", "applied_on": "2026-03-20", "size": "small", "costs": list(costs), **more
    }  # fmt: skip


def export(*costs: Json, **more: object) -> Json:
    base = {"taxes_paid_previous_year": "900000000", "vat_refunded_previous_year": "0"}
    return {**domestic(*costs), "programme": "export-314", **base, **more}


def row(decided_on: str, amount: str, kind: str = "1", received_on: str = "2025-01-10") -> Json:
    return {"type": kind, "received_on": received_on, "decided_on": decided_on, "amount": amount}
