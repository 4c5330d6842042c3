"""Organisations, their people, invitations to act for them, and disputes about their heads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Date, cast, func, or_, select
from sqlalchemy.orm import joinedload

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import (
    BinDispute,
    Document,
    DocumentVersion,
    File,
    Invitation,
    Membership,
    Organisation,
    Signature,
    User,
)
from dms.queries.people import membership_active, reaches_signing
from workflows.clock import ALMATY


def find_by_number(number: str) -> Organisation | None:
    """By BIN or IIN."""
    return db.session.scalars(select(Organisation).where(Organisation.bin == number)).one_or_none()


def list_own(user: User, today: date) -> Sequence[Organisation]:
    """The organisations for which the person acts today, by name."""
    query = select(Organisation).join(Membership, Membership.organisation_id == Organisation.id)
    query = query.where(Membership.user_id == user.id, membership_active(today)).distinct()
    return db.session.scalars(query.order_by(Organisation.sort_key, Organisation.id)).all()


def list_lapsed(user: User, today: date) -> Sequence[Membership]:
    """The person's powers that have ended, for organisations for which he acts no more; the newest of each."""
    own = select(Membership.organisation_id).where(Membership.user_id == user.id, membership_active(today))
    over = or_(Membership.ended_at.is_not(None), Membership.valid_to < today)
    newest = select(func.max(Membership.id)).where(Membership.user_id == user.id, over, Membership.kind != "head")
    newest = newest.where(Membership.organisation_id.not_in(own)).group_by(Membership.organisation_id)
    query = select(Membership).where(Membership.id.in_(newest)).options(joinedload(Membership.organisation))
    return db.session.scalars(query.order_by(Membership.id.desc())).all()


def get_own(public_id: str, user: User, today: date) -> Organisation:
    """An organisation for which the person acts today. Raises NotVisible for any other."""
    query = select(Organisation).join(Membership, Membership.organisation_id == Organisation.id)
    query = query.where(Organisation.public_id == public_id, Membership.user_id == user.id, membership_active(today))
    row = db.session.scalars(query.distinct()).one_or_none()
    if row is None:
        raise NotVisible
    return row


def list_memberships(organisation_id: int) -> Sequence[Membership]:
    """Who acts or will act for the organisation; what was ended is left out. The head first."""
    query = select(Membership).where(Membership.organisation_id == organisation_id, Membership.ended_at.is_(None))
    query = query.options(joinedload(Membership.user))
    return db.session.scalars(query.order_by(Membership.kind != "head", Membership.id)).all()


def list_signers(organisation_id: int, today: date) -> list[User]:
    """Who may sign for the organisation today (342:19): the first head, then those whose paper reaches so far."""
    query = select(Membership).where(Membership.organisation_id == organisation_id, membership_active(today))
    query = query.options(joinedload(Membership.user)).order_by(Membership.kind != "head", Membership.id)
    rows = [row for row in db.session.scalars(query) if row.user.active and reaches_signing(row)]
    return list(dict.fromkeys(row.user for row in rows))


def list_invitations(organisation_id: int, now: datetime) -> Sequence[Invitation]:
    """Invitations that wait for an answer."""
    query = select(Invitation).where(
        Invitation.organisation_id == organisation_id, Invitation.used_at.is_(None), Invitation.expires_at > now
    )
    return db.session.scalars(query.order_by(Invitation.id)).all()


def list_invitations_to(user: User, now: datetime) -> Sequence[tuple[Invitation, Organisation]]:
    """Those that wait for the answer of this person's address."""
    query = select(Invitation, Organisation).join(Organisation, Organisation.id == Invitation.organisation_id)
    query = query.where(Invitation.email == user.email, Invitation.used_at.is_(None), Invitation.expires_at > now)
    return [(row, organisation) for row, organisation in db.session.execute(query.order_by(Invitation.id)).all()]


def find_invitation(token_hash: str) -> Invitation | None:
    return db.session.scalars(select(Invitation).where(Invitation.token_hash == token_hash)).one_or_none()


def find_open_dispute(organisation_id: int, claimant_id: int) -> BinDispute | None:
    query = select(BinDispute).where(
        BinDispute.organisation_id == organisation_id,
        BinDispute.claimant_id == claimant_id,
        BinDispute.settled_at.is_(None),
    )
    return db.session.scalars(query.limit(1)).first()


def list_own_disputes(user: User) -> Sequence[tuple[BinDispute, Organisation]]:
    """The claims a person has laid, the newest first."""
    query = select(BinDispute, Organisation).join(Organisation, Organisation.id == BinDispute.organisation_id)
    query = query.where(BinDispute.claimant_id == user.id).order_by(BinDispute.id.desc())
    return [(dispute, organisation) for dispute, organisation in db.session.execute(query).all()]


def list_disputes(*, settled: bool) -> Sequence[tuple[BinDispute, Organisation, User]]:
    """Claims with their organisation and claimant: open ones oldest first, settled ones newest first."""
    query = select(BinDispute, Organisation, User)
    query = query.join(Organisation, Organisation.id == BinDispute.organisation_id)
    query = query.join(User, User.id == BinDispute.claimant_id)
    if settled:
        query = query.where(BinDispute.settled_at.is_not(None)).order_by(BinDispute.settled_at.desc()).limit(100)
    else:
        query = query.where(BinDispute.settled_at.is_(None)).order_by(BinDispute.id)
    return [(dispute, organisation, user) for dispute, organisation, user in db.session.execute(query).all()]


def get_dispute(dispute_id: int, *, lock: bool = False) -> BinDispute:
    """Raises NotVisible."""
    query = select(BinDispute).where(BinDispute.id == dispute_id)
    row = db.session.scalars(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotVisible
    return row


def find_head(organisation_id: int) -> Membership | None:
    """The first head, whatever the day."""
    query = select(Membership).where(
        Membership.organisation_id == organisation_id, Membership.kind == "head", Membership.ended_at.is_(None)
    )
    return db.session.scalars(query.options(joinedload(Membership.user))).one_or_none()


def signing_members(case_id: int, organisation_id: int) -> Sequence[tuple[Membership, str, datetime]]:
    """Who validly signed the papers of a case for the applicant, and as what: the membership that stood at that
    moment, the kind of the paper, when it was first signed; the oldest first."""
    at = func.min(Signature.received_at)
    day = cast(func.timezone(ALMATY.key, Signature.received_at), Date)
    query = (
        select(Membership, Document.kind, at)
        .join(Signature, Signature.user_id == Membership.user_id)
        .join(DocumentVersion, DocumentVersion.id == Signature.version_id)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(
            Document.case_id == case_id,
            Document.origin == "generated",
            Signature.side == "applicant",
            Signature.verdict == "valid",
            Membership.organisation_id == organisation_id,
            or_(Membership.kind == "head", Membership.scope.contains(["sign"])),
            Membership.valid_from <= day,
            or_(Membership.valid_to.is_(None), Membership.valid_to >= day),
            or_(Membership.ended_at.is_(None), Membership.ended_at > Signature.received_at),
        )
        .group_by(Membership.id, Document.kind)
        .options(joinedload(Membership.user))
        .order_by(at, Membership.kind)
    )
    return [(member, kind, moment) for member, kind, moment in db.session.execute(query).all()]


def get_member_paper(organisation_id: int, member: int) -> File:
    """The paper on which somebody acts or acted for the organisation. Raises NotVisible."""
    query = select(File).join(Membership, Membership.paper_file_id == File.id)
    row = db.session.scalars(
        query.where(Membership.id == member, Membership.organisation_id == organisation_id)
    ).one_or_none()
    if row is None:
        raise NotVisible
    return row
