"""The hearing before a refusal: its time accepted, the applicant's position in writing (342:37, 342:38)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.access import applicant
from dms.errors import NotVisible
from dms.models import Case, Hearing
from dms.queries import cases, documents
from dms.services import clock, moves
from dms.services.judging import grounds
from dms.services.judging.given import Given
from dms.views.flashes import done
from dms.views.portal import blueprint
from dms.views.portal.common import own_case
from dms.views.portal.papers import papers_of
from dms.views.refused_fields import told_at_fields
from forms.after_submission import COMES, EARLIER, STAYS_AWAY, HearingForm
from workflows.refusals import TransitionRefused
from workflows.states import Action


@blueprint.route("/c/<public_id>/hearing", methods=["GET", "POST"])
@applicant
def hearing(public_id: str) -> Any:
    case = own_case(public_id)
    row = cases.newest_hearing(case.id)
    if row is None:
        raise NotVisible
    form = HearingForm(data={"version": case.version, **_said(row)})
    if form.validate_on_submit() and _sent(case, form):
        done(_("Sent. Your position is weighed in the decision."))
        return redirect(url_for("portal.case", public_id=public_id))
    papers = papers_of(documents.list_readable(case, current_user, clock.now()), case)["operator"]
    return render_template(
        "portal/hearing.html",
        case=case,
        hearing=row,
        form=form,
        grounds=_grounds(case, row.grounds),
        papers=[p for p in papers if p.document.kind in ("preliminary-decision", "hearing-minutes")],
    )


def _sent(case: Case, form: HearingForm) -> bool:
    """Keeps the applicant's word; false when a field was wrong, which the form then shows."""
    version, given = form.version.data, _given(form)
    try:
        moves.perform(case.id, Action.RECORD_POSITION, current_user, version=version, given=given)
    except TransitionRefused as refused:
        if not told_at_fields(form, refused):
            raise
        return False
    return True


def _said(row: Hearing) -> dict[str, Any]:
    """What the applicant has said already."""
    part = STAYS_AWAY if row.stays_away_at else EARLIER if row.earlier_from else COMES if row.accepted_at else None
    return {"part": part, "earlier_from": row.earlier_from, "position": row.position}


def _given(form: HearingForm) -> Given:
    part = form.part.data
    return Given(
        accepts=part == COMES,
        stays_away=part == STAYS_AWAY,
        earlier_from=form.earlier_from.data if part == EARLIER else None,
        position=form.position.data or "",
    )


def _grounds(case: Case, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The grounds as the page tells them, each with the officer's facts and what shows it."""
    own, found = documents.documents_of(case.id), []
    for row in rows:
        ground = grounds.ground_of(case, row)
        told = {"title": ground.title, "clause": ground.clause, "facts": row["facts"]}
        found.append({**told, "proof": grounds.proof_of(case, row, own)})
    return found
