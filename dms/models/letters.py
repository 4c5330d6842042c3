"""Letters: what comes to the operator and what goes out, each with its registration number. A letter's files are
documents like others (``Document.letter_id``)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dms.models.base import Base, Id, Moment, PublicId
from dms.models.cases import Case
from dms.models.documents import Document
from dms.models.people import User


def _first_state(context: Any) -> str:
    """What comes in begins as received, what goes out as a draft."""
    return "received" if context.get_current_parameters()["direction"] == "incoming" else "draft"


class Letter(PublicId, Base):
    """One letter. Only ``moves`` writes its ``state``; ``number`` is given once and stays, whatever becomes of the
    letter. ``organisation_id``: the correspondent is the applicant itself; else he is named by ``correspondent`` and,
    where known, his BIN or IIN. ``author_id``: who sent it in, entered it or prepared it."""

    __tablename__ = "letters"
    __table_args__ = (
        CheckConstraint("direction IN ('incoming', 'outgoing')", name="direction"),
        CheckConstraint("(number IS NULL) = (registered_at IS NULL)", name="number_with_registration"),
        CheckConstraint("organisation_id IS NULL OR case_id IS NOT NULL", name="applicant_in_a_case"),
        CheckConstraint("signed_by_id IS NULL OR signed_by_id <> author_id", name="author_is_not_signer"),
        CheckConstraint("(state = 'annulled') = (annulled_at IS NOT NULL)", name="annulled_when"),
        CheckConstraint("annulled_at IS NULL OR reasons <> ''", name="annulled_for_a_reason"),
        CheckConstraint("due_on IS NULL OR due_reason <> '' OR due_rule <> ''", name="due_for_a_reason"),
        UniqueConstraint("number"),
        Index("ix_letters_journal", "direction", "id"),
        Index("ix_letters_journal_day", "direction", text("coalesce(registered_at, created_at)"), "id"),
        Index("ix_letters_case", "case_id", "id"),
        Index("ix_letters_responsible", "responsible_id", "state", "due_on"),
        Index("ix_letters_state", "state", "id"),
        Index("ix_letters_reply_to_id", "reply_to_id"),
    )
    id: Mapped[Id]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    direction: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12), default=_first_state)
    version: Mapped[int] = mapped_column(default=1)
    subject: Mapped[str] = mapped_column(String(300))
    language: Mapped[str] = mapped_column(String(2))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    correspondent: Mapped[str] = mapped_column(String(300))
    correspondent_bin: Mapped[str] = mapped_column(String(12), default="")
    their_number: Mapped[str] = mapped_column(String(60), default="")
    their_date: Mapped[date | None]
    number: Mapped[str | None] = mapped_column(String(40))
    registered_at: Mapped[Moment | None]
    registered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reply_to_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("letters.id"))
    due_on: Mapped[date | None]
    due_rule: Mapped[str] = mapped_column(String(30), default="")  # key of the rule that counted it
    due_reason: Mapped[str] = mapped_column(String(300), default="")  # of the person who named the day
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[Moment]
    answered_at: Mapped[Moment | None]  # an answer to it has been sent, or has come in
    signed_at: Mapped[Moment | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    sent_at: Mapped[Moment | None]
    sent_how: Mapped[str] = mapped_column(String(12), default="")
    reasons: Mapped[str] = mapped_column(Text, default="")  # why filed without an answer, or annulled
    annulled_at: Mapped[Moment | None]

    case: Mapped[Case | None] = relationship(lazy="joined")
    author: Mapped[User] = relationship(foreign_keys=[author_id])
    responsible: Mapped[User | None] = relationship(foreign_keys=[responsible_id], lazy="joined")
    registered_by: Mapped[User | None] = relationship(foreign_keys=[registered_by_id])
    signed_by: Mapped[User | None] = relationship(foreign_keys=[signed_by_id])
    reply_to: Mapped[Letter | None] = relationship(remote_side="Letter.id")
    files: Mapped[list[Document]] = relationship(order_by="Document.id", viewonly=True)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - SQLAlchemy's own form
