"""Representatives: invited by the head, accepting by the letter's page, ended by either."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import applicant, public
from dms.accounts import limits
from dms.accounts.sessions import current_hash
from dms.errors import AppError, NotVisible
from dms.extensions import db
from dms.models import Invitation, Organisation
from dms.queries import organisations as queries
from dms.services import clock
from dms.services.files import lone_files, openings
from dms.services.files.sent import Sent
from dms.services.people import organisations
from dms.views.account import blueprint
from dms.views.file_answers import attachment
from dms.views.flashes import done, told
from dms.views.sent_files import is_whole, made_of, one_kept
from forms.people import InviteForm


@blueprint.route("/account/organisations/<public_id>/invite", methods=["GET", "POST"])
@applicant
@limits.by_account("60 per hour")
def invite(public_id: str) -> Any:
    row = queries.get_own(public_id, current_user, clock.today())
    organisations.require_head(row, current_user, clock.today())
    form, status = InviteForm(), 200
    if is_whole(form):
        made, status = made_of(form, partial(_invited, row, form))
        if made is not None:
            done(_("The invitation is on its way by letter."))
            return redirect(url_for("account.organisation", public_id=public_id))
    return render_template("account/invite.html", form=form, row=row), status


def _invited(row: Organisation, form: InviteForm, sent: list[Sent]) -> Invitation:
    return organisations.invite(row, current_user, paper=one_kept(sent), now=clock.now(), **_terms(form))


def _terms(form: InviteForm) -> dict[str, Any]:
    names = ("email", "kind", "scope", "paper_no", "paper_on", "valid_from", "valid_to")
    return {name: form[name].data for name in names}


@blueprint.route("/account/invitations/<token>", methods=["GET", "POST"])
@public
@limits.by_address("60 per hour")
def accept(token: str) -> Any:
    found = organisations.find_invitation(token, clock.now())
    if request.method == "POST":
        if not current_user.is_authenticated:
            return redirect(url_for("security.login", next=request.path))
        try:
            organisations.accept(token, current_user, session_hash=current_hash(), now=clock.now())
        except AppError as error:
            told(error)
            return redirect(url_for("account.accept", token=token))
        done(_("You act for the organisation now."))
        return redirect(url_for("account.organisations"))
    row = db.session.get_one(Organisation, found.organisation_id)
    return render_template("account/accept.html", row=row, terms=found.terms, invitation=found, token=token)


@blueprint.post("/account/organisations/<public_id>/members/<int:member>/end")
@applicant
def end_member(public_id: str, member: int) -> Response:
    row = queries.get_own(public_id, current_user, clock.today())
    organisations.end_membership(row, current_user, member, clock.now())
    done(_("The power to act was ended."))
    return redirect(url_for("account.organisations"))


@blueprint.post("/account/organisations/<public_id>/invitations/<int:invitation>/withdraw")
@applicant
def withdraw_invitation(public_id: str, invitation: int) -> Response:
    row = queries.get_own(public_id, current_user, clock.today())
    organisations.withdraw_invitation(row, current_user, invitation, clock.now())
    done(_("The invitation was withdrawn."))
    return redirect(url_for("account.organisation", public_id=public_id))


@blueprint.get("/account/organisations/<public_id>/members/<int:member>/paper")
@applicant
def member_paper(public_id: str, member: int) -> Response:
    row = queries.get_own(public_id, current_user, clock.today())
    if not any(m.id == member for m in queries.list_memberships(row.id)):
        raise NotVisible
    file = lone_files.let_out(queries.get_member_paper(row.id, member))
    openings.record(file, current_user, None, "download")
    return attachment(file)
