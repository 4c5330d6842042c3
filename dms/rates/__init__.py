"""The National Bank's feed of exchange rates: fetching it and reading it. What becomes of the rates is decided in
``dms.services.tables.rates``."""

from __future__ import annotations

from dms.rates.feed import MOST_BYTES, BadFeed, Feed, Quote, read
from dms.rates.fetch import FeedAway, fetch

__all__ = ["MOST_BYTES", "BadFeed", "Feed", "FeedAway", "Quote", "fetch", "read"]
