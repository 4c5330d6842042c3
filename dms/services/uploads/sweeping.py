"""What nobody goes on with is removed: parts in the store first, then the row that named them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import text

from dms.extensions import db
from dms.models import FileUpload
from dms.queries import uploads
from dms.services import clock, files
from dms.services.unit import unit
from dms.services.uploads.joining import clear, order

#: How long an interrupted upload waits for its person to come back.
RESUMABLE_FOR = timedelta(days=3)
#: How long the row of one that has ended can be asked for.
TOLD_FOR = timedelta(days=1)
#: What no row names at all is old by the store's own clock.
NAMELESS_AFTER = timedelta(days=7)
AT_ONCE = 200

#: A finished upload whose job has gone, or has given up a store that did not answer, gets a new one, but no more than
#: one an hour (the queue's own clock): whoever was told that all has arrived need not come back for it.
FORGOTTEN = text(
    """
    SELECT u.id FROM uploads u
    WHERE (u.stage = 'joining' OR (u.stage = 'sending' AND u.fault IS NOT NULL AND u.parts <> '[]')) AND NOT EXISTS (
      SELECT 1 FROM procrastinate_jobs j
      WHERE j.task_name = 'join_upload' AND (j.args->>'upload_id')::bigint = u.id
        AND (j.status IN ('todo', 'doing') OR EXISTS (
          SELECT 1 FROM procrastinate_events e WHERE e.job_id = j.id AND e.at > now() - interval '1 hour')))
    ORDER BY u.id LIMIT 200
    """
)


def kept_until(row: FileUpload) -> datetime | None:
    """When the sweep may remove what has arrived of it; None where no bytes wait for anybody."""
    if row.stage == "sending":
        return row.touched_at + RESUMABLE_FOR
    waits = row.file is not None and row.file.claimed_at is None
    return row.file.created_at + files.UNCLAIMED_FOR if row.file is not None and waits else None


def sweep() -> int:
    """Removes what was given up or left lying, and orders forgotten jobs anew; how many rows went.

    Raises: OutsideTrouble, StorageError when the store does not answer: the next tick goes on.
    """
    for upload_id in db.session.scalars(FORGOTTEN).all():
        _order_again(upload_id)
    now = clock.now()
    left = uploads.ids_at_rest(("sending",), now - RESUMABLE_FOR, AT_ONCE)
    ended = uploads.ids_at_rest(("done", "failed", "abandoned"), now - TOLD_FOR, AT_ONCE)
    for upload_id in left + ended:
        _remove(upload_id)
    files.store().sweep_unfinished(NAMELESS_AFTER, named=uploads.keys_under_way())
    return len(left) + len(ended)


def _order_again(upload_id: int) -> None:
    with unit():
        row = uploads.lock_upload(upload_id)
        if row is not None and row.parts and row.stage in ("sending", "joining"):
            order(row, clock.now())


def _remove(upload_id: int) -> None:
    with unit():
        row = uploads.lock_upload(upload_id)
        if row is not None and row.stage == "sending" and row.touched_at < clock.now() - RESUMABLE_FOR:
            row.stage = "abandoned"
    clear(upload_id)
    with unit():
        row = uploads.lock_upload(upload_id)
        if row is not None and row.stage != "sending" and not row.key and kept_until(row) is None:
            db.session.delete(row)
