"""The own account: who one is, log-ins that are open, the way out; the language of pages."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_security import logout_user
from werkzeug.wrappers import Response

from dms.access import public, signed_in
from dms.accounts import languages
from dms.accounts.sessions import current_hash
from dms.extensions import db
from dms.headers import signs
from dms.page_shell import shell
from dms.queries import people
from dms.services import clock
from dms.services.people import accounts, sessions
from dms.views.account import blueprint
from dms.views.going import back, safe
from forms.people import ProfileForm, SessionForm


@blueprint.get("/account/start")
@signed_in
def start() -> Response:
    """Where a person's work begins: the desk, or the portal."""
    return redirect(shell().home_url)


@blueprint.route("/account", methods=["GET", "POST"])
@signed_in
@signs
def profile() -> Any:
    form = ProfileForm(obj=current_user)
    if form.validate_on_submit():
        accounts.keep_profile(current_user, name=form.name.data, phone=form.phone.data, locale=form.locale.data)
        languages.choose(form.locale.data)
        flash(_("Your data are kept."), "success")
        return redirect(url_for("account.profile"))
    return render_template(
        "account/profile.html",
        form=form,
        sessions=sessions.list_open(current_user, clock.machine_now()),
        this_session=current_hash(),
        roles=people.staff_role_rows(current_user, clock.today()),
    )


@blueprint.post("/account/sessions/end")
@signed_in
def end_session() -> Response:
    form = SessionForm()
    if not form.validate() or not accounts.end_own_session(current_user, form.session.data, clock.now()):
        abort(404)
    flash(_("The log-in was ended."), "success")
    return redirect(url_for("account.profile"))


@blueprint.post("/account/sign-out")
@signed_in
def sign_out() -> Response:
    logout_user()
    db.session.commit()
    flash(_("You are signed out."), "success")
    return redirect(url_for("public.home"))


@blueprint.post("/language")
@public
def language() -> Response:
    if not languages.choose(request.form.get("lang", "")):
        abort(404)
    return redirect(back())


@blueprint.get("/lang/<code>")
@public
def language_link(code: str) -> Response:
    if not languages.choose(code):
        abort(404)
    return redirect(safe(request.args.get("next", "")))
