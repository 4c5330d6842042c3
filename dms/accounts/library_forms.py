"""The library's forms in our words: a field has one name, on its label and in the summary of faults."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_security.forms import (
    ChangePasswordForm,
    ForgotPasswordForm,
    LoginForm,
    ResetPasswordForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
)
from flask_security.recovery_codes import MfRecoveryForm


class Named:
    """Gives the fields of a form of the library their names, by the name of the field in its code."""

    NAMES: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, name in self.NAMES.items():
            self[key].label.text = name  # type: ignore[index]  # a form beside this part


class SignIn(Named, LoginForm):
    NAMES: ClassVar = {"email": _l("E-mail"), "password": _l("Password")}


class ForgottenPassword(Named, ForgotPasswordForm):
    NAMES: ClassVar = {"email": _l("E-mail")}


class NewPassword(Named, ResetPasswordForm):
    NAMES: ClassVar = {"password": _l("New password"), "password_confirm": _l("The same once more")}


class ChangedPassword(Named, ChangePasswordForm):
    NAMES: ClassVar = {
        "password": _l("Present password"),
        "new_password": _l("New password"),
        "new_password_confirm": _l("The same once more"),
    }


class PasswordAgain(Named, VerifyForm):
    NAMES: ClassVar = {"password": _l("Password")}


class Code(Named, TwoFactorVerifyCodeForm):
    NAMES: ClassVar = {"code": _l("Code")}


class RecoveryCode(Named, MfRecoveryForm):
    NAMES: ClassVar = {"code": _l("Recovery code")}
