"""The agreement: both papers read, signed, or declined with written reasons (342:22, 342:23)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import applicant
from dms.headers import signs
from dms.models import Case
from dms.queries import cases, documents, portal
from dms.services import clock, moves
from dms.services.dates import terms
from dms.services.judging.given import Given
from dms.services.judging.law import edition_of
from dms.views.flashes import done
from dms.views.portal import blueprint
from dms.views.portal.common import need, own_case, signing_of
from dms.views.portal.papers import Paper, papers_of
from dms.views.portal.review import offer_of
from dms.views.portal.signing import signed
from dms.views.untold import notes_of
from forms.after_submission import DeclineForm
from forms.desk_base import ActForm
from workflows.programmes.sums import Figures
from workflows.states import Action

ZERO = Decimal(0)


@blueprint.get("/c/<public_id>/agreement")
@applicant
@signs
def agreement(public_id: str) -> str:
    case = own_case(public_id)
    papers, row, law = decided(case), cases.agreement_of(case.id), edition_of(case)
    versions = [p.document.current for p in papers if p.document.current]
    return render_template(
        "portal/agreement.html",
        case=case,
        papers=papers,
        pages=portal.previews_of([version.id for version in versions]),
        agreement=row,
        obligation=law.sums.obligation,
        target=target_of(case),
        untold=notes_of((p.document for p in papers), case, side="applicant"),
        signed=any(v.document.kind == "annex-3" and signed(v) for v in versions),
        offer=offer_of(case, Action.SIGN_AGREEMENT),
        signers=signing_of(case, clock.now()),
        term=terms.of_payment(case, clock.now()),
        form=ActForm(data={"version": case.version}),
    )


def target_of(case: Case) -> Decimal | None:
    """The growth to reach in tenge, where the sum granted alone gives it; None where earlier income does."""
    obligation = edition_of(case).sums.obligation
    return obligation.standing(Figures(case.granted_sum or ZERO, ZERO, ZERO)).target or None


def decided(case: Case) -> list[Paper]:
    """The notification and the agreement as delivered, the newest of each."""
    made = papers_of(documents.list_readable(case, current_user, clock.now()), case)["operator"]
    found = {p.document.kind: p for p in reversed(made) if p.document.kind in ("annex-2", "annex-3")}
    return [found[kind] for kind in ("annex-2", "annex-3") if kind in found]


@blueprint.post("/c/<public_id>/agreement")
@applicant
def conclude(public_id: str) -> Response:
    case = need(own_case(public_id), "sign")
    form = ActForm()
    form.validate()
    moves.perform(case.id, Action.SIGN_AGREEMENT, current_user, version=form.version.data)
    done(_("The agreement is concluded. The money is paid next."))
    return redirect(url_for("portal.case", public_id=public_id))


@blueprint.route("/c/<public_id>/decline", methods=["GET", "POST"])
@applicant
def decline(public_id: str) -> Any:
    case = need(own_case(public_id), "sign")
    form = DeclineForm(data={"version": case.version})
    if form.validate_on_submit():
        given = Given(reasons=form.reasons.data)
        moves.perform(case.id, Action.DECLINE, current_user, version=form.version.data, given=given)
        done(_("You have declined to sign. The reserved money is released."))
        return redirect(url_for("portal.case", public_id=public_id))
    return render_template("portal/decline.html", case=case, form=form, agreement=cases.agreement_of(case.id))
