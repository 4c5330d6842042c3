"""The terms of an edition: its rules, the terms of one case, which of them runs in a state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from workflows.calendar import Calendar
from workflows.clock import OFFICE_HOURS, OfficeHours, Term, TermRule
from workflows.deadlines import Deadlines
from workflows.states import CaseState


@dataclass(frozen=True, slots=True)
class TermSettings:
    """What a law leaves to the operator. ``review_days``: working days of the review of a programme whose law (as far
    as it is known) does not name them; None: nobody has set them. At least 4, for a hearing is announced 3 working days
    before their end."""

    hours: OfficeHours = OFFICE_HOURS
    review_days: int | None = None

    def __post_init__(self) -> None:
        if self.review_days is not None and self.review_days < 4:
            raise ValueError("the review term is at least 4 working days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """The moments of a case from which its terms run; None: not happened yet. ``documents_in``: the last new documents
    that answered remarks."""

    submitted_at: datetime
    completeness_done: datetime | None = None
    hearing_notice: datetime | None = None
    documents_in: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """``result`` is the key of the term that ends with the decision, ``notice`` that of the last moment of a hearing
    notice; both run only where the law or a setting names a length. ``payment`` None: no length is known."""

    rules: Mapping[str, TermRule]
    count: Callable[[Events, Calendar, TermSettings], Deadlines]
    run: Callable[[CaseState, int], str]
    result: str
    notice: str
    payment: TermRule | None
    money_back: TermRule | None

    def terms(self, events: Events, calendar: Calendar, settings: TermSettings | None = None) -> Deadlines:
        """Every term of the case that runs by now, each explaining itself. Raises NoCalendar."""
        return self.count(events, calendar, settings or TermSettings())

    def running(self, state: CaseState, rounds: int = 0) -> str:
        """Key of the term that the operator works under in this state, after so many rounds of remarks; empty: none.
        It may be absent from ``terms`` where its length is a setting that nobody has set."""
        return self.run(state, rounds)

    def refusal_lawful_until(self, deadlines: Deadlines, hearing_notice: datetime | None) -> Term | None:
        """Until when the whole can still be refused within the law (I-5): as long as a notice may go out, and once it
        went out in time, to the end of the review. A late notice leaves the term of the notice standing. None where
        the length of the review is not known."""
        found = {term.key: term for term in deadlines.terms}
        notice, result = found.get(self.notice), found.get(self.result)
        if notice is None or result is None:
            return None
        in_time = hearing_notice is not None and hearing_notice <= notice.due_at
        return result if in_time else notice
