"""Rates, caps and windows of order 342 in the edition of 23.10.2025 (342:9, 342:10)."""

from __future__ import annotations

from decimal import Decimal

from workflows.calculation import CapRule

#: 50 % of a justified, documented cost without VAT (342:9).
RATE = Decimal("0.50")
RATE_CLAUSE = "342:9"

#: 342:9.1; and 342:9.2, one cap for types 2 and 3 together (I-20). Each holds over both windows.
CAPS: tuple[CapRule, ...] = (
    CapRule("1", frozenset({"1"}), 15_000, "342:9.1"),
    CapRule("2+3", frozenset({"2", "3"}), 10_000, "342:9.2"),
)
TYPES = frozenset().union(*(cap.types for cap in CAPS))
GROUP_OF = {key: cap.group for cap in CAPS for key in cap.types}

#: Months before the application: of the payments (342:10.1) and of the first cap window (342:9).
COST_MONTHS = 24
COST_CLAUSE = "342:10.1"
CAP_MONTHS = 24

CONVERSION_CLAUSE = "342:13"
#: Small and medium enterprises only.
SIZE_CLAUSE = "342:11.6"
INTERPRETATIONS = ("I-1", "I-2", "I-4", "I-10", "I-14", "I-20")
