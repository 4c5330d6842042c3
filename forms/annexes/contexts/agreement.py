"""Annex 3: the agreement on reimbursement with its two annexes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms.annexes.contexts.parts import Party
from forms.annexes.contexts.rules import Context, ContextError, Line, Money, Name, QuarterNumber, Year


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quarter(Context):
    """A quarter of a year."""

    year: Year
    quarter: QuarterNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Context):
    """Annex 3. ``on`` stays None until the date is known: then the form shows an empty place and the signature sheet
    carries the date. ``whole``: the application is met in full, not in part. ``statistics_*``: the range of quarters of
    annex 2 of the agreement (two years before and two after, 342:A3.5.1)."""

    city: Line = ""
    on: date | None = None
    operator: Party
    applicant: Party
    cost_types: tuple[Name, ...]
    whole: bool = True
    sum: Money
    statistics_from: Quarter
    statistics_to: Quarter

    def check_together(self) -> None:
        if not self.cost_types:
            raise ContextError("cost_types", "must name at least one cost type")
        if self.statistics_from > self.statistics_to:
            raise ContextError("statistics_to", "is earlier than statistics_from")
