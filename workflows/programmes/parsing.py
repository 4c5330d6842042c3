"""How rules read what an application keeps as text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from workflows.money import BadMoney, parse_plain


def day_of(text: str | None) -> date | None:
    """An ISO date; what is no date counts as not there."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def sum_of(text: str | None) -> Decimal | None:
    """A sum in tenge; what is none counts as not there."""
    try:
        return parse_plain(text) if text else None
    except BadMoney:
        return None
