"""Accounts: opened by their owner or made by an administrator, confirmed, blocked. Every change of
rights ends the person's log-ins (ASVS 7.4.2, 8.3.2) and stands in the journal."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from datetime import datetime

from flask import current_app
from flask_security import hash_password

from dms.errors import BadInput
from dms.events import Event
from dms.extensions import db
from dms.models import User
from dms.queries import people
from dms.services import journal
from dms.services.people import sessions
from dms.services.telling import account_letters
from dms.services.unit import unit
from workflows.text import Text

NOT_ONESELF = Text(
    "Өз есептік жазбаңыздың құқықтарын өзгерте алмайсыз: басқа әкімшіден сұраңыз.",
    "Права своей учетной записи изменить нельзя: попросите другого администратора.",
    "You cannot change the rights of your own account: ask another administrator.",
)


def sign_up(*, email: str, name: str, iin: str, password: str, locale: str, now: datetime) -> None:
    """Opens an applicant's account that waits for its confirmation. Where the address has an account or the IIN is
    proved, their owner gets a letter instead; the caller cannot tell which happened."""
    hashed = _hashed(password)  # in both cases, so that neither answers sooner
    with unit():
        known = people.find_user_by_email(email) or people.find_user_by_iin(iin)
        if known is not None:
            account_letters.order("exists" if known.confirmed_at else "confirm", known.id)
            return
        user = _new(email=email, name=name, iin=iin, locale=locale, now=now)
        user.password = hashed
        db.session.add(user)
        db.session.flush()
        account_letters.order("confirm", user.id)
        journal.write(Event.USER_CREATED, actor=user, at=now, facts={"account": user.public_id, "by": "sign_up"})


def _hashed(password: str) -> str:
    """In the one spelling in which a log-in compares it: «й» may be typed as one letter or as two signs."""
    return hash_password(current_app.extensions["security"].password_util.normalize(password))


def confirm(user: User, now: datetime) -> None:
    """The owner has opened the letter's page and pressed its button."""
    if user.confirmed_at is None:
        with unit():
            user.confirmed_at = now
            journal.write(
                Event.USER_CREATED, actor=user, at=now, facts={"account": user.public_id, "by": "confirmation"}
            )


def _new(*, email: str, name: str, iin: str | None, locale: str, now: datetime) -> User:
    return User(
        email=email.strip().lower(),
        name=name,
        iin=iin or None,
        locale=locale,
        active=True,
        created_at=now,
        fs_uniquifier=uuid.uuid4().hex,
    )


def create_staff(
    *,
    email: str,
    name: str,
    iin: str = "",
    position: str = "",
    position_ru: str = "",
    phone: str = "",
    locale: str = "kk",
    by: User | None,
    now: datetime,
    password: str | None = None,
) -> User:
    """Makes an account of the operator's side. Without a password its owner gets a letter to choose one.

    Raises:
        BadInput: the address or the IIN has an account.
    """
    account = {"email": email, "name": name, "iin": iin, "position": position, "position_ru": position_ru,
               "phone": phone, "locale": locale}  # fmt: skip
    with unit():
        return add_staff(account, by=by, now=now, password=password)


def add_staff(account: Mapping[str, str], *, by: User | None, now: datetime, password: str | None = None) -> User:
    """``create_staff`` in the caller's transaction."""
    user = _new(**{name: account.get(name, "") for name in ("email", "name", "iin", "locale")}, now=now)
    user.is_staff, user.phone = True, account.get("phone") or ""
    user.position, user.position_ru = account.get("position") or "", account.get("position_ru") or ""
    user.password = _hashed(password) if password else None
    user.confirmed_at = now if password else None
    user.iin_proved_at = now if user.iin else None
    db.session.add(user)
    db.session.flush()
    if not password:
        account_letters.order("welcome", user.id)
    facts = {"account": user.public_id, "email": user.email, "by": "administrator" if by else "command line"}
    journal.write(Event.USER_CREATED, actor=by, at=now, facts=facts)
    return user


def block(user: User, *, by: User, now: datetime) -> None:
    """Locks an account out at once; its history stays.

    Raises:
        BadInput: the own account.
    """
    refuse_oneself(user, by)
    with unit():
        user.active = False
        user.fs_uniquifier = uuid.uuid4().hex
        ended = sessions.end_all(user)
        facts = {"account": user.public_id, "sessions_ended": ended}
        journal.write(Event.USER_BLOCKED, actor=by, at=now, facts=facts)


def unblock(user: User, *, by: User, now: datetime) -> None:
    """Lets a blocked account in again. Raises BadInput for the own account."""
    refuse_oneself(user, by)
    with unit():
        user.active = True
        journal.write(Event.USER_UNBLOCKED, actor=by, at=now, facts={"account": user.public_id})


def reset_password(user: User, *, by: User | None, now: datetime) -> None:
    """Voids the password, ends the log-ins and mails a link to choose a new one; nobody else ever knows it."""
    with unit():
        user.password = hash_password(secrets.token_urlsafe(32))
        user.fs_uniquifier = uuid.uuid4().hex
        ended = sessions.end_all(user)
        account_letters.order("reset", user.id)
        facts = {"account": user.public_id, "sessions_ended": ended, "by": "administrator"}
        journal.write(Event.PASSWORD_CHANGED, actor=by, at=now, facts=facts)


def end_sessions(user: User, *, by: User, now: datetime) -> int:
    """Ends all log-ins of a person; returns how many."""
    with unit():
        ended = sessions.end_all(user)
        facts = {"account": user.public_id, "sessions_ended": ended}
        journal.write(Event.SESSION_ENDED, actor=by, at=now, facts=facts)
    return ended


def end_own_session(user: User, token_hash: str, now: datetime) -> bool:
    """Ends one of the person's own log-ins; False when it is not his or not there."""
    with unit():
        found = sessions.end(token_hash, user.id)
        if found:
            journal.write(Event.SESSION_ENDED, actor=user, at=now, facts={"account": user.public_id})
    return found


def keep_profile(user: User, *, name: str, phone: str, locale: str) -> None:
    """What a person may change about himself. The IIN and the address are not among it: rights hang on them."""
    with unit():
        user.name, user.phone, user.locale = name, phone, locale


def refuse_oneself(user: User, by: User | None) -> None:
    if by is not None and by.id == user.id:
        raise BadInput(NOT_ONESELF)
