"""Rates, caps and windows of order 314-НҚ as amended by order 298-НҚ (314:11, 314:12, 314:20, 314:22)."""

from __future__ import annotations

from decimal import Decimal

from workflows.calculation import CapRule, Processing, Size

#: By the size of the applicant: 9.1, 9.2, 9.4, 9.5, 9.7 and all of 10 (314:11, first part).
SIZE_RATES = {Size.LARGE: Decimal("0.30"), Size.MEDIUM: Decimal("0.50"), Size.SMALL: Decimal("0.60")}
#: By the level of processing of the goods: 9.8 and 9.9 (314:11, second part).
PROCESSING_RATES = {
    Processing.UPPER: Decimal("0.80"),
    Processing.MEDIUM: Decimal("0.50"),
    Processing.LOWER: Decimal("0.30"),
}
PROCESSED_TYPES = frozenset({"9.8", "9.9"})
#: Added for 9.9 with domestic carriers, and again through Kazakh sea ports: percentage points of the documented cost.
BONUS = Decimal("0.05")
RATE_CLAUSE = "314:11"

TRANSPORT = "9.9"
#: Types that order 298-НҚ took out, with the sub-paragraph that is gone.
REMOVED = {"9.3": "314:9.3", "9.6": "314:9.6", "10.4": "314:10.4"}

#: 314:12, second and third parts.
GENERAL = CapRule(
    "general",
    frozenset({"9.1", "9.2", "9.4", "9.5", "9.7", "9.8", "10.1", "10.2", "10.3", "10.5", "10.6", "10.7"}),
    13_000,
    "314:12",
)
DELIVERY = CapRule("9.9", frozenset({TRANSPORT}), 75_000, "314:12")
CAPS = (GENERAL, DELIVERY)
TYPES = GENERAL.types | DELIVERY.types | frozenset(REMOVED)
GROUP_OF = {key: cap.group for cap in CAPS for key in cap.types}

#: Months before the application in which a payment must have been made.
COST_MONTHS = 12
COST_CLAUSE = "314:20.2"
#: Left without consideration for what is declared: in MCI, in MCI, over the taxes.
LEAVE_GENERAL, LEAVE_DELIVERY, LEAVE_TAXES = "314:22.2", "314:22.3", "314:22.4"
#: Which rate converts a currency is not in the known text: a setting of the programme, without a clause.
CONVERSION_CLAUSE = ""
INTERPRETATIONS = ("I-2", "I-4", "I-10", "I-14")
