"""Where a notice leads: the page of its case, or of whom or what else it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Code → the page of a notice outside of cases. Its parameter ``page_of`` is the public id that the page asks for.
PAGES: Mapping[str, str] = {"power_refused": "account.organisation", "order_refused": "admin.user"}


def page_of(code: str, params: Mapping[str, Any], case: str | None, *, is_staff: bool) -> tuple[str, str] | None:
    """The endpoint and the public id for its address; None: nothing but the notice itself. ``case``: a public id."""
    if case is not None:
        return ("desk.case" if is_staff else "portal.case"), case
    endpoint, subject = PAGES.get(code), params.get("page_of")
    return (endpoint, str(subject)) if endpoint and subject else None
