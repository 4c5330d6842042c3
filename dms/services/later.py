"""Puts a job into the queue within the caller's transaction: it exists exactly if the change is committed."""

from __future__ import annotations

from typing import Any

from dms.extensions import db, queue

#: What a person waits for goes before what only makes a page nicer. The rest, at 0, lies between.
PRIORITY = {
    "mail_letter": 20, "join_upload": 15, "judge_signature": 15, "mail_notice": 10, "make_paper": 10,
    "make_previews": -10, "compare_versions": -10, "read_text": -20,
}  # fmt: skip


def later(task: str, *, lock: str | None = None, once: str | None = None, **arguments: Any) -> None:
    """Defers the task named ``task`` (a function of ``dms.jobs.tasks``). ``lock``: jobs with the same lock run one
    after another. ``once``: not while another with the same mark waits. Arguments must be plain JSON.

    Raises:
        AlreadyEnqueued: one with the mark ``once`` waits already; the caller's transaction is then lost.
    """
    connection = db.session.connection().connection.dbapi_connection
    queue.configure_task(
        name=task, lock=lock, queueing_lock=once, priority=PRIORITY.get(task, 0), connection=connection
    ).defer(**arguments)
