"""Sums, numbers and dates in words, in Kazakh and Russian, as official papers write them. English for screens."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from num2words import num2words

from workflows.money import down

#: What ``num2words`` calls our languages.
_LANG = {"kk": "kz", "ru": "ru", "en": "en"}
_TENGE = {"kk": ("теңге", "тиын"), "ru": ("тенге", "тиын"), "en": ("tenge", "tiyn")}

_MONTHS = {
    "kk": ("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
           "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"),
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня",
           "июля", "августа", "сентября", "октября", "ноября", "декабря"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}  # fmt: skip
_DATE = {"kk": "{year} жылғы {day} {month}", "ru": "{day} {month} {year} года", "en": "{day} {month} {year}"}


def number_in_words(number: int, lang: str) -> str:
    """``тоғыз жүз алпыс мың``, ``девятьсот шестьдесят тысяч``; ``number`` is not negative. Kazakh for any language but
    ours. Raises ValueError for a negative number."""
    if number < 0:
        raise ValueError("a number in words is not negative")
    words: str = num2words(number, lang=_LANG.get(lang, "kz"))
    return words


def in_words(amount: Decimal, lang: str) -> str:
    """``тоғыз жүз алпыс мың теңге 00 тиын``: tenge in words, tiyn in two digits. Raises ValueError for a negative sum
    or one with parts of a tiyn."""
    if amount < 0 or amount != down(amount):
        raise ValueError("a sum in words is whole tiyn and not negative")
    tenge = int(amount)
    tenge_word, tiyn_word = _TENGE.get(lang, _TENGE["kk"])
    return f"{number_in_words(tenge, lang)} {tenge_word} {int((amount - tenge) * 100):02d} {tiyn_word}"


def date_in_words(day: date, lang: str) -> str:
    """``2026 жылғы 21 қараша``, ``21 ноября 2026 года``, ``21 November 2026``."""
    known = lang if lang in _DATE else "kk"
    return _DATE[known].format(year=day.year, day=day.day, month=_MONTHS[known][day.month - 1])
