"""How values are written on paper in Kazakh and Russian: sums, days, moments, percentages, letters without a glyph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from markupsafe import Markup

from forms.annexes.contexts.parts import Reference
from forms.annexes.contexts.report import thousands
from forms.annexes.places import place_of, places_in
from forms.words import date_in_words, in_words, number_in_words
from workflows.clock import local
from workflows.money import NBSP, format_number

#: Kazakh "of such a day", as in "2022 жылғы 15 маусымдағы № 342 бұйрығы".
_MONTHS_OF = (
    *("қаңтардағы", "ақпандағы", "наурыздағы", "сәуірдегі", "мамырдағы", "маусымдағы"),
    *("шілдедегі", "тамыздағы", "қыркүйектегі", "қазандағы", "қарашадағы", "желтоқсандағы"),
)
#: "To such a day", as in "12 мамырға дейін", and the ending of "to" after minutes: 17:30-ға, 18:00-ге.
_MONTHS_TO = (
    *("қаңтарға", "ақпанға", "наурызға", "сәуірге", "мамырға", "маусымға"),
    *("шілдеге", "тамызға", "қыркүйекке", "қазанға", "қарашаға", "желтоқсанға"),
)
_ONES_TO = ("", "ге", "ге", "ке", "ке", "ке", "ға", "ге", "ге", "ға")
_TENS_TO = ("ге", "ға", "ға", "ға", "қа", "ге")


def grouped(value: Decimal | int, places: int) -> str:
    """``4442550`` as ``4 442 550,00`` with no-break spaces."""
    return f"{value:,.{places}f}".replace(",", NBSP).replace(".", ",")


def money(value: Decimal) -> str:
    """A sum in tenge or another currency with two digits after the comma."""
    return format_number(value)


def thousand(value: Decimal) -> str:
    """A sum in tenge as thousand tenge."""
    return grouped(thousands(value), 1)


def number(value: Decimal | int) -> str:
    """A whole or decimal number without needless zeros."""
    text = grouped(value, 6)
    return text.rstrip("0").rstrip(",")


def dmy(value: date) -> str:
    """``21.11.2026``; of a moment, the day it is in Kazakhstan."""
    if isinstance(value, datetime):
        value = local(value)
    return value.strftime("%d.%m.%Y")


def dmyhm(value: datetime) -> str:
    """``21.11.2026 08:30`` by Kazakhstan's clock."""
    return local(value).strftime(f"%d.%m.%Y{NBSP}%H:%M")


def dmyhms(value: datetime) -> str:
    """``21.11.2026 08:30:05`` by Kazakhstan's clock."""
    return local(value).strftime(f"%d.%m.%Y{NBSP}%H:%M:%S")


def month(value: date, lang: str) -> str:
    """The month's name as a date writes it: ``қараша``, ``ноября``."""
    words = date_in_words(value, lang).split()
    return words[-1] if lang == "kk" else words[1]


def day_of(value: date, lang: str) -> str:
    """Day and month before a number: ``15 маусымдағы``; Russian ``15 июня``."""
    return f"{value.day}{NBSP}{_MONTHS_OF[value.month - 1] if lang == 'kk' else month(value, lang)}"


def long_date(value: date, lang: str) -> str:
    """``2026 жылғы 21 қараша``, ``21 ноября 2026 года``, kept together on a line."""
    return date_in_words(value, lang).replace(" ", NBSP)


def whole(value: str) -> str:
    """A text that a line break may not cut, such as a telephone number."""
    return value.replace(" ", NBSP)


def stem(value: str) -> str:
    """A sentence without its last stop: the form sets its own."""
    return value.rstrip(" .;\n")


def figures_and_number(value: Decimal, lang: str) -> str:
    """``960 000,50 (тоғыз жүз алпыс мың)``, to stand before the form's own word "теңге" and ``and_tiyn``."""
    return f"{money(value)} ({number_in_words(int(value), lang)})"


def and_tiyn(value: Decimal, ending: str = "") -> str:
    """`` 50 тиын`` after the form's own word "теңге", in the same case (``ending``); nothing for a whole sum."""
    return f"{NBSP}{int(value % 1 * 100):02d}{NBSP}тиын{ending}" if value % 1 else ""


def stated_on(value: date, lang: str) -> str:
    """``2026 жылғы 6 қазандағы``, ``06.10.2026 г.``: the day before what stood on it, or was made."""
    return f"{value.year}{NBSP}жылғы{NBSP}{day_of(value, lang)}" if lang == "kk" else f"{dmy(value)}{NBSP}г."


