"""The figures that an edition computes with: shares, limits, windows, counts. Data of the edition, each with its unit
and clause; a calculation reads them through the typed view of its programme (``rates``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workflows.money import NBSP
from workflows.text import Text


class Measure(StrEnum):
    """What a figure counts."""

    SHARE = "share"  # of a cost, of income: 0.50 is 50 %
    MCI = "mci"
    TENGE = "tenge"
    TIMES = "times"  # tenge of growth for each tenge granted
    MONTHS = "months"
    QUARTERS = "quarters"
    WORKING_DAYS = "working_days"
    DIGITS = "digits"


#: Counted in whole numbers.
WHOLE = frozenset({Measure.MCI, Measure.MONTHS, Measure.QUARTERS, Measure.WORKING_DAYS, Measure.DIGITS})


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a law. ``key`` is its name within the programme."""

    key: str
    value: Decimal
    measure: Measure
    clause: str
    title: Text

    @property
    def whole(self) -> int:
        """The value of a figure that is counted in whole numbers."""
        return int(self.value)


Figures = Mapping[str, Figure]


def figures(*found: Figure) -> Figures:
    """By key, in the given order."""
    return {figure.key: figure for figure in found}


def in_words(number: Decimal) -> str:
    """``13 000``, ``2,5``: a number inside a sentence, as the orders print it, whole on its line."""
    return f"{number.normalize():,f}".replace(",", NBSP).replace(".", ",")
