"""A case as one row of a worklist: its term, its days left, its next lawful act. What it needs of the database is asked
once for the whole page, and a row that a process has made already this minute is not made again."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from flask import url_for

from dms.formatting import dmyhm, language, local
from dms.kept import Kept
from dms.models import Case
from dms.queries import review, worklists
from dms.queries.worklists import Listed
from dms.services.dates import terms
from dms.services.dates.hearing_days import day_off
from dms.services.judging.law import edition_of
from dms.services.tables import reference
from dms.views.desk import next_act
from dms.views.desk.next_act import Known
from dms.wording import gettext as _
from forms.validators import is_organisation
from workflows.calendar import Calendar, NoCalendar
from workflows.clock import working_days_left
from workflows.programmes.timing import Events
from workflows.states import Action, CaseState, Role
from workflows.text import Text


def days_left(case: Case, now: datetime, calendar: Calendar) -> int | None:
    """Working days left of the running term, -1 when it has passed, None without one or beyond the calendar."""
    if case.due_at is None:
        return None
    try:
        return working_days_left(now, case.due_at, calendar)
    except NoCalendar:
        return None


def applicant_number(case: Case) -> str:
    """``БСН 061211600012``, or the IIN of a person."""
    number = case.organisation.bin
    label = _("BIN %(number)s", number=number) if is_organisation(number) else _("IIN %(number)s", number=number)
    return str(label)


@dataclass(frozen=True, slots=True, eq=False)  # the drawn part of a kept row is found by the row itself
class Row:
    """What the part ``worklist`` draws of a case."""

    key: str
    url: str
    number: str
    registered_on: datetime | None
    applicant: str
    bin: str
    state: str
    due_at: datetime | None
    left: int | None
    left_note: str | None
    next: Text | str
    next_clause: str
    next_note: str
    amount: Decimal | None
    take_url: str
    state_label: str | None = None
    amount_of: str = ""


_made: Kept[Hashable, Row] = Kept(2_000)


def rows_of(listed: Sequence[Listed], now: datetime, *, taker: frozenset[Role] = frozenset()) -> list[Row]:
    """The rows for the part ``worklist``, as of the minute of ``now``; a constant number of queries, however many cases
    there are. ``taker``: the roles of a reader who may take what nobody has."""
    minute, watched = now.replace(second=0, microsecond=0), next_act.watched_of(listed)
    about = (minute, language(), reference.mark(), taker)
    keys = {one.id: (one, watched.get(one.id), about) for one in listed}
    rows = {row_id: row for row_id, key in keys.items() if (row := _made.get(key))}
    cases = review.cases_of([one for one in listed if one.id not in rows])
    known, calendar = next_act.known_of(cases), reference.calendar()
    for case in cases:
        row = rows[case.id] = _row(case, minute, calendar, known[case.id], taker)
        if case.version == keys[case.id][0].version:  # an act may have come between the two questions
            _made.put(keys[case.id], row)
    return [rows[one.id] for one in listed if one.id in rows]


def _row(case: Case, now: datetime, calendar: Calendar, known: Known, taker: frozenset[Role]) -> Row:
    step = next_act.next_row(case, known, now)
    takes = step is not None and step.action is Action.TAKE and case.assignee_id is None and bool(step.roles & taker)
    return Row(
        key=case.public_id,
        url=url_for("desk.case", public_id=case.public_id),
        number=case.number or _("not registered yet"),
        registered_on=case.registered_at or case.received_at,
        applicant=case.organisation.name,
        bin=applicant_number(case),
        state=case.state,
        due_at=case.due_at,
        left=days_left(case, now, calendar),
        left_note=_with_applicant(case),
        next=step.title if step else "",
        next_clause=step.clause if step else "",
        next_note=_note(case, calendar, known),
        amount=case.requested_sum if case.granted_sum is None else case.granted_sum,
        amount_of=_("declared") if case.granted_sum is None else _("granted"),
        take_url=url_for("desk.act", public_id=case.public_id, action=Action.TAKE.value) if takes else "",
    )


def _with_applicant(case: Case) -> str | None:
    return str(_("with the applicant")) if CaseState(case.state) in worklists.WAITING else None


def _note(case: Case, calendar: Calendar, known: Known) -> str:
    """How far the work is, and the moment that is easily missed."""
    state = CaseState(case.state)
    if known.held.draft:
        return str(_("prepared, waits for the signature"))
    if next_act.unwatched(known):
        return str(_("with no monitor yet"))
    if state is CaseState.COMPLETENESS:
        done, due = len(known.held.given("completeness")), len(known.held.lines_due)
        return str(_("%(done)s of %(all)s lines answered", done=done, all=due))
    if state is CaseState.SUBSTANTIVE_REVIEW:
        done, due = len(known.held.given("check")), len(known.held.checks_due)
        told = _("%(done)s of %(all)s checks answered", done=done, all=due)
        return "; ".join(filter(None, (str(told), last_refusal(case, calendar))))
    if state is CaseState.HEARING and known.held.hearing:
        hearing = known.held.hearing
        told = _("hearing at %(when)s", when=dmyhm(hearing.planned_at))
        freed = _("a day off: agree another time") if day_off(hearing, calendar) else ""
        return "; ".join(filter(None, (str(told), str(freed))))
    return ""


def last_refusal(case: Case, calendar: Calendar) -> str:
    """The last moment at which a refusal can still be announced within the law (I-5)."""
    if case.received_at is None:
        return ""
    timing = edition_of(case).timing
    events = Events(submitted_at=case.received_at, registered_at=case.registered_at)
    found = timing.terms(events, calendar, terms.settings(case))
    term = next((term for term in found.terms if term.key == timing.notice), None)
    if term is None:
        return ""
    return str(_("last lawful day to announce a refusal: %(day)s", day=f"{local(term.due_at):%d.%m}"))
