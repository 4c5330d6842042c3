"""Internal notes: for the operator's staff alone."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from dms.access import staff
from dms.services import clock
from dms.services.desk import notes
from dms.views.desk import blueprint
from dms.views.desk.frame import standing_of
from forms.desk_base import NoteForm


@blueprint.post("/c/<public_id>/notes")
@staff()
def write_note(public_id: str) -> Response:
    standing, form = standing_of(public_id), NoteForm()
    if form.validate_on_submit():
        notes.write(standing, form.text.data or "", clock.now())
        flash(_("The note is kept. The applicant does not see it."), "success")
    else:
        flash(_("The note is empty."), "error")
    return redirect(url_for("desk.case", public_id=public_id, _anchor="notes"))
