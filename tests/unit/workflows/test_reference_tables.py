"""Rows of the reference tables: what each can hold, in one spelling, and what is wrong with the rest."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from workflows import mci
from workflows.reference_tables import TABLES, WHOLE, BadRow, Row, read_row

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
HONEY = {"code": "0409 00", "kk": "Бал", "ru": "Мед", "level": "lower"}
NAMED = {"kk": "атауы", "ru": "название"}


def read(table: str, key: str, values: Any, first: date = FIRST, last: date | None = None) -> Row:
    return read_row(TABLES[table], key, first, last, values)


@pytest.mark.parametrize("level", ["lower", "Төменгі", "НИЖНИЙ", "Lower"])
def test_a_good_is_kept_in_one_spelling(level: str) -> None:
    assert read("goods", "4955", {**HONEY, "level": level}).values == {
        "code": "040900", "kk": "Бал", "ru": "Мед", "en": "", "level": "lower",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("table", "key", "values", "column"),
    [
        ("goods", "49a", HONEY, "key"),
        ("goods", "1", {**HONEY, "code": "04090"}, "code"),  # 314:20.1 compares six digits
        ("goods", "1", {**HONEY, "code": "04090000000"}, "code"),
        ("goods", "1", {**HONEY, "level": "highest"}, "level"),
        ("goods", "1", {**HONEY, "level": ""}, "level"),
        ("goods", "1", {**HONEY, "price": "1"}, "price"),
        ("services", "62.0", NAMED, "key"),  # three digits
        ("services", "62.01.11", NAMED, "key"),
        ("services", "6201", {"kk": "", "ru": "x"}, "kk"),
        ("categories", "090840000907", {"category": "small"}, "key"),  # the check digit
        ("categories", "090840000906", {"category": "giant"}, "category"),
        ("labels", "314:9.2", NAMED, "key"),  # its words are known
        ("labels", "342:8.1", NAMED, "key"),
    ],
)
def test_what_a_list_cannot_hold(table: str, key: str, values: Any, column: str) -> None:
    with pytest.raises(BadRow) as caught:
        read(table, key, values, last=LAST)
    assert caught.value.column == column
    assert len({caught.value.text.kk, caught.value.text.ru, caught.value.text.en}) == 3 or column == "key"


def test_what_lists_hold() -> None:
    assert read("services", "62.01.1", NAMED).values["en"] == ""
    assert read("categories", "090840000906", {"category": "Шағын"}, last=LAST).values == {"category": "small"}
    assert read("labels", "314:9.1", NAMED).key == "314:9.1"


def test_a_category_has_its_last_day() -> None:
    with pytest.raises(BadRow, match="valid_to"):
        read("categories", "090840000906", {"category": "small"})


def test_that_a_list_is_whole_is_a_row_without_values() -> None:
    assert read("goods", WHOLE, {}).values["code"] == ""
    assert TABLES["goods"].is_list
    assert TABLES["services"].is_list
    with pytest.raises(BadRow):
        read("mci", WHOLE, {"value": "1"}, last=LAST)


@pytest.mark.clause("314:BA2")
@pytest.mark.parametrize(
    ("first", "last", "is_held"),
    [
        (date(2022, 8, 1), date(2024, 8, 1), True),
        (date(2022, 8, 1), date(2024, 8, 2), False),
        (date(2022, 8, 1), None, False),
        (date(2025, 1, 1), date(2025, 12, 31), False),
    ],
)
def test_the_row_that_order_298_took_out_ends_before_it(first: date, last: date | None, is_held: bool) -> None:
    if is_held:
        assert read("goods", "4043-1", HONEY, first, last).last == last
    else:
        with pytest.raises(BadRow, match="№ 298-НҚ"):
            read("goods", "4043-1", HONEY, first, last)


def test_a_number_is_written_in_digits() -> None:
    for values in ({"rate": "0", "units": "1"}, {"rate": "5", "units": "0"}, {"rate": "5", "units": "one"}):
        with pytest.raises(BadRow):
            read("rates", "USD", values, last=LAST)
    assert read("rates", "USD", {"rate": "512,34", "units": "1"}, last=LAST).values == {"rate": "512.34", "units": 1}


def test_every_shipped_act_is_named_in_each_language() -> None:
    assert {row.source for row in mci.SHIPPED} <= mci.ACTS.keys()
    assert all(act.kk != act.ru != act.en for act in mci.ACTS.values())
