"""Asks the feed for one day, over the network, with limits on time and size."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from datetime import date

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
    request = urllib.request.Request(asked, headers={"Accept": "application/xml, text/xml"})  # noqa: S310 - see config
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310 - http(s) only, see config
            raw: bytes = answer.read(MOST_BYTES + 1)
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise FeedAway(f"{type(error).__name__}: {error}"[:300]) from error
    if len(raw) > MOST_BYTES:
        raise FeedAway(f"the answer is larger than {MOST_BYTES} bytes")
    return raw
