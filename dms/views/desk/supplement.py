"""The supplement with other bank details of the applicant: read, signed by the head or a deputy, or declined with the
reason (342:A3.19)."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import current_app, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.accounts import limits
from dms.headers import signs
from dms.models import Case
from dms.queries import supplements as queries
from dms.services import clock
from dms.services.judging import signers
from dms.services.signed import offers, supplements, two_hands
from dms.views import signing_answers
from dms.views.desk import blueprint
from dms.views.desk.frame import show, standing_of
from dms.views.untold import notes_of
from forms.desk_base import ReasonsForm
from workflows.states import Role
from workflows.supplements import SupplementAction


@blueprint.get("/c/<public_id>/supplement")
@staff()
@signs
def supplement(public_id: str) -> str:
    standing = standing_of(public_id)
    case = standing.case
    row, acts = queries.open_of(case.id), supplements.offers(case, current_user)
    paper = row.document if row else None
    version = paper.current if paper else None
    return show(
        standing, "supplement",
        row=row, acts=acts, rows=queries.list_of(case.id), in_force=queries.bank_at(case, clock.now()), version=version,
        form=ReasonsForm(data={"version": case.version}),
        by_applicant=paper is not None and bool(signers.signers_of(paper, "applicant")),
        untold=notes_of([paper] if paper else [], case, side="operator"),
        demo=current_app.config["SETTINGS"].demo, may_sign=bool({Role.HEAD, Role.DEPUTY} & standing.actor.roles),
    )  # fmt: skip


@blueprint.post("/c/<public_id>/supplement/signing")
@staff(Role.HEAD, Role.DEPUTY)
@limits.by_account("300 per hour")
def offer_supplement(public_id: str) -> Response:
    """JSON: the paper, once the applicant has signed it, with digests for the person's signing program."""
    case = standing_of(public_id).case
    supplements.check(case, SupplementAction.SIGN, current_user)
    url = url_for("desk.receive_supplement", public_id=public_id)
    return signing_answers.offered(case, supplements.unsigned(case, "operator"), current_user, url)


@blueprint.post("/c/<public_id>/supplement/signatures")
@staff(Role.HEAD, Role.DEPUTY)
@limits.by_account("300 per hour")
def receive_supplement(public_id: str) -> Response:
    """JSON ``{"offer": token, "signatures": [{"version": id, "cms": base64}]}`` over the paper."""
    case = standing_of(public_id).case
    open_ = supplements.signable(case, "operator")
    return signing_answers.received(current_user, open_, partial(_take, case))


def _take(case: Case, sent: offers.Sent) -> dict[str, Any]:
    rows = supplements.receive(case, sent, current_user)
    next_ = url_for("desk.supplement", public_id=case.public_id)
    return {"results": signing_answers.results(case, rows), "next": next_}


@blueprint.post("/c/<public_id>/supplement/sign")
@staff(Role.HEAD, Role.DEPUTY)
def sign_supplement(public_id: str) -> Response:
    """In the demo its key signs."""
    case = standing_of(public_id).case
    supplements.check(case, SupplementAction.SIGN, current_user)
    versions = supplements.unsigned(case, "operator")
    two_hands.sign_in_demo(versions, current_user, case, clock.now())
    return redirect(url_for("desk.supplement", public_id=public_id))


@blueprint.post("/c/<public_id>/supplement/<int:no>/signer")
@staff(Role.HEAD, Role.DEPUTY)
def rename_supplement(public_id: str, no: int) -> Response:
    """The paper is made anew and names the person who asks."""
    supplements.change_signer(standing_of(public_id).case.id, no, current_user)
    flash(_("The supplement is made anew in your name; the applicant is asked to sign it."), "success")
    return redirect(url_for("desk.supplement", public_id=public_id))


@blueprint.post("/c/<public_id>/supplement/<int:no>/decline")
@staff(Role.HEAD, Role.DEPUTY)
def decline_supplement(public_id: str, no: int) -> Any:
    form = ReasonsForm()
    if not form.validate_on_submit():
        flash(_("Write down the reasons."), "error")
    else:
        supplements.end(standing_of(public_id).case.id, no, current_user, form.reasons.data)
        flash(_("The supplement is declined; the applicant is told why."), "success")
    return redirect(url_for("desk.supplement", public_id=public_id))
