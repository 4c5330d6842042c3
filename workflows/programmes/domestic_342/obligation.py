"""The counter-obligation of order 342 in figures (342:26, 342:27, agreement annex 1): income grows by at least so many
tenge for each tenge granted; what that takes of monitoring."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from workflows.calculation import months_before
from workflows.money import EXACT, ZERO, down
from workflows.programmes.figures import Figures as Numbers
from workflows.programmes.figures import in_words
from workflows.programmes.sums import Figures, Obligation, Standing
from workflows.text import Text


def target(granted: Decimal, each: Decimal) -> Decimal:
    """The growth of income that meets the obligation: ``each`` tenge for a tenge granted (342:26)."""
    return EXACT.multiply(granted, each)


def is_met(granted: Decimal, growth: Decimal, each: Decimal) -> bool:
    """Whether the growth reaches the target."""
    return growth >= target(granted, each)


def progress(granted: Decimal, growth: Decimal, each: Decimal) -> Decimal:
    """Growth so far over the target: 1 when met, below 0 when income fell. ``granted`` is above zero."""
    return EXACT.divide(growth, target(granted, each))


def sum_to_return(granted: Decimal, growth: Decimal, each: Decimal) -> Decimal:
    """What a breach sends back: in proportion to what was not reached, down to 0.01 (342:27, I-18). Never more than
    was granted, even when income fell; nothing once the obligation is met."""
    missing = EXACT.subtract(granted, EXACT.divide(growth, each))
    return down(min(granted, max(ZERO, missing)))


def monitoring_ends_on(paid_on: date, signed_on: date, months: int) -> date:
    """The last day of monitoring: so many months after the money came (342:24) or after the last signature
    (342:A3.4.2), whichever is later (I-15)."""
    return months_before(max(paid_on, signed_on), -months)


def obligation_of(figures: Numbers) -> Obligation:
    """The obligation of an edition with these figures."""
    each, months = figures["growth"], figures["monitoring_months"].whole

    def standing(known: Figures) -> Standing:
        """342:26, 342:27, I-12, I-18: income in tenge."""
        growth, granted = known.income - known.base, known.granted
        return Standing(
            growth=growth,
            target=target(granted, each.value),
            met=is_met(granted, growth, each.value),
            progress=progress(granted, growth, each.value) if granted > 0 else None,
            to_return=sum_to_return(granted, growth, each.value),
        )

    return Obligation(
        title=_TITLE.fill(n=in_words(each.value)),
        clause=each.clause,
        quarters=figures["growth_quarters"].whole,
        standing=standing,
        ends_on=lambda paid_on, signed_on: monitoring_ends_on(paid_on, signed_on, months),
    )


_TITLE = Text(
    "Екі жыл ішінде табыс әрбір өтелген теңгеге кемінде {n} теңгеге артады",
    "За два года доход растет не менее чем на {n} тенге на каждый возмещенный тенге",
    "Within two years income grows by at least {n} tenge for each tenge granted",
)
