"""The kinds of value that a document's context may hold and what makes one bad.

Here: the annotated plain types, their checks, the error. Not here: the documents themselves and JSON.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints


class ContextError(ValueError):
    """One wrong value. ``path`` names the field (``costs[2].amount_tenge``), ``problem`` says what is wrong with it."""

    def __init__(self, path: str, problem: str) -> None:
        self.path = path
        self.problem = problem
        super().__init__(f"{path}: {problem}" if path else problem)

    def under(self, prefix: str) -> ContextError:
        """The same fault seen from the object that holds the faulty one."""
        joint = "" if not self.path or self.path.startswith("[") else "."
        return ContextError(f"{prefix}{joint}{self.path}", self.problem)


@dataclass(frozen=True, slots=True)
class Chars:
    """A text: its longest length, whether it may span lines or be empty, and the form it must have."""

    most: int = 1000
    lines: bool = False
    empty: bool = True
    pattern: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A number: both ends included; ``places`` is the most digits after the point (None for whole numbers)."""

    low: Decimal
    high: Decimal
    places: int | None = None


#: Days outside are taken for a slip of the pen.
FIRST_YEAR, LAST_YEAR = 1900, 2199
_MOST_MONEY = Decimal("999999999999999.99")

Line = Annotated[str, Chars()]
Name = Annotated[str, Chars(empty=False)]
Prose = Annotated[str, Chars(most=20000, lines=True)]
Required = Annotated[str, Chars(most=20000, lines=True, empty=False)]
Bin = Annotated[str, Chars(most=12, pattern=r"[0-9]{12}|", hint="must be 12 digits")]
Iban = Annotated[str, Chars(most=34, pattern=r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}|", hint="is not an account number")]
Sha256 = Annotated[str, Chars(most=64, pattern=r"[0-9a-f]{64}", hint="must be 64 lower-case hexadecimal digits")]
Currency = Annotated[str, Chars(most=3, pattern=r"[A-Z]{3}", hint="must be a three-letter currency code")]
Money = Annotated[Decimal, Span(Decimal(0), _MOST_MONEY, 2)]
SignedMoney = Annotated[Decimal, Span(-_MOST_MONEY, _MOST_MONEY, 2)]
Percent = Annotated[Decimal, Span(Decimal(0), Decimal(100), 4)]
ExchangeRate = Annotated[Decimal, Span(Decimal(0), Decimal(10) ** 9, 6)]
Count = Annotated[int, Span(Decimal(0), Decimal(10) ** 9)]
Year = Annotated[int, Span(Decimal(1991), Decimal(2199))]
QuarterNumber = Annotated[int, Span(Decimal(1), Decimal(4))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Base of every context: frozen, plain values only, checked when it is made.

    Raises ContextError naming the first wrong field. Sums are tenge unless the field says otherwise, moments are
    aware, days are dates.
    """

    def __post_init__(self) -> None:
        for name, kind in hints(type(self)).items():
            try:
                check(kind, getattr(self, name))
            except ContextError as error:
                raise error.under(name) from None
        self.check_together()

    def check_together(self) -> None:
        """Checks that need more than one field."""


_HINTS: dict[type[Context], dict[str, Any]] = {}


def hints(cls: type[Context]) -> dict[str, Any]:
    """The annotated type of each field, in the order of the fields; worked out once a class."""
    if cls not in _HINTS:
        known = get_type_hints(cls, include_extras=True)
        _HINTS[cls] = {f.name: known[f.name] for f in fields(cls)}
    return _HINTS[cls]


def unwrap(kind: Any) -> tuple[Any, Any, bool]:
    """``kind`` as (bare type, its rule or None, whether None is allowed)."""
    nullable = False
    if get_origin(kind) in (Union, UnionType):
        members = [m for m in get_args(kind) if m is not type(None)]
        nullable = len(members) < len(get_args(kind))
        (kind,) = members
    if get_origin(kind) is Annotated:
        bare, rule = get_args(kind)
        return bare, rule, nullable
    return kind, None, nullable


def check(kind: Any, value: Any) -> None:
    """Raise ContextError when ``value`` is not what ``kind`` allows."""
    bare, rule, nullable = unwrap(kind)
    if value is None and nullable:
        return
    if get_origin(bare) is tuple:
        _check_tuple(get_args(bare)[0], value)
    elif get_origin(bare) is Literal:
        if value not in get_args(bare):
            raise ContextError("", f"must be one of {', '.join(get_args(bare))}")
    else:
        _check_plain(bare, value)
        if isinstance(rule, Chars):
            _check_chars(rule, value)
        elif isinstance(rule, Span):
            _check_span(rule, value)


def _check_tuple(kind: Any, value: Any) -> None:
    if not isinstance(value, tuple):
        raise ContextError("", "must be a list")
    for index, item in enumerate(value):
        try:
            check(kind, item)
        except ContextError as error:
            raise error.under(f"[{index}]") from None


def _check_plain(bare: type, value: Any) -> None:
    if type(value) is not bare:  # exact: a bool is no int, a datetime is no date
        raise ContextError("", f"must be {_ENGLISH.get(bare, 'an object')}")
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise ContextError("", "must carry its offset from UTC")
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ContextError("", f"is not between {FIRST_YEAR} and {LAST_YEAR}")


_ENGLISH: dict[type, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    Decimal: "a decimal number",
    date: "a date",
    datetime: "a moment with its offset",
}


def _check_chars(rule: Chars, value: str) -> None:
    if not rule.empty and not value.strip():
        raise ContextError("", "must not be empty")
    if len(value) > rule.most:
        raise ContextError("", f"is longer than {rule.most} characters")
    for char in value:
        if unicodedata.category(char) in ("Cc", "Cs") and not (rule.lines and char in "\n\t"):
            raise ContextError("", f"holds the control character U+{ord(char):04X}")
    if rule.pattern and not re.fullmatch(rule.pattern, value):
        raise ContextError("", rule.hint)


def _check_span(rule: Span, value: Decimal | int) -> None:
    if isinstance(value, Decimal) and not value.is_finite():
        raise ContextError("", "must be a finite number")
    if value < rule.low or (rule.low == 0 and isinstance(value, Decimal) and value.is_signed()):
        raise ContextError("", "must not be negative" if rule.low == 0 else f"must be at least {rule.low}")
    if value > rule.high:
        raise ContextError("", f"must be at most {rule.high}")
    if isinstance(value, Decimal) and rule.places is not None:
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > rule.places:
            raise ContextError("", f"has more than {rule.places} digits after the point")
