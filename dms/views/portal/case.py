"""The case after submission: what to do next, what happened, its terms, its papers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import render_template
from flask_login import current_user

from dms.access import applicant
from dms.models import Case
from dms.queries import cases, documents, portal
from dms.services import clock, moves, reference, terms
from dms.services.law import edition_of
from dms.views.portal import blueprint
from dms.views.portal.cards import BEFORE_RESULT, card_of, strip_of
from dms.views.portal.common import own_case, powers
from dms.views.portal.papers import papers_of
from dms.views.portal.remarks import around_remarks
from dms.views.portal.story import SHOWN, clauses_of, entries_of, machine_of, messages_of, next_steps, track_of
from dms.views.why_dates import why_dates
from workflows.clock import Term
from workflows.deadlines import Deadlines
from workflows.states import CaseState

#: States of a registered application that waits for its decision.
REVIEWED_IN = BEFORE_RESULT - {CaseState.SUBMITTED}


@blueprint.get("/c/<public_id>/")
@applicant
def case(public_id: str) -> str:
    row = own_case(public_id)
    events = portal.events_of(row.id, SHOWN)
    told = around_remarks(row, clauses_of(events))
    return render_template(
        "portal/case.html",
        case=row,
        card=card_of(row, clock.now(), cases.newest_hearing(row.id) if row.state == CaseState.HEARING else None),
        steps=next_steps(row, moves.offers(row, current_user)),
        powers=powers(row),
        **around_terms(row, clock.now(), len(told["rounds"])),
        machine=machine_of(CaseState(row.state)),
        entries=entries_of(events),
        **told,
        papers=papers_of(documents.list_readable(row.id, current_user), row),
        agreement=cases.agreement_of(row.id),
        notices=messages_of(portal.notices_of_case(row.id, current_user)),
    )


def around_terms(case: Case, now: datetime, rounds: int) -> dict[str, Any]:
    """What the page says of terms: the date of the result, its days, why each date, what no calendar covers."""
    told = terms.told(case)
    result, why = result_of(case, told.deadlines), why_dates(told)
    return {
        "result": result,
        "strip": strip_of(result, now.date(), reference.calendar()),
        "track": track_of(case, told.deadlines, now, rounds),
        "why": why,
        "running": [row for row in why if row.ends is None or row.ends >= now],
        "uncovered": told.uncovered,
    }


def result_of(case: Case, running: Deadlines | None) -> Term | None:
    """The term that ends with the decision, while it runs; None where its length is not known."""
    if running is None or case.ended_at is not None or case.state not in REVIEWED_IN:
        return None
    key = edition_of(case).timing.result
    return next((term for term in running.terms if term.key == key), None)
