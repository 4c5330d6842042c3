"""The application taken back before the decision."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.access import applicant
from dms.queries import cases
from dms.services import clock, moves
from dms.services.judging.given import Given
from dms.views.flashes import done
from dms.views.portal import blueprint
from dms.views.portal.review import offer_of
from forms.after_submission import WithdrawForm
from workflows.states import Action


@blueprint.route("/c/<public_id>/withdraw", methods=["GET", "POST"])
@applicant
def withdraw(public_id: str) -> Any:
    case = cases.get_case(public_id, current_user, clock.today())
    form = WithdrawForm(data={"version": case.version})
    if form.validate_on_submit():
        given = Given(reasons=form.reasons.data or "")
        moves.perform(case.id, Action.WITHDRAW, current_user, version=form.version.data, given=given)
        done(_("The application is withdrawn."))
        return redirect(url_for("portal.home"))
    return render_template("portal/withdraw.html", case=case, form=form, offer=offer_of(case, Action.WITHDRAW))
