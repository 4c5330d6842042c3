"""Files sent in parts before the form that takes them: of a letter, of a general document. They come like any other
and wait for three days; the form names them, and its row claims them."""

from __future__ import annotations

from collections.abc import Sequence

from dms.errors import BadInput, NotPermitted
from dms.extensions import db
from dms.models import Case, File, User
from dms.queries import people
from dms.queries import uploads as queries
from dms.services import clock
from dms.services.files import attach
from dms.services.unit import unit
from dms.services.uploads.words import MOST_KEPT, NOT_KEPT, TOO_MANY_KEPT
from workflows.filing import WRITERS
from workflows.states import Right

#: What the kind of such a file begins with; behind it, which of several forms of a page it is for.
FOR_FORM = "form"
#: Where whole bytes wait: sent for a form, or refused by what they were sent for.
ENDED = ("done", "failed")


def is_for_form(kind: str) -> bool:
    return kind.split("-", 1)[0] == FOR_FORM


def admit(case: Case | None, user: User, kind: str) -> None:
    """Raises: NotPermitted when this person may not send a file for a form now, or it is of another kind."""
    now = clock.now()
    if case is None:
        allowed = user.is_staff and bool(people.staff_roles(user, clock.today()) & WRITERS)
    else:
        allowed = attach.holds(Right.LETTER, case, user, now)
    if not allowed or not is_for_form(kind):
        raise NotPermitted


def admit_one_more(user: User) -> None:
    """Asked when a file begins; one on its way comes to its end. Raises: BadInput where too many wait for a form."""
    if queries.count_for_forms(user, FOR_FORM) >= MOST_KEPT:
        raise BadInput(TOO_MANY_KEPT, field="files")


def kept_for(user: User, public_ids: Sequence[str]) -> list[File]:
    """The files that a form names, in its order. Raises: BadInput when one is not kept (any more), or not his."""
    found = {row.public_id: row.file for row in queries.list_kept(user, public_ids)}
    rows = [file for key in dict.fromkeys(public_ids) if (file := found.get(key)) is not None]
    if len(rows) != len(set(public_ids)):
        raise BadInput(NOT_KEPT, field="files")
    return rows


def let_go(user: User, public_ids: Sequence[str]) -> None:
    """What the person sent for a form and wants no more: no form takes it from now on, and the sweep removes it like
    anything that nobody claims. What a form has taken, and what is not his, stays as it is."""
    with unit():
        for found in queries.list_kept(user, public_ids):
            file = db.session.get(File, found.file_id, with_for_update=True, populate_existing=True)
            row = queries.lock_upload(found.id)
            if file is not None and file.claimed_at is None and row is not None and row.stage in ENDED:
                row.stage, row.file_id, row.touched_at = "abandoned", None, clock.now()
