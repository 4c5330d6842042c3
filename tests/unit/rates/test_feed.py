"""The feed of exchange rates: both of its forms, and everything that is not an answer of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dms.rates import BadFeed, Quote, read
from dms.rates.feed import MOST_BYTES

ITEM = "<item><name>{name}</name><title>{title}</title><description>{rate}</description><quant>{units}</quant></item>"
USD = ITEM.format(name="ДОЛЛАР США", title="USD", rate="512.34", units="1")
UZS = ITEM.format(name="УЗБЕКСКИЙ СУМ", title="UZS", rate="4.11", units="100")


def dated(*items: str, day: str = "21.11.2026") -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?><rates><date>{day}</date>{"".join(items)}</rates>'.encode()


def current(*items: str, day: str = "21.11.26") -> bytes:
    told = (item.replace("<quant>", f"<pubDate>{day}</pubDate><quant>") for item in items)
    return f'<rss version="2.0"><channel><title>x</title>{"".join(told)}</channel></rss>'.encode()


@pytest.mark.parametrize("raw", [dated(USD, UZS), current(USD, UZS), b"\xef\xbb\xbf" + dated(USD, UZS)])
def test_both_forms_are_read(raw: bytes) -> None:
    feed = read(raw)
    assert feed.day == date(2026, 11, 21)
    assert feed.quotes == (Quote("USD", Decimal("512.34"), 1), Quote("UZS", Decimal("4.11"), 100))


BAD = {
    "nothing": b"",
    "a page": b"<html><body>Service unavailable</body></html>",
    "no rates": dated(),
    "no day": b"<rates>" + USD.encode() + b"</rates>",
    "a strange day": dated(USD, day="2026-11-21"),
    "two days": current(USD, day="21.11.26").replace(
        b"</channel>", current(UZS, day="20.11.26")[30:-13] + b"</channel>"
    ),
    "twice": dated(USD, USD),
    "no letters": dated(USD.replace("USD", "доллар")),
    "zero": dated(USD.replace("512.34", "0.00")),
    "negative": dated(USD.replace("512.34", "-1")),
    "exponent": dated(USD.replace("512.34", "5e2")),
    "no units": dated(USD.replace("<quant>1<", "<quant>0<")),
    "UTF-16": dated(USD).decode().encode("utf-16"),
    "entities": b'<!DOCTYPE r [<!ENTITY a "b">]>' + dated(USD).replace(b"USD", b"&a;"),
    "too large": dated(USD) + b" " * MOST_BYTES,
    "too many": dated(
        *(USD.replace("USD", f"{a}{b}C") for a in "ABCDEFGHIJKLMNOPQRST" for b in "ABCDEFGHIJKLMNOPQRST")
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_answer_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(BadFeed, match=r"^(it|its|the) "):
        read(BAD[name])


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with pytest.raises(BadFeed):
        read(raw)


@given(st.integers(0, len(dated(USD)) - 1), st.integers(0, 255))
def test_a_changed_byte_never_crashes(place: int, value: int) -> None:
    raw = bytearray(dated(USD))
    raw[place] = value
    try:
        feed = read(bytes(raw))
    except BadFeed:
        return
    assert all(quote.rate > 0 and quote.units > 0 for quote in feed.quotes)
