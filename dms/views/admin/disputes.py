"""Claims to organisations that have a head already."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.access import staff
from dms.extensions import db
from dms.models import Organisation, User
from dms.queries import organisations as queries
from dms.services import clock
from dms.services.people import organisations
from dms.views.admin import blueprint
from dms.views.flashes import done
from forms.staff import SettleForm
from workflows.states import Role


@blueprint.get("/disputes")
@staff(Role.ADMINISTRATOR)
def disputes() -> str:
    return render_template(
        "admin/disputes.html",
        waiting=queries.list_disputes(settled=False),
        settled=queries.list_disputes(settled=True),
    )


@blueprint.route("/disputes/<int:number>", methods=["GET", "POST"])
@staff(Role.ADMINISTRATOR)
def settle(number: int) -> Any:
    row = queries.get_dispute(number)
    form = SettleForm()
    if row.settled_at is None and form.validate_on_submit():
        upheld = form.upheld.data == "yes"
        organisations.settle(number, upheld=upheld, answer=form.answer.data, by=current_user, now=clock.now())
        done(_("The claim is settled. The claimant gets a letter."))
        return redirect(url_for("admin.disputes"))
    return render_template(
        "admin/dispute.html",
        row=row,
        form=form,
        organisation=db.session.get_one(Organisation, row.organisation_id),
        claimant=db.session.get_one(User, row.claimant_id),
        head=queries.find_head(row.organisation_id),
    )
