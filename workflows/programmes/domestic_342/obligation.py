"""The counter-obligation of order 342 in figures (342:26, 342:27, agreement annex 1): income grows by at least 2 tenge
for each tenge granted."""

from __future__ import annotations

from decimal import Decimal

from workflows.money import EXACT, ZERO, down

#: Tenge of growth for each tenge granted (342:26).
TENGE_PER_TENGE = Decimal(2)


def target(granted: Decimal) -> Decimal:
    """The growth of income that meets the obligation."""
    return EXACT.multiply(granted, TENGE_PER_TENGE)


def is_met(granted: Decimal, growth: Decimal) -> bool:
    """Whether the growth reaches the target."""
    return growth >= target(granted)


def progress(granted: Decimal, growth: Decimal) -> Decimal:
    """Growth so far over the target: 1 when met, below 0 when income fell. ``granted`` is above zero."""
    return EXACT.divide(growth, target(granted))


def sum_to_return(granted: Decimal, growth: Decimal) -> Decimal:
    """What a breach sends back: in proportion to what was not reached, down to 0.01 (342:27, I-18). Never more than
    was granted, even when income fell; nothing once the obligation is met."""
    missing = EXACT.subtract(granted, EXACT.divide(growth, TENGE_PER_TENGE))
    return down(min(granted, max(ZERO, missing)))
