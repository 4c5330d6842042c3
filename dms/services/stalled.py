"""Jobs whose worker was killed stay "doing" for ever in the queue's table; they are given back to it."""

from __future__ import annotations

from sqlalchemy import text

from dms.extensions import db

#: A worker writes its heartbeat every ten seconds; silent for so long it is dead.
SILENT_SECONDS = 90
#: A job that so many workers did not survive is no longer given back: it may be what kills them.
MOST_DEATHS = 5

DEAD = """
    SELECT j.id FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
    WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => :silent))
"""
#: One that is asked for again and again (the tick) is dropped: two of them cannot wait at the same time.
DROP = text(f"DELETE FROM procrastinate_jobs WHERE queueing_lock IS NOT NULL AND id IN ({DEAD})")  # noqa: S608
FAIL = text(
    f"SELECT procrastinate_finish_job_v1(id, 'failed', false) FROM procrastinate_jobs"  # noqa: S608
    f" WHERE attempts >= :most AND id IN ({DEAD})"
)
GIVE_BACK = text(
    f"SELECT procrastinate_retry_job_v1(id, now(), NULL, NULL, NULL) FROM procrastinate_jobs WHERE id IN ({DEAD})"  # noqa: S608
)


def retry() -> int:
    """Gives back the jobs of dead workers; returns how many. The machine's own clock counts here, not the demo's."""
    given = {"silent": SILENT_SECONDS, "most": MOST_DEATHS}
    db.session.execute(DROP, {"silent": SILENT_SECONDS})
    db.session.execute(FAIL, given)
    back = db.session.execute(GIVE_BACK, {"silent": SILENT_SECONDS}).all()
    db.session.commit()
    return len(back)
