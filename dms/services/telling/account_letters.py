"""Letters about accounts: what each kind says, in the reader's language. A job writes and sends them; its arguments
name rows only, so that no secret waits in the queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _

from dms.extensions import db
from dms.formatting import dmy
from dms.models import BinDispute, Invitation, Organisation, User
from dms.services.later import later
from dms.services.people import links
from dms.services.telling import mail


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        closing = _("This letter was written by the system Demeu; there is no need to answer it.")
        return "\n\n".join((*self.paragraphs, f"-- \n{closing}")) + "\n"


def order(kind: str, row_id: int, *, to: str = "", lang: str = "") -> None:
    """Puts a letter into the queue within the caller's transaction. ``kind`` is a key of ``KINDS``; ``row_id`` the
    user, invitation or dispute it is about; ``to`` an address other than the user's own."""
    if kind not in KINDS:
        raise ValueError(f"there is no letter {kind}")
    later("mail_letter", kind=kind, row_id=row_id, to=to, lang=lang)


def deliver(kind: str, row_id: int, to: str = "", lang: str = "") -> None:
    """Writes and sends one letter; the work of the job ``mail_letter``.

    Raises:
        OutsideTrouble: the mail server did not take it.
    """
    model, write = KINDS[kind]
    row = db.session.get(model, row_id)
    if row is None:
        return
    user = row if isinstance(row, User) else _reader(row)
    receiver = to or (user.email if user else "")
    with force_locale(lang or (user.locale if user else "kk")):
        letter = write(row)
        mail.send(receiver, letter.subject, letter.body)


def _reader(row: Invitation | BinDispute) -> User | None:
    return db.session.get(User, row.claimant_id) if isinstance(row, BinDispute) else None


def _to(user: User, subject: str, *paragraphs: str) -> Letter:
    """A letter to somebody whom we know by name."""
    return Letter(subject, (_("Hello, %(name)s!", name=user.name), *paragraphs))


def _confirm(user: User) -> Letter:
    return _to(
        user,
        _("Confirm your e-mail address"),
        _("An account was opened in Demeu with this address. To confirm it, open this page within two days:"),
        links.confirmation(user),
        _("If it was not you, do nothing: without confirmation the account cannot be used."),
    )


def _exists(user: User) -> Letter:
    return _to(
        user,
        _("You have an account already"),
        _("Somebody tried to open an account with your e-mail address or IIN, but you have one already."),
        _("If it was you and the password is forgotten, choose a new one here:"),
        links.address("security.forgot_password"),
        _("If it was not you, nothing has happened and nothing needs to be done."),
    )


def _reset(user: User) -> Letter:
    return _to(
        user,
        _("A new password"),
        _("To choose a new password, open this page within a day; it works once:"),
        links.new_password(user),
        _("If you did not ask for it, do nothing: your password stays as it is."),
    )


def _welcome(user: User) -> Letter:
    return _to(
        user,
        _("Your account in Demeu"),
        _("The administrator has made an account for you. Choose your password within a day:"),
        links.new_password(user),
        _("If the page is out of date, ask for a new password on the sign-in page."),
    )


def _password_changed(user: User) -> Letter:
    return _to(
        user,
        _("Your password was changed"),
        _("The password of your account was changed and all other log-ins were ended."),
        _("If it was not you, choose a new password at once and tell the administrator:"),
        links.address("security.forgot_password"),
    )


def _second_factor(user: User) -> Letter:
    return _to(
        user,
        _("Your second factor was changed"),
        _("The second factor of your account was turned on, changed or turned off."),
        _("If it was not you, choose a new password at once and tell the administrator:"),
        links.address("security.forgot_password"),
    )


def _corrected(user: User) -> Letter:
    return _to(
        user,
        _("Your details were corrected"),
        _("The administrator has corrected your name, address, IIN, post or telephone in Demeu."),
        _("If you know nothing of it, tell your head at once."),
    )


def _new_device(user: User) -> Letter:
    return _to(
        user,
        _("A log-in from a new device"),
        _("Your account was entered from a device or a network from which you had not logged in before."),
        _("If it was you, there is nothing to do. Your open log-ins are listed here:"),
        links.address("account.profile"),
        _("If it was not you, choose a new password at once and tell the administrator:"),
        links.address("security.forgot_password"),
    )


def _invite(row: Invitation) -> Letter:
    organisation = db.session.get_one(Organisation, row.organisation_id)
    inviter = db.session.get_one(User, row.invited_by_id)
    return Letter(
        _("You are invited to act for %(organisation)s", organisation=organisation.name),
        (
            _("Hello!"),
            _(
                "%(name)s invites you to act for %(organisation)s (BIN/IIN %(number)s) in the system of state support.",
                name=inviter.name,
                organisation=organisation.name,
                number=organisation.bin,
            ),
            _(
                "To accept, open this page before %(day)s and sign in with this e-mail address:",
                day=dmy(row.expires_at),
            ),
            links.invitation(row),
            _("If you have no account, open one with this address: the invitation waits on its first page."),
        ),
    )


def _dispute(row: BinDispute) -> Letter:
    organisation = db.session.get_one(Organisation, row.organisation_id)
    upheld = _("Your claim was upheld: you are now the head of the organisation in the system.")
    rejected = _("Your claim was not upheld.")
    return Letter(
        _("Your claim to %(organisation)s", organisation=organisation.name),
        (upheld if row.upheld else rejected, _("The administrator's answer: %(answer)s", answer=row.answer)),
    )


KINDS: dict[str, tuple[type, Callable[..., Letter]]] = {
    "confirm": (User, _confirm),
    "exists": (User, _exists),
    "reset": (User, _reset),
    "welcome": (User, _welcome),
    "password_changed": (User, _password_changed),
    "second_factor": (User, _second_factor),
    "corrected": (User, _corrected),
    "new_device": (User, _new_device),
    "invite": (Invitation, _invite),
    "dispute": (BinDispute, _dispute),
}
