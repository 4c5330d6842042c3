"""Annex 4: the operator's quarterly report, index П342 (342:28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from forms.annexes.contexts.parts import NOBODY, Person
from forms.annexes.contexts.rules import Bin, Context, Line, Money, Name, QuarterNumber, Year


def thousands(sum_in_tenge: Decimal) -> Decimal:
    """Tenge as thousand tenge with one digit after the point, half up: the unit of the report."""
    return (sum_in_tenge / 1000).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow(Context):
    """One enterprise and cost type, columns 2–9. Sums are tenge here and thousand tenge on paper."""

    enterprise: Name
    cost_type: Name
    received_on: date
    decided_on: date | None = None
    own_part: Money
    support: Money
    financed: Money
    state: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorReport(Context):
    """Annex 4. An empty quarter is a report without rows."""

    quarter: QuarterNumber
    year: Year
    bin: Bin = ""
    rows: tuple[ReportRow, ...] = ()
    operator_name: Line = ""
    operator_address: Line = ""
    operator_phone: Line = ""
    operator_email: Line = ""
    executor: Person = NOBODY
    head: Person = NOBODY
