"""Supplements to agreements: a change of the applicant's bank details that both sides sign (342:A3.19, 342:A3.20)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dms.models.base import Base, Id, Json, Moment, PublicId
from dms.models.documents import Document
from dms.models.people import User


class Supplement(PublicId, Base):
    """``no`` counts within the case. ``old`` and ``new`` are bank details as the application keeps them. In force from
    the moment both signatures are found valid (``in_force_at``); ``ended_at``: taken back or declined before that."""

    __tablename__ = "supplements"
    __table_args__ = (
        UniqueConstraint("case_id", "no"),
        CheckConstraint("in_force_at IS NULL OR ended_at IS NULL", name="one_end"),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="end_has_hand"),
        Index(
            "uq_supplements_one_open", "case_id", unique=True,
            postgresql_where="in_force_at IS NULL AND ended_at IS NULL",
        ),
    )  # fmt: skip
    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    no: Mapped[int]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), unique=True)
    old: Mapped[Json]
    new: Mapped[Json]
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[Moment]
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # whom the paper names at the operator
    in_force_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reasons: Mapped[str] = mapped_column(Text, default="")
    document: Mapped[Document] = relationship()
    author: Mapped[User] = relationship(foreign_keys=[author_id])
    signer: Mapped[User | None] = relationship(foreign_keys=[signer_id])

    @property
    def is_open(self) -> bool:
        """Whether it waits for signatures."""
        return self.in_force_at is None and self.ended_at is None
