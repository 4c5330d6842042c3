"""Why this date: each term of a case with its start, its length, every day passed over, its end; what follows from
them; and the terms that cannot be counted yet. One account for the desk and for the portal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from dms.formatting import dmy
from dms.services.dates.terms import Told
from dms.services.judging.law import edition_of
from workflows.clock import Skipped, Term, Unit
from workflows.deadlines import Deadlines, Uncounted
from workflows.programmes.timing import Timing
from workflows.states import CaseState
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Why:
    """One term in words. ``ends`` None: it cannot be counted, and ``how`` says why. ``met``: what it waited for is
    done, and nobody waits for its end."""

    title: Text | str
    clause: str
    how: str
    ends: datetime | None
    skipped: tuple[Skipped, ...] = ()
    event: Text | str = ""
    starts_on: date | None = None
    provisional: bool = False
    met: bool = False


def why_dates(told: Told) -> list[Why]:
    """The terms of the case in the order of their ends, each with what follows from it."""
    case, found = told.case, told.deadlines
    if case.ended_at is not None:
        return []
    timing, announced = edition_of(case).timing, told.moments.hearing_notice
    met = _met(told, timing)
    rows = [replace(_counted(term), met=term.key in met) for term in told.explained()]
    if found is None:
        return rows
    refusal = [_last_refusal(found, timing, announced)] if case.granted_sum is None else []
    return [*rows, *filter(None, refusal), *map(_uncounted, found.uncounted)]


def _met(told: Told, timing: Timing) -> set[str]:
    """Keys of the terms that are over because their act was done: with the grant all those of the review."""
    if told.case.granted_sum is not None and told.deadlines is not None:
        return {term.key for term in told.deadlines.terms}
    completed = {timing.running(CaseState.COMPLETENESS)} if told.moments.completed else set()
    return completed | ({timing.notice} if told.moments.hearing_notice else set())


def _counted(term: Term) -> Why:
    if term.unit is Unit.WORKING:
        length = ngettext("%(num)s working day", "%(num)s working days", term.days)
    else:
        length = ngettext("%(num)s calendar day", "%(num)s calendar days", term.days)
    how = _("%(length)s, counted from the next day", length=length)
    return Why(term.title, term.clause, how, term.due_at, term.skipped, term.event, term.starts_on, term.provisional)


def _last_refusal(found: Deadlines, timing: Timing, announced: datetime | None) -> Why | None:
    """I-5: derived from the last moment of a hearing notice and the end of the review."""
    term = timing.refusal_lawful_until(found, announced)
    if term is None:
        return None
    if term.key == timing.result:
        how = _("The hearing was announced in time: until the end of the review")
    elif announced is not None:
        how = _("The hearing was announced too late: the last moment of its notice counts")
    else:
        how = _("A hearing must be announced at least 3 working days before the end of the review")
    title = _("Last lawful day to refuse")
    return Why(title, found.term(timing.notice).clause, how, term.due_at, provisional=term.provisional)


def _uncounted(term: Uncounted) -> Why:
    how = _("No calendar of working days for %(day)s yet", day=dmy(term.day))
    return Why(term.title, term.clause, how, None)
