"""What happened in a case, and who opened which of its files: newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from dms.events import Event
from dms.extensions import db
from dms.models import Document, DocumentVersion, File, FileOpening, JournalEntry, Note, User

PAGE = 50


def entries_of(case_id: int, *, before: int | None = None, limit: int = PAGE) -> list[tuple[JournalEntry, str | None]]:
    """Journal entries with the name of who acted; ``before``: the place in the case of the last of the page before."""
    chosen = (
        select(JournalEntry, User.name)
        .outerjoin(User, User.id == JournalEntry.actor_id)
        .where(JournalEntry.case_id == case_id)
        .order_by(JournalEntry.case_seq.desc())
        .limit(limit)
    )
    if before is not None:
        chosen = chosen.where(JournalEntry.case_seq < before)
    return [(entry, actor) for entry, actor in db.session.execute(chosen)]


def newest_of(case_id: int, events: Iterable[Event]) -> datetime | None:
    """When one of these last happened in the case; None where none has."""
    chosen = select(func.max(JournalEntry.at)).where(JournalEntry.case_id == case_id, JournalEntry.event.in_(events))
    return db.session.scalar(chosen)


def openings_of(case_id: int, *, limit: int = PAGE) -> list[tuple[FileOpening, File, Document | None]]:
    """The newest openings of the case's files."""
    chosen = (
        select(FileOpening, File, Document)
        .join(File, File.id == FileOpening.file_id)
        .outerjoin(DocumentVersion, DocumentVersion.file_id == File.id)
        .outerjoin(Document, Document.id == DocumentVersion.document_id)
        .where(FileOpening.case_id == case_id)
        .options(joinedload(FileOpening.user))
        .order_by(FileOpening.id.desc())
        .limit(limit)
    )
    return [(row, file, document) for row, file, document in db.session.execute(chosen)]


def notes_of(case_id: int, *, limit: int = 200) -> list[Note]:
    """Internal notes, newest first. Only for those who hold the right to notes."""
    chosen = select(Note).where(Note.case_id == case_id).options(joinedload(Note.author))
    return list(db.session.scalars(chosen.order_by(Note.id.desc()).limit(limit)))
