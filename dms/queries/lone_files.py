"""Files that are no documents of a case and whose checks have not ended."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text

from dms.extensions import db

#: A file whose job has gone gets a new one, but no more than one an hour (the queue's own clock).
WAITING = text(
    """
    SELECT f.id FROM files f
    WHERE (f.check_status = 'waiting' OR (:scanning AND f.check_status = 'sound' AND f.scan_status = 'not_scanned'))
      AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs j
        WHERE j.task_name = 'check_lone_file' AND (j.args->>'file_id')::bigint = f.id
          AND (j.status IN ('todo', 'doing') OR EXISTS (
            SELECT 1 FROM procrastinate_events e WHERE e.job_id = j.id AND e.at > now() - interval '1 hour')))
    ORDER BY f.id LIMIT 200
    """
)


def list_waiting(scanning: bool) -> Sequence[int]:
    """Row ids of files that wait for their checks without a job in the queue."""
    return db.session.scalars(WAITING, {"scanning": scanning}).all()
