"""The acts of the money tab: one address for each, the form on the tab itself, and alone when something is wrong."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.errors import BadInput, NotVisible
from dms.formatting import money, text
from dms.queries import bank_orders
from dms.services import moves
from dms.services.desk.standing import Standing
from dms.services.files import serving
from dms.services.judging.given import Given
from dms.services.money import bank_file, recovery
from dms.views import file_answers, flashes
from dms.views.desk.frame import frame, standing_of
from dms.views.money import blueprint
from dms.views.money.tab import FORMS, form_of, order_ahead
from dms.views.refused_fields import told_at_fields
from forms.desk_base import ActForm
from workflows.act_labels import ACTION_DONE
from workflows.refusals import TransitionRefused
from workflows.states import Action, Right, Role


@blueprint.route("/c/<public_id>/<action>", methods=["GET", "POST"])
@staff(Role.FINANCE, Role.MONITOR, Role.EXECUTOR)
def act(public_id: str, action: str) -> Any:
    standing = standing_of(public_id)
    wanted = _action(action)
    form = form_of(wanted, standing.case, typed=True)
    if not form.validate_on_submit():
        return _page(standing, wanted, form), 400 if form.is_submitted() else 200
    done = _perform(standing, wanted, form)
    if done is None:
        return _page(standing, wanted, form), 400
    flashes.done(done)
    return redirect(_after(standing))


def _perform(standing: Standing, action: Action, form: ActForm) -> str | None:
    """Does the act and says so; None when a field was wrong, which the form then shows. Money that came back is taken
    in parts: only the last one is the act itself."""
    case, version, given = standing.case, form.version.data, given_of(form)
    left = None
    try:
        if action is Action.RECOVER:
            left = recovery.take(
                case, current_user, amount=given.amount or recovery.ZERO, reference=given.reference, version=version
            )
        else:
            moves.perform(case.id, action, current_user, version=version, given=given)
    except BadInput as error:
        field = error.field if error.field in form else "reference"
        if field not in form:
            raise
        form[field].errors = [text(error.text)]
        return None
    except TransitionRefused as refused:
        if not told_at_fields(form, refused):
            raise
        return None
    if left:
        return str(_("Written down. Left to return: %(sum)s.", sum=money(left)))
    return text(ACTION_DONE[action])


def _action(name: str) -> Action:
    """Raises: NotVisible for what is no act of the tab."""
    try:
        wanted = Action(name)
    except ValueError:
        raise NotVisible from None
    if wanted not in FORMS:
        raise NotVisible
    return wanted


def given_of(form: ActForm) -> Given:
    """What the person hands in: the form's fields by the names that ``Given`` has."""
    names = (
        "reasons", "reference", "amount", "quarter", "income", "base_income", "answer_by", "ground", "return_by",
        "purpose_code", "proposals",
    )  # fmt: skip
    found = {name: form[name].data for name in names if name in form}
    return Given(**{name: value for name, value in found.items() if value is not None})


def _after(standing: Standing) -> str:
    """The tab, unless the act has taken the case out of this person's sight."""
    try:
        standing_of(standing.case.public_id)
    except NotVisible:
        return url_for("desk.worklist")
    return url_for("desk.money", public_id=standing.case.public_id)


def _page(standing: Standing, action: Action, form: ActForm) -> str:
    around = frame(standing, "money")
    offer = next((one for one in around["offers"] if one.action is action), None)
    if offer is None:
        raise NotVisible
    ahead = order_ahead(standing.case) if action is Action.PAY and offer.can_begin else None
    return render_template("money/act.html", **around, tab="money", offer=offer, form=form, ahead=ahead)


@blueprint.get("/c/<public_id>/bank-file.csv", endpoint="bank_file")
@staff(Role.FINANCE, Role.HEAD, Role.DEPUTY, Role.SUPERVISOR)
def bank_file_of(public_id: str) -> Response:
    standing = standing_of(public_id)
    standing.need(Right.EXPORT)
    orders = bank_orders.of_case(standing.case.id)
    if not orders:
        raise NotVisible
    serving.record(standing.case, [v.file for paper, _sum in orders for v in paper.versions], current_user, "download")
    body = bank_file.of_orders(orders)
    name = f"{standing.case.number}-payment.csv"
    return file_answers.stream([body], bank_file.MEDIA_TYPE, name, size=len(body))
