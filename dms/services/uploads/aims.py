"""What a file on its way is for, by its kind: a new document of the case, the next version of one, or a form that takes
it. Who may send it is asked at every step; where it goes is told once its bytes are kept."""

from __future__ import annotations

from collections.abc import Iterable

from dms.models import Case, File, FileUpload, User
from dms.queries import cases
from dms.services.files import attach
from dms.services.uploads import for_forms
from dms.services.versions import renewing

#: What the kind of a new version begins with; behind it, the public id of the document.
RENEWS = "renew-"


def renewed(kind: str) -> str:
    """The public id of the document of which a file of this kind is the next version; empty: it is none."""
    return kind.removeprefix(RENEWS) if kind.startswith(RENEWS) else ""


def admit(case: Case | None, user: User, kind: str) -> None:
    """Raises: NotPermitted when this person may not send such a file now; BadInput for an unknown kind; NotVisible for
    a new version of no document of the case."""
    if case is None or for_forms.is_for_form(kind):
        for_forms.admit(case, user, kind)
    elif document := renewed(kind):
        renewing.admit(case, user, document)
    else:
        attach.admit(case, user, kind)


def checked_lines(case: Case | None, kind: str, lines: Iterable[str]) -> list[str]:
    """The cost lines that a new document proves; nothing else has any. Raises: BadInput for an unknown one."""
    proves = case is not None and not for_forms.is_for_form(kind) and not renewed(kind)
    return attach.checked_lines(case, lines) if case is not None and proves else []


def put(row: FileUpload, file: File) -> tuple[int | None, int | None]:
    """Puts a kept file where its upload aims, in the caller's transaction: the row ids of the document that has it, or
    of the file that waits for its form.

    Raises: as ``attach.put_in`` and ``renewing.put_in``.
    """
    if row.case_id is None or for_forms.is_for_form(row.kind):  # a form claims its file itself
        return None, file.id
    if not renewed(row.kind):
        return attach.put_in(row.case_id, row.owner, row.kind, file, row.lines).id, None
    case = cases.lock(row.case_id)
    document_id = renewing.admit(case, row.owner, renewed(row.kind))
    return renewing.put_in(row.case_id, document_id, row.owner, file).id, None
