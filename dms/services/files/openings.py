"""Who took out a file that is no document of a case: a report, a package, a power of attorney."""

from __future__ import annotations

from dms import scope
from dms.extensions import db
from dms.models import Case, File, FileOpening, User
from dms.services import clock
from dms.services.unit import unit


def record(file: File, user: User, case: Case | None, how: str) -> None:
    """One line for each download; commits."""
    # Row-level security shows an applicant no line that belongs to no case; the one writer writes for everybody.
    with unit(), scope.acting(scope.SYSTEM):
        case_id = case.id if case else None
        db.session.add(FileOpening(case_id=case_id, file_id=file.id, user_id=user.id, how=how, at=clock.now()))
        db.session.flush()
