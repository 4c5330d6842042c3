"""One turn of the reading: some files that waited longest. Whoever kills it loses nothing: a file counts as read only
when its reading has ended, and one whose reading has begun is told as not known meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app

from dms.errors import OutsideTrouble
from dms.events import Event
from dms.models import File
from dms.queries import fixity as queries
from dms.services import clock, files, journal
from dms.services.fixity.copies import Found, look_at, mend
from dms.services.unit import unit
from storage.errors import StorageError
from storage.port import Digest

#: Files of one turn.
TURN = 100


@dataclass(slots=True)
class Turn:
    """What one turn found."""

    read: int = 0
    mended: int = 0
    lost: int = 0


def cycle_begins(now: datetime) -> datetime:
    """Files last read before this moment are due."""
    return now - timedelta(days=current_app.config["SETTINGS"].fixity_days)


def run(limit: int = TURN) -> Turn:
    """Reads up to ``limit`` files, each with every equal one.

    Raises:
        OutsideTrouble: a store gives no answer; what was read so far is kept, the job is tried again.
    """
    turn, seen = Turn(), set[str]()
    for file in queries.list_due(cycle_begins(clock.now()), limit):
        if file.key not in seen:
            seen.add(file.key)
            _read(file.key, turn)
    return turn


def _read(key: str, turn: Turn) -> None:
    """Marked first: whatever happens meanwhile, the object is not taken for sound."""
    with unit():
        rows = queries.list_of_key(key)
        if not rows:
            return
        for row in rows:
            row.checking_since = clock.now()
        promised, marks = Digest(rows[0].size, rows[0].sha256 or ""), [row.version_mark for row in rows]
    try:
        found = look_at(key, promised, dict.fromkeys(marks))
        instead = mend(key, found)
    except StorageError as error:
        raise OutsideTrouble(files.NOT_READ) from error
    _keep(key, found, instead, turn)


def _keep(key: str, found: Found, instead: str | None, turn: Turn) -> None:
    now = clock.now()
    with unit():
        rows = [row for row in queries.list_of_key(key) if row.version_mark in found.held]  # no later one was read
        was_lost = any(row.status == "lost" for row in rows)
        spoilt = not found.main or (found.copy is False and any(row.copied_at for row in rows))
        for row in rows:
            row.checked_at, row.checking_since = now, None
            row.status = "lost" if found.is_lost else "stored"
            if found.copy is not None and not found.is_lost:
                row.copied_at = row.copied_at or now
            if instead is not None and not found.held[row.version_mark]:
                row.version_mark = instead
        turn.read += len(rows)
        turn.lost += len(rows) if found.is_lost else 0
        turn.mended += len(rows) if spoilt and not found.is_lost else 0
        if rows and spoilt and not (found.is_lost and was_lost):
            event = Event.FILE_LOST if found.is_lost else Event.FILE_MENDED
            journal.write(event, actor=None, at=now, facts=_told(key, rows[0], found))


def _told(key: str, row: File, found: Found) -> dict[str, object]:
    return {"key": key, "sha256": row.sha256, "size": row.size, "main": found.main, "copy": found.copy}
