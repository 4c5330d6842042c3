"""The one writer of the journal. An entry that cannot be written fails the act it belongs to."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert

from dms import scope
from dms.events import Event
from dms.extensions import db
from dms.models import Base, Case, JournalEntry, User

#: Of the table, not the class: nothing is kept of an entry once it is written.
_ENTRY = insert(Base.metadata.tables[JournalEntry.__tablename__])


def write(
    event: Event,
    *,
    actor: User | None,
    at: datetime,
    case: Case | None = None,
    clause: str = "",
    facts: dict[str, Any] | None = None,
) -> None:
    """Adds one entry to the session's transaction. ``facts`` may hold text, numbers, sums, days, moments, lists.

    The chain's lock is held from here to the commit: write the journal as the last thing before it."""
    db.session.flush()  # a new case has its public id only now
    said = {
        "v": 1,
        "event": event.value,
        "at": at.isoformat(),
        "case": case.public_id if case else None,
        "number": case.number if case else None,
        "edition": case.edition if case else None,
        "clause": clause,
        "actor": {"id": actor.public_id, "name": actor.name} if actor else {"id": None, "name": "system"},
        "facts": facts or {},
    }
    # Row-level security shows nobody entries that belong to no case; the one writer writes for everybody.
    with scope.acting(scope.SYSTEM):
        db.session.execute(
            _ENTRY,
            {
                "case_id": case.id if case else None,
                "event": event.value,
                "actor_id": actor.id if actor else None,
                "at": at,
                "body": canonical(said),
            },
        )


def canonical(value: Any) -> str:
    """JSON with one spelling: sorted keys, no blanks, letters as they are, sums as decimal strings, ISO days."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"the journal cannot hold {type(value).__name__}")
