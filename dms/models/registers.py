"""What outside registers answered about an applicant."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dms.models.base import Base, Id, Json, Moment, PublicId
from dms.models.documents import Document, File
from dms.models.people import User


class RegisterAnswer(PublicId, Base):
    """One answer, never changed; a later one stands beside it and counts. ``number``: the BIN or IIN asked about.
    ``said_on``: the day of which it speaks, None with a ``fault``. ``told``: the answer in the shape of its register
    (``dms.registers.answers``). It came from the address ``origin``, raw in ``file``; or a person entered it
    (``taken_by``) from a reply of ``origin`` with its number and day (``letter``) or a document of the case."""

    __tablename__ = "register_answers"
    __table_args__ = (
        CheckConstraint("register IN ('bin', 'category', 'taxes')", name="register"),
        CheckConstraint("fault IN ('', 'unreachable', 'refused', 'garbled', 'not_found')", name="fault"),
        CheckConstraint("(fault = '') = (said_on IS NOT NULL)", name="sound_has_day"),
        CheckConstraint("taken_by_id IS NULL OR letter <> '' OR document_id IS NOT NULL", name="has_evidence"),
        Index("ix_register_answers_case", "case_id", "register", "id"),
    )
    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    register: Mapped[str] = mapped_column(String(10))
    number: Mapped[str] = mapped_column(String(12))
    said_on: Mapped[date | None]
    told: Mapped[Json] = mapped_column(default=dict)
    origin: Mapped[str] = mapped_column(String(300))
    letter: Mapped[str] = mapped_column(String(300), default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    fault: Mapped[str] = mapped_column(String(12), default="")
    why: Mapped[str] = mapped_column(String(300), default="")
    taken_at: Mapped[Moment]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    document: Mapped[Document | None] = relationship()
    file: Mapped[File | None] = relationship()
    taken_by: Mapped[User | None] = relationship()
