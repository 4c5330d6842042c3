"""Folders of the nomenclature by years: opened and closed by the registrar or the archivist."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from dms.access import staff
from dms.errors import BadInput
from dms.formatting import language, text
from dms.queries import filing as queries
from dms.services import clock, filing
from dms.views.desk import blueprint, side
from dms.views.flashes import done, told
from forms.filing import FolderForm
from workflows.filing import KEEPERS, READERS, may_close


@blueprint.get("/folders")
@staff(*READERS)
def folders() -> str:
    return _page(_form())


@blueprint.post("/folders")
@staff(*KEEPERS)
def open_folder() -> Any:
    form = _form()
    if form.validate_on_submit():
        try:
            filing.open_folder(form.index_no.data, form.year.data, current_user)
            done(_("The folder is open: documents can be filed in it."))
            return redirect(url_for("desk.folders"))
        except BadInput as error:
            (form.year if error.field == "year" else form.index_no).errors = [text(error.text)]
    return _page(form)


@blueprint.post("/folders/<folder>/close")
@staff(*KEEPERS)
def close_folder(folder: str) -> Response:
    try:
        filing.close_folder(folder, current_user)
        done(_("The folder is closed; its documents are archived."))
    except BadInput as error:
        told(error)
    return redirect(url_for("desk.folders"))


def _form() -> FolderForm:
    form = FolderForm(data={"year": clock.today().year})
    lang = language()
    form.index_no.choices = [
        SelectChoice(row.key, f"{row.key} — {row.values.get(lang) or row.values.get('kk')}")
        for row in filing.indexes_of()
    ]
    return form


def _page(form: FolderForm) -> str:
    rows = queries.list_folders()
    side.put_letters("folders")
    return render_template(
        "desk/folders.html", rows=rows, counts=queries.counts([row.id for row in rows]), form=form, lang=language(),
        may_keep=bool(side.reader().roles & KEEPERS),
        closable={row.id for row in rows if may_close(row.year, clock.today())},
    )  # fmt: skip
