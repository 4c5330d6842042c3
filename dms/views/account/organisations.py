"""The organisations one acts for: their data, their people."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.access import applicant
from dms.models import Organisation, User
from dms.queries import organisations as queries
from dms.services import clock
from dms.services.papers import parts
from dms.services.people import links, organisations
from dms.views.account import blueprint
from dms.views.flashes import done
from forms.people import DetailsForm


@blueprint.get("/account/organisations", endpoint="organisations")
@applicant
def list_organisations() -> str:
    return render_template(
        "account/organisations.html",
        rows=queries.list_own(current_user, clock.today()),
        claims=queries.list_own_disputes(current_user),
        invitations=invitations_to(current_user),
    )


def invitations_to(user: User) -> list[tuple[Organisation, str]]:
    """The organisations that wait for the person's answer, each with the page where it is given."""
    waiting = queries.list_invitations_to(user, clock.now())
    return [(organisation, links.invitation_page(row)) for row, organisation in waiting]


@blueprint.route("/account/organisations/<public_id>", methods=["GET", "POST"])
@applicant
def organisation(public_id: str) -> Any:
    row = queries.get_own(public_id, current_user, clock.today())
    form = DetailsForm(data=DetailsForm.shown({"name": row.name, **row.details}))
    if form.validate_on_submit():
        details = form.changes(row.details)
        organisations.keep_details(row, current_user, name=details.pop("name"), details=details, now=clock.now())
        done(_("The data of the organisation are kept."))
        return redirect(url_for("account.organisation", public_id=public_id))
    address = parts.address(row.details)
    return render_template("account/organisation.html", row=row, form=form, address=address, **people_of(row))


def people_of(row: Organisation) -> dict[str, Any]:
    """Who acts for it, who is invited, and whether the reader is its head."""
    memberships = queries.list_memberships(row.id)
    head = any(m.kind == "head" and m.user_id == current_user.id for m in memberships)
    invitations = queries.list_invitations(row.id, clock.now()) if head else []
    return {"memberships": memberships, "invitations": invitations, "is_head": head, "today": clock.today()}
