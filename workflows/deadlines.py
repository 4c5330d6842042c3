"""What a question about terms answers, whichever the programme; and a term cut short by another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from workflows.clock import Term


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The terms of one application by one edition. ``registered_at`` is the office moment of what was received (I-4).
    ``edition_assumed``: the day asked for lies before the first edition known."""

    programme: str
    edition: str
    submitted_at: datetime
    registered_at: datetime
    terms: tuple[Term, ...]
    edition_assumed: bool = False

    def term(self, key: str) -> Term:
        """The term named ``key``. Raises KeyError when it does not run."""
        for term in self.terms:
            if term.key == key:
                return term
        raise KeyError(key)


def never_past(term: Term, limit: Term) -> Term:
    """``term``, or as much of it as ``limit`` leaves."""
    if term.due_at <= limit.due_at:
        return term
    skipped = tuple(day for day in term.skipped if day.date <= limit.due_on)
    return replace(term, due_at=limit.due_at, provisional=limit.provisional, skipped=skipped)
