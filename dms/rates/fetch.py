"""Asks the feed for one day, over the network, with limits on time and size."""

from __future__ import annotations

import urllib.parse
from datetime import date

from dms import outside
from dms.rates.feed import MOST_BYTES

SECONDS = 20.0


class FeedAway(Exception):
    """No answer that counts: refused, too slow, too long, not there."""


def fetch(address: str, day: date, *, seconds: float = SECONDS) -> bytes:
    """The raw answer for a day. ``address`` is the feed's own, without the day (``DMS_RATES_URL``).

    Raises:
        FeedAway: there is none; the message says why.
    """
    asked = f"{address}?{urllib.parse.urlencode({'fdate': f'{day:%d.%m.%Y}'})}"
    try:
        return outside.get(asked, accept="application/xml, text/xml", seconds=seconds, most_bytes=MOST_BYTES)
    except outside.Away as error:
        raise FeedAway(str(error)) from error
