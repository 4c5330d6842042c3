"""The office itself: notices, intake, reference tables, settings kept in the database."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dms.models.base import Base, Id, Json, Moment, PublicId
from dms.models.people import User


class Notice(PublicId, Base):
    """A message to one person about a case, by code; the screen and the letter say it in the reader's language."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_unread", "user_id", "id", postgresql_where="read_at IS NULL"),)
    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    code: Mapped[str] = mapped_column(String(40))
    params: Mapped[Json] = mapped_column(default=dict)
    at: Mapped[Moment]
    read_at: Mapped[Moment | None]
    mailed_at: Mapped[Moment | None]
    mail_failed: Mapped[str] = mapped_column(String(300), default="")


class IntakeNotice(Base):
    """A dated notice that intake is suspended or open again (342:6); the newest says how it stands."""

    __tablename__ = "intake_notices"
    id: Mapped[Id]
    programme: Mapped[str] = mapped_column(String(20), index=True)
    is_open: Mapped[bool]
    because: Mapped[str] = mapped_column(String(40))
    since: Mapped[Moment]
    publish_by: Mapped[Moment | None]  # None: no calendar for the day
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))


class ReferenceRow(PublicId, Base):
    """A dated row of a reference table with its source act. Two people: who proposes does not approve."""

    __tablename__ = "reference_rows"
    __table_args__ = (
        CheckConstraint("status IN ('proposed', 'approved', 'rejected', 'replaced')", name="status"),
        CheckConstraint("approved_by_id IS NULL OR approved_by_id <> proposed_by_id", name="two_people"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
        Index("ix_reference_rows_find", "table", "key", "valid_from"),
        Index(
            "ix_reference_rows_code",
            "table",
            text("left(\"values\" ->> 'code', 6)"),
            postgresql_where=text("\"values\" ? 'code'"),
        ),
    )
    id: Mapped[Id]
    table: Mapped[str] = mapped_column(String(30))  # name of a table of ``workflows.reference_tables``
    key: Mapped[str] = mapped_column(String(60))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    values: Mapped[Json]
    source: Mapped[str] = mapped_column(String(500))
    status: Mapped[str] = mapped_column(String(10), default="proposed")
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    proposed_at: Mapped[Moment]
    approved_at: Mapped[Moment | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("reference_rows.id"))
    proposed_by: Mapped[User | None] = relationship(foreign_keys=[proposed_by_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])


class CalendarVersion(Base):
    """The calendar of working days as it held from ``since`` until the next version: ``days`` is the whole of it, so
    that a term can be counted again as it was counted then. Its number stands in the journal beside every term.
    ``first_day`` to ``last_day`` is what changed by ``source``. Open cases are walked once for each version: up to
    ``at_case``, of which ``moved`` got other dates, until ``done_at``."""

    __tablename__ = "calendars"
    __table_args__ = (Index("ix_calendars_open", "id", postgresql_where="done_at IS NULL"),)
    id: Mapped[Id]
    row_id: Mapped[int | None] = mapped_column(ForeignKey("reference_rows.id"))
    source: Mapped[str] = mapped_column(String(500))
    first_day: Mapped[date]
    last_day: Mapped[date]
    days: Mapped[Json]
    since: Mapped[Moment]
    at_case: Mapped[int] = mapped_column(BigInteger, default=0)
    moved: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[Moment | None]


class RateAnswer(PublicId, Base):
    """One answer of the National Bank's feed, kept as it came (``file_id``) with what was made of it. ``asked_on`` is
    None where a person loaded a file; ``day`` is the day that the answer names, None where it could not be read."""

    __tablename__ = "rate_answers"
    __table_args__ = (Index("ix_rate_answers_asked_on", "asked_on", "id"),)
    id: Mapped[Id]
    asked_on: Mapped[date | None]
    day: Mapped[date | None]
    origin: Mapped[str] = mapped_column(String(300))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    taken_at: Mapped[Moment]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    new: Mapped[int] = mapped_column(default=0)
    same: Mapped[int] = mapped_column(default=0)
    differing: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(String(300), default="")
    taken_by: Mapped[User | None] = relationship()


class Report(PublicId, Base):
    """A quarterly report P342 that was made (342:28)."""

    __tablename__ = "reports"
    id: Mapped[Id]
    programme: Mapped[str] = mapped_column(String(20))
    year: Mapped[int]
    quarter: Mapped[int]
    language: Mapped[str] = mapped_column(String(2))
    context: Mapped[Json]
    pdf_file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    sheet_file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[Moment]

    @property
    def number(self) -> str:
        """How it is called: form, year, quarter."""
        return f"P342-{self.year}-{self.quarter}"


class DemoClock(Base):
    """How far the demo's clock stands ahead of the machine's, in seconds. Read only with DMS_DEMO=1."""

    __tablename__ = "demo_clock"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ahead_seconds: Mapped[int]


class Done(Base):
    """An answer already given to a request with this key: the same key again gives the same answer, not the act."""

    __tablename__ = "done"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    what: Mapped[str] = mapped_column(String(60))
    answer: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[Moment]


class RateWindow(Base):
    """Counters of the rate limiter, shared by all processes."""

    __tablename__ = "rate_windows"
    key: Mapped[str] = mapped_column(String(300), primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[Moment] = mapped_column(index=True)
