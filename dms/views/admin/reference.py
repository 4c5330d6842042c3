"""The generic screen of the reference tables: rows, proposals, approval by a second person, CSV in and out."""

from __future__ import annotations

from typing import Any

from flask import Response as FlaskResponse
from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.errors import AppError, NotVisible
from dms.queries import calendars
from dms.queries import reference as queries
from dms.services import clock
from dms.services.tables import reference, reference_csv
from dms.services.tables.shipped import act_of
from dms.views.admin import blueprint
from dms.views.flashes import done, told
from forms.reference import ImportForm, RowForm, row_form
from workflows.reference_tables import HOLIDAYS, TABLES, BadRow, Table
from workflows.states import Role


@blueprint.get("/tables")
@staff(Role.ADMINISTRATOR, Role.HEAD)
def tables() -> str:
    return render_template("admin/tables.html", tables=TABLES.values(), waiting=queries.count_proposed())


@blueprint.route("/tables/<name>", methods=["GET", "POST"])
@staff(Role.ADMINISTRATOR, Role.HEAD)
def table(name: str) -> Any:
    """The rows; POST proposes one."""
    found = _table(name)
    form = row_form(found)
    if form.validate_on_submit() and _proposed(found, form):
        done(_("The row is proposed. It comes into force when somebody else approves it."))
        return redirect(url_for("admin.table", name=name))
    search = request.args.get("q", "").strip()
    rows = queries.list_rows(name, key=search)
    return render_template(
        "admin/table.html", table=found, rows=rows, form=form, upload=ImportForm(), search=search, act_of=act_of,
        versions=calendars.list_versions() if found is HOLIDAYS else None, calendar=reference.calendar(),
    )  # fmt: skip


def _table(name: str) -> Table:
    if name not in TABLES:
        raise NotVisible
    return TABLES[name]


def _proposed(found: Table, form: RowForm) -> bool:
    proposal = reference.Proposal(
        table=found.name,
        key=form.key.data,
        valid_from=form.valid_from.data,
        valid_to=form.valid_to.data,
        values=form.values(),
        source=form.source.data,
        replaces=request.form.get("replaces", ""),
    )
    try:
        reference.propose([proposal], current_user, clock.now())
    except BadRow as error:
        form.blame(error)
        return False
    return True


@blueprint.post("/tables/<name>/rows/<public_id>/approve")
@staff(Role.ADMINISTRATOR, Role.HEAD)
def approve_row(name: str, public_id: str) -> Response:
    try:
        reference.approve(public_id, current_user, clock.now())
        done(_("The row is in force."))
    except AppError as error:
        told(error)
    return redirect(url_for("admin.table", name=name))


@blueprint.post("/tables/<name>/rows/<public_id>/reject")
@staff(Role.ADMINISTRATOR, Role.HEAD)
def reject_row(name: str, public_id: str) -> Response:
    reference.reject(public_id, current_user, clock.now())
    done(_("The proposal was put aside."))
    return redirect(url_for("admin.table", name=name))


@blueprint.get("/tables/<name>.csv")
@staff(Role.ADMINISTRATOR, Role.HEAD)
def export_table(name: str) -> FlaskResponse:
    found = _table(name)
    body = reference_csv.write(found, queries.list_approved(name))
    headers = {"Content-Disposition": f'attachment; filename="{found.name}.csv"'}
    return FlaskResponse(body, mimetype="text/csv", headers=headers)


@blueprint.post("/tables/<name>/import")
@staff(Role.ADMINISTRATOR, Role.HEAD)
def import_table(name: str) -> Response:
    found, form = _table(name), ImportForm()
    try:
        data = form.file.data.read() if form.validate() else b""
        rows = reference.propose(reference_csv.read(found, data), current_user, clock.now())
        done(ngettext("%(num)s row was proposed.", "%(num)s rows were proposed.", len(rows)))
    except AppError as error:
        told(error)
    return redirect(url_for("admin.table", name=name))
