"""A person's own notices."""

from __future__ import annotations

from sqlalchemy import func, select

from dms.extensions import db
from dms.models import Case, Notice

#: Above this the count says "99+": an exact number helps nobody and costs a scan.
MOST = 100


def unread(user_id: int) -> int:
    """How many unread notices, counted up to ``MOST``."""
    some = select(Notice.id).where(Notice.user_id == user_id, Notice.read_at.is_(None)).limit(MOST).subquery()
    return db.session.execute(select(func.count()).select_from(some)).scalar_one()


def notices_of(user_id: int, *, before: int | None = None, limit: int = 50) -> list[tuple[Notice, str | None]]:
    """Newest first, each with the public id of its case where the reader may see that; ``before`` is the last id of the
    page before."""
    chosen = select(Notice, Case.public_id).outerjoin(Case, Case.id == Notice.case_id).where(Notice.user_id == user_id)
    if before is not None:
        chosen = chosen.where(Notice.id < before)
    found = db.session.execute(chosen.order_by(Notice.id.desc()).limit(limit))
    return [(notice, case) for notice, case in found]
