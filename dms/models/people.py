"""Persons, organisations, who may act for whom, and the sessions they have open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask_security import UserMixin
from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dms.models.base import Base, Hash, Id, Json, Moment, PublicId

if TYPE_CHECKING:
    from dms.models.documents import File


class User(PublicId, UserMixin, Base):
    """A person who may log in: of an applicant's side or of the operator's."""

    __tablename__ = "users"
    __table_args__ = (Index("uq_users_iin", "iin", unique=True, postgresql_where="iin_proved_at IS NOT NULL"),)
    id: Mapped[Id]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    iin: Mapped[str | None] = mapped_column(String(12), index=True)
    iin_proved_at: Mapped[
        Moment | None
    ]  # by a signature, or of staff by who made the account; None: said on one's word
    phone: Mapped[str] = mapped_column(String(40), default="")
    position: Mapped[str] = mapped_column(String(200), default="")  # in Kazakh, of staff
    position_ru: Mapped[str] = mapped_column(String(200), default="")  # the same in Russian papers; empty: as above
    is_staff: Mapped[bool] = mapped_column(default=False)
    locale: Mapped[str] = mapped_column(String(2), default="kk")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[Moment]
    password: Mapped[str | None] = mapped_column(String(255))
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    confirmed_at: Mapped[Moment | None]
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSONB()))

    staff_roles: Mapped[list[StaffRole]] = relationship(back_populates="user", foreign_keys="StaffRole.user_id")
    memberships: Mapped[list[Membership]] = relationship(back_populates="user", foreign_keys="Membership.user_id")

    @property
    def roles(self) -> list[Any]:  # type: ignore[override]  # a column there, a property here
        """Flask-Security's own role list; ours are dated and live in ``staff_roles``."""
        return []


class StaffRole(Base):
    """A role of the operator's side, with its days. A deputy's role names the order that replaces the head (342:35),
    and in ``acts`` what it covers (``orders.POWERS``); none: everything."""

    __tablename__ = "staff_roles"
    __table_args__ = (CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),)
    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    order_no: Mapped[str] = mapped_column(String(100), default="")
    order_on: Mapped[date | None]
    order_file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    acts: Mapped[list[str]] = mapped_column(JSONB, default=list)
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    user: Mapped[User] = relationship(back_populates="staff_roles", foreign_keys=[user_id])


class UserCorrection(PublicId, Base):
    """A change that takes two: of the name or the IIN of somebody who signs decisions, or a role that signs; proposed
    by one administrator and put into force by another. ``changes``: field → old and new; under ``role`` nothing and the
    role with its days. ``order_file``: the order behind a role."""

    __tablename__ = "user_corrections"
    __table_args__ = (
        CheckConstraint("status IN ('proposed', 'approved', 'rejected')", name="status"),
        CheckConstraint("(status = 'proposed') = (settled_by_id IS NULL)", name="settled_has_hand"),
        CheckConstraint("status <> 'approved' OR settled_by_id <> proposed_by_id", name="two_people"),
        CheckConstraint("status <> 'approved' OR settled_by_id <> user_id", name="not_oneself"),
        Index("uq_user_corrections_one_open", "user_id", unique=True, postgresql_where="status = 'proposed'"),
    )
    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    changes: Mapped[Json]
    status: Mapped[str] = mapped_column(String(10), default="proposed")
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    proposed_at: Mapped[Moment]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    settled_at: Mapped[Moment | None]
    order_file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    order_file: Mapped[File | None] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    proposed_by: Mapped[User] = relationship(foreign_keys=[proposed_by_id])


class Organisation(PublicId, Base):
    """An applicant: legal entity or entrepreneur, one per BIN or IIN."""

    __tablename__ = "organisations"
    id: Mapped[Id]
    bin: Mapped[str] = mapped_column(String(12), unique=True)
    name: Mapped[str] = mapped_column(String(500))
    sort_key: Mapped[str] = mapped_column(String(1000), index=True)
    registered_on: Mapped[date | None]
    details: Mapped[Json] = mapped_column(default=dict)  # address, phone, bank: offered again in the next application
    created_at: Mapped[Moment]
    memberships: Mapped[list[Membership]] = relationship(back_populates="organisation")


class Membership(Base):
    """That a person acts for an organisation: as its first head, or by a paper with scope and days (342:19)."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("kind IN ('head', 'acting', 'representative')", name="kind"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
        Index(
            "uq_memberships_one_head",
            "organisation_id",
            unique=True,
            postgresql_where="kind = 'head' AND ended_at IS NULL",
        ),
    )
    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    scope: Mapped[list[str]] = mapped_column(JSONB, default=list)  # of: draft, sign, report
    paper_no: Mapped[str] = mapped_column(String(100), default="")
    paper_on: Mapped[date | None]
    paper_file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    ended_at: Mapped[Moment | None]
    created_at: Mapped[Moment]
    user: Mapped[User] = relationship(back_populates="memberships", foreign_keys=[user_id])
    organisation: Mapped[Organisation] = relationship(back_populates="memberships")


class Invitation(Base):
    """A head's invitation of a representative, taken up by opening the link in the letter."""

    __tablename__ = "invitations"
    id: Mapped[Id]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    email: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[Hash] = mapped_column(unique=True)
    terms: Mapped[Json]  # kind, scope, paper, days
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]


class BinDispute(Base):
    """A second person's claim to an organisation that has its head already; an administrator settles it."""

    __tablename__ = "bin_disputes"
    id: Mapped[Id]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    claimant_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    words: Mapped[str] = mapped_column(Text)
    created_at: Mapped[Moment]
    settled_at: Mapped[Moment | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    upheld: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(Text, default="")


class WebSession(Base):
    """A log-in that is open. The cookie holds only a random token, kept here as its hash."""

    __tablename__ = "web_sessions"
    token_hash: Mapped[Hash] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("users.id"), index=True)
    data: Mapped[Json]
    ip: Mapped[str] = mapped_column(String(64), default="")
    agent: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[Moment]
    seen_at: Mapped[Moment]
    expires_at: Mapped[Moment] = mapped_column(index=True)
