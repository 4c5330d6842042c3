"""Strict reading of one JSON object: every fault names its field. Knows nothing of programmes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from workflows.money import BadMoney, parse_plain

T = TypeVar("T")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-2][0-9]:[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-][01][0-9](:[0-5][0-9])?)"
)
#: Days outside are taken for a slip of the pen.
FIRST_YEAR, LAST_YEAR = 1991, 2100
WIDEST_OFFSET = timedelta(hours=14)
LONGEST_TEXT = 100

_MONEY_FAULTS = {
    "negative": "must not be negative",
    "too_precise": "has more than two decimals",
    "too_large": "is too large",
    "not_a_number": 'is not a sum such as "1200000.00"',
}


class BadField(Exception):
    """A field that cannot be used: its name with the path to it, and what is wrong."""

    def __init__(self, field: str, fault: str) -> None:
        self.field = field
        self.fault = fault
        super().__init__(f"{field}: {fault}")


def parse_day(field: str, text: str) -> date:
    """``2026-03-20``. Raises BadField."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise BadField(field, "is not a day such as 2026-03-20")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadField(field, f"is not between {FIRST_YEAR} and {LAST_YEAR}")
    return day


def parse_moment(field: str, text: str) -> datetime:
    """``2026-03-19T18:40:00+05:00``; the offset must be there. Raises BadField."""
    try:
        moment = datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        moment = None
    offset = moment.utcoffset() if moment else None
    if moment is None or offset is None or abs(offset) > WIDEST_OFFSET:
        raise BadField(field, "is not a moment with its offset such as 2026-03-19T18:40:00+05:00")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise BadField(field, f"is not between {FIRST_YEAR} and {LAST_YEAR}")
    return moment


def parse_money(field: str, text: str) -> Decimal:
    """A sum in tenge or another currency. Raises BadField."""
    try:
        return parse_plain(text)
    except BadMoney as error:
        raise BadField(field, _MONEY_FAULTS[error.reason]) from None


class Fields:
    """One JSON object and the path to it. An absent field and ``null`` are the same. Each reader raises BadField for a
    wrong value, and for an absent one unless it is called with ``optional``."""

    def __init__(self, value: object, path: str, known: Collection[str]) -> None:
        if not isinstance(value, Mapping):
            raise BadField(path or "input", "must be an object")
        self._values = {key: item for key, item in value.items() if item is not None}
        self._path = path
        for key in value:
            if key not in known:
                raise BadField(self.path(_shown(key)), "is not a known field")

    def path(self, key: str) -> str:
        """The full name of a field."""
        return f"{self._path}.{key}" if self._path else key

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def missing(self, key: str) -> BadField:
        return BadField(self.path(key), "is missing")

    def text(self, key: str) -> str:
        """A non-empty printable string."""
        if key not in self._values:
            raise self.missing(key)
        value = self._values[key]
        if not isinstance(value, str):
            raise BadField(self.path(key), "must be a string")
        if not value.strip() or len(value) > LONGEST_TEXT or not value.isprintable():
            raise BadField(self.path(key), f"must hold 1 to {LONGEST_TEXT} printable characters")
        return value

    def choice(self, key: str, allowed: Collection[str]) -> str:
        value = self.text(key)
        if value not in allowed:
            raise BadField(self.path(key), f"must be one of {', '.join(allowed)}")
        return value

    def day(self, key: str) -> date:
        return parse_day(self.path(key), self.text(key))

    def money(self, key: str) -> Decimal:
        """Zero or more."""
        if key in self._values and not isinstance(self._values[key], str):
            raise BadField(self.path(key), 'must be a decimal string such as "1200000.00"')
        return parse_money(self.path(key), self.text(key))

    def positive(self, key: str) -> Decimal:
        """A sum or rate above zero."""
        amount = self.money(key)
        if not amount:
            raise BadField(self.path(key), "must be above zero")
        return amount

    def units(self, key: str, highest: int) -> int:
        """A whole number from 1."""
        if key not in self._values:
            raise self.missing(key)
        value = self._values[key]
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= highest:
            raise BadField(self.path(key), f"must be a whole number from 1 to {highest}")
        return value

    def flag(self, key: str) -> bool:
        """False when absent."""
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise BadField(self.path(key), "must be true or false")
        return value

    def optional(self, key: str, read: Callable[[str], T]) -> T | None:
        """What ``read`` makes of the field, None when it is absent."""
        return read(key) if key in self._values else None

    def each(self, key: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
        """A list, each item read with the path to it; empty when absent."""
        value = self._values.get(key, [])
        if not isinstance(value, list):
            raise BadField(self.path(key), "must be a list")
        return tuple(read(item, f"{self.path(key)}[{index}]") for index, item in enumerate(value))


def _shown(key: str) -> str:
    """A stranger's key on one line."""
    return key if key.isprintable() and 0 < len(key) <= LONGEST_TEXT else repr(key[:LONGEST_TEXT])
