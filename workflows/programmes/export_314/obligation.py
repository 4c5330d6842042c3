"""The counter-obligation of order 314 in figures (314:22): income in foreign currency from sales and services grows by
at least 10 % in 2 years. How a breach sends money back is not in the known text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from workflows.calculation import months_before
from workflows.money import EXACT, ZERO
from workflows.programmes.sums import Figures, Obligation, Standing
from workflows.text import Text

CLAUSE = "314:22"
GROWTH = Decimal("0.10")
MONTHS = 24
#: How many quarters make the two years, and as many before them to compare with.
QUARTERS = 8


def standing(figures: Figures) -> Standing:
    """Both incomes in one foreign currency. Without income before there is nothing to take 10 % of: an officer says
    whether the obligation is met."""
    growth = EXACT.subtract(figures.income, figures.base)
    target = EXACT.multiply(figures.base, GROWTH)
    if target <= ZERO:
        return Standing(growth, target, None, None, None)
    return Standing(growth, target, growth >= target, EXACT.divide(growth, target), None)


def ends_on(_paid_on: date, signed_on: date) -> date:
    """The last day of the two years under the agreement, counted from its last signature."""
    return months_before(signed_on, -MONTHS)


OBLIGATION = Obligation(
    title=Text(
        "Екі жыл ішінде өнімді сатудан және қызмет көрсетуден түскен валюталық түсім кемінде 10 %-ға артады",
        "За два года валютная выручка от продажи продукции и оказания услуг увеличивается не менее чем на 10 %",
        "Within two years foreign-currency income from sales and services grows by at least 10 %",
    ),
    clause=CLAUSE,
    quarters=QUARTERS,
    standing=standing,
    ends_on=ends_on,
    in_tenge=False,
)
