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
from forms.annexes.places import place_of
from forms.words import date_in_words, in_words, number_in_words
from workflows.clock import local
from workflows.money import NBSP, format_number

#: Kazakh "of such a day", as in "2022 жылғы 15 маусымдағы № 342 бұйрығы".
_MONTHS_OF = (
    *("қаңтардағы", "ақпандағы", "наурыздағы", "сәуірдегі", "мамырдағы", "маусымдағы"),
    *("шілдедегі", "тамыздағы", "қыркүйектегі", "қазандағы", "қарашадағы", "желтоқсандағы"),
)


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


def cited(value: Reference, lang: str) -> str:
    """Number and day of a paper, whichever is known: ``№ 15, 12.01.2026``."""
    known = [f"№{NBSP}{value.number}"] if value.number else []
    if value.on:
        known.append(dmy(value.on) + ("" if lang == "kk" else f"{NBSP}г."))
    return ", ".join(known)


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
_COMPOUND = re.compile(rf"( ?)(?<![\w-])(\d{{1,4}}-{_LETTER}{{2,16}}|{_LETTER}{{2,16}}-{_LETTER}{{2,16}})(?![\w-])")


def _kept_whole(found: re.Match[str]) -> str:
    """The blank before the word is an element of its own: where the word begins a line WeasyPrint (70) else forgets
    that the line may break there, and breaks it after its first word."""
    blank, word = found.groups()
    return ("<span> </span>" if blank else "") + f'<span class="whole">{word}</span>'


def uncut(html: str) -> str:
    """The page with words such as ``8-тармағының`` and ``қаржылық-шаруашылық`` kept on one line each: a word broken at
    its own hyphen comes out of text extraction without it."""
    head, main, body = html.partition("<main>")
    parts = re.split(r"(<[^>]*>)", body)
    for index in range(0, len(parts), 2):
        parts[index] = _COMPOUND.sub(_kept_whole, parts[index])
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
}
BY_LANGUAGE: dict[str, Callable[..., str]] = {
    "month": month,
    "day_of": day_of,
    "long_date": long_date,
    "words": in_words,
    "figures_and_number": figures_and_number,
    "cited": cited,
    "place": place_of,
}
