"""The case after submission: what to do next, what happened, its terms, its papers."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from dms.access import applicant
from dms.queries import cases, documents, portal
from dms.services import clock, moves, reference, terms
from dms.views.portal import blueprint
from dms.views.portal.cards import card_of, strip_of
from dms.views.portal.common import own_case, powers
from dms.views.portal.papers import papers_of
from dms.views.portal.story import SHOWN, entries_of, machine_of, messages_of, next_steps, track_of
from workflows.states import CaseState


@blueprint.get("/c/<public_id>/")
@applicant
def case(public_id: str) -> str:
    row, now = own_case(public_id), clock.now()
    running = terms.deadlines(row)
    service = running.term("service") if running and row.ended_at is None and row.state in terms.RUNNING else None
    return render_template(
        "portal/case.html",
        case=row,
        card=card_of(row),
        steps=next_steps(row, moves.offers(row, current_user)),
        powers=powers(row),
        service=service,
        strip=strip_of(service, now.date(), reference.calendar()) if service else [],
        track=track_of(row, running, now),
        machine=machine_of(CaseState(row.state)),
        entries=entries_of(portal.events_of(row.id, SHOWN)),
        papers=papers_of(documents.list_readable(row.id, current_user)),
        agreement=cases.agreement_of(row.id),
        notices=messages_of(portal.notices_of_case(row.id, current_user)),
    )