def until(value: date, lang: str) -> str:
    """The end of a term: ``2026 жылғы 12 мамырға дейін``, ``27.03.2026 күні сағат 17:30-ға дейін``."""
    if not isinstance(value, datetime):
        end = f"{value.year}{NBSP}жылғы {value.day}{NBSP}{_MONTHS_TO[value.month - 1]} дейін"
        return end if lang == "kk" else f"до{NBSP}{dmy(value)}"
    minute = local(value).minute
    ending = _ONES_TO[minute % 10] if minute % 10 else _TENS_TO[minute // 10]
    clock = local(value).strftime("%H:%M")
    return f"{dmy(value)} күні сағат {clock}-{ending} дейін" if lang == "kk" else f"до{NBSP}{dmyhm(value)}"


def listed(value: Reference) -> str:
    """Number and day of a paper in a column of a table: ``№ 15, 12.01.2026``."""
    return ", ".join(([f"№{NBSP}{value.number}"] if value.number else []) + ([dmy(value.on)] if value.on else []))


def cited(value: Reference, lang: str) -> str:
    """Number and day of a paper beside its name, whichever is known: ``№ 15, 12.01.2026``, ``№ 15 от 12.01.2026 г.``"""
    return listed(value) if lang == "kk" else named(value, lang)


def named(value: Reference, lang: str) -> str:
    """The same inside a sentence: ``2026 жылғы 12 қаңтардағы № 15``, ``№ 15 от 12.01.2026 г.``"""
    number = f"№{NBSP}{value.number}" if value.number else ""
    if not value.on:
        return number
    day = stated_on(value.on, lang)
    return " ".join(filter(None, (day, number) if lang == "kk" else (number, f"от{NBSP}{day}")))


_EDITION = re.compile(r"\d+@(\d{4})-(\d\d)-(\d\d)")


def edition(value: str, lang: str) -> str:
    """``23.10.2025 редакциясы`` for ``342@2025-10-23``; what is no key of an edition stays as it is."""
    found = _EDITION.fullmatch(value)
    day = ".".join(reversed(found.groups())) if found else ""
    return (f"{day} редакциясы" if lang == "kk" else f"редакция от {day}") if day else value


@cache
def _glyphs() -> frozenset[int]:
    with TTFont(Path(__file__).parent / "fonts" / "Tinos-Regular.ttf", lazy=True) as font:
        known = font.getBestCmap()
    # Invisible marks (direction, joiners) have glyphs but no place on an official paper: they show as their code.
    return frozenset(code for code in known if unicodedata.category(chr(code)) not in ("Cc", "Cf", "Zl", "Zp"))


def printable(value: Any) -> Any:
    """What a page may show of ``value``: composed letters, and ``[U+4E2D]`` for a character that the bundled typeface
    has not, so that no foreign font is ever embedded and nothing vanishes. Markup made by templates passes as it is."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    known = _glyphs()
    return "".join(
        char if ord(char) in known or char in "\n\t" else f"[U+{ord(char):04X}]"
        for char in unicodedata.normalize("NFC", value)
    )


_LETTER = r"[^\W\d_]"
_COMPOUND = re.compile(
    rf"( ?)(?<![\w-])((?:\d{{1,2}}:)?\d{{1,4}}-{_LETTER}{{2,16}}|(?:\d[\d,]{{0,6}}[ {NBSP}]?)?%-{_LETTER}{{1,16}}"
    rf"|{_LETTER}{{2,16}}-{_LETTER}{{2,16}})(?![\w-])"
)
#: Groups of the digits of a number, a telephone number, a number after its sign.
_TOGETHER = re.compile(r"(?<!\d)(?<!\d )\d{1,3}(?: \d{3})+(?!\d)|\+\d[ -]\(?\d{3,4}\)?(?:[ -]\d{2,4}){2,4}|№ (?=\S*\d)")
#: A number filled in after its sign: a longer one must find its own line.
_SHORT_NUMBER = 24


def _kept_whole(found: re.Match[str]) -> str:
    """The blank before the word is an element of its own: where the word begins a line WeasyPrint (70) else forgets
    that the line may break there, and breaks it after its first word."""
    blank, word = found.groups()
    return ("<span> </span>" if blank else "") + f'<span class="whole">{word}</span>'


def uncut(html: str) -> str:
    """The page with words such as ``8-тармағының`` and ``қаржылық-шаруашылық`` kept on one line each: a word broken at
    its own hyphen comes out of text extraction without it. So are numbers, whoever wrote them: ``312 450,00``."""
    head, main, body = html.partition("<main>")
    parts = re.split(r"(<[^>]*>)", body)
    for index in range(0, len(parts), 2):
        joined = _TOGETHER.sub(lambda found: whole(found.group()), parts[index])
        if joined.endswith("№ ") and len(parts[index + 2].partition(" ")[0]) <= _SHORT_NUMBER:
            joined = joined[:-1] + NBSP
        parts[index] = _COMPOUND.sub(_kept_whole, joined)
    return head + main + "".join(parts)


FILTERS: dict[str, Callable[..., str]] = {
    "money": money,
    "thousand": thousand,
    "number": number,
    "dmy": dmy,
    "dmyhm": dmyhm,
    "dmyhms": dmyhms,
    "whole": whole,
    "stem": stem,
    "and_tiyn": and_tiyn,
    "listed": listed,
    "named_in": named,
}
BY_LANGUAGE: dict[str, Callable[..., str]] = {
    "month": month,
    "day_of": day_of,
    "long_date": long_date,
    "words": in_words,
    "figures_and_number": figures_and_number,
    "cited": cited,
    "named": named,
    "stated_on": stated_on,
    "until": until,
    "edition": edition,
    "place": place_of,
    "places": places_in,
}
