"""The National Bank's feed: what it answered, asking it for a day, loading its answer from a file."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.errors import AppError
from dms.queries import rates as queries
from dms.services.tables import rates
from dms.views.admin import blueprint
from dms.views.flashes import done, told, wrong
from forms.rates import AskForm, FeedForm
from workflows.states import Role


@blueprint.get("/rates")
@staff(Role.ADMINISTRATOR, Role.HEAD)
def feed() -> str:
    return render_template(
        "admin/rates.html", rows=queries.list_answers(), address=rates.address(), ask=AskForm(), upload=FeedForm()
    )


@blueprint.post("/rates/ask")
@staff(Role.ADMINISTRATOR, Role.HEAD)
def ask_feed() -> Response:
    form = AskForm()
    if form.validate() and rates.ask_now(form.day.data):
        done(_("The feed is being asked. The answer stands here within a minute."))
    else:
        wrong(_("The feed is not asked: it is not configured, the day is to come, or it has been answered already."))
    return redirect(url_for("admin.feed"))


@blueprint.post("/rates/load")
@staff(Role.ADMINISTRATOR, Role.HEAD)
def load_feed() -> Response:
    form = FeedForm()
    if not form.validate():
        wrong(_("Choose a file."))
        return redirect(url_for("admin.feed"))
    try:
        answer = rates.load(form.file.data.stream, form.file.data.filename or "", current_user)
        count = answer.new + answer.differing
        done(_("The file is taken: %(count)s rates are proposed and wait for somebody else's approval.", count=count))
    except AppError as error:
        told(error)
    return redirect(url_for("admin.feed"))
