"""Everything on one page, what is missing, the PDF frozen and read, the submission."""

from __future__ import annotations

from typing import Any

from flask import jsonify, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import applicant
from dms.accounts import limits
from dms.headers import signs
from dms.models import Case
from dms.queries import documents, portal
from dms.services import clock, moves
from dms.services.dates import terms
from dms.services.draft import application, gaps, readiness
from dms.services.judging.law import edition_of
from dms.services.signed import untold
from dms.views.flashes import done
from dms.views.portal import blueprint
from dms.views.portal.cautions import cautions_of, same_files
from dms.views.portal.common import need, own_case, own_draft, signing_of
from dms.views.portal.summary import sections_of
from dms.views.portal.tasks import figures_of, gaps_of
from dms.views.untold import notes_of
from forms.desk_base import ActForm
from workflows.engine import CaseOffer
from workflows.states import Action, CaseAct, CaseState, ExportAction
from workflows.text import Text, join

#: What comes after the registration, or the wait for it.
AHEAD = (CaseState.COMPLETENESS, CaseState.SUBSTANTIVE_REVIEW)


@blueprint.get("/a/<public_id>/review")
@applicant
def review(public_id: str) -> str:
    case, now = own_draft(public_id), clock.now()
    uploaded = documents.handed_in(case.id)
    return render_template(
        "portal/review.html",
        case=case,
        sections=sections_of(case, uploaded),
        gaps=gaps_of(case, uploaded),
        cautions=[*cautions_of(case, now), *same_files(case, uploaded)],
        figures=figures_of(case, now),
        frozen=gaps.standing_application(case, uploaded),
        form=ActForm(data={"version": case.version}),
        signers=signing_of(case, now),
    )


@blueprint.post("/a/<public_id>/ready")
@applicant
@limits.by_account("30 per hour")
def ready(public_id: str) -> Response:
    """One who may only fill in tells those who sign that the draft is ready."""
    case = own_draft(public_id)
    form = ActForm()
    form.validate()
    names = readiness.tell_signers(case.id, current_user, version=form.version.data)
    done(_("Told: %(names)s. A letter goes to the e-mail too.", names=", ".join(names)))
    return redirect(url_for("portal.review", public_id=public_id, _anchor="next"))


@blueprint.post("/a/<public_id>/freeze")
@applicant
def freeze(public_id: str) -> Response:
    case = own_draft(public_id)
    form = ActForm()
    form.validate()
    application.freeze(case.id, current_user, version=form.version.data)
    return redirect(url_for("portal.sign", public_id=public_id))


@blueprint.get("/a/<public_id>/sign")
@applicant
@signs
def sign(public_id: str) -> Any:
    case, now = own_draft(public_id), clock.now()
    uploaded = documents.handed_in(case.id)
    frozen = gaps.standing_application(case, uploaded)
    if frozen is None:
        return redirect(url_for("portal.review", public_id=public_id))
    versions = [frozen.current.id] if frozen.current else []
    return render_template(
        "portal/sign.html",
        untold=notes_of([frozen, *uploaded], case, side="applicant"),
        untold_of=untold.under,
        case=case,
        frozen=frozen,
        order=portal.order_of(frozen),
        uploaded=uploaded,
        pages=portal.previews_of(versions).get(versions[0] if versions else 0, []),
        offer=offer_of(case, handing_in(case)),
        registers_at=terms.registers_at(now), signers=signing_of(case, now),
        form=ActForm(data={"version": case.version}),
    )  # fmt: skip


def handing_in(case: Case) -> CaseAct:
    """How the application goes to the operator: for the first time, or as the answer to remarks."""
    return Action.SUBMIT if case.state == CaseState.DRAFT else ExportAction.ANSWER_REMARKS


def offer_of(case: Case, action: CaseAct) -> CaseOffer | None:
    """What the rules say of one act; None where the person could never do it."""
    return next((offer for offer in moves.offers(case, current_user) if offer.action is action), None)


@blueprint.get("/a/<public_id>/frozen")
@applicant
def frozen_state(public_id: str) -> Response:
    """How far the PDF is: the line of progress follows it."""
    case = own_draft(public_id)
    frozen = gaps.standing_application(case, documents.handed_in(case.id))
    order = portal.order_of(frozen) if frozen else None
    if frozen is None or (order is not None and order.failed):
        return jsonify(done=0, total=1, failed=True, message=_("The PDF could not be made. Go back and try again."))
    if frozen.current is None:
        return jsonify(done=0, total=1, finished=False, message=_("The PDF is being made…"))
    return jsonify(done=1, total=1, finished=True, next_url=url_for("portal.sign", public_id=public_id))


@blueprint.post("/a/<public_id>/submit")
@applicant
def submit(public_id: str) -> Response:
    case = need(own_draft(public_id), "sign")
    form = ActForm()
    form.validate()
    act = handing_in(case)
    moves.perform(case.id, act, current_user, version=form.version.data)
    if act is ExportAction.ANSWER_REMARKS:
        done(_("Your answer is sent. The check begins anew."))
        return redirect(url_for("portal.case", public_id=public_id))
    return redirect(url_for("portal.submitted", public_id=public_id))


@blueprint.get("/c/<public_id>/submitted")
@applicant
def submitted(public_id: str) -> str:
    case = own_case(public_id)
    moment = terms.registers_at(case.received_at)
    return render_template("portal/submitted.html", case=case, registers_at=moment, ahead=_ahead(case))


def _ahead(case: Case) -> list[Text]:
    """What happens from here on. Before the registration nothing is said to have been registered."""
    stories = edition_of(case).stories
    states = (CaseState.REGISTERED, *AHEAD) if case.number else (CaseState.SUBMITTED, CaseState.REGISTERED, *AHEAD)
    told = [join((stories[state].now, stories[state].next), ". ") for state in states]
    if not case.number:
        told[1] = stories[CaseState.REGISTERED].next
    return told
