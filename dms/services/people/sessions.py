"""Log-ins kept in the database, so that they can be listed and ended at once: at log-out, by their owner, by an
administrator, and at every change of password or rights. Nothing here but the sweep commits; the caller does."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update

from dms.extensions import db
from dms.models import RateWindow, User, WebSession
from dms.queries import sessions as queries
from dms.services import clock

#: A log-in lasts a working day at most and ends after two idle hours; what precedes a log-in (second factor) is short.
LASTS = timedelta(hours=12)
IDLE = timedelta(hours=2)
BEFORE_LOG_IN = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=5)


def hash_of(token: str) -> str:
    """What is kept of a token: who reads the table cannot take a session over."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(user_id: int | None, data: Mapping[str, Any], *, ip: str, agent: str, now: datetime) -> str:
    """Opens a session and returns its token, 256 random bits, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        WebSession(
            token_hash=hash_of(token),
            user_id=user_id,
            data=dict(data),
            ip=ip[:64],
            agent=agent[:300],
            created_at=now,
            seen_at=now,
            expires_at=now + (LASTS if user_id else BEFORE_LOG_IN),
        )
    )
    db.session.flush()
    return token


def find(token: str, now: datetime) -> queries.LogIn | None:
    """The open session of a token, with its person."""
    return queries.find_session(hash_of(token), now, now - IDLE)


def list_open(user: User, now: datetime) -> Sequence[WebSession]:
    """The person's open log-ins, the last used first."""
    return queries.list_sessions(user.id, now, now - IDLE)


def keep(token: str, data: Mapping[str, Any], now: datetime) -> None:
    """Writes what the session holds now. A session that was ended meanwhile stays ended."""
    change = update(WebSession).where(WebSession.token_hash == hash_of(token))
    db.session.execute(change.values(data=dict(data), seen_at=now))


def touch(token: str, now: datetime) -> None:
    """Notes that the session is in use."""
    db.session.execute(update(WebSession).where(WebSession.token_hash == hash_of(token)).values(seen_at=now))


def end(token_hash: str, user_id: int | None = None) -> bool:
    """Ends one session, with ``user_id`` only if it is this person's; returns whether there was one."""
    stroke = delete(WebSession).where(WebSession.token_hash == token_hash)
    if user_id is not None:
        stroke = stroke.where(WebSession.user_id == user_id)
    return db.session.execute(stroke.returning(WebSession.token_hash)).first() is not None


def end_all(user: User, *, but: str | None = None) -> int:
    """Ends every session of the person, except the one whose token hash is ``but``; returns how many."""
    stroke = delete(WebSession).where(WebSession.user_id == user.id, WebSession.token_hash != (but or ""))
    return len(db.session.execute(stroke.returning(WebSession.token_hash)).all())


def sweep() -> int:
    """Removes log-ins and counts of tries that have run out, and commits; returns how many rows."""
    now = clock.machine_now()
    over = (WebSession.expires_at <= now) | (WebSession.seen_at <= now - IDLE)
    ended = db.session.execute(delete(WebSession).where(over).returning(WebSession.token_hash)).all()
    counts = delete(RateWindow).where(RateWindow.expires_at <= now).returning(RateWindow.key)
    gone = len(ended) + len(db.session.execute(counts).all())
    db.session.commit()
    return gone
