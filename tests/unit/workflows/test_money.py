"""Tenge: rounding, reading, showing; and the MCI."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.mci import SHIPPED, MciRow, NoMci, mci_on
from workflows.money import (
    BadMoney,
    convert,
    down,
    format_number,
    format_plain,
    format_tenge,
    half_up,
    parse_plain,
    parse_typed,
)

TIYN = st.integers(0, 10**16)


@pytest.mark.parametrize(
    ("exact", "line", "granted"),
    [("0.005", "0.01", "0.00"), ("0.0049", "0.00", "0.00"), ("2.675", "2.68", "2.67"), ("10", "10.00", "10.00")],
)
def test_lines_round_half_up_and_grants_down(exact: str, line: str, granted: str) -> None:
    assert (str(half_up(Decimal(exact))), str(down(Decimal(exact)))) == (line, granted)


@given(TIYN, st.integers(1, 10**9), st.integers(1, 10**6))
@pytest.mark.clause("342:13")
def test_a_conversion_is_the_nearest_tiyn(amount: int, rate: int, units: int) -> None:
    exact = Fraction(amount, 100) * Fraction(rate, 100) / units
    found = Fraction(convert(Decimal(amount) / 100, Decimal(rate) / 100, units))
    assert -Fraction(1, 200) < found - exact <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1200000", "1200000.00"),
        ("1 200 000,5", "1200000.50"),
        ("1\u00a0200\u202f000,50 ₸", "1200000.50"),
        (" 15.07 теңге ", "15.07"),
        ("15 тенге", "15.00"),
        ("0", "0.00"),
    ],
)
def test_what_people_type(text: str, amount: str) -> None:
    assert str(parse_typed(text)) == amount


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not_a_number"),
        ("₸", "not_a_number"),
        ("12e3", "not_a_number"),
        ("1,200,000.50", "not_a_number"),
        ("١٢", "not_a_number"),
        ("12.", "not_a_number"),
        ("NaN", "not_a_number"),
        ("1,200", "too_precise"),  # twelve hundred or one point two? not ours to guess
        ("-5", "negative"),
        ("−5,00", "negative"),
        ("1" * 16, "too_large"),
    ],
)
def test_what_is_no_sum(text: str, reason: str) -> None:
    with pytest.raises(BadMoney) as caught:
        parse_typed(text)
    assert caught.value.reason == reason


@pytest.mark.parametrize("text", ["1 200", "1,5", "+5", "5 ₸", " 5", "5\n", ".5", "0x1"])
def test_programs_write_sums_in_one_way(text: str) -> None:
    with pytest.raises(BadMoney):
        parse_plain(text)


@given(TIYN.filter(lambda n: n < 10**17))
def test_a_shown_sum_reads_back(tiyn: int) -> None:
    amount = Decimal(tiyn) / 100
    assert parse_plain(format_plain(amount)) == amount == parse_typed(format_tenge(amount))


def test_sums_are_shown_with_no_break_spaces() -> None:
    assert format_tenge(Decimal("4442550")) == "4\xa0442\xa0550,00\xa0₸"
    assert format_number(Decimal("-0.5")) == "-0,50"
    with pytest.raises(BadMoney):
        format_plain(Decimal("0.001"))


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2019, 1, 1), "2525"),
        (date(2020, 3, 31), "2651"),
        (date(2020, 4, 1), "2778"),
        (date(2021, 7, 1), "2917"),
        (date(2022, 12, 31), "3063"),
        (date(2023, 1, 1), "3450"),
        (date(2024, 2, 29), "3692"),
        (date(2025, 12, 31), "3932"),
        (date(2026, 1, 1), "4325"),
    ],
)
def test_the_mci_of_a_day(day: date, value: str) -> None:
    assert mci_on(day) == Decimal(value)


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2027, 1, 1)])
def test_no_mci_is_made_up(day: date) -> None:
    with pytest.raises(NoMci, match=f"{day:%d.%m.%Y}"):
        mci_on(day)


def test_shipped_intervals_leave_no_gap_and_name_their_source() -> None:
    for before, after in pairwise(SHIPPED):
        assert (after.since - before.until).days == 1
    assert all(row.source for row in SHIPPED)


def test_of_two_rows_the_later_beginning_holds() -> None:
    rows = [*SHIPPED, MciRow(date(2026, 7, 1), date(2026, 12, 31), Decimal("4500.00"), "amendment")]
    assert (mci_on(date(2026, 6, 30), rows), mci_on(date(2026, 7, 1), rows)) == (Decimal(4325), Decimal(4500))


@pytest.mark.parametrize(
    ("count", "day", "limit"),
    [
        (15_000, date(2026, 5, 1), 64_875_000),
        (10_000, date(2026, 5, 1), 43_250_000),
        (13_000, date(2026, 5, 1), 56_225_000),
        (75_000, date(2026, 5, 1), 324_375_000),
        (15_000, date(2025, 5, 1), 58_980_000),
        (10_000, date(2025, 5, 1), 39_320_000),
        (13_000, date(2025, 5, 1), 51_116_000),
        (75_000, date(2025, 5, 1), 294_900_000),
    ],
)
@pytest.mark.clause("342:9.1", "342:9.2", "314:12")
def test_caps_worked_by_hand(count: int, day: date, limit: int) -> None:
    assert count * mci_on(day) == limit
