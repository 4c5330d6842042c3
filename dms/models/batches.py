"""The same act on many cases: what was asked for, and what came of it in each case."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dms.models.base import Base, Id, Json, Moment, PublicId
from dms.models.cases import Case
from dms.models.documents import File
from dms.models.people import User


class Batch(PublicId, Base):
    """One act on the chosen cases. It is tried first (nothing changes) and done only after its author has seen what
    the trial says. ``given``: what the act needs, as plain JSON."""

    __tablename__ = "batches"
    __table_args__ = (
        CheckConstraint("kind IN ('assign', 'accept', 'export', 'ask_scans')", name="kind"),
        CheckConstraint("status IN ('chosen', 'trying', 'tried', 'doing', 'done')", name="status"),
        Index("ix_batches_author", "author_id", "id"),
    )
    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(12))
    status: Mapped[str] = mapped_column(String(8), default="chosen")
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    language: Mapped[str] = mapped_column(String(2))
    given: Mapped[Json] = mapped_column(default=dict)
    chosen_at: Mapped[Moment]
    ordered_at: Mapped[Moment | None]  # the author has said: do it
    done_at: Mapped[Moment | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    failed: Mapped[bool] = mapped_column(default=False)  # the job's tries are used up
    author: Mapped[User] = relationship()
    file: Mapped[File | None] = relationship()


class BatchItem(Base):
    """One case of a batch. ``case_version`` is the case as the trial saw it: what has changed since is not acted on.
    ``said``: reasons why not, or what was done, each in three languages with its clause. ``seen``: the papers that the
    trial saw, where the act is for papers: rows of the document and of its version."""

    __tablename__ = "batch_items"
    __table_args__ = (
        CheckConstraint("verdict IN ('waiting', 'may', 'may_not', 'done', 'failed')", name="verdict"),
        UniqueConstraint("batch_id", "case_id"),
    )
    id: Mapped[Id]
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    case_version: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(8), default="waiting")
    said: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    seen: Mapped[list[list[int]]] = mapped_column(JSONB, default=list)
    case: Mapped[Case] = relationship()
