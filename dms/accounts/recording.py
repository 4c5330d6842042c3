"""Log-ins and changes of credentials into the journal, in the transaction of the change itself: an entry that cannot
be written stops it (P9). A changed credential ends the person's other log-ins and is told by a letter; so is a
log-in from a new device."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, g, request, session
from flask_login import user_logged_out
from flask_security import (
    login_user,
    password_changed,
    password_reset,
    tf_disabled,
    tf_profile_changed,
    user_authenticated,
)

from dms.accounts import devices
from dms.accounts.sessions import PAGE_KEYS
from dms.events import Event
from dms.extensions import db
from dms.models import User
from dms.services import clock, journal
from dms.services.people import sessions
from dms.services.telling import account_letters

#: How the names begin that Flask-Login and Flask-Security keep in a session.
LIBRARY = ("_", "fs_", "tf_", "identity.")


def init_app(app: Flask) -> None:
    for signal, receiver in (
        (user_authenticated, _signed_in),
        (user_logged_out, _signed_out),
        (password_changed, _password_changed),
        (password_reset, _password_changed),
        (tf_profile_changed, _second_factor_changed),
        (tf_disabled, _second_factor_off),
    ):
        signal.connect(receiver, app)
    app.after_request(_commit_log_out)
    app.before_request(_new_recovery_codes)


def _write(event: Event, user: User, **facts: Any) -> None:
    journal.write(event, actor=user, at=clock.now(), facts={"ip": request.remote_addr, **facts})


def _plain(user: Any) -> User:
    """The row itself, not the request's stand-in for it."""
    found: User = user._get_current_object() if hasattr(user, "_get_current_object") else user
    return found


def log_in_by_key(user: User, key: Mapping[str, Any]) -> None:
    """Logs in whoever has proved himself by EDS; ``key``, which certificate it was, stands in the entry."""
    g.key_of_log_in = dict(key)
    login_user(user, authn_via=["eds"])
    session["by_eds"] = user.fs_uniquifier


def _forget_the_last() -> None:
    """What one person began in this browser (a proof, a claim, a log-in by EDS) is not the next one's. What the
    library keeps is its own affair."""
    for name in [name for name in session if name not in PAGE_KEYS and not name.startswith(LIBRARY)]:
        del session[name]


def _signed_in(_app: Flask, user: Any, authn_via: list[str] | None = None, **_more: Any) -> None:
    _forget_the_last()
    if authn_via == ["change"]:  # logging in anew after a change of password is not a log-in
        return
    row = _plain(user)
    new = devices.is_new(row, request.user_agent.string, request.remote_addr or "")
    if new:
        account_letters.order("new_device", row.id)
    _write(Event.SIGNED_IN, row, via=list(authn_via or ()), new_device=new, **g.pop("key_of_log_in", {}))


def _signed_out(_app: Flask, user: Any, **_more: Any) -> None:
    _forget_the_last()
    if getattr(user, "is_authenticated", False):
        _write(Event.SIGNED_OUT, _plain(user))


def _commit_log_out(response: Any) -> Any:
    """The library does not commit at a log-out; the entry must stand before the session ends."""
    if request.endpoint == "security.logout" and request.method == "POST":
        db.session.commit()
    return response


def _password_changed(_app: Flask, user: Any, **_more: Any) -> None:
    row = _plain(user)
    if row.confirmed_at is None:  # the link came by a letter, so the address is the person's own
        row.confirmed_at = clock.now()
    ended = sessions.end_all(row)
    _write(Event.PASSWORD_CHANGED, row, ended=ended)


def _second_factor_changed(_app: Flask, user: Any, **_more: Any) -> None:
    _write(Event.SECOND_FACTOR_CHANGED, _plain(user), on=True)
    account_letters.order("second_factor", _plain(user).id)


def _second_factor_off(_app: Flask, user: Any, **_more: Any) -> None:
    _write(Event.SECOND_FACTOR_CHANGED, _plain(user), on=False)
    account_letters.order("second_factor", _plain(user).id)


def _new_recovery_codes() -> None:
    """The library gives no signal for new recovery codes; its view commits this entry together with them."""
    from flask_login import current_user

    if request.endpoint == "security.mf_recovery_codes" and request.method == "POST" and current_user.is_authenticated:
        _write(Event.SECOND_FACTOR_CHANGED, _plain(current_user), recovery_codes=True)
