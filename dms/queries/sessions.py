"""Log-ins that are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from dms.extensions import db
from dms.models import User, WebSession
from dms.queries.notices import unread_of


class LogIn(NamedTuple):
    """What a session holds, when it was last used, whose it is, and how many notices that person has not read."""

    data: Mapping[str, Any]
    seen_at: datetime
    user: User | None
    unread: int


_LOG_IN = (
    select(WebSession.data, WebSession.seen_at, User, unread_of(WebSession.user_id))
    .outerjoin(User, User.id == WebSession.user_id)
    .where(
        WebSession.token_hash == bindparam("token_hash"),
        WebSession.expires_at > bindparam("now"),
        WebSession.seen_at > bindparam("idle_since"),
    )
)


def find_session(token_hash: str, now: datetime, idle_since: datetime) -> LogIn | None:
    """The session of a token unless it has ended, run out, or lain idle since ``idle_since``."""
    given = {"token_hash": token_hash, "now": now, "idle_since": idle_since}
    row = db.session.execute(_LOG_IN, given).one_or_none()
    return LogIn(*row) if row else None


def list_sessions(user_id: int, now: datetime, idle_since: datetime) -> Sequence[WebSession]:
    """The person's open log-ins, the last used first."""
    query = select(WebSession).where(
        WebSession.user_id == user_id, WebSession.expires_at > now, WebSession.seen_at > idle_since
    )
    return db.session.scalars(query.order_by(WebSession.seen_at.desc())).all()
