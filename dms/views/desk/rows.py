"""A case as one row of a worklist: its term, its days left, its next lawful act. What it needs of the
database is asked once for the whole page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from dms.formatting import dmyhm, local
from dms.models import Case
from dms.queries import worklists
from dms.services import reference, terms
from dms.services.hearing_days import day_off
from dms.services.law import edition_of
from dms.views.desk import next_act
from dms.views.desk.next_act import Known
from forms.validators import is_organisation
from workflows.calendar import Calendar, NoCalendar
from workflows.clock import working_days_left
from workflows.programmes.timing import Events
from workflows.states import Action, CaseState, Role


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


def rows_of(cases: Sequence[Case], now: datetime, *, taker: frozenset[Role] = frozenset()) -> list[dict[str, Any]]:
    """The rows for the part ``worklist``; a constant number of queries, however many cases. ``taker``: the roles of a
    reader who may take what nobody has."""
    known, calendar = next_act.known_of(cases), reference.calendar()
    return [_row(case, now, calendar, known, taker) for case in cases]


def _row(case: Case, now: datetime, calendar: Calendar, known: Known, taker: frozenset[Role]) -> dict[str, Any]:
    step = next_act.next_row(case, known, now)
    takes = step is not None and step.action is Action.TAKE and case.assignee_id is None and bool(step.roles & taker)
    return {
        "key": case.public_id,
        "url": url_for("desk.case", public_id=case.public_id),
        "number": case.number or _("not registered yet"),
        "registered_on": case.registered_at or case.received_at,
        "applicant": case.organisation.name,
        "bin": applicant_number(case),
        "assignee": case.assignee.name if case.assignee else "",
        "state": case.state,
        "state_label": None,
        "due_at": case.due_at,
        "left": days_left(case, now, calendar),
        "left_note": _with_applicant(case),
        "next": step.title if step else "",
        "next_clause": step.clause if step else "",
        "next_note": _note(case, calendar, known),
        "amount": case.requested_sum if case.granted_sum is None else case.granted_sum,
        "take_url": url_for("desk.act", public_id=case.public_id, action=Action.TAKE.value) if takes else "",
    }


def _with_applicant(case: Case) -> str | None:
    return str(_("with the applicant")) if CaseState(case.state) in worklists.WAITING else None


def _note(case: Case, calendar: Calendar, known: Known) -> str:
    """How far the work is, and the moment that is easily missed."""
    state = CaseState(case.state)
    if case.id in known.drafts:
        return str(_("prepared, waits for the signature"))
    if next_act.unwatched(case, known):
        return str(_("with no monitor yet"))
    if state is CaseState.COMPLETENESS:
        done, due = len(known.given(case, "completeness")), len(next_act.lines_due(case))
        return str(_("%(done)s of %(all)s lines answered", done=done, all=due))
    if state is CaseState.SUBSTANTIVE_REVIEW:
        done, due = len(known.given(case, "check")), len(next_act.checks_due(case))
        told = _("%(done)s of %(all)s checks answered", done=done, all=due)
        return "; ".join(filter(None, (str(told), last_refusal(case, calendar))))
    if state is CaseState.HEARING and case.id in known.hearings:
        hearing = known.hearings[case.id]
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
