"""Jobs whose worker was killed stay "doing" for ever in the queue's table; they are given back to it."""

from __future__ import annotations

from sqlalchemy import text

from dms.extensions import db

#: A worker writes its heartbeat every ten seconds; silent for so long it is dead.
SILENT_SECONDS = 90

GIVE_BACK = text(
    """
    SELECT procrastinate_retry_job_v1(j.id, now(), NULL, NULL, NULL)
    FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
    WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => :silent))
    """
)


def retry() -> int:
    """Gives back the jobs of dead workers; returns how many. The machine's own clock counts here, not the demo's."""
    given = db.session.execute(GIVE_BACK, {"silent": SILENT_SECONDS}).all()
    db.session.commit()
    return len(given)
