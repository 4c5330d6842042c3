"""Everything of one case, for packing: no page limits, nothing left out."""

from __future__ import annotations

from sqlalchemy import select

from dms.extensions import db
from dms.models import Answer, Document, Hearing, JournalEntry, MoneyMovement, PaperOrder


def journal_of(case_id: int) -> list[JournalEntry]:
    """Oldest first."""
    chosen = select(JournalEntry).where(JournalEntry.case_id == case_id).order_by(JournalEntry.case_seq)
    return list(db.session.scalars(chosen))


def documents_of(case_id: int) -> list[Document]:
    """In the order they came, those taken out of a draft too."""
    return list(db.session.scalars(select(Document).where(Document.case_id == case_id).order_by(Document.id)))


def answers_of(case_id: int) -> list[Answer]:
    return list(db.session.scalars(select(Answer).where(Answer.case_id == case_id).order_by(Answer.id)))


def hearings_of(case_id: int) -> list[Hearing]:
    return list(db.session.scalars(select(Hearing).where(Hearing.case_id == case_id).order_by(Hearing.id)))


def movements_of(case_id: int) -> list[MoneyMovement]:
    chosen = select(MoneyMovement).where(MoneyMovement.case_id == case_id).order_by(MoneyMovement.id)
    return list(db.session.scalars(chosen))


def papers_being_made(case_id: int) -> list[str]:
    """Kinds of ordered papers of the case whose file is not there yet; those taken out of a draft do not count."""
    chosen = (
        select(Document.kind)
        .join(PaperOrder, PaperOrder.document_id == Document.id)
        .where(Document.case_id == case_id, PaperOrder.done_at.is_(None), Document.removed_at.is_(None))
    )
    return list(db.session.scalars(chosen.order_by(Document.id)))
