"""Accounts of the operator's side: made, blocked, given roles; help for those who cannot log in."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.errors import AppError, NotVisible
from dms.models import User
from dms.queries import corrections as proposed
from dms.queries import people
from dms.services import clock
from dms.services.files import lone_files, openings
from dms.services.files.sent import Sent
from dms.services.people import accounts, appointments, corrections, roles, sessions
from dms.views.admin import blueprint
from dms.views.file_answers import attachment
from dms.views.flashes import done, told
from dms.views.sent_files import is_whole, made_of, one_kept
from forms.staff import PersonForm, RoleForm, StaffForm
from workflows.orders import POWERS
from workflows.states import Role

PAGE = 50
_ROLE_WAITS = _l("This role takes two administrators: another one has been asked to approve it.")


@blueprint.get("/users")
@staff(Role.ADMINISTRATOR)
def users() -> str:
    side = request.args.get("side", "staff")
    search, after = request.args.get("q", "").strip(), request.args.get("after", "")
    rows = people.list_users(staff=side != "applicants", text=search, after=after, limit=PAGE + 1)
    more = rows[PAGE - 1].email if len(rows) > PAGE else None
    return render_template(
        "admin/users.html", rows=rows[:PAGE], more=more, side=side, search=search, today=clock.today()
    )


@blueprint.route("/users/new", methods=["GET", "POST"])
@staff(Role.ADMINISTRATOR)
def new_user() -> Any:
    form, status = StaffForm(valid_from=clock.today()), 200
    if is_whole(form):
        made, status = made_of(form, partial(_made, form), at="role")
        if made is not None:
            user, given = made
            done(_("The account is made. A letter with a link to choose the password is on its way."))
            if not given:
                done(str(_ROLE_WAITS))
            return redirect(url_for("admin.user", public_id=user.public_id))
    return render_template("admin/new_user.html", form=form), status


def _made(form: StaffForm, sent: list[Sent]) -> tuple[User, bool]:
    names = ("email", "name", "iin", "position", "position_ru", "phone", "locale")
    account = {name: form[name].data for name in names}
    return appointments.hire(account, Role(form.role.data), _held(form, sent), by=current_user, now=clock.now())


def _grant(user: User, form: RoleForm, sent: list[Sent]) -> bool:
    return appointments.appoint(user, Role(form.role.data), _held(form, sent), by=current_user, now=clock.now())


def _held(form: RoleForm, sent: list[Sent]) -> roles.Holding:
    names = ("valid_from", "valid_to", "order_no", "order_on")
    said = {name: form[name].data for name in names}
    return roles.Holding(**said, acts=tuple(form.acts.data or ()), order_file=one_kept(sent))


@blueprint.get("/users/<public_id>/corrections/<correction>/order")
@staff(Role.ADMINISTRATOR)
def correction_order(public_id: str, correction: str) -> Response:
    """The order behind a role that waits for the second administrator."""
    file = lone_files.let_out(proposed.get_order(public_id, correction))
    openings.record(file, current_user, None, "download")
    return attachment(file)


@blueprint.get("/users/<public_id>/roles/<int:role>/order")
@staff(Role.ADMINISTRATOR)
def role_order(public_id: str, role: int) -> Response:
    """The order behind a role."""
    file = lone_files.let_out(people.get_role_order(people.get_user(public_id), role))
    openings.record(file, current_user, None, "download")
    return attachment(file)


@blueprint.route("/users/<public_id>", methods=["GET", "POST"])
@staff(Role.ADMINISTRATOR)
def user(public_id: str) -> Any:
    """The account with its roles; POST gives one more."""
    row = people.get_user(public_id)
    form, status = RoleForm(valid_from=clock.today()), 200
    if row.is_staff and is_whole(form):
        given, status = made_of(form, partial(_grant, row, form), at="role")
        if given is not None:
            done(_("The role is given. The person signs in anew.") if given else str(_ROLE_WAITS))
            return redirect(url_for("admin.user", public_id=public_id))
    opened, waiting = sessions.list_open(row, clock.machine_now()), proposed.find_open(row.id)
    return render_template(
        "admin/user.html", row=row, form=form, sessions=opened, today=clock.today(), waiting=waiting,
        waiting_role=corrections.role_in(waiting), powers=POWERS,
    ), status  # fmt: skip


@blueprint.route("/users/<public_id>/person", methods=["GET", "POST"])
@staff(Role.ADMINISTRATOR)
def person(public_id: str) -> Any:
    """Name, address, IIN, post and telephone of somebody of the operator's side, to be put right."""
    row = people.get_user(public_id)
    if not row.is_staff or row.id == current_user.id:
        raise NotVisible
    form = PersonForm(obj=row)
    if form.validate_on_submit():
        try:
            said = {name: form[name].data for name in corrections.FIELDS}
            _say(*corrections.correct(row, said, by=current_user, now=clock.now()))
            return redirect(url_for("admin.user", public_id=public_id))
        except AppError as error:
            told(error)
    return render_template("admin/person.html", row=row, form=form)


