"""Organisations and who acts for them: the first head opens one by his certificate, invites representatives with a
paper, scope and days, and ends their power; who disputes a head is heard by an administrator (342:19)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from dms.errors import BadInput, NotPermitted, NotVisible, StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import BinDispute, File, Invitation, Membership, Organisation, User
from dms.queries import organisations as queries
from dms.queries import people
from dms.services import journal
from dms.services.files import lone_files
from dms.services.people import identity, links, sessions
from dms.services.people.organisation_words import (
    ALREADY_ACTS,
    DISPUTED_ALREADY,
    HEAD_STAYS,
    NOT_INVITED,
    NOT_YOURS,
    TAKEN,
)
from dms.services.people.roles import LAST_DAY_WRONG
from dms.services.telling import account_letters
from dms.services.unit import unit
from workflows.collation import sort_key

INVITED_FOR = timedelta(days=7)
#: Whom a head may invite; a head is found by his certificate alone.
INVITED = frozenset({"acting", "representative"})
SCOPES = ("draft", "sign", "report")


def open_organisation(
    user: User, *, number: str, name: str, signer: dict[str, Any], session_hash: str, now: datetime
) -> Organisation:
    """Opens the organisation of a head who has proved himself (see ``services.head_proof``); ``signer`` goes into the
    journal; of his log-ins only ``session_hash`` stays.

    Raises:
        BadInput: it is open already, and the way out is a dispute; another account has proved his IIN.
    """
    if queries.find_by_number(number) is not None:
        raise BadInput(TAKEN, field="number")
    with unit():
        row = Organisation(bin=number, name=name, sort_key=sort_key(name), details={}, created_at=now)
        db.session.add(row)
        db.session.flush()
        _add_head(row, user, now)
        identity.prove(user, user.iin or "", signer, now)
        sessions.end_all(user, but=session_hash)
        facts = {"organisation": row.public_id, "bin": number, "name": name, "signer": signer}
        journal.write(Event.ORGANISATION_OPENED, actor=user, at=now, clause="342:19", facts=facts)
    return row


def _add_head(row: Organisation, user: User, now: datetime) -> None:
    head = Membership(
        user_id=user.id, organisation_id=row.id, kind="head", scope=list(SCOPES), valid_from=now.date(), created_at=now
    )
    db.session.add(head)


def keep_details(row: Organisation, user: User, *, name: str, details: dict[str, Any], now: datetime) -> None:
    """Address, telephone and bank, offered again in the next application.

    Raises:
        NotPermitted: only the head changes them.
    """
    require_head(row, user, now.date())
    with unit():
        row.name, row.sort_key = name, sort_key(name)
        kept = {**row.details, **details}
        if details.get("legal_address"):
            kept.pop("address", None)  # one line, as it was kept before it had parts
        row.details = kept


def require_head(row: Organisation, user: User, day: date) -> None:
    """Raises: NotPermitted unless the person is the organisation's first head on the day."""
    own = [m for m in people.active_memberships(user, day) if m.organisation_id == row.id]
    if not any(m.kind == "head" for m in own):
        raise NotPermitted


def invite(
    row: Organisation,
    user: User,
    *,
    email: str,
    kind: str,
    scope: list[str],
    paper_no: str,
    paper_on: date,
    paper: File | None,
    valid_from: date,
    valid_to: date | None,
    now: datetime,
) -> Invitation:
    """Invites a person by e-mail: an acting head by an order, or a representative by a power of attorney (342:19).

    Raises:
        NotPermitted: only the head invites.
        BadInput: the days are out of order, or another form has taken the paper's file.
    """
    require_head(row, user, now.date())
    if kind not in INVITED:
        raise BadInput(NOT_INVITED, field="kind")
    if valid_to is not None and valid_to < valid_from:
        raise BadInput(LAST_DAY_WRONG, field="valid_to")
    terms = _terms(kind, scope, paper_no, paper_on, paper, valid_from, valid_to)
    address = email.strip().lower()
    with unit():
        if paper is not None:
            lone_files.take_in(paper)
        token = links.invitation_token(now, address)
        found = Invitation(
            organisation_id=row.id, invited_by_id=user.id, email=address, terms=terms,
            token_hash=links.invitation_hash(token), created_at=now, expires_at=now + INVITED_FOR,
        )  # fmt: skip
        db.session.add(found)
        db.session.flush()
        account_letters.order("invite", found.id, to=address, lang=user.locale)
        facts = {"organisation": row.public_id, "email": address, "terms": terms}
        journal.write(Event.REPRESENTATIVE_INVITED, actor=user, at=now, clause="342:19", facts=facts)
    return found


def _terms(
    kind: str,
    scope: list[str],
    paper_no: str,
    paper_on: date,
    paper: File | None,
    valid_from: date,
    valid_to: date | None,
) -> dict[str, Any]:
    """What the invitation's row keeps until it is taken up."""
    return {
        "kind": kind,
        "scope": [word for word in SCOPES if word in scope],
        "paper_no": paper_no,
        "paper_on": paper_on.isoformat(),
        "paper_file_id": paper.id if paper else None,
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to.isoformat() if valid_to else None,
    }


def find_invitation(token: str, now: datetime) -> Invitation:
    """Raises: NotVisible for a forged, used or outdated one, without telling which."""
    found = queries.find_invitation(links.invitation_hash(token))
    if found is None or found.used_at is not None or found.expires_at <= now:
        raise NotVisible
    return found


