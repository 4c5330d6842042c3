"""The case and what is decided in it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dms.models.base import Base, Id, Json, Moment, PublicId, Tenge
from dms.models.people import Organisation, User

#: What worklists and the walls ask of a case besides the key: with it in the index they leave the wide rows alone.
_OF_LISTS = ["received_at", "organisation_id", "programme"]


class Case(PublicId, Base):
    """One application and its whole handling. Only ``services/moves.py`` writes ``state``; every writer raises
    ``version``, so that a decision made on a stale screen is refused."""

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint("(number IS NULL) = (registered_at IS NULL)", name="number_with_registration"),
        CheckConstraint("registered_at IS NULL OR received_at IS NOT NULL", name="received_before_registered"),
        Index("ix_cases_worklist", "state", "due_at", "id", postgresql_include=[*_OF_LISTS, "assignee_id"]),
        Index("ix_cases_assignee", "assignee_id", "state", "due_at", "id", postgresql_include=_OF_LISTS),
        Index("ix_cases_organisation", "organisation_id", "id"),
        Index("ix_cases_machine", "edition", "state", postgresql_include=["organisation_id"]),
    )
    id: Mapped[Id]
    programme: Mapped[str] = mapped_column(String(20))
    edition: Mapped[str] = mapped_column(String(30), default="")
    state: Mapped[str] = mapped_column(String(24), default="draft")
    version: Mapped[int] = mapped_column(default=1)
    language: Mapped[str] = mapped_column(String(2), default="kk")
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    number: Mapped[str | None] = mapped_column(String(20), unique=True)
    content: Mapped[Json]  # the application, in the shape of its programme
    content_saved_at: Mapped[Moment | None]
    created_at: Mapped[Moment]
    received_at: Mapped[Moment | None]
    registered_at: Mapped[Moment | None]
    completed_at: Mapped[Moment | None]  # completeness check done
    state_since: Mapped[Moment]
    term_key: Mapped[str] = mapped_column(String(30), default="")
    due_at: Mapped[Moment | None]
    service_due_at: Mapped[Moment | None]  # date of the result (342:33)
    term_provisional: Mapped[bool] = mapped_column(default=False)  # one of the two runs into an unconfirmed year
    review_days: Mapped[int | None]  # length of its review where the law names none: as it was when it first counted
    ended_at: Mapped[Moment | None]
    requested_sum: Mapped[Tenge | None]
    granted_sum: Mapped[Tenge | None]
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    assignee: Mapped[User | None] = relationship(foreign_keys=[assignee_id], lazy="joined")
    author: Mapped[User] = relationship(foreign_keys=[author_id])

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - SQLAlchemy's own form


class CaseKey(Base):
    """What a submitted case is found by besides its number: contract, act and invoice numbers, suppliers."""

    __tablename__ = "case_keys"
    __table_args__ = (Index("ix_case_keys_value", "kind", "value"),)
    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))  # contract, act, invoice, payment_invoice, supplier
    value: Mapped[str] = mapped_column(String(300))  # lower case, blanks squeezed
    line: Mapped[str] = mapped_column(String(40), default="")


class Answer(Base):
    """An officer's or the machine's answer to one item of completeness, to one check, or whether a cost line is
    accepted (a "no" refuses it: ``facts`` has the checks it rests on, ``note`` the fact); the newest per key counts,
    until the applicant's answer to remarks opens the question again (``reopened_at``, 314:22)."""

    __tablename__ = "answers"
    __table_args__ = (
        CheckConstraint("sheet IN ('completeness', 'check', 'line')", name="sheet"),
        CheckConstraint("verdict IN ('yes', 'no', 'not_applicable')", name="verdict"),
        Index("ix_answers_case", "case_id", "sheet", "key", "id"),
    )
    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    sheet: Mapped[str] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(String(60))
    verdict: Mapped[str] = mapped_column(String(16))
    automatic: Mapped[bool] = mapped_column(default=False)
    facts: Mapped[Json] = mapped_column(default=dict)
    note: Mapped[str] = mapped_column(Text, default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[Moment]
    reopened_at: Mapped[Moment | None]


class Hearing(Base):
    """The hearing before a refusal (342:37, 342:38)."""

    __tablename__ = "hearings"
    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    announced_at: Mapped[Moment]
    planned_at: Mapped[Moment]
    place: Mapped[str] = mapped_column(String(500), default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    grounds: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    accepted_at: Mapped[Moment | None]
    stays_away_at: Mapped[Moment | None]  # when the applicant said that he will not take part
    earlier_from: Mapped[Moment | None]  # he agreed to be heard from this moment
    position: Mapped[str] = mapped_column(Text, default="")
    position_at: Mapped[Moment | None]
    absent: Mapped[bool] = mapped_column(default=False)
    began_at: Mapped[Moment | None]
    means: Mapped[str] = mapped_column(String(12), default="")  # in_person or video, where somebody came
    came: Mapped[list[str]] = mapped_column(JSONB, default=list)  # for the applicant, each with the post and the paper
    with_operator: Mapped[list[str]] = mapped_column(JSONB, default=list)  # beside whoever held it
    secretary: Mapped[str] = mapped_column(String(300), default="")
    minutes: Mapped[str] = mapped_column(Text, default="")
    held_at: Mapped[Moment | None]

    @property
    def ahead(self) -> datetime | None:
        """Its hour; None once it has been held."""
        return None if self.held_at else self.planned_at


class Decision(Base):
    """An act of two hands: prepared by one person, signed by another. The database refuses one hand for both."""

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint("signed_by_id IS NULL OR signed_by_id <> prepared_by_id", name="author_is_not_signer"),
        CheckConstraint("signer_id IS NULL OR signer_id <> prepared_by_id", name="author_is_not_named"),
        CheckConstraint(
            "signed_by_id IS NULL OR signer_id IS NULL OR signed_by_id = signer_id", name="named_is_signer"
        ),
        CheckConstraint("(status = 'signed') = (signed_by_id IS NOT NULL)", name="signed_has_signer"),
        CheckConstraint("(signed_by_id IS NULL) = (signed_at IS NULL)", name="signed_has_moment"),
        CheckConstraint("status IN ('open', 'signed', 'returned', 'void')", name="status"),
        Index("uq_decisions_one_open", "case_id", unique=True, postgresql_where="status = 'open'"),
    )
    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))  # DraftKind
    status: Mapped[str] = mapped_column(String(12), default="open")
    payload: Mapped[Json]  # sums, calculation with trace, grounds, reasons: what the paper says
    prepared_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    prepared_at: Mapped[Moment]
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # whom its papers name: he alone signs
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    signed_at: Mapped[Moment | None]
    returned_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    remark: Mapped[str] = mapped_column(Text, default="")
    total: Mapped[Tenge | None]
    prepared_by: Mapped[User] = relationship(foreign_keys=[prepared_by_id])
    signer: Mapped[User | None] = relationship(foreign_keys=[signer_id])
    signed_by: Mapped[User | None] = relationship(foreign_keys=[signed_by_id])
    returned_by: Mapped[User | None] = relationship(foreign_keys=[returned_by_id])


