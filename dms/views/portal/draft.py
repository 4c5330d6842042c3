"""The draft as a whole: its task list, and how the estimate comes about."""

from __future__ import annotations

from flask import render_template

from dms.access import applicant
from dms.queries import documents, money
from dms.services import clock, reference
from dms.services.law import edition_of
from dms.views.portal import blueprint
from dms.views.portal.cards import strip_of
from dms.views.portal.common import own_draft
from dms.views.portal.remarks import rounds_of
from dms.views.portal.tasks import document_tasks, figures_of, gaps_of, page_tasks
from workflows.states import CaseState
from workflows.trace import window_title


@blueprint.get("/a/<public_id>/")
@applicant
def draft(public_id: str) -> str:
    case, now = own_draft(public_id), clock.now()
    uploaded = documents.documents_of(case.id, "uploaded")
    remaining = gaps_of(case, uploaded)
    figures = figures_of(case, now)
    return render_template(
        "portal/draft.html",
        case=case,
        gaps=remaining,
        figures=figures,
        strip=strip_of(figures.term, now.date(), reference.calendar()),
        pages=page_tasks(case, remaining),
        papers=document_tasks(case, uploaded),
        intake=money.intake(case.programme) if edition_of(case).timing.intake_notice else None,
        rounds=rounds_of(case) if case.state == CaseState.REMARKS else [],
    )


@blueprint.get("/a/<public_id>/estimate")
@applicant
def estimate(public_id: str) -> str:
    case = own_draft(public_id)
    figures = figures_of(case, clock.now())
    return render_template("portal/estimate.html", case=case, figures=figures, window_title=window_title)
