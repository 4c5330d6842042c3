"""Internal notes of the operator's staff. The applicant never sees one: they are no documents, the journal keeps only
that one was written, and row-level security hides them."""

from __future__ import annotations

from datetime import datetime

from dms.events import Event
from dms.extensions import db
from dms.models import Note
from dms.services import journal
from dms.services.desk.standing import Standing
from dms.services.unit import unit
from workflows.states import Right


def write(standing: Standing, text: str, now: datetime) -> Note:
    """Raises: NotPermitted without the right to notes."""
    standing.need(Right.NOTE)
    with unit():
        note = Note(case_id=standing.case.id, author_id=standing.user.id, text=text, at=now)
        db.session.add(note)
        facts = {"characters": len(text)}
        journal.write(Event.NOTE_WRITTEN, actor=standing.user, at=now, case=standing.case, facts=facts)
    return note
