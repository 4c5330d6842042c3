"""The draft as a whole: its task list, and how the estimate comes about."""

from __future__ import annotations

from typing import Any

from flask import render_template

from dms.access import applicant
from dms.models import Case, Document
from dms.queries import documents, money
from dms.services import clock
from dms.services.draft.gaps import standing_application
from dms.services.judging.law import edition_of
from dms.services.tables import reference
from dms.views.portal import blueprint
from dms.views.portal.cards import strip_of
from dms.views.portal.cautions import odd_lines
from dms.views.portal.common import own_draft
from dms.views.portal.remarks import rounds_of
from dms.views.portal.signing import signed
from dms.views.portal.tasks import document_tasks, figures_of, gaps_of, page_tasks
from workflows.calculation import Result
from workflows.states import CaseState
from workflows.text import Text, join
from workflows.trace import window_title


@blueprint.get("/a/<public_id>/")
@applicant
def draft(public_id: str) -> str:
    case, now = own_draft(public_id), clock.now()
    uploaded = documents.handed_in(case.id)
    remaining = gaps_of(case, uploaded)
    figures = figures_of(case, now)
    return render_template(
        "portal/draft.html",
        case=case,
        gaps=remaining,
        figures=figures,
        strip=strip_of(figures.term, now.date(), reference.calendar()),
        pages=page_tasks(case, remaining, odd_costs=bool(odd_lines(case, now))),
        papers=document_tasks(case, uploaded),
        intake=money.intake(case.programme) if edition_of(case).timing.intake_notice else None,
        rounds=rounds_of(case) if case.state == CaseState.REMARKS else [],
        signed=_is_signed(case, uploaded),
    )


def _is_signed(case: Case, uploaded: list[Document]) -> bool:
    """Whether only the sending is left."""
    frozen = standing_application(case, uploaded)
    return frozen is not None and frozen.current is not None and signed(frozen.current)


@blueprint.get("/a/<public_id>/estimate")
@applicant
def estimate(public_id: str) -> str:
    case = own_draft(public_id)
    figures = figures_of(case, clock.now())
    return render_template("portal/estimate.html", case=case, figures=figures, **_asked(case, figures.result))


def _asked(case: Case, result: Result | None) -> dict[str, Any]:
    """The limits of the kinds of cost that the application has, each by the names of its kinds, and the steps without
    the other limits."""
    costs = edition_of(case).costs
    lines, caps = (result.lines, result.caps) if result else ((), ())
    groups = {costs.group_of.get(line.type) for line in lines}
    own = {cap.clause for cap in caps if cap.group in groups}
    other = {cap.clause for cap in caps} - own
    return {
        "caps": [(_named(case, cap.group), window_title(cap.window), cap) for cap in caps if cap.group in groups],
        "trace": [step for step in result.trace if step.clause not in other] if result else [],
    }


def _named(case: Case, group: str) -> Text:
    """The kinds of cost of one limit."""
    costs = edition_of(case).costs
    return join([kind.short for kind in costs.types if costs.group_of.get(kind.key) == group], "; ")
