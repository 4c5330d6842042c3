"""How rules read what an application keeps as text."""

from __future__ import annotations

from datetime import date

from workflows.states import Verdict


def day_of(text: str | None) -> date | None:
    """An ISO date; what is no date counts as not there."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def verdict(holds: bool) -> Verdict:
    """Yes or no."""
    return Verdict.YES if holds else Verdict.NO
