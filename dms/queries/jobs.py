"""Jobs that need a person: failed for good, or lost with their worker. The queue's tables belong to Procrastinate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import DateTime, Integer, String, cast, column, func, select, table

from dms.extensions import db

_jobs = table(
    "procrastinate_jobs",
    column("id", Integer),
    column("task_name", String),
    column("status", String),
    column("attempts", Integer),
    column("scheduled_at", DateTime(timezone=True)),
)
_events = table("procrastinate_events", column("job_id", Integer), column("at", DateTime(timezone=True)))


@dataclass(frozen=True, slots=True)
class JobTrouble:
    """``status``: ``failed``, or ``doing`` for one that has run suspiciously long."""

    id: int
    task: str
    status: str
    attempts: int
    since: datetime | None


def is_queued(task: str) -> bool:
    """Whether a job of this name waits or is under way."""
    status = cast(_jobs.c.status, String)
    chosen = select(_jobs.c.id).where(_jobs.c.task_name == task, status.in_(("todo", "doing")))
    return db.session.execute(chosen.limit(1)).first() is not None


#: A longer queue is told as so many and more.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for a worker: how many jobs, and since when the first of them."""

    count: int
    since: datetime | None

    def is_stuck(self, now: datetime, longer_than: timedelta = timedelta(minutes=15)) -> bool:
        """Whether nobody seems to work."""
        return self.since is not None and self.since < now - longer_than


def queue(now: datetime) -> Queue:
    """Jobs whose moment has come and that no worker has taken."""
    status, at = cast(_jobs.c.status, String), _jobs.c.scheduled_at
    due = select(_jobs.c.id, at).where(status == "todo", at.is_(None) | (at <= now)).order_by(_jobs.c.id)
    first = due.limit(1).subquery()
    began = select(func.coalesce(func.min(first.c.scheduled_at), func.min(_events.c.at)))
    since = db.session.scalar(began.select_from(first).outerjoin(_events, _events.c.job_id == first.c.id))
    count = db.session.scalar(select(func.count()).select_from(due.limit(MOST).subquery()))
    return Queue(count or 0, since)


def list_troubled(
    now: datetime, *, longer_than: timedelta = timedelta(hours=1), limit: int = 100
) -> Sequence[JobTrouble]:
    """Failed jobs and jobs that began long ago and have not ended, the newest first."""
    since, status = func.max(_events.c.at), cast(_jobs.c.status, String)
    query = select(_jobs.c.id, _jobs.c.task_name, status, _jobs.c.attempts, since)
    query = query.outerjoin(_events, _events.c.job_id == _jobs.c.id).where(status.in_(("failed", "doing")))
    query = query.group_by(_jobs.c.id, _jobs.c.task_name, _jobs.c.status, _jobs.c.attempts)
    query = query.having((status == "failed") | (since < now - longer_than))
    rows = db.session.execute(query.order_by(_jobs.c.id.desc()).limit(limit)).all()
    return [JobTrouble(*row) for row in rows]