def accept(token: str, user: User, *, session_hash: str, now: datetime) -> Membership:
    """Takes an invitation up. The account must be that of the invited address; of its log-ins only ``session_hash``
    stays.

    Raises:
        NotVisible: there is no such open invitation.
        BadInput: it is another person's, or the person acts for the organisation already.
    """
    found = find_invitation(token, now)
    if found.email != user.email:
        raise BadInput(NOT_YOURS)
    with unit():
        db.session.refresh(found, with_for_update=True)
        if found.used_at is not None or found.expires_at <= now:
            raise StaleCase
        if any(m.organisation_id == found.organisation_id for m in people.active_memberships(user, now.date())):
            raise BadInput(ALREADY_ACTS)
        found.used_at = now
        row = _membership(found, user, now)
        db.session.add(row)
        sessions.end_all(user, but=session_hash)
        facts = {"organisation": found.organisation_id, "account": user.public_id, "terms": found.terms}
        journal.write(Event.REPRESENTATIVE_ADDED, actor=user, at=now, clause="342:19", facts=facts)
    return row


def _membership(found: Invitation, user: User, now: datetime) -> Membership:
    terms = found.terms
    return Membership(
        user_id=user.id,
        organisation_id=found.organisation_id,
        kind=terms["kind"],
        scope=terms["scope"],
        paper_no=terms["paper_no"],
        paper_on=date.fromisoformat(terms["paper_on"]),
        paper_file_id=terms["paper_file_id"],
        valid_from=date.fromisoformat(terms["valid_from"]),
        valid_to=date.fromisoformat(terms["valid_to"]) if terms["valid_to"] else None,
        created_at=now,
    )


def withdraw_invitation(row: Organisation, user: User, invitation_id: int, now: datetime) -> None:
    """Voids an invitation that nobody has taken up.

    Raises:
        NotPermitted: only the head.
        NotVisible: it is not this organisation's.
    """
    require_head(row, user, now.date())
    found = db.session.get(Invitation, invitation_id)
    if found is None or found.organisation_id != row.id or found.used_at is not None:
        raise NotVisible
    with unit():
        found.expires_at = now
        facts = {"organisation": row.public_id, "email": found.email, "invitation": True}
        journal.write(Event.REPRESENTATIVE_ENDED, actor=user, at=now, facts=facts)


def end_membership(row: Organisation, user: User, membership_id: int, now: datetime) -> None:
    """Ends a representative's power at once; his log-ins end with it.

    Raises:
        NotPermitted: only the head, or the person himself.
        NotVisible: it is not this organisation's.
        BadInput: the head's own.
    """
    found = db.session.get(Membership, membership_id)
    if found is None or found.organisation_id != row.id or found.ended_at is not None:
        raise NotVisible
    if found.user_id != user.id:
        require_head(row, user, now.date())
    if found.kind == "head":
        raise BadInput(HEAD_STAYS)
    with unit():
        found.ended_at = now
        ended = sessions.end_all(found.user)
        facts = {"organisation": row.public_id, "account": found.user.public_id, "sessions_ended": ended}
        journal.write(Event.REPRESENTATIVE_ENDED, actor=user, at=now, facts=facts)


def dispute(user: User, *, number: str, words: str, signer: dict[str, Any], now: datetime) -> BinDispute:
    """Lays a claim to an organisation that has its head already. The claimant has proved himself by his certificate.

    Raises:
        NotVisible: no such organisation is open.
        BadInput: the same person's claim waits already, or another account has proved his IIN.
    """
    row = queries.find_by_number(number)
    if row is None:
        raise NotVisible
    if queries.find_open_dispute(row.id, user.id) is not None:
        raise BadInput(DISPUTED_ALREADY)
    with unit():
        found = BinDispute(organisation_id=row.id, claimant_id=user.id, words=words, created_at=now)
        db.session.add(found)
        identity.prove(user, user.iin or "", signer, now)
        db.session.flush()
        facts = {"organisation": row.public_id, "claimant": user.public_id, "words": words, "signer": signer}
        journal.write(Event.BIN_DISPUTED, actor=user, at=now, clause="342:19", facts=facts)
    return found


def settle(dispute_id: int, *, upheld: bool, answer: str, by: User, now: datetime) -> BinDispute:
    """Decides a claim. Upheld: the claimant becomes head and the former head's power and log-ins end.

    Raises:
        NotVisible: there is no such claim.
        StaleCase: it has been settled meanwhile.
    """
    with unit():
        found = queries.get_dispute(dispute_id, lock=True)
        if found.settled_at is not None:
            raise StaleCase
        found.settled_at, found.settled_by_id = now, by.id
        found.upheld, found.answer = upheld, answer
        row = db.session.get_one(Organisation, found.organisation_id)
        claimant = db.session.get_one(User, found.claimant_id)
        if upheld:
            _change_head(row, claimant, now)
        account_letters.order("dispute", found.id)
        facts = {"organisation": row.public_id, "claimant": claimant.public_id, "upheld": upheld, "answer": answer}
        journal.write(Event.DISPUTE_SETTLED, actor=by, at=now, clause="342:19", facts=facts)
    return found


def _change_head(row: Organisation, claimant: User, now: datetime) -> None:
    """Whoever was no head could appoint nobody: with him go all that he appointed and invited."""
    for membership in queries.list_memberships(row.id):
        membership.ended_at = now
        sessions.end_all(membership.user)
    for invitation in queries.list_invitations(row.id, now):
        invitation.expires_at = now
    db.session.flush()
    _add_head(row, claimant, now)
    sessions.end_all(claimant)
