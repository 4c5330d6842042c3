"""Jobs that stand still: those whose worker was killed stay "doing" for ever in the queue's table and are given back
to it; those that failed for good wait for a person who has them done again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text

from dms.events import Event
from dms.extensions import db
from dms.models import User
from dms.services import journal
from dms.services.unit import unit

#: A worker writes its heartbeat every ten seconds; silent for so long it is dead.
SILENT_SECONDS = 90
#: A job that so many workers did not survive is no longer given back: it may be what kills them.
MOST_DEATHS = 5

DEAD = """
    SELECT j.id FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
    WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => :silent))
"""
#: One that waits already (the tick, a comparison asked for again) is dropped: two of them cannot wait at the same time.
DROP = text(f"""
    DELETE FROM procrastinate_jobs WHERE id IN ({DEAD}) AND queueing_lock IN (
      SELECT twin.queueing_lock FROM procrastinate_jobs twin
      WHERE twin.status = 'todo' OR (twin.id < procrastinate_jobs.id AND twin.id IN ({DEAD})))
""")  # noqa: S608 - our own words
FAIL = text(
    f"SELECT procrastinate_finish_job_v1(id, 'failed', false) FROM procrastinate_jobs"  # noqa: S608 - our own words
    f" WHERE attempts >= :most AND id IN ({DEAD})"
)
GIVE_BACK = text(
    f"SELECT procrastinate_retry_job_v1(id, now(), NULL, NULL, NULL) FROM procrastinate_jobs WHERE id IN ({DEAD})"  # noqa: S608 - our own words
)


def retry() -> int:
    """Gives back the jobs of dead workers; returns how many. The machine's own clock counts here, not the demo's."""
    given = {"silent": SILENT_SECONDS, "most": MOST_DEATHS}
    db.session.execute(DROP, {"silent": SILENT_SECONDS})
    db.session.execute(FAIL, given)
    back = db.session.execute(GIVE_BACK, {"silent": SILENT_SECONDS}).all()
    db.session.commit()
    return len(back)


#: One that is asked for again and again is repeated by the next such job, which may wait already.
FAILED = text("""
    SELECT j.task_name, j.args FROM procrastinate_jobs j WHERE j.id = :job AND j.status = 'failed' AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs o WHERE o.queueing_lock = j.queueing_lock AND o.status = 'todo')
    FOR UPDATE OF j""")
AGAIN = text("SELECT procrastinate_retry_job_v2(:job, now(), NULL, NULL, NULL)")
#: All its tries are before it again, as if it had just been asked for.
FRESH = text("UPDATE procrastinate_jobs SET attempts = 0 WHERE id = :job")


def again(job_id: int, *, by: User, now: datetime) -> bool:
    """Has a failed job done once more, on somebody's word; False when it has not failed (any more) or the same work
    waits already, and then nothing is changed."""
    with unit():
        row = db.session.execute(FAILED, {"job": job_id}).one_or_none()
        if row is None:
            return False
        db.session.execute(AGAIN, {"job": job_id})
        db.session.execute(FRESH, {"job": job_id})
        journal.write(Event.JOB_REPEATED, actor=by, at=now, facts={"job": job_id, "task": row.task_name, **row.args})
    return True
