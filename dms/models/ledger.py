"""What only grows: the journal and the movements of money. The application may add rows and read them, no more."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, FetchedValue, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dms.models.base import Base, Id, Moment, Tenge


class JournalEntry(Base):
    """One event. ``body`` is canonical JSON of everything said; the database's trigger gives ``id`` without gaps, the
    place in the case and the hashes: ``hash = sha256(prev_hash + case_prev_hash + body)``, hexadecimal, UTF-8."""

    __tablename__ = "journal"
    __table_args__ = (Index("uq_journal_case", "case_id", "case_seq", unique=True),)
    id: Mapped[int] = mapped_column(BigInteger, server_default=FetchedValue(), primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    case_seq: Mapped[int | None]
    event: Mapped[str] = mapped_column(String(40), index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[Moment]
    body: Mapped[str] = mapped_column(Text)
    prev_hash: Mapped[str] = mapped_column(String(64))
    case_prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class JournalHead(Base):
    """The last link of the whole chain (row 0) and of each case's chain. Written by the journal's trigger alone."""

    __tablename__ = "journal_heads"
    case_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))


class MoneyMovement(Base):
    """One movement on the programme's account. Signed sums: what comes in or frees is positive. ``key`` makes a
    repeated order of the same movement fail instead of paying twice."""

    __tablename__ = "money_movements"
    __table_args__ = (
        CheckConstraint("kind IN ('transfer_in', 'reserve', 'release', 'pay', 'return')", name="kind"),
        CheckConstraint("(kind IN ('reserve', 'pay')) = (amount < 0)", name="sign"),
        CheckConstraint("(case_id IS NULL) = (kind = 'transfer_in')", name="case"),
        Index("ix_money_movements_programme", "programme", "id"),
    )
    id: Mapped[Id]
    programme: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(12))
    amount: Mapped[Tenge]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    note: Mapped[str] = mapped_column(Text, default="")
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[Moment]


class Cap(Base):
    """A granted sum per cost group, as caps count it (342:9, I-2). One row per decision and group."""

    __tablename__ = "caps"
    __table_args__ = (Index("ix_caps_applicant", "organisation_id", "programme", "group", "decided_on"),)
    id: Mapped[Id]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    programme: Mapped[str] = mapped_column(String(20))
    group: Mapped[str] = mapped_column(String(20))
    cost_type: Mapped[str] = mapped_column(String(10))
    amount: Mapped[Tenge]
    received_on: Mapped[Moment]
    decided_on: Mapped[Moment]
