"""Addresses with a secret that letters carry. A secret is made when the letter is written and never kept as such."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import current_app, url_for
from flask_security.recoverable import generate_reset_password_token
from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer

from dms.models import Invitation, User
from dms.queries import people
from dms.services.people.sessions import hash_of

CONFIRM_WITHIN = timedelta(days=2)


def address(endpoint: str, **values: Any) -> str:
    """The full address of a page, by the public address of the system: letters are written outside of a request."""
    path = current_app.url_map.bind("letters").build(endpoint, values)
    return str(current_app.config["SETTINGS"].public_url).rstrip("/") + path


def confirmation(user: User) -> str:
    """Where a new account confirms its e-mail."""
    return address("account.confirm", token=_confirmations().dumps([user.fs_uniquifier, user.email]))


def read_confirmation(token: str) -> User | None:
    """The account of a confirmation; None when the address is forged, old, or the e-mail has changed since."""
    try:
        uniquifier, email = _confirmations().loads(token, max_age=int(CONFIRM_WITHIN.total_seconds()))
    except (BadSignature, ValueError, TypeError):
        return None
    user = people.find_user_by_uniquifier(uniquifier)
    return user if user is not None and user.email == email else None


def new_password(user: User) -> str:
    """Where a person chooses a new password; good once, for a day."""
    token = generate_reset_password_token(user)  # type: ignore[no-untyped-call]  # the library has no types here
    return address("security.reset_password", token=token)


def invitation(row: Invitation) -> str:
    """Where an invited person accepts, for his letter."""
    return address("account.accept", token=invitation_token(row.created_at, row.email))


def invitation_page(row: Invitation) -> str:
    """The same page within the site."""
    return url_for("account.accept", token=invitation_token(row.created_at, row.email))


def invitation_token(made_at: datetime, email: str) -> str:
    """The secret of an invitation: the row keeps its hash alone, and the letter's job can make it again."""
    return str(
        URLSafeSerializer(current_app.config["SECRET_KEY"], salt="invitation").dumps([made_at.timestamp(), email])
    )


def invitation_hash(token: str) -> str:
    return hash_of(token)


def _confirmations() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="confirm-email")
