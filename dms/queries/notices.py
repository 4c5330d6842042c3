"""A person's own notices."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute

from dms.extensions import db
from dms.models import Case, Notice

#: Above this the count says "99+": an exact number helps nobody and costs a scan.
MOST = 100


def unread_of(user_id: InstrumentedAttribute[int | None]) -> ScalarSelect[int]:
    """How many unread notices a person has, counted up to ``MOST``, as a column beside a column with the row id."""
    of_person = Notice.user_id == user_id
    some = select(Notice.id).where(of_person, Notice.read_at.is_(None)).limit(MOST).correlate(user_id.class_).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def last_told(case_id: int, code: str) -> datetime | None:
    """When a notice of this code about the case was last written to anybody."""
    return db.session.scalar(select(func.max(Notice.at)).where(Notice.case_id == case_id, Notice.code == code))


def waits_unread(user_id: int, case_id: int, code: str) -> bool:
    """Whether the person has a notice of this code about the case that he has not read."""
    of_person = (Notice.user_id == user_id, Notice.read_at.is_(None), Notice.case_id == case_id, Notice.code == code)
    return bool(db.session.scalar(select(select(Notice.id).where(*of_person).exists())))


def notices_of(user_id: int, *, before: int | None = None, limit: int = 50) -> list[tuple[Notice, str | None]]:
    """Newest first, each with the public id of its case where the reader may see that; ``before`` is the last id of the
    page before."""
    chosen = select(Notice, Case.public_id).outerjoin(Case, Case.id == Notice.case_id).where(Notice.user_id == user_id)
    if before is not None:
        chosen = chosen.where(Notice.id < before)
    found = db.session.execute(chosen.order_by(Notice.id.desc()).limit(limit))
    return [(notice, case) for notice, case in found]
