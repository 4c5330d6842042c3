"""The quarterly report P342 (342:28): asked for, made by a job, downloaded."""

from __future__ import annotations

from typing import Any

from flask import Response, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import SelectChoice

from dms.access import staff
from dms.errors import NotVisible
from dms.extensions import db
from dms.models import File
from dms.queries import reports as queries
from dms.services import clock
from dms.services import reports as service
from dms.services.files import openings
from dms.views import file_answers, flashes, paging
from dms.views.money import blueprint
from forms.money import ReportForm
from workflows.programmes.editions import DOMESTIC
from workflows.programmes.periods import Quarter
from workflows.states import Role

PAGE = 20
#: Quarters that can be chosen, the running one first.
BACK = 13
WHO = (Role.MONITOR, Role.HEAD, Role.DEPUTY, Role.SUPERVISOR)


@blueprint.get("/reports")
@staff(*WHO)
def reports() -> str:
    return _page(_form(typed=False))


@blueprint.post("/reports")
@staff(Role.MONITOR, Role.HEAD, Role.DEPUTY)
def make_report() -> Any:
    form = _form(typed=True)
    if not form.validate():
        return _page(form), 400
    year, _dash, number = form.quarter.data.partition("-")
    service.order(DOMESTIC, Quarter(int(year), int(number)), form.language.data, current_user, clock.now())
    flashes.done(_("The report is being made; it appears below."))
    return redirect(url_for("money.reports"))


def _form(*, typed: bool) -> ReportForm:
    form = ReportForm() if typed else ReportForm(formdata=None)
    here = Quarter.of(clock.today())
    form.quarter.choices = [
        SelectChoice(f"{q.year}-{q.number}", _("Quarter %(no)s of %(year)s", no=q.number, year=q.year))
        for q in (here.shifted(-step) for step in range(BACK))
    ]
    if not typed:
        last = here.shifted(-1)
        form.quarter.data = f"{last.year}-{last.number}"
    return form


def _page(form: ReportForm) -> str:
    before = request.args.get("before", type=int)
    rows = queries.reports(DOMESTIC, before=before, limit=PAGE + 1)
    last = Quarter.of(clock.today()).shifted(-1)
    return render_template(
        "money/reports.html",
        form=form,
        last=last,
        roles=g.roles,
        **paging.page_of(rows, PAGE, "money.reports", lambda row: row.id),
    )


@blueprint.get("/reports/<public_id>/<kind>")
@staff(*WHO)
def report_file(public_id: str, kind: str) -> Response:
    """``kind``: ``pdf`` or ``xlsx``."""
    row = queries.get_report(public_id)
    file_id = {"pdf": row.pdf_file_id, "xlsx": row.sheet_file_id}.get(kind)
    if file_id is None:
        raise NotVisible
    file = db.session.get_one(File, file_id)
    openings.record(file, current_user, None, "download")
    return file_answers.attachment(file)
