"""Files sent in parts before the form that takes them: of a letter, of a general document, of an invitation, of a role.
They come like any other and wait for three days; the form names them, and its row claims them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dms.errors import BadInput, NotPermitted
from dms.extensions import db
from dms.models import Case, File, User
from dms.queries import organisations, people
from dms.queries import uploads as queries
from dms.services import clock
from dms.services.files import attach
from dms.services.people.organisations import require_head
from dms.services.unit import unit
from dms.services.uploads.words import MOST_KEPT, NOT_KEPT, TOO_MANY_KEPT
from workflows.filing import WRITERS
from workflows.states import Right, Role

#: What the kind of such a file begins with; behind it, which of several forms of a page it is for.
FOR_FORM = "form"
#: As its column.
LONGEST_KIND = 60
#: Where whole bytes wait: sent for a form, or refused by what they were sent for.
ENDED = ("done", "failed")


def is_for_form(kind: str) -> bool:
    return kind.split("-", 1)[0] == FOR_FORM and len(kind) <= LONGEST_KIND


def _writes(user: User, _of: str) -> bool:
    return user.is_staff and bool(people.staff_roles(user, clock.today()) & WRITERS)


def _invites(user: User, organisation: str) -> bool:
    """Raises: NotVisible, NotPermitted unless he is the head of this one."""
    today = clock.today()
    require_head(organisations.get_own(organisation, user, today), user, today)
    return not user.is_staff


def _appoints(user: User, _of: str) -> bool:
    return Role.ADMINISTRATOR in people.staff_roles(user, clock.today())


#: Who may send a file for a form outside of any case, by the word behind ``FOR_FORM``; what stands behind that word
#: (of whom the form is) is handed in. Every other form is one of letters or general documents.
SENDERS: Mapping[str, Callable[[User, str], bool]] = {"paper": _invites, "order": _appoints}


def admit(case: Case | None, user: User, kind: str) -> None:
    """Raises: NotPermitted when this person may not send a file for a form now, or it is of another kind; NotVisible
    for a form of an organisation that is not his."""
    if not is_for_form(kind):
        raise NotPermitted
    _, _, form = kind.partition("-")
    word, _, of = form.partition("-")
    if case is None:
        allowed = SENDERS.get(word, _writes)(user, of)
    else:
        allowed = word not in SENDERS and attach.holds(Right.LETTER, case, user, clock.now())
    if not allowed:
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
