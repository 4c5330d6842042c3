"""The files that come with a form: in its body, or in parts before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import request
from flask_login import current_user

from dms.errors import BadInput, OutsideTrouble, TooLarge
from dms.formatting import text
from dms.models import File
from dms.queries import uploads as queries
from dms.services import uploads
from dms.services.files.sent import Sent, keep_all
from forms.files import BringsForm, FilesForm

T = TypeVar("T")


def is_whole(form: BringsForm) -> bool:
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


def sent_with(form: BringsForm) -> list[Sent]:
    """Raises: BadInput when a file that came before is not kept any more."""
    return [*uploads.kept_for(current_user, form.arrived.keys), *form.sent()]


def one_kept(sent: list[Sent]) -> File | None:
    """The one paper that a form may bring, in the store; None where it brought none. Raises: as ``keep_all``."""
    return keep_all(sent, current_user)[0] if sent else None


def made_of(form: BringsForm, make: Callable[[list[Sent]], T], at: str = "files") -> tuple[T | None, int]:
    """What ``make`` makes of the files that came with the form. Where it cannot, None, with the reason beside its field
    and the status of the page that shows the form again with all that was typed. ``at``: beside which field stands a
    reason that names none."""
    try:
        return make(sent_with(form)), 200
    except (BadInput, TooLarge, OutsideTrouble) as error:
        of_files = at if isinstance(error, BadInput) else "files"
        field = form[error.field if error.field and error.field in form else of_files]
        field.errors = [*field.errors, text(error.text)]
        return None, 200 if isinstance(error, BadInput) else error.status
