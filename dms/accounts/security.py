"""Flask-Security set up for this house: argon2id, e-mail and password, TOTP as second factor with recovery codes,
answers that do not tell whether an account exists. Sign-up and confirmation are our own pages (no change on a GET)."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, cast

from flask import Flask, Response, abort, has_request_context, redirect, request, session, url_for
from flask_login import current_user
from flask_security import MailUtil, PasswordUtil, Security, SQLAlchemyUserDatastore
from flask_security.forms import TwoFactorRescueForm, TwoFactorSetupForm
from wtforms import RadioField, SelectChoice

from dms import access
from dms.access import Access
from dms.accounts import library_forms, second_factor
from dms.accounts.words import MESSAGES
from dms.events import Event
from dms.extensions import db
from dms.models import StaffRole, User
from dms.services import clock, journal
from dms.services.telling import account_letters
from forms.validators import StrongPassword

#: Who may come to the pages of the library. What it offers beyond these is closed.
ENDPOINTS: dict[str, Access] = {
    "security.login": Access("public"),
    "security.logout": Access("public"),
    "security.forgot_password": Access("public"),
    "security.reset_password": Access("public"),
    "security.two_factor_token_validation": Access("public"),
    "security.two_factor_setup": Access("public"),
    "security.mf_recovery": Access("public"),
    "security.verify": Access("signed_in"),
    "security.change_password": Access("signed_in"),
    "security.two_factor_setup_validate": Access("signed_in"),
    "security.mf_recovery_codes": Access("signed_in"),
}

#: The library's pages and our templates for them.
PAGES = {
    "LOGIN_USER": "sign_in",
    "FORGOT_PASSWORD": "forgot_password",
    "RESET_PASSWORD": "reset_password",
    "CHANGE_PASSWORD": "change_password",
    "VERIFY": "verify",
    "TWO_FACTOR_VERIFY_CODE": "second_factor_code",
    "TWO_FACTOR_SETUP": "second_factor",
    "MULTI_FACTOR_RECOVERY": "recovery",
    "MULTI_FACTOR_RECOVERY_CODES": "recovery_codes",
}


def init_app(app: Flask) -> None:
    app.config.update(_settings(app))
    store = People(db, User, StaffRole)  # type: ignore[arg-type]  # ours stands for its Role
    library = Security(
        app,
        store,
        login_form=SignInForm,
        verify_form=library_forms.PasswordAgain,
        forgot_password_form=library_forms.ForgottenPassword,
        reset_password_form=library_forms.NewPassword,
        change_password_form=library_forms.ChangedPassword,
        two_factor_verify_code_form=library_forms.Code,
        mf_recovery_form=library_forms.RecoveryCode,
        two_factor_setup_form=SetupForm,
        two_factor_rescue_form=RescueForm,
        mail_util_cls=Letters,
        password_util_cls=Passwords,
    )
    app.extensions["people"] = store
    # No token opens anything here; the library would read every stranger's body in search of one.
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]  # Flask-Login puts it there
    second_factor.init_app(app, library)
    app.before_request(_only_after_a_beginning)
    for endpoint in [name for name in app.view_functions if name.startswith("security.")]:
        if endpoint not in ENDPOINTS:
            app.view_functions[endpoint] = _closed
    access.FOREIGN.update(ENDPOINTS)


class People(SQLAlchemyUserDatastore):
    """The library's people. Whose log-in it is came with the log-in; the library need not ask again."""

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> Any:
        known: User | None = getattr(session, "user", None) if has_request_context() else None
        if known is not None and kwargs == {"fs_uniquifier": known.fs_uniquifier}:
            return known
        return super().find_user(case_insensitive, **kwargs)


def _only_after_a_beginning() -> Any:
    """The library logs out whoever opens the second factor's page while logged in and without having begun to set it
    up. Looking must not change anything: such a person is sent home."""
    if request.endpoint != "security.two_factor_token_validation" or request.method not in ("GET", "HEAD"):
        return None
    if current_user.is_authenticated and session.get("tf_state") != "validating_profile":
        return redirect(url_for("public.home"))
    return None


