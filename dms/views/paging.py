"""Lists that are read from the newest on, a page at a time: one row more than a page is asked for, and tells whether
there is an older page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask import request, url_for

Row = TypeVar("Row")


def page_of(
    rows: Sequence[Row], size: int, endpoint: str, mark: Callable[[Row], Any], *, key: str = "before", **kept: Any
) -> dict[str, Any]:
    """What the template needs: ``rows`` of this page, ``older_url`` and ``newest_url``, None where they lead nowhere.
    ``mark`` of the last row, as the argument ``key``, asks for the page after it; ``kept`` stays in the address."""
    last = rows[size - 1] if len(rows) > size else None
    return {
        "rows": rows[:size],
        "older_url": url_for(endpoint, **kept, **{key: mark(last)}) if last is not None else None,
        "newest_url": url_for(endpoint, **kept) if request.args.get(key) else None,
    }
