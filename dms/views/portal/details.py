"""The applicant's bank details after the agreement: those in force, earlier ones with their validity, and the
supplement that changes them (342:A3.19, 342:A3.20)."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import applicant
from dms.headers import signs
from dms.models import Case
from dms.queries import supplements as queries
from dms.services import clock
from dms.services.signed import supplements
from dms.views.flashes import done
from dms.views.portal import blueprint
from dms.views.portal.common import need, own_case, powers
from dms.views.untold import notes_of
from forms.after_submission import DetailsForm
from workflows.supplements import SupplementAction


@blueprint.route("/c/<public_id>/details", methods=["GET", "POST"])
@applicant
@signs
def details(public_id: str) -> Any:
    case = own_case(public_id)
    form = DetailsForm(data={"version": case.version})
    if form.validate_on_submit():
        supplements.propose(need(case, "sign").id, current_user, form.bank, version=form.version.data)
        done(_("The supplement is being made. Read it and sign it here."))
        return redirect(url_for("portal.details", public_id=public_id))
    waiting = queries.open_of(case.id)
    version = waiting.document.current if waiting else None
    return render_template(
        "portal/details.html",
        case=case, form=form, waiting=waiting, version=version,
        in_force=queries.bank_at(case, clock.now()), rows=queries.list_of(case.id),
        may_change=_may(case, SupplementAction.PROPOSE), may_sign="sign" in powers(case),
        unsigned=supplements.unsigned(case, "applicant"),
        untold=notes_of([waiting.document] if waiting else [], case, side="applicant"),
    )  # fmt: skip


def _may(case: Case, action: SupplementAction) -> bool:
    found = supplements.offers(case, current_user).get(action)
    return found is not None and found.ok


@blueprint.post("/c/<public_id>/details/<int:no>/end")
@applicant
def end_supplement(public_id: str, no: int) -> Response:
    """The applicant takes a supplement back that is not in force yet."""
    case = need(own_case(public_id), "sign")
    supplements.end(case.id, no, current_user, "")
    done(_("The supplement is taken back; the details stay as they were."))
    return redirect(url_for("portal.details", public_id=public_id))
