"""A case as one row of a worklist: its term, its days left, its next lawful act. The act comes from the same rows as
the buttons of the case; what it needs of the database is asked once for the whole page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from dms.formatting import dmyhm, local
from dms.models import Case
from dms.queries import review, worklists
from dms.services import moves, reference
from dms.services.deciding import SIGNING
from forms.validators import is_organisation
from workflows.calendar import Calendar, NoCalendar
from workflows.clock import working_days_left
from workflows.engine import CaseRow
from workflows.programmes.domestic_342 import terms
from workflows.programmes.domestic_342.checks import checks_for
from workflows.programmes.domestic_342.completeness import completeness_items
from workflows.programmes.domestic_342.cost_types import types_of
from workflows.programmes.domestic_342.documents import situation_of
from workflows.states import Action, CaseState, DraftKind

#: The act that the work in a state leads to.
MAIN = {
    CaseState.SUBMITTED: Action.REGISTER,
    CaseState.REGISTERED: Action.TAKE,
    CaseState.COMPLETENESS: Action.COMPLETE,
    CaseState.SUBSTANTIVE_REVIEW: Action.PROPOSE_GRANT,
    CaseState.HEARING: Action.HOLD_HEARING,
    CaseState.DECISION: Action.PREPARE_GRANT,
    CaseState.AGREEMENT: Action.SIGN_AGREEMENT,
    CaseState.PAYMENT: Action.PAY,
    CaseState.MONITORING: Action.REPORT_QUARTER,
    CaseState.RECOVERY: Action.RECOVER,
    CaseState.CLOSED: Action.ARCHIVE,
    CaseState.REFUSED: Action.ARCHIVE,
    CaseState.DECLINED: Action.ARCHIVE,
    CaseState.WITHDRAWN: Action.ARCHIVE,
}


def next_row(case: Case, draft: str | None) -> CaseRow | None:
    """The row of the machine that comes next: the signature of a waiting draft, else the main act of the state."""
    state = CaseState(case.state)
    action = SIGNING[DraftKind(draft)] if draft else MAIN.get(state)
    return moves.workflow_of(case).row(state, action) if action else None


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


def rows_of(cases: Sequence[Case], now: datetime) -> list[dict[str, Any]]:
    """The rows for the part ``worklist``; a constant number of queries, however many cases."""
    ids = [case.id for case in cases]
    drafts = worklists.open_draft_kinds(ids)
    answered, hearings = review.answered_counts(ids), review.hearing_moments(ids)
    calendar = reference.calendar()
    return [_row(case, now, calendar, drafts.get(case.id), answered, hearings) for case in cases]


def _row(
    case: Case,
    now: datetime,
    calendar: Calendar,
    draft: str | None,
    answered: dict[tuple[int, str], int],
    hearings: dict[int, datetime],
) -> dict[str, Any]:
    step = next_row(case, draft)
    return {
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
        "next_note": _note(case, calendar, answered, hearings, draft),
        "amount": case.requested_sum,
    }


def _with_applicant(case: Case) -> str | None:
    return str(_("with the applicant")) if CaseState(case.state) in worklists.WAITING else None


def _note(
    case: Case,
    calendar: Calendar,
    answered: dict[tuple[int, str], int],
    hearings: dict[int, datetime],
    draft: str | None,
) -> str:
    """How far the work is, and the moment that is easily missed."""
    state = CaseState(case.state)
    if draft:
        return str(_("prepared, waits for the signature"))
    if state is CaseState.COMPLETENESS:
        due = len(completeness_items(situation_of(case.content)))  # type: ignore[arg-type]
        return str(_("%(done)s of %(all)s lines answered", done=answered.get((case.id, "completeness"), 0), all=due))
    if state is CaseState.SUBSTANTIVE_REVIEW:
        due = len(checks_for(types_of(case.content.get("cost_subitems", []))))
        done = _("%(done)s of %(all)s checks answered", done=answered.get((case.id, "check"), 0), all=due)
        return f"{done}; {last_refusal(case, calendar)}"
    if state is CaseState.HEARING and case.id in hearings:
        return str(_("hearing at %(when)s", when=dmyhm(hearings[case.id])))
    return ""


def last_refusal(case: Case, calendar: Calendar) -> str:
    """The last moment at which a refusal can still be announced within the law (I-5)."""
    if case.received_at is None:
        return ""
    term = terms.terms(case.received_at, calendar).term(terms.HEARING_NOTICE.key)
    return str(_("last lawful day to announce a refusal: %(day)s", day=f"{local(term.due_at):%d.%m}"))
