"""Reads the National Bank's XML, dated (``rates/item``) or current (``rss/channel/item``). An item has the currency's
letters as ``title``, tenge as ``description`` and ``quant``, the number of units that the tenge are for.

A stranger's XML: no document type, no entities, a bounded size; whatever does not fit is refused whole."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

MOST_BYTES = 1 << 20
MOST_ITEMS = 300
_LETTERS = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"[0-9]{1,10}(\.[0-9]{1,8})?")
_UNITS = re.compile(r"[1-9][0-9]{0,5}")


class BadFeed(ValueError):
    """Not an answer of the feed; the message says what is wrong with it, for the administrator."""


@dataclass(frozen=True, slots=True)
class Quote:
    """``rate`` tenge for ``units`` units of ``currency`` (ISO 4217)."""

    currency: str
    rate: Decimal
    units: int


@dataclass(frozen=True, slots=True)
class Feed:
    """The rates of one day. ``day`` is the day that the answer itself names, not the one that was asked for."""

    day: date
    quotes: tuple[Quote, ...]


def read(raw: bytes) -> Feed:
    """The rates in an answer of the feed.

    Raises:
        BadFeed: it is none, names no day or several, or holds a rate that cannot be read.
    """
    root = _tree(raw)
    items = root.findall("item") if root.tag == "rates" else root.findall("channel/item")
    if not items:
        raise BadFeed("it holds no rates: the National Bank may not have set them for this day")
    if len(items) > MOST_ITEMS:
        raise BadFeed(f"it holds more than {MOST_ITEMS} rates")
    quotes = tuple(_quote(item) for item in items)
    letters = [quote.currency for quote in quotes]
    twice = sorted({name for name in letters if letters.count(name) > 1})
    if twice:
        raise BadFeed(f"it gives two rates of {twice[0]}")
    return Feed(_day(root, items), quotes)


def _tree(raw: bytes) -> ElementTree.Element:
    if len(raw) > MOST_BYTES:
        raise BadFeed(f"it is larger than {MOST_BYTES} bytes")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFeed("it is not in UTF-8") from None
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise BadFeed("it declares a document type")
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - bounded above, and entities cannot be declared
    except ElementTree.ParseError as error:
        raise BadFeed(f"it is not XML: {error}") from None


def _day(root: ElementTree.Element, items: list[ElementTree.Element]) -> date:
    """The dated feed says its day once, the current one with every item."""
    named = {root.findtext("date", "").strip()} if root.tag == "rates" else {_text(i, "pubDate") for i in items}
    if len(named) != 1:
        raise BadFeed("it names several days")
    said = named.pop()
    for shape in ("%d.%m.%Y", "%d.%m.%y"):
        try:
            return datetime.strptime(said, shape).date()  # noqa: DTZ007 - a day, no moment
        except ValueError:
            continue
    raise BadFeed(f"its day cannot be read: {said[:40]!r}")


def _quote(item: ElementTree.Element) -> Quote:
    letters, said, units = _text(item, "title"), _text(item, "description").replace(",", "."), _text(item, "quant")
    if not _LETTERS.fullmatch(letters):
        raise BadFeed(f"it names a currency {letters[:20]!r}")
    if not _NUMBER.fullmatch(said) or Decimal(said) == 0:
        raise BadFeed(f"the rate of {letters} cannot be read: {said[:20]!r}")
    if not _UNITS.fullmatch(units):
        raise BadFeed(f"the number of units of {letters} cannot be read: {units[:20]!r}")
    return Quote(letters, Decimal(said), int(units))


def _text(item: ElementTree.Element, name: str) -> str:
    return item.findtext(name, "").strip()