def _say(written: bool, waits: bool) -> None:
    if written:
        done(_("The details are corrected. Papers made before keep what they said."))
    if waits:
        done(_("Name and IIN of a signer are changed by two: another administrator has been asked to approve."))


@blueprint.post("/users/<public_id>/corrections/<correction>/approve")
@staff(Role.ADMINISTRATOR)
def approve_correction(public_id: str, correction: str) -> Response:
    said = _("Approved: it is in force from now on. Papers made before keep what they said.")
    return _do(public_id, lambda: corrections.approve(public_id, correction, current_user, clock.now()), said)


@blueprint.post("/users/<public_id>/corrections/<correction>/reject")
@staff(Role.ADMINISTRATOR)
def reject_correction(public_id: str, correction: str) -> Response:
    said = _("The proposed change is put aside.")
    return _do(public_id, lambda: corrections.reject(public_id, correction, current_user, clock.now()), said)


@blueprint.post("/users/<public_id>/roles/<int:role>/end")
@staff(Role.ADMINISTRATOR)
def end_role(public_id: str, role: int) -> Response:
    row = people.get_role(role)
    return _do(public_id, lambda: roles.end_role(row, by=current_user, now=clock.now()), _("The role was ended."))


@blueprint.post("/users/<public_id>/block")
@staff(Role.ADMINISTRATOR)
def block(public_id: str) -> Response:
    row = people.get_user(public_id)
    return _do(public_id, lambda: accounts.block(row, by=current_user, now=clock.now()), _("The account is blocked."))


@blueprint.post("/users/<public_id>/unblock")
@staff(Role.ADMINISTRATOR)
def unblock(public_id: str) -> Response:
    row = people.get_user(public_id)
    return _do(public_id, lambda: accounts.unblock(row, by=current_user, now=clock.now()), _("The account is open."))


@blueprint.post("/users/<public_id>/password")
@staff(Role.ADMINISTRATOR)
def reset_password(public_id: str) -> Response:
    row = people.get_user(public_id)
    said = _("The old password is void. A letter with a link to choose a new one is on its way.")
    return _do(public_id, lambda: accounts.reset_password(row, by=current_user, now=clock.now()), said)


@blueprint.post("/users/<public_id>/sessions/end")
@staff(Role.ADMINISTRATOR)
def end_sessions(public_id: str) -> Response:
    row = people.get_user(public_id)
    return _do(
        public_id, lambda: accounts.end_sessions(row, by=current_user, now=clock.now()), _("All log-ins were ended.")
    )


def _do(public_id: str, act: Any, said: str) -> Response:
    """Does it and says so, or says why not; back on the account's page."""
    try:
        act()
        done(said)
    except AppError as error:
        told(error)
    return redirect(url_for("admin.user", public_id=public_id))
