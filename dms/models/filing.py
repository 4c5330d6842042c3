"""Folders by the nomenclature, one per index and year, and the general documents of the office that lie in them. A
document's files are documents like others (``Document.general_id``)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dms.models.base import Base, Id, Json, Moment, PublicId
from dms.models.documents import Document
from dms.models.people import User


class Folder(PublicId, Base):
    """The folder of an index of the nomenclature in one year. ``title`` and ``years`` (of retention, 0: for ever) are
    what the nomenclature said when it was opened."""

    __tablename__ = "folders"
    __table_args__ = (
        UniqueConstraint("index_no", "year"),
        CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name="closed_by_somebody"),
    )
    id: Mapped[Id]
    index_no: Mapped[str] = mapped_column(String(30))
    year: Mapped[int]
    title: Mapped[Json]  # kk, ru, en
    unit: Mapped[str] = mapped_column(String(200), default="")
    years: Mapped[int]
    term_source: Mapped[str] = mapped_column(String(500), default="")
    opened_at: Mapped[Moment]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    closed_at: Mapped[Moment | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class GeneralDocument(PublicId, Base):
    """An order, an instruction, minutes of the office. Only ``moves`` writes its ``state``; ``number`` is the index of
    its folder and a running number, given once. ``readers``: the roles to which it is restricted, none: all staff."""

    __tablename__ = "general_documents"
    __table_args__ = (
        CheckConstraint("(number IS NULL) = (approved_at IS NULL)", name="number_with_approval"),
        CheckConstraint("(approved_at IS NULL) = (approved_by_id IS NULL)", name="approved_by_somebody"),
        CheckConstraint("approved_by_id IS NULL OR approved_by_id <> author_id", name="author_is_not_signer"),
        UniqueConstraint("folder_id", "number"),
        Index("ix_general_documents_folder", "folder_id", "id"),
        Index("ix_general_documents_state", "state", "id"),
    )
    id: Mapped[Id]
    folder_id: Mapped[int] = mapped_column(ForeignKey("folders.id"))
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12), default="draft")
    version: Mapped[int] = mapped_column(default=1)
    subject: Mapped[str] = mapped_column(String(300))
    language: Mapped[str] = mapped_column(String(2))
    dated_on: Mapped[date | None]
    number: Mapped[str | None] = mapped_column(String(40))
    readers: Mapped[list[str]] = mapped_column(JSONB, default=list)
    supersedes_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("general_documents.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[Moment]
    approved_at: Mapped[Moment | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    ended_at: Mapped[Moment | None]  # superseded or cancelled
    reasons: Mapped[str] = mapped_column(Text, default="")

    folder: Mapped[Folder] = relationship(lazy="joined", innerjoin=True)
    author: Mapped[User] = relationship(foreign_keys=[author_id], lazy="joined", innerjoin=True)
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])
    supersedes: Mapped[GeneralDocument | None] = relationship(remote_side="GeneralDocument.id")
    files: Mapped[list[Document]] = relationship(order_by="Document.id", viewonly=True)

    __mapper_args__: Any = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - SQLAlchemy's
