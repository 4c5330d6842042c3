"""The shipped calendar against a table written out by hand, and its edits."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from tests.unit.workflows import naive_terms
from workflows import calendar, shipped_days
from workflows.calendar import CONFIRMED_YEARS, PROVISIONAL_YEARS, Calendar, Change, NoCalendar
from workflows.text import Text

SHIPPED = Calendar.shipped()
WHY = Text(kk="Бұйрық", ru="Приказ", en="Order")


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", naive_terms.OFF)
def test_every_day_is_as_in_the_table(year: int) -> None:
    assert [day for day in days_of(year) if SHIPPED.is_working(day) != naive_terms.works(day)] == []


@pytest.mark.parametrize("year", [*CONFIRMED_YEARS, *PROVISIONAL_YEARS])
def test_the_frozen_years_are_what_the_package_says(year: int) -> None:
    assert calendar._frozen(year) == calendar._statute(year, lunar=year in CONFIRMED_YEARS)


def test_no_other_year_is_frozen() -> None:
    assert list(shipped_days.DAYS_OFF) == [*CONFIRMED_YEARS, *PROVISIONAL_YEARS]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2019, 5, 10), "Демалыс күні (басқа күннен ауыстырылды)"),
        (date(2019, 7, 8), "Астана күні (қайта белгіленген демалыс)"),
        (date(2019, 12, 2), "Қазақстан Республикасының Тұңғыш Президенті күні (қайта белгіленген демалыс)"),
        (date(2020, 5, 8), "Демалыс күні (басқа күннен ауыстырылды)"),
        (date(2020, 5, 11), None),  # its day off went to 8 May
        (date(2020, 7, 31), "Құрбан айт"),
        (date(2020, 12, 20), None),
        (date(2021, 7, 3), None),
        (date(2021, 7, 20), "Құрбан айт"),
        (date(2022, 5, 10), "Отан Қорғаушы күні (қайта белгіленген демалыс)"),
        (date(2022, 10, 25), "Республика күні"),
        (date(2023, 1, 7), "Православиелік Рождество"),
        (date(2023, 1, 9), None),  # Christmas is not carried over
        (date(2023, 7, 1), None),
        (date(2025, 8, 30), "Қазақстан Республикасының Конституциясы күні"),
        (date(2026, 3, 21), "Наурыз мейрамы"),
        (date(2026, 3, 15), "Демалыс күні (жексенбі)"),
        (date(2026, 8, 30), "Демалыс күні (жексенбі)"),
        (date(2026, 10, 26), "Қазақстан Республикасы күні (қайта белгіленген демалыс)"),
        (date(2027, 3, 15), "Қазақстан Республикасының Конституциясы күні"),
        (date(2028, 5, 5), None),  # Kurban Ait comes with the act that confirms the year
        (date(2026, 4, 4), "Демалыс күні (сенбі)"),
    ],
)
def test_a_day_off_has_its_name(day: date, why: str | None) -> None:
    text = SHIPPED.day_off(day)
    assert (text.kk if text else None) == why


def test_every_reason_is_said_in_three_languages() -> None:
    for year in (*CONFIRMED_YEARS, *PROVISIONAL_YEARS):
        for day in days_of(year):
            text = SHIPPED.day_off(day)
            assert text is None or all(text.get(lang) and "{" not in text.get(lang) for lang in ("kk", "ru", "en"))


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2029, 1, 1), date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_without_a_calendar_is_an_error(day: date) -> None:
    with pytest.raises(NoCalendar, match=day.isoformat()):
        SHIPPED.is_working(day)


def test_only_years_with_an_act_are_confirmed() -> None:
    assert not SHIPPED.is_provisional(date(2019, 1, 1), date(2026, 12, 31))
    assert SHIPPED.is_provisional(date(2026, 12, 31), date(2027, 1, 1))
    assert SHIPPED.is_provisional(date(2028, 2, 29), date(2028, 2, 29))


def test_an_edited_day_changes_only_itself() -> None:
    friday, saturday = date(2026, 4, 3), date(2026, 4, 4)
    edited = SHIPPED.with_changes([Change(friday, True, WHY), Change(saturday, False, WHY)])
    assert edited.day_off(friday) == WHY
    assert edited.is_working(saturday)
    assert SHIPPED.is_working(friday)
    assert not SHIPPED.is_working(saturday)
    assert [day for day in days_of(2026) if edited.day_off(day) != SHIPPED.day_off(day)] == [friday, saturday]


def test_a_holiday_can_be_struck_out_and_the_later_change_holds() -> None:
    nauryz = date(2026, 3, 23)
    struck = SHIPPED.with_changes([Change(nauryz, False, WHY)])
    assert struck.is_working(nauryz)
    assert not SHIPPED.with_changes([Change(nauryz, False, WHY), Change(nauryz, True, WHY)]).is_working(nauryz)
    worked = SHIPPED.with_changes([Change(date(2026, 4, 4), False, WHY), Change(date(2026, 4, 4), True, WHY)])
    assert not worked.is_working(date(2026, 4, 4))


def test_a_year_can_be_confirmed_and_a_further_one_added() -> None:
    confirmed = SHIPPED.with_year(2027, confirmed=True)
    assert not confirmed.is_provisional(date(2027, 1, 1), date(2027, 12, 31))
    assert confirmed.with_year(2027, confirmed=False).is_provisional(date(2027, 1, 1), date(2027, 1, 1))
    further = SHIPPED.with_year(2029, confirmed=False)
    assert not further.is_working(date(2029, 1, 1))
    assert further.is_working(date(2029, 1, 8))
    assert further.is_provisional(date(2029, 1, 1), date(2029, 1, 1))
    with pytest.raises(NoCalendar):
        SHIPPED.is_working(date(2029, 1, 8))


def test_the_next_working_day_is_after_the_given_one() -> None:
    assert SHIPPED.next_working(date(2026, 3, 20)) == date(2026, 3, 26)
    assert SHIPPED.next_working(date(2026, 3, 26)) == date(2026, 3, 27)


def test_a_kept_calendar_is_the_same_again() -> None:
    for one in (SHIPPED, SHIPPED.with_year(2031, confirmed=True)):
        again = Calendar.of_plain(json.loads(json.dumps(one.plain())))
        assert again.differs_on(one) is None
        assert again.plain() == one.plain()


def test_what_changed_is_told_by_its_first_and_last_day() -> None:
    free = SHIPPED.with_changes([Change(date(2026, 4, 2), True, WHY), Change(date(2026, 4, 9), True, WHY)])
    assert free.differs_on(SHIPPED) == (date(2026, 4, 2), date(2026, 4, 9))
    confirmed = SHIPPED.with_year(2027, confirmed=True)
    assert SHIPPED.differs_on(confirmed) == (date(2027, 1, 1), date(2027, 12, 31))
    assert SHIPPED.differs_on(Calendar.shipped()) is None
