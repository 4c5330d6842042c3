"""The quarters of monitoring under order 342 (342:24, 342:28, 342:A3.4.2, 342:A3.5.1): calendar quarters."""

from __future__ import annotations

from datetime import date

from workflows.calculation import months_before
from workflows.programmes import periods
from workflows.programmes.periods import REPORT_DAY, Quarter

__all__ = [
    "COUNT",
    "MONITORING_MONTHS",
    "REPORT_DAY",
    "Quarter",
    "monitoring_ends_on",
    "quarters_after",
    "quarters_before",
]

#: Quarters whose income is set against each other (I-12).
COUNT = 8
#: Monitoring lasts two years after the money came, or after signing, to the later end (I-15).
MONITORING_MONTHS = 24


def quarters_after(agreement_on: date) -> tuple[Quarter, ...]:
    """The eight whole quarters after the agreement date (342:A3.5.1, I-12); its own quarter belongs to neither side."""
    return periods.quarters_after(agreement_on, COUNT)


def quarters_before(agreement_on: date) -> tuple[Quarter, ...]:
    """The eight whole quarters before the agreement date, oldest first."""
    return periods.quarters_before(agreement_on, COUNT)


def monitoring_ends_on(paid_on: date, signed_on: date) -> date:
    """The last day of monitoring: two years after the money came (342:24) or after the last signature (342:A3.4.2),
    whichever is later (I-15)."""
    return months_before(max(paid_on, signed_on), -MONITORING_MONTHS)
