"""Files on their way in parts, from the browser to the store."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dms.models.base import Base, Id, Moment, PublicId
from dms.models.documents import Document, File
from dms.models.people import User


class FileUpload(PublicId, Base):
    """One file on its way. ``sending``: parts arrive at ``key``; ``joining``: all have, a job makes a file of them;
    ``done``: ``document_id`` has it, or, of a file sent for a form, ``file_id`` until the form takes
    it; ``failed``: ``fault`` says why, ``file_id`` has bytes that arrived whole; ``abandoned``: nobody wants it.
    ``key`` is empty when the store holds nothing of it."""

    __tablename__ = "uploads"
    __table_args__ = (
        CheckConstraint("stage IN ('sending', 'joining', 'done', 'failed', 'abandoned')", name="stage"),
        CheckConstraint(
            "CASE stage WHEN 'done' THEN num_nonnulls(document_id, file_id) = 1 WHEN 'failed' THEN document_id IS NULL "
            "ELSE num_nonnulls(document_id, file_id) = 0 END",
            name="done_has_document",
        ),
        CheckConstraint("stage <> 'joining' OR key <> ''", name="joining_has_key"),
        Index("ix_uploads_owner", "owner_id", "case_id", "stage"),
        Index("ix_uploads_touched", "touched_at"),
        Index("ix_uploads_file", "file_id", postgresql_where="file_id IS NOT NULL"),
    )
    id: Mapped[Id]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))  # none: a paper of the office
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str] = mapped_column(String(60))
    lines: Mapped[list[str]] = mapped_column(JSONB, default=list)
    name: Mapped[str] = mapped_column(String(300))  # as the person named it; only shown, never a path
    size: Mapped[int] = mapped_column(BigInteger)
    modified: Mapped[int] = mapped_column(BigInteger)  # when the sender's machine says it changed: to know it again
    part_size: Mapped[int]
    digests: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)  # number of a part → SHA-256 by its sender
    parts: Mapped[list[Any]] = mapped_column(JSONB, default=list)  # number, mark and length as the store had them
    key: Mapped[str] = mapped_column(String(200), default="")
    upload_id: Mapped[str] = mapped_column(String(300), default="")  # the store's own name of the upload
    stage: Mapped[str] = mapped_column(String(10), default="sending")
    fault: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))  # language → words
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id", ondelete="CASCADE"))
    begun_at: Mapped[Moment]
    touched_at: Mapped[Moment]
    owner: Mapped[User] = relationship()
    document: Mapped[Document | None] = relationship()
    file: Mapped[File | None] = relationship()

    @property
    def count(self) -> int:
        """How many parts there are in all."""
        return -(-self.size // self.part_size)

    def length_of(self, number: int) -> int:
        """The length of a part; 0 where there is none of this number."""
        if not 1 <= number <= self.count:
            return 0
        return min(self.part_size, self.size - (number - 1) * self.part_size)
