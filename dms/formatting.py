"""How values look on a screen: sums, dates, sizes, texts in three languages. Pure functions and their registration
as template filters. Words of forms on paper live in ``forms``."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import get_locale

from workflows.text import Text

NBSP = "\u00a0"
EMPTY = "—"
#: Kazakhstan keeps one time; terms of the orders are counted in it.
ZONE = ZoneInfo("Asia/Almaty")

_SIGNS = {"KZT": "₸", "USD": "$", "EUR": "€", "RUB": "₽"}
_UNITS = {
    "kk": ("Б", "КБ", "МБ", "ГБ"),
    "ru": ("Б", "КБ", "МБ", "ГБ"),
    "en": ("B", "KB", "MB", "GB"),
}


def language() -> str:
    """The language of this page: ``kk``, ``ru`` or ``en``; Kazakh outside a request."""
    locale = get_locale()
    return locale.language if locale is not None else "kk"


def amount(value: Decimal | int | str | None, places: int = 2) -> str:
    """``4 442 550,00`` with no-break spaces, rounded half up; a dash for nothing."""
    if value is None or value == "":
        return EMPTY
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:,f}".replace(",", NBSP).replace(".", ",").replace("-", "−")


def money(value: Decimal | int | str | None, currency: str = "KZT") -> str:
    """A sum with the sign of its currency (``4 442 550,00 ₸``); a currency without a sign shows its code."""
    shown = amount(value)
    return shown if shown == EMPTY else f"{shown}{NBSP}{_SIGNS.get(currency, currency)}"


def local(moment: datetime) -> datetime:
    """The moment on the clock of Kazakhstan. A naive moment is refused: it could mean any zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(ZONE)


def dmy(value: date | datetime | None) -> str:
    """``21.11.2026``; of a moment, its day in Kazakhstan."""
    if value is None:
        return EMPTY
    day = local(value) if isinstance(value, datetime) else value
    return f"{day:%d.%m.%Y}"


def dmyhm(value: datetime | None) -> str:
    """``21.11.2026 14:32`` on the clock of Kazakhstan, the space unbreakable."""
    return EMPTY if value is None else f"{local(value):%d.%m.%Y}{NBSP}{local(value):%H:%M}"


def hm(value: datetime | None) -> str:
    """``14:32`` on the clock of Kazakhstan."""
    return EMPTY if value is None else f"{local(value):%H:%M}"


def iso(value: date | datetime | None) -> str:
    """For the ``datetime`` attribute of a ``time`` element."""
    if value is None:
        return ""
    return local(value).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def text(value: Text | str | None, lang: str | None = None) -> str:
    """A text of the rules in the language of the page; a ready string (also a lazy one) passes unchanged."""
    if value is None:
        return ""
    return value.get(lang or language()) if isinstance(value, Text) else str(value)


def filesize(size: int | None, lang: str | None = None) -> str:
    """``1,4 МБ``: bytes in the largest unit that leaves at least one; units are 1024."""
    if size is None:
        return EMPTY
    names = _UNITS.get(lang or language(), _UNITS["kk"])
    shown, unit = Decimal(size), 0
    while shown >= 1024 and unit < len(names) - 1:
        shown, unit = shown / 1024, unit + 1
    return f"{amount(shown, 1 if unit else 0).removesuffix(',0')}{NBSP}{names[unit]}"


def initials(name: str) -> str:
    """``АС`` of «Айгүл Сейітова»: at most two capitals, quotation marks and dots left out."""
    words = [word.strip("«»\"'.,()") for word in name.split()]
    return "".join(word[0] for word in words if word)[:2].upper()


def register(app: Flask) -> None:
    """Adds the filters to the templates of ``app``."""
    for function in (amount, money, dmy, dmyhm, hm, iso, text, filesize, initials):
        app.add_template_filter(function)
