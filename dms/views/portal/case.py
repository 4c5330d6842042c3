"""The case after submission: what to do next, what happened, its terms, its papers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import render_template, request
from flask_login import current_user

from dms.access import applicant
from dms.models import Case
from dms.queries import cases, documents, letters, portal, uploads
from dms.services import clock, correspondence, moves
from dms.services.dates import terms
from dms.services.judging.law import edition_of
from dms.services.judging.left_out import left_out
from dms.services.tables import reference
from dms.views import upload_answers
from dms.views.letter_rows import row_of
from dms.views.portal import blueprint
from dms.views.portal.cards import BEFORE_RESULT, card_of, strip_of
from dms.views.portal.common import own_case, powers
from dms.views.portal.papers import page_of_own, papers_of
from dms.views.portal.remarks import around_remarks
from dms.views.portal.story import SHOWN, clauses_of, entries_of, messages_of, next_steps
from dms.views.portal.way import machine_of, track_of
from dms.views.untold import notes_of
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
        **around_papers(row),
        letters=[row_of(letter, clock.now()) for letter in letters.list_of_applicant(row)],
        may_write=correspondence.may_write(row, current_user, clock.now()),
        **around_decision(row),
        notices=messages_of(portal.notices_of_case(row.id, current_user)),
    )


def around_papers(case: Case) -> dict[str, Any]:
    """The papers of the case but its letters, and the signatures among them that nobody can tell."""
    papers = [paper for paper in documents.list_readable(case, current_user, clock.now()) if paper.letter_id is None]
    found = papers_of(papers, case)
    own = page_of_own(found["own"], request.args.get("files", ""))
    refused = [upload_answers.told(case, row) for row in uploads.list_refused(case, current_user)]
    return {"papers": found, "own": own, "refused": refused, "untold": notes_of(papers, case, side="applicant")}


def around_decision(case: Case) -> dict[str, Any]:
    """What the page says of a signed decision: the costs that it leaves out, and the agreement after it."""
    decision = cases.signed_decision(case.id)
    left = left_out(case, decision.payload) if decision else []
    return {"left_out": left, "agreement": cases.agreement_of(case.id)}


def around_terms(case: Case, now: datetime, rounds: int) -> dict[str, Any]:
    """What the page says of terms: the date of the result, its days, why each date, what no calendar covers."""
    told = terms.told(case)
    result, why = result_of(case, told.deadlines), why_dates(told)
    return {
        "result": result,
        "strip": strip_of(result, now.date(), reference.calendar()),
        "track": track_of(case, told.deadlines, now, rounds),
        "why": why,
        "running": [row for row in why if not row.met and (row.ends is None or row.ends >= now)],
        "uncovered": told.uncovered,
    }


def result_of(case: Case, running: Deadlines | None) -> Term | None:
    """The term that ends with the decision, while it runs; None where its length is not known."""
    if running is None or case.ended_at is not None or case.state not in REVIEWED_IN:
        return None
    key = edition_of(case).timing.result
    return next((term for term in running.terms if term.key == key), None)
