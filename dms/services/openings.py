"""Who took out a file that is no document of a case: a report, a package."""

from __future__ import annotations

from dms.extensions import db
from dms.models import Case, File, FileOpening, User
from dms.services import clock
from dms.services.unit import unit


def record(file: File, user: User, case: Case | None, how: str) -> None:
    """One line for each download; commits."""
    with unit():
        db.session.add(
            FileOpening(
                case_id=case.id if case else None, file_id=file.id, user_id=user.id, how=how, at=clock.now()
            )
        )  # fmt: skip
