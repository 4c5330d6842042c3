"""A cost line as a claim to money: which tax invoice of which supplier over which sum. Two lines with one claim ask for
the same cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dms.search.letters import clean
from dms.search.words import bare
from workflows.programmes.parsing import sum_of

LONGEST = 300


def claim_of(line: Mapping[str, Any]) -> str:
    """The same for the same cost however its number is written; empty where invoice, supplier or sum is not stated. A
    supplier without a BIN is known by his name."""
    invoice, amount = bare(clean(str(line.get("invoice_no") or ""))), sum_of(line.get("amount"))
    supplier = bare(clean(str(line.get("supplier_bin") or line.get("supplier_name") or "")))
    if not (invoice and supplier and amount):
        return ""
    return f"{invoice}|{supplier}|{amount:.2f}|{line.get('currency') or 'KZT'}"[:LONGEST]
