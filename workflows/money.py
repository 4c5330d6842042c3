"""Tenge: rounding, reading what people type, showing sums. Money is Decimal; words are in ``forms``."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

ZERO = Decimal("0.00")
CENT = Decimal("0.01")
TENGE_SIGN = "₸"
NBSP = "\N{NO-BREAK SPACE}"
#: Wide enough for any sum times any rate without a hidden rounding.
EXACT = Context(prec=60)
#: Longest sum taken from outside, in digits before the point.
MAX_DIGITS = 15

_PLAIN = re.compile(r"[0-9]+(\.[0-9]{1,2})?")
_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}_]+")


class BadMoney(ValueError):
    """A text that is not a sum of money. ``reason`` is one of ``not_a_number``, ``negative``, ``too_precise``,
    ``too_large``."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def half_up(amount: Decimal) -> Decimal:
    """A cost line: to 0.01, half away from zero (I-10)."""
    return amount.quantize(CENT, ROUND_HALF_UP, EXACT)


def down(amount: Decimal, step: Decimal = CENT) -> Decimal:
    """A sum to be granted or returned: down to a multiple of ``step``, so that no cap is ever passed (I-10)."""
    if step != CENT:
        amount = EXACT.multiply(EXACT.divide_int(amount, step), step)
    return amount.quantize(CENT, ROUND_DOWN, EXACT)


def convert(amount: Decimal, rate: Decimal, rate_units: int) -> Decimal:
    """Tenge for ``amount`` of a currency quoted at ``rate`` tenge for ``rate_units`` units, 0.01 half up (342:13)."""
    # One division at the end: the product is exact, and 60 digits cannot turn the quotient over a half.
    return half_up(EXACT.divide(EXACT.multiply(amount, rate), Decimal(rate_units)))


def parse_plain(text: str) -> Decimal:
    """A sum as programs write it: ``1200000``, ``1200000.5``, ``1200000.50``; no sign, exponent, space or comma.
    Raises BadMoney."""
    if re.fullmatch(r"-[0-9]+(\.[0-9]*)?", text):
        raise BadMoney("negative")
    if not _PLAIN.fullmatch(text):
        raise BadMoney("too_precise" if re.fullmatch(r"[0-9]+\.[0-9]{3,}", text) else "not_a_number")
    if len(text.split(".")[0].lstrip("0")) > MAX_DIGITS:
        raise BadMoney("too_large")
    return Decimal(text).quantize(CENT, context=EXACT)


def parse_typed(text: str) -> Decimal:
    """A sum as a person types it: spaces between thousands, comma or point before the tiyn, ``₸`` or ``теңге`` after
    it. A comma or point is read as the decimal mark only; two marks are refused. Raises BadMoney."""
    bare = _SPACES.sub("", text.strip().removesuffix(TENGE_SIGN).strip())
    for word in ("теңге", "тенге", "tenge", "KZT"):
        bare = bare.removesuffix(word)
    return parse_plain(bare.replace("\N{MINUS SIGN}", "-").replace(",", "."))


def format_plain(amount: Decimal) -> str:
    """``4442550.00``: for programs and the journal. Exact sums only: more digits than two are an error."""
    if amount != down(amount):
        raise BadMoney("too_precise")
    return f"{down(amount):f}"


def format_number(amount: Decimal) -> str:
    """``4 442 550,00`` with no-break spaces, as Kazakh and Russian write it; the screens use it in English too."""
    return f"{amount.quantize(CENT, ROUND_HALF_UP, EXACT):,f}".replace(",", NBSP).replace(".", ",")


def format_tenge(amount: Decimal) -> str:
    """``4 442 550,00 ₸`` with no-break spaces."""
    return f"{format_number(amount)}{NBSP}{TENGE_SIGN}"