@access.public
def _closed(**_values: Any) -> Response:
    """What the library offers and this house does not."""
    abort(404)


def _settings(app: Flask) -> dict[str, Any]:
    secret = app.config["SECRET_KEY"]
    return {
        "SECURITY_PASSWORD_SALT": _derived(secret, "password"),
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_LENGTH_MIN": StrongPassword.SHORTEST,
        "SECURITY_TOTP_SECRETS": {"1": _derived(secret, "totp")},
        "SECURITY_TOTP_ISSUER": "Demeu",
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_REQUIRED": app.config["SETTINGS"].second_factor_required,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "/account",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [_derived(secret, "recovery")],
        "SECURITY_RECOVERABLE": True,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_RESET_PASSWORD_WITHIN": timedelta(days=1),
        "SECURITY_FRESHNESS": timedelta(minutes=30),
        "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(minutes=10),
        "SECURITY_POST_LOGIN_VIEW": "/account/start",
        "SECURITY_POST_LOGOUT_VIEW": "/",
        "SECURITY_POST_CHANGE_VIEW": "/account",
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_DATETIME_FACTORY": clock.machine_now,
        "SECURITY_EMAIL_HTML": False,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
        "SECURITY_I18N_DOMAIN": "messages",
        "SECURITY_I18N_DIRNAME": [str(Path(app.root_path) / "translations")],
        **{f"SECURITY_{page}_TEMPLATE": f"account/{name}.html" for page, name in PAGES.items()},
        "SESSION_PROTECTION": None,  # a changed network address must not write on a GET; log-ins are listed instead
        **{f"SECURITY_MSG_{name}": message for name, message in MESSAGES.items()},
    }


def _derived(secret: str, purpose: str) -> str:
    """A key of its own for each purpose, in the form that Fernet reads."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"{purpose}:{secret}".encode()).digest()).decode()


class SignInForm(library_forms.SignIn):
    """E-mail and password. An unconfirmed account is refused with the same words as a wrong password."""

    remember = None

    def validate(self, **kwargs: Any) -> bool:
        good = bool(super().validate(**kwargs))
        user = cast(User | None, self.user)
        if good and user is not None and user.confirmed_at is None:
            self.password.errors.append(MESSAGES["INVALID_PASSWORD"][0])
            good = False
        if not good and self.email.data and self.password.data:
            _note_failure(user)
        return good


class SetupForm(TwoFactorSetupForm):
    """Setting the second factor up, or turning it off; our page has buttons for both."""

    setup = RadioField(choices=[SelectChoice("authenticator"), SelectChoice("disable")], validate_choice=False)


class RescueForm(TwoFactorRescueForm):
    """The library builds it beside the code's form; our page leads to the recovery codes instead."""

    help_setup = RadioField(choices=[SelectChoice("recovery_code")])


def _note_failure(user: User | None) -> None:
    facts = {"account": user.public_id if user else None, "ip": request.remote_addr}
    journal.write(Event.SIGN_IN_FAILED, actor=None, at=clock.now(), facts=facts)
    db.session.commit()


class Letters(MailUtil):
    """Flask-Security's letters, in our words and by our job. The letter itself makes its link."""

    KINDS: ClassVar = {
        "reset_instructions": "reset",
        "reset_notice": "password_changed",
        "change_notice": "password_changed",
    }

    def send_mail(self, template: str, *_args: Any, user: User | None = None, **_context: Any) -> None:
        kind = self.KINDS.get(template.rpartition("/")[2])
        if kind is None or user is None:
            raise ValueError(f"there is no letter for {template}")
        account_letters.order(kind, user.id)
        if kind == "reset":
            db.session.commit()  # its page changes nothing else and does not commit by itself


class Passwords(PasswordUtil):
    """Our one rule of passwords, in place of the library's."""

    def validate(self, password: str, is_register: bool, **kwargs: Any) -> tuple[list[str] | None, str]:
        faults, normal = super().validate(password, is_register, **kwargs)
        weakness = StrongPassword.weakness(normal)
        return ([weakness] if weakness else faults), normal
