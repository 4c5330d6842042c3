"""What a question about terms answers, whichever the programme; and a term cut short by another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from workflows.calendar import Calendar, NoCalendar
from workflows.clock import OfficeHours, Term, TermRule
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A term that runs but whose end nobody can know yet: ``day`` has no calendar."""

    key: str
    title: Text
    clause: str
    day: date


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The terms of one application by one edition. ``registered_at`` is the office moment of what was received (I-4).
    ``uncounted``: terms that run past the last known calendar. ``edition_assumed``: the day asked for lies before the
    first edition known."""

    programme: str
    edition: str
    submitted_at: datetime
    registered_at: datetime
    terms: tuple[Term, ...]
    uncounted: tuple[Uncounted, ...] = ()
    edition_assumed: bool = False

    def term(self, key: str) -> Term:
        """The term named ``key``. Raises KeyError when it does not run, or is not counted."""
        for term in self.terms:
            if term.key == key:
                return term
        raise KeyError(key)

    def whole(self) -> Deadlines:
        """Itself, every term counted. Raises NoCalendar where one is not."""
        if self.uncounted:
            raise NoCalendar(self.uncounted[0].day)
        return self


@dataclass(slots=True)
class Count:
    """Terms being counted one by one; what runs past the calendar is kept by name and never guessed."""

    calendar: Calendar
    hours: OfficeHours
    terms: list[Term] = field(default_factory=list)
    uncounted: list[Uncounted] = field(default_factory=list)

    def add(self, rule: TermRule, event: date | datetime, *, within: Term | None = None) -> Term | None:
        """Counts one term, no further than ``within``; None where its end is not known."""
        try:
            term = rule.after(event, self.calendar, self.hours)
        except NoCalendar as gap:
            self.lack(rule, gap.day)
            return None
        term = never_past(term, within) if within else term
        self.terms.append(term)
        return term

    def answer(self, programme: str, edition: str, submitted_at: datetime, registered_at: datetime) -> Deadlines:
        """What was counted, and what could not be."""
        terms, uncounted = tuple(self.terms), tuple(self.uncounted)
        return Deadlines(programme, edition, submitted_at, registered_at, terms, uncounted)

    def lack(self, rule: TermRule, day: date) -> None:
        """Keeps the term as one that cannot be counted, for ``day`` has no calendar."""
        self.uncounted.append(Uncounted(rule.key, rule.title, rule.clause, day))


def never_past(term: Term, limit: Term) -> Term:
    """``term``, or as much of it as ``limit`` leaves."""
    if term.due_at <= limit.due_at:
        return term
    skipped = tuple(day for day in term.skipped if day.date <= limit.due_on)
    return replace(term, due_at=limit.due_at, provisional=limit.provisional, skipped=skipped)
