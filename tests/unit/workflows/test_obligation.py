"""The counter-obligation in figures and the quarters of monitoring."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.programmes import by_name
from workflows.programmes.domestic_342.obligation import is_met, progress, sum_to_return, target
from workflows.programmes.periods import Quarter

TWO = Decimal(2)
OBLIGATION = by_name("342@2025-10-23").sums.obligation


@pytest.mark.parametrize(
    ("granted", "growth", "back"),
    [
        ("1000.00", "2000.00", "0.00"),
        ("1000.00", "2000.01", "0.00"),
        ("1000.00", "1999.99", "0.00"),  # 0.005 goes down
        ("1000.00", "1999.98", "0.01"),
        ("1000.00", "500.00", "750.00"),
        ("1000.00", "0.00", "1000.00"),
        ("1000.00", "-9000.00", "1000.00"),
        ("0.03", "0.01", "0.02"),
    ],
)
@pytest.mark.clause("342:27")
def test_what_a_breach_sends_back(granted: str, growth: str, back: str) -> None:
    assert str(sum_to_return(Decimal(granted), Decimal(growth), TWO)) == back


@given(st.integers(1, 10**12), st.integers(-(10**12), 10**13))
def test_the_return_is_the_formula_of_the_register(granted_tiyn: int, growth_tiyn: int) -> None:
    share = min(Decimal(1), max(Decimal(0), 1 - Decimal(growth_tiyn) / (2 * granted_tiyn)))
    found = sum_to_return(Decimal(granted_tiyn) / 100, Decimal(growth_tiyn) / 100, TWO) * 100
    assert abs(found - granted_tiyn * share) <= 1
    assert 0 <= found <= granted_tiyn


@pytest.mark.clause("342:26")
def test_two_tenge_for_each_tenge() -> None:
    granted = Decimal("4442550.00")
    assert target(granted, TWO) == Decimal("8885100.00")
    assert is_met(granted, Decimal("8885100.00"), TWO)
    assert not is_met(granted, Decimal("8885099.99"), TWO)
    assert progress(granted, Decimal("4442550.00"), TWO) == Decimal("0.5")


@pytest.mark.clause("342:24", "342:A3.5.1")
def test_eight_whole_quarters_on_each_side_of_the_agreement() -> None:
    agreement = date(2026, 4, 8)
    after, before = OBLIGATION.after(agreement), OBLIGATION.before(agreement)
    assert (after[0], after[-1], len(after)) == (Quarter(2026, 3), Quarter(2028, 2), 8)
    assert (before[0], before[-1], len(before)) == (Quarter(2024, 2), Quarter(2026, 1), 8)
    assert Quarter.of(agreement) not in after + before


@pytest.mark.parametrize(
    ("quarter", "first", "last", "report"),
    [
        (Quarter(2026, 1), date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 25)),
        (Quarter(2026, 2), date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 25)),
        (Quarter(2026, 4), date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 25)),
    ],
)
@pytest.mark.clause("342:28")
def test_a_quarter_and_its_report(quarter: Quarter, first: date, last: date, report: date) -> None:
    assert (quarter.first, quarter.last, quarter.report_due_on) == (first, last, report)


@given(st.dates(date(2019, 1, 1), date(2099, 1, 1)), st.integers(-20, 20))
def test_quarters_follow_each_other(day: date, steps: int) -> None:
    quarter = Quarter.of(day)
    assert quarter.first <= day <= quarter.last
    assert quarter.shifted(steps).shifted(-steps) == quarter
    assert quarter.shifted(1).first - quarter.last == timedelta(days=1)


@pytest.mark.parametrize(
    ("paid_on", "signed_on", "ends_on"),
    [
        (date(2026, 4, 10), date(2026, 4, 8), date(2028, 4, 10)),
        (date(2026, 4, 10), date(2026, 4, 12), date(2028, 4, 12)),
        (date(2024, 2, 29), date(2024, 2, 1), date(2026, 2, 28)),
    ],
)
@pytest.mark.clause("342:24", "342:A3.4.2", "342:A3.18")
def test_monitoring_lasts_to_the_later_end(paid_on: date, signed_on: date, ends_on: date) -> None:
    assert OBLIGATION.ends_on(paid_on, signed_on) == ends_on
