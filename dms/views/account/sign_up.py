"""Signing up: an account, a letter, a button on the page that the letter names. Whether an address or an IIN has an
account already is told to nobody but its owner."""

from __future__ import annotations

from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import public
from dms.accounts import languages, limits
from dms.errors import NotVisible
from dms.services import clock
from dms.services.people import accounts, links, organisations
from dms.views.account import blueprint
from dms.views.flashes import done, wrong
from forms.people import SignUpForm


@blueprint.route("/account/sign-up", methods=["GET", "POST"])
@public
@limits.by_address("60 per hour")
@limits.by_account("5 per hour")
def sign_up() -> Any:
    if current_user.is_authenticated:
        return redirect(url_for("account.profile"))
    form = SignUpForm(data={"email": _invited()})
    if form.validate_on_submit():
        accounts.sign_up(
            email=form.email.data,
            name=form.name.data,
            iin=form.iin.data,
            password=form.password.data,
            locale=languages.chosen(),
            now=clock.now(),
        )
        return redirect(url_for("account.letter_sent"))
    return render_template("account/sign_up.html", form=form)


def _invited() -> str:
    """The address of the invitation one comes from: only an account of that address can take it up."""
    try:
        return organisations.find_invitation(request.args.get("invitation", ""), clock.now()).email
    except NotVisible:
        return ""


@blueprint.get("/account/sign-up/sent")
@public
def letter_sent() -> str:
    return render_template("account/letter_sent.html", demo=current_app.config["SETTINGS"].demo)


@blueprint.route("/account/confirm/<token>", methods=["GET", "POST"])
@public
@limits.by_address("60 per hour")
def confirm(token: str) -> str | Response:
    user = links.read_confirmation(token)
    if request.method == "POST":
        if user is None:
            wrong(_("The link is wrong or out of date. Open an account once more, and a new letter will come."))
            return redirect(url_for("account.sign_up"))
        accounts.confirm(user, clock.now())
        done(_("Your e-mail address is confirmed. Sign in."))
        return redirect(url_for("security.login"))
    return render_template("account/confirm.html", known=user is not None)
