"""The quarters of monitoring under order 342 (342:24, 342:28, A3 4.2, A3 5.1): calendar quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflows.calculation import months_before

#: Quarters whose income is set against each other (I-12).
COUNT = 8
#: Day of the month after the quarter by which the operator's report goes out (342:28).
REPORT_DAY = 25
#: Monitoring lasts two years after the money came, or after signing, to the later end (I-15).
MONITORING_MONTHS = 24


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, ``number`` 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month - 1) // 3 + 1)

    def shifted(self, quarters: int) -> Quarter:
        """So many quarters later, earlier when negative."""
        year, index = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, index + 1)

    @property
    def first(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        return date.fromordinal(self.shifted(1).first.toordinal() - 1)

    @property
    def report_due_on(self) -> date:
        """When the operator's report P342 on the quarter is due at the ministry (342:28)."""
        return self.shifted(1).first.replace(day=REPORT_DAY)


def quarters_after(agreement_on: date) -> tuple[Quarter, ...]:
    """The eight whole quarters after the agreement date (A3 5.1, I-12); its own quarter belongs to neither side."""
    here = Quarter.of(agreement_on)
    return tuple(here.shifted(step) for step in range(1, COUNT + 1))


def quarters_before(agreement_on: date) -> tuple[Quarter, ...]:
    """The eight whole quarters before the agreement date, oldest first."""
    here = Quarter.of(agreement_on)
    return tuple(here.shifted(step) for step in range(-COUNT, 0))


def monitoring_ends_on(paid_on: date, signed_on: date) -> date:
    """The last day of monitoring: two years after the money came (342:24) or after the last signature (A3 4.2),
    whichever is later (I-15)."""
    return months_before(max(paid_on, signed_on), -MONITORING_MONTHS)
