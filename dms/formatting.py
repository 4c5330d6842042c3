"""How values look on a screen: sums, dates, sizes, texts in three languages. Pure functions and their registration
as template filters. Words of forms on paper live in ``forms``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from flask import Flask, g
from flask_babel import get_locale

from workflows.labels import ROLE_LABELS, STATE_LABELS
from workflows.money import NBSP, format_number
from workflows.programmes import LABELS
from workflows.states import CaseState, Role
from workflows.text import Text

EMPTY = "—"
#: Kazakhstan keeps one time; terms of the orders are counted in it.
ZONE = ZoneInfo("Asia/Almaty")

_SIGNS = {"KZT": "₸", "USD": "$", "EUR": "€", "RUB": "₽"}
_UNITS = {
    "kk": ("Б", "КБ", "МБ", "ГБ"),
    "ru": ("Б", "КБ", "МБ", "ГБ"),
    "en": ("B", "KB", "MB", "GB"),
}


#: What a browser calls itself → what people call it; the first that is found.
_BROWSERS = (
    ("YaBrowser", "Yandex Browser"), ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


def language() -> str:
    """The language of this page: ``kk``, ``ru`` or ``en``; Kazakh outside a request."""
    try:
        return str(g._flask_babel.babel_locale.language)  # asked hundreds of times for a page; the library's is slow
    except (AttributeError, RuntimeError):  # not chosen yet, or no application
        locale = get_locale()
        return locale.language if locale is not None else "kk"


def amount(value: Decimal | int | str | None) -> str:
    """``4 442 550,00`` with no-break spaces, rounded half up; a dash for nothing."""
    if value is None or value == "":
        return EMPTY
    return format_number(Decimal(value)).replace("-", "−")


def money(value: Decimal | int | str | None, currency: str = "KZT") -> str:
    """A sum with the sign of its currency (``4 442 550,00 ₸``); a currency without a sign shows its code."""
    shown = amount(value)
    return shown if shown == EMPTY else f"{shown}{NBSP}{_SIGNS.get(currency, currency)}"


def decimal(value: Decimal | str | None) -> str:
    """A number that is no sum, as people here write it: ``98,5``; a dash for nothing."""
    return EMPTY if value is None or value == "" else f"{value}".replace(".", ",")


def iban(account: str) -> str:
    """``KZ47 6010 1310 0017 9714``: in fours, as banks print it; the blanks do not break."""
    return NBSP.join(account[place : place + 4] for place in range(0, len(account), 4))


def local(moment: datetime) -> datetime:
    """The moment on the clock of Kazakhstan. A naive moment is refused: it could mean any zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(ZONE)


def whole(value: int) -> str:
    """``12 345``: a count, its thousands apart."""
    return f"{value:,}".replace(",", NBSP)


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


def state_label(state: str, lang: str | None = None) -> str:
    """The machine's word for a case's state; the applicant's own words are in ``workflows.stories``."""
    return text(STATE_LABELS[CaseState(state)], lang)


def role_label(role: str, lang: str | None = None) -> str:
    """What a role is called."""
    return text(ROLE_LABELS[Role(role)], lang)


def programme(key: str, lang: str | None = None) -> str:
    """What a programme is called."""
    return text(LABELS[key], lang)


def filesize(size: int | None, lang: str | None = None) -> str:
    """``1,4 МБ``: bytes in the largest unit that leaves at least one; units are 1024."""
    if size is None:
        return EMPTY
    names = _UNITS.get(lang or language(), _UNITS["kk"])
    shown, unit = Decimal(size), 0
    while shown >= 1024 and unit < len(names) - 1:
        shown, unit = shown / 1024, unit + 1
    number = f"{shown:.1f}".removesuffix(".0").replace(".", ",") if unit else str(size)
    return f"{number}{NBSP}{names[unit]}"


def initials(name: str) -> str:
    """``АС`` of «Айгүл Сейітова»: at most two capitals, quotation marks and dots left out."""
    words = [word.strip("«»\"'.,()") for word in name.split()]
    return "".join(word[0] for word in words if word)[:2].upper()


def browser(agent: str) -> str:
    """``Firefox, Windows`` for a browser's long name of itself; the beginning of that name where it says neither."""
    found = (next((name for mark, name in known if mark in agent), "") for known in (_BROWSERS, _SYSTEMS))
    return ", ".join(filter(None, found)) or agent[:60]


def in_runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Rising numbers as runs of neighbours, first and last of each."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found


def register(app: Flask) -> None:
    """Adds the filters to the templates of ``app``."""
    numbers, days = (amount, money, decimal, whole, iban), (dmy, dmyhm, hm, iso)
    for function in (*numbers, *days, text, state_label, role_label, programme, filesize, initials, browser, in_runs):
        app.add_template_filter(function)