class Agreement(Base):
    """The reimbursement agreement. Concluded on the day the applicant's signature arrived (342:22)."""

    __tablename__ = "agreements"
    __table_args__ = (UniqueConstraint("case_id"),)
    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    amount: Mapped[Tenge]
    operator_signed_at: Mapped[Moment | None]
    applicant_signed_at: Mapped[Moment | None]
    concluded_on: Mapped[date | None]
    declined_at: Mapped[Moment | None]
    decline_reasons: Mapped[str] = mapped_column(Text, default="")
    monitoring_ends_on: Mapped[date | None]
    base_income: Mapped[Tenge | None]  # income of the eight quarters before (I-12)
    demanded: Mapped[Tenge | None]
    recovered: Mapped[Tenge] = mapped_column(default=Decimal(0))


class Quarter(Base):
    """One of the eight quarters of monitoring with its figure (342:24)."""

    __tablename__ = "quarters"
    __table_args__ = (UniqueConstraint("case_id", "no"), CheckConstraint("no BETWEEN 1 AND 8", name="no"))
    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    no: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    due_on: Mapped[date]
    base_income: Mapped[Tenge | None]
    income: Mapped[Tenge | None]
    reported_at: Mapped[Moment | None]
    reported_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class Note(Base):
    """An internal note of the operator's staff; the applicant never sees it."""

    __tablename__ = "notes"
    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[Moment]
    author: Mapped[User] = relationship()


class Counter(Base):
    """The last registration number given in a series (a programme, a direction of letters) and year; locked while the
    next one is taken, so none is skipped and none is given twice."""

    __tablename__ = "counters"
    programme: Mapped[str] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger)
