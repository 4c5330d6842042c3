"""Calendar quarters, and those over which a counter-obligation is watched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

#: Day of the month after the quarter by which the operator's report goes out (342:28).
REPORT_DAY = 25


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
        """When the operator's quarterly report is due at the ministry (342:28)."""
        return self.shifted(1).first.replace(day=REPORT_DAY)


def quarters_after(agreement_on: date, count: int) -> tuple[Quarter, ...]:
    """So many whole quarters after the agreement date; its own quarter belongs to neither side."""
    here = Quarter.of(agreement_on)
    return tuple(here.shifted(step) for step in range(1, count + 1))


def quarters_before(agreement_on: date, count: int) -> tuple[Quarter, ...]:
    """So many whole quarters before the agreement date, oldest first."""
    here = Quarter.of(agreement_on)
    return tuple(here.shifted(step) for step in range(-count, 0))
