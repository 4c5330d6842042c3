"""Files by the day of their last reading."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from dms.events import Event
from dms.extensions import db
from dms.models import File, JournalEntry

#: Above this a count says "999+".
MOST = 1000


def _due(before: datetime) -> ColumnElement[bool]:
    return and_(File.claimed_at.is_not(None), or_(File.checked_at.is_(None), File.checked_at < before))


def _lost() -> ColumnElement[bool]:
    """Of claimed files: one that nobody claimed is on its way out."""
    return and_(File.status == "lost", File.claimed_at.is_not(None))


def list_due(before: datetime, limit: int) -> Sequence[File]:
    """Claimed files not read since this moment, never read ones first, then the oldest reading."""
    chosen = select(File).where(_due(before)).order_by(File.checked_at.nulls_first(), File.id).limit(limit)
    return db.session.scalars(chosen).all()


def is_due(before: datetime) -> bool:
    """Whether any file waits to be read."""
    return db.session.scalar(select(File.id).where(_due(before)).limit(1)) is not None


def list_of_key(key: str) -> Sequence[File]:
    """Every file with these bytes, locked: equal contents are one object in the store."""
    chosen = select(File).where(File.key == key, File.claimed_at.is_not(None)).order_by(File.id)
    return db.session.scalars(chosen.with_for_update().execution_options(populate_existing=True)).all()


def list_lost(limit: int) -> Sequence[File]:
    """Files that no copy of is good, the newest first."""
    return db.session.scalars(select(File).where(_lost()).order_by(File.id.desc()).limit(limit)).all()


@dataclass(frozen=True, slots=True)
class Cycle:
    """How far the reading of the whole store is. Counts go no further than ``MOST``."""

    due: int
    lost: int
    oldest: datetime | None


def cycle(before: datetime) -> Cycle:
    """``due``: not read since ``before``; ``oldest``: the longest ago that any file was read."""
    due = select(File.id).where(_due(before)).limit(MOST).subquery()
    lost = select(File.id).where(_lost()).limit(MOST).subquery()
    oldest = select(File.checked_at).where(File.claimed_at.is_not(None), File.checked_at.is_not(None))
    return Cycle(
        db.session.scalar(select(func.count()).select_from(due)) or 0,
        db.session.scalar(select(func.count()).select_from(lost)) or 0,
        db.session.scalar(oldest.order_by(File.checked_at).limit(1)),
    )


@dataclass(frozen=True, slots=True)
class Probed:
    """What a trial of the store found: whether versions and lock hold, and what each did."""

    at: datetime
    holds: bool
    versioning: str
    lock: str


def newest_probe() -> Probed | None:
    """The last trial; its entry belongs to no case, so that only the system reads it."""
    chosen = select(JournalEntry.at, JournalEntry.body).where(JournalEntry.event == Event.STORE_PROBED.value)
    row = db.session.execute(chosen.order_by(JournalEntry.id.desc()).limit(1)).first()
    if row is None:
        return None
    facts = json.loads(row.body)["facts"]
    return Probed(row.at, bool(facts["holds"]), str(facts["versioning"]), str(facts["lock"]))


def hold_probe() -> None:
    """One trial at a time is written down: whoever comes second reads what the first has found."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext("store probe"))))
