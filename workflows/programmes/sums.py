"""The sums of an edition: the calculation and the counter-obligation in figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflows.calculation import Request, Result
from workflows.programmes.periods import Quarter, quarters_after, quarters_before
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of an obligation so far: the sum granted in tenge, the income of the periods reported and that of
    the same number of periods before the agreement, both in the obligation's own unit."""

    granted: Decimal
    income: Decimal
    base: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """How an obligation stands. ``met`` and ``progress`` (1 when met, below 0 when income fell) are None where figures
    alone cannot tell; ``to_return`` in tenge, None where the known law has no formula."""

    growth: Decimal
    target: Decimal
    met: bool | None
    progress: Decimal | None
    to_return: Decimal | None


@dataclass(frozen=True, slots=True)
class Obligation:
    """What the applicant owes for the money. ``quarters`` are set against as many before the agreement; ``ends_on``
    takes the day the money came and the day of the last signature. ``in_tenge`` false: both incomes in one foreign
    currency. ``has_formula`` false: the law does not say how much a breach sends back."""

    title: Text
    clause: str
    quarters: int
    standing: Callable[[Figures], Standing]
    ends_on: Callable[[date, date], date]
    in_tenge: bool = True
    has_formula: bool = True

    def after(self, agreement_on: date) -> tuple[Quarter, ...]:
        """The quarters to report."""
        return quarters_after(agreement_on, self.quarters)

    def before(self, agreement_on: date) -> tuple[Quarter, ...]:
        """The quarters to compare with, oldest first."""
        return quarters_before(agreement_on, self.quarters)


@dataclass(frozen=True, slots=True)
class Sums:
    """``calculate`` raises NotCalculable for a request that lacks what its types need. ``months``: how far back a
    payment may lie. ``asks_taxes``, ``asks_processing``: cost types for which the request must say more. ``leaving``:
    every clause on which the sums declared leave the application without consideration. ``costs_clause`` and
    ``rate_clause``: which costs count, and what share of them. ``interpretations``: numbers that the calculation relies
    on."""

    calculate: Callable[[Request], Result]
    months: int
    obligation: Obligation
    leaving: Callable[[Request], frozenset[str]]
    asks_taxes: frozenset[str] = frozenset()
    asks_processing: frozenset[str] = frozenset()
    costs_clause: str = ""
    rate_clause: str = ""
    interpretations: tuple[str, ...] = ()
