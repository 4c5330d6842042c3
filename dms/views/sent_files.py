"""The files that come with a form: in its body, or in parts before it."""

from __future__ import annotations

from flask import request
from flask_login import current_user

from dms.queries import uploads as queries
from dms.services import uploads
from dms.services.files.sent import Sent
from forms.letters import FilesForm


def is_whole(form: FilesForm) -> bool:
    """Whether the form was sent with all it needs. Its button that lets go of a file that came before brings the page
    back without that file, and with what was typed."""
    gone = form.let_go.keys if form.is_submitted() else []
    if gone:
        uploads.let_go(current_user, gone)
        form.arrived.data = [value for value in form.arrived.data or [] if value.split("|", 1)[0] not in gone]
        return False
    return bool(form.validate_on_submit())


def take_up(form: FilesForm) -> None:
    """The file that the address names (``?file=``) comes with a form that is opened anew: it waits for its person."""
    if not form.is_submitted():
        waiting = queries.list_kept(current_user, request.args.getlist("file"))
        form.arrived.data = [f"{row.public_id}|{row.name}" for row in waiting]


def sent_with(form: FilesForm) -> list[Sent]:
    """Raises: BadInput when a file that came before is not kept any more."""
    return [*uploads.kept_for(current_user, form.arrived.keys), *form.sent()]
