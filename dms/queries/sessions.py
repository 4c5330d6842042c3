"""Log-ins that are open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from dms.extensions import db
from dms.models import WebSession


def find_session(token_hash: str, now: datetime, idle_since: datetime) -> WebSession | None:
    """The session of a token unless it has ended, run out, or lain idle since ``idle_since``."""
    query = select(WebSession).where(
        WebSession.token_hash == token_hash, WebSession.expires_at > now, WebSession.seen_at > idle_since
    )
    return db.session.scalars(query).one_or_none()


def list_sessions(user_id: int, now: datetime, idle_since: datetime) -> Sequence[WebSession]:
    """The person's open log-ins, the last used first."""
    query = select(WebSession).where(
        WebSession.user_id == user_id, WebSession.expires_at > now, WebSession.seen_at > idle_since
    )
    return db.session.scalars(query.order_by(WebSession.seen_at.desc())).all()
