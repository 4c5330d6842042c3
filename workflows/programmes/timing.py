"""The terms of an edition: its rules, the terms of one case, which of them runs in a state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from workflows.calendar import Calendar, NoCalendar
from workflows.clock import ALMATY, OFFICE_HOURS, OfficeHours, Term, TermRule
from workflows.deadlines import Deadlines
from workflows.states import CaseState

#: The term of a quarter's figures, to the end of its day.
QUARTER, MONEY_BACK, LAST_MOMENT = "quarter", "money_back", time(23, 59, 59)


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
    """The moments of a case from which its terms run; None: not happened yet. ``registered_at``: what the registration
    kept, which no later change of the calendar moves; ``documents_in``: the last new documents that answered
    remarks."""

    submitted_at: datetime
    registered_at: datetime | None = None
    completeness_done: datetime | None = None
    hearing_notice: datetime | None = None
    documents_in: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """What happened in a case by now, as far as its running term asks: the case as it stands or, in a replay, as it
    stood. ``rounds``: how often remarks went out; ``demanded``: when money was demanded back; ``return_by``: the day
    that the demand names where the law has no term for it; ``quarter_due``: the last day for the figures of the first
    quarter that lacks them."""

    received: datetime | None = None
    registered: datetime | None = None
    completed: datetime | None = None
    hearing_notice: datetime | None = None
    rounds: int = 0
    documents_in: datetime | None = None
    agreement_signed: datetime | None = None
    quarter_due: date | None = None
    demanded: datetime | None = None
    return_by: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The running term of a case: its key (empty: none runs), its end, and the end of the whole review, each None where
    no length or no calendar is known. ``provisional``: one of the two runs into a year that no act has confirmed.
    ``lacks``: the day whose calendar is missing."""

    key: str = ""
    at: datetime | None = None
    result_at: datetime | None = None
    provisional: bool = False
    lacks: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """``result`` is the key of the term that ends with the decision, ``notice`` that of the last moment of a hearing
    notice; both run only where the law or a setting names a length. ``foretell``: the terms that would run from given
    moments, before there is a case. ``payment`` None: no length is known. ``intake_notice``: within what a notice on
    the intake is published, None where the law has none."""

    rules: Mapping[str, TermRule]
    count: Callable[[Events, Calendar, TermSettings], Deadlines]
    foretell: Callable[[Events, Calendar, TermSettings], Deadlines]
    run: Callable[[CaseState, int], str]
    result: str
    notice: str
    payment: TermRule | None
    money_back: TermRule | None
    intake_notice: TermRule | None = None

    @property
    def leaves_review_to_operator(self) -> bool:
        """Whether the law, as far as it is known, names no length of the review."""
        return self.result not in self.rules

    def terms(self, events: Events, calendar: Calendar, settings: TermSettings | None = None) -> Deadlines:
        """Every term of the case that runs by now, each explaining itself. Raises NoCalendar where the moment of
        registration is not known; a term that runs past the calendar stays uncounted."""
        return self.count(events, calendar, settings or TermSettings())

    def running(self, state: CaseState, rounds: int = 0) -> str:
        """Key of the term that the operator works under in this state, after so many rounds of remarks; empty: none.
        It may be absent from ``terms`` where its length is a setting that nobody has set."""
        return self.run(state, rounds)

    def of_moments(
        self, moments: Moments, calendar: Calendar, settings: TermSettings | None = None
    ) -> Deadlines | None:
        """``terms`` of what happened; None before it was received. Raises NoCalendar as ``terms`` does."""
        if moments.received is None:
            return None
        events = Events(
            submitted_at=moments.received,
            registered_at=moments.registered,
            completeness_done=moments.completed,
            hearing_notice=moments.hearing_notice,
            documents_in=moments.documents_in,
        )
        return self.terms(events, calendar, settings)

    def due(self, state: CaseState, moments: Moments, calendar: Calendar, settings: TermSettings | None = None) -> Due:
        """Which term runs in this state, and until when."""
        if state is CaseState.MONITORING:
            day = moments.quarter_due
            return Due(QUARTER, datetime.combine(day, LAST_MOMENT, ALMATY)) if day else Due()
        if state is CaseState.RECOVERY and moments.return_by:
            return Due(MONEY_BACK, datetime.combine(moments.return_by, LAST_MOMENT, ALMATY))
        try:
            if state in (CaseState.PAYMENT, CaseState.RECOVERY):
                found = self.of_money(state, moments, calendar)
                return Due(found.key, found.due_at, None, found.provisional) if found else Due()
            return self._due_of_review(self.running(state, moments.rounds), moments, calendar, settings)
        except NoCalendar as gap:
            return Due(lacks=gap.day)

    def of_money(self, state: CaseState, moments: Moments, calendar: Calendar) -> Term | None:
        """The term of the payment, or of the return of the money, whichever runs in this state. Raises NoCalendar."""
        if state is CaseState.PAYMENT:
            rule, start = self.payment, moments.agreement_signed
        elif state is CaseState.RECOVERY:
            rule, start = self.money_back, moments.demanded
        else:
            return None
        return rule.after(start, calendar) if rule and start else None

    def _due_of_review(self, key: str, moments: Moments, calendar: Calendar, settings: TermSettings | None) -> Due:
        found = self.of_moments(moments, calendar, settings) if key else None
        if found is None:
            return Due()
        shown = {term.key: term for term in found.terms if term.key in (key, self.result)}
        running, result = shown.get(key), shown.get(self.result)
        return Due(
            key,
            running.due_at if running else None,
            result.due_at if result else None,
            any(term.provisional for term in shown.values()),
            next((term.day for term in found.uncounted if term.key in (key, self.result)), None),
        )

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
