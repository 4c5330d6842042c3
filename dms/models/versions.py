"""What is said of a document's versions: remarks on a page, and how a version differs from the one before it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dms.models.base import Base, Id, Moment, PublicId
from dms.models.documents import DocumentVersion
from dms.models.people import User


class PageRemark(PublicId, Base):
    """An officer's words on one page. In a programme with remarks the next letter carries them to the applicant
    (314:22): ``round_no``, ``sent_at``; until then, and in the domestic programme always, they are the operator's own.
    What was sent is never changed; only its answer is added."""

    __tablename__ = "page_remarks"
    __table_args__ = (
        CheckConstraint("page >= 1", name="page"),
        CheckConstraint("(round_no IS NULL) = (sent_at IS NULL)", name="sent_in_a_round"),
        CheckConstraint("sent_at IS NULL OR removed_at IS NULL", name="sent_stays"),
        CheckConstraint("answered_at IS NULL OR sent_at IS NOT NULL", name="answered_is_sent"),
        Index("ix_page_remarks_case", "case_id", "id"),
    )
    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("document_versions.id"), index=True)
    page: Mapped[int]
    clause: Mapped[str] = mapped_column(String(20), default="")
    words: Mapped[str] = mapped_column(String(4000))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[Moment]
    removed_at: Mapped[Moment | None]
    round_no: Mapped[int | None]
    sent_at: Mapped[Moment | None]
    answer: Mapped[str] = mapped_column(String(4000), default="")
    answered_at: Mapped[Moment | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    answer_version_id: Mapped[int | None] = mapped_column(ForeignKey("document_versions.id"))
    version: Mapped[DocumentVersion] = relationship(foreign_keys=[version_id])
    answer_version: Mapped[DocumentVersion | None] = relationship(foreign_keys=[answer_version_id])
    author: Mapped[User] = relationship(foreign_keys=[author_id])


class Comparison(Base):
    """How ``version`` differs from the one before it, page by page; made by a job in the child process."""

    __tablename__ = "comparisons"
    __table_args__ = (UniqueConstraint("version_id", "earlier_id"),)
    id: Mapped[Id]
    version_id: Mapped[int] = mapped_column(ForeignKey("document_versions.id"))
    earlier_id: Mapped[int] = mapped_column(ForeignKey("document_versions.id"))
    made_at: Mapped[Moment]
    pages: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
