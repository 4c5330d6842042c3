"""Who opened which file, and how: a document of a case, a paper of the office, a report, a package, a power of
attorney. Only this file writes it down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import insert

from dms import scope
from dms.extensions import db
from dms.models import Case, File, FileOpening, User
from dms.queries import documents
from dms.services import clock
from dms.services.unit import unit

#: A reader who turns pages has opened the file once, not once a page.
ONE_LOOK = timedelta(minutes=30)


def record(file: File, user: User, case: Case | None, how: str) -> None:
    """``note`` of one file that need not be a document of the case; commits."""
    # Row-level security shows an applicant no line that belongs to no case; the one writer writes for everybody.
    with unit(), scope.acting(scope.SYSTEM):
        note(case, [file], user, how)


def note(case: Case | None, opened: Iterable[File], user: User, how: str) -> None:
    """One line for each file, in the caller's transaction; a reader who turns pages is written once in ``ONE_LOOK``."""
    now, case_id = clock.now(), case.id if case else None
    wanted = [file.id for file in opened]
    if how == "preview":
        seen = documents.list_opened(case_id, wanted, user.id, how, now - ONE_LOOK)
        wanted = [file_id for file_id in wanted if file_id not in seen]
    if wanted:
        rows = [{"case_id": case_id, "file_id": i, "user_id": user.id, "how": how, "at": now} for i in wanted]
        db.session.execute(insert(FileOpening), rows)
