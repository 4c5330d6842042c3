"""Sums, numbers and dates in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from forms.words import date_in_words, in_words, number_in_words


@pytest.mark.parametrize(
    ("amount", "kk", "ru"),
    [
        ("960000.00", "тоғыз жүз алпыс мың теңге 00 тиын", "девятьсот шестьдесят тысяч тенге 00 тиын"),
        ("0.00", "нөл теңге 00 тиын", "ноль тенге 00 тиын"),
        ("0.05", "нөл теңге 05 тиын", "ноль тенге 05 тиын"),
        ("1.10", "бір теңге 10 тиын", "один тенге 10 тиын"),
        ("1000", "бір мың теңге 00 тиын", "одна тысяча тенге 00 тиын"),
        ("22002.02", "жиырма екі мың екі теңге 02 тиын", "двадцать две тысячи два тенге 02 тиын"),
        (
            "4442550.00",
            "төрт миллион төрт жүз қырық екі мың бес жүз елу теңге 00 тиын",
            "четыре миллиона четыреста сорок две тысячи пятьсот пятьдесят тенге 00 тиын",
        ),
        (
            "38771819.69",
            "отыз сегіз миллион жеті жүз жетпіс бір мың сегіз жүз он тоғыз теңге 69 тиын",
            "тридцать восемь миллионов семьсот семьдесят одна тысяча восемьсот девятнадцать тенге 69 тиын",
        ),
        (
            "3001000000011.99",
            "үш триллион бір миллиард он бір теңге 99 тиын",
            "три триллиона один миллиард одиннадцать тенге 99 тиын",
        ),
    ],
)
def test_sums_in_words(amount: str, kk: str, ru: str) -> None:
    assert in_words(Decimal(amount), "kk") == kk
    assert in_words(Decimal(amount), "ru") == ru


ONES = ["", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
TENS = ["", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]
SCALES = ["", "мың", "миллион", "миллиард", "триллион"]


def kazakh(number: int) -> str:
    """A second way: three digits at a time."""
    words: list[str] = []
    for power, scale in reversed(list(enumerate(SCALES))):
        part = number // 1000**power % 1000
        hundreds, rest = divmod(part, 100)
        if hundreds:
            words += ([ONES[hundreds]] if hundreds > 1 else []) + ["жүз"]
        words += [TENS[rest // 10], ONES[rest % 10], scale if part else ""]
    return " ".join(word for word in words if word)


def test_kazakh_numbers_against_a_second_way() -> None:
    numbers = [*range(1, 2100), *(10**power + step for power in range(3, 15) for step in (-1, 0, 1, 21, 40, 100))]
    assert [n for n in numbers if number_in_words(n, "kk") != kazakh(n)] == []


def test_english_is_for_screens_and_a_strange_language_is_kazakh() -> None:
    assert in_words(Decimal("2.50"), "en") == "two tenge 50 tiyn"
    assert in_words(Decimal(2), "de") == "екі теңге 00 тиын"


@pytest.mark.parametrize("amount", ["-1", "-0.01", "0.001"])
def test_what_cannot_be_said(amount: str) -> None:
    with pytest.raises(ValueError, match="in words"):
        in_words(Decimal(amount), "kk")


def test_dates_in_words() -> None:
    assert date_in_words(date(2026, 11, 21), "kk") == "2026 жылғы 21 қараша"
    assert date_in_words(date(2026, 11, 21), "ru") == "21 ноября 2026 года"
    assert date_in_words(date(2026, 3, 1), "en") == "1 March 2026"
