"""The counter-obligation of order 314 in figures (314:22): income in foreign currency from sales and services grows by
at least 10 % in 2 years. How a breach sends money back is not in the known text."""

from __future__ import annotations

from decimal import Decimal

from workflows.calculation import months_before
from workflows.money import EXACT, ZERO
from workflows.programmes.figures import Figures as Numbers
from workflows.programmes.figures import in_words
from workflows.programmes.sums import Figures, Obligation, Standing
from workflows.text import Text


def standing(figures: Figures, share: Decimal) -> Standing:
    """Both incomes in one foreign currency. Without income before there is nothing to take a share of: an officer says
    whether the obligation is met."""
    growth = EXACT.subtract(figures.income, figures.base)
    target = EXACT.multiply(figures.base, share)
    if target <= ZERO:
        return Standing(growth, target, None, None, None)
    return Standing(growth, target, growth >= target, EXACT.divide(growth, target), None)


def obligation_of(figures: Numbers) -> Obligation:
    """The obligation of an edition with these figures: its years are counted from the agreement's last signature."""
    share, months = figures["growth"], figures["monitoring_months"].whole
    return Obligation(
        title=_TITLE.fill(percent=in_words(share.value * 100)),
        clause=share.clause,
        quarters=figures["growth_quarters"].whole,
        standing=lambda known: standing(known, share.value),
        ends_on=lambda _paid_on, signed_on: months_before(signed_on, -months),
        in_tenge=False,
        has_formula=False,
    )


_TITLE = Text(
    "Екі жыл ішінде өнімді сатудан және қызмет көрсетуден түскен валюталық түсім кемінде {percent} %-ға артады",
    "За два года валютная выручка от продажи продукции и оказания услуг увеличивается не менее чем на {percent} %",
    "Within two years foreign-currency income from sales and services grows by at least {percent} %",
)
