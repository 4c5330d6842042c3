"""Notices about a case that went to people of the applicant's side."""

from __future__ import annotations

from sqlalchemy import select

from dms.extensions import db
from dms.models import Notice, User


def notices_to_applicant(case_id: int, *, limit: int = 50) -> list[tuple[Notice, str]]:
    """Newest first, each with the name of who got it."""
    chosen = (
        select(Notice, User.name)
        .join(User, User.id == Notice.user_id)
        .where(Notice.case_id == case_id, ~User.is_staff)
        .order_by(Notice.id.desc())
        .limit(limit)
    )
    return [(notice, name) for notice, name in db.session.execute(chosen)]
