"""What Flask-Security says, in our words: each message says what happened and what to do. Marked for translation
here, translated when shown."""

from __future__ import annotations


def _(text: str) -> str:
    """Marks a text for translation and leaves it as it is."""
    return text


MESSAGES: dict[str, tuple[str, str]] = {
    "GENERIC_AUTHN_FAILED": (
        _("This did not work. Check the e-mail address and the password, and whether you have confirmed the account."),
        "error",
    ),
    "PASSWORD_RESET_REQUEST": (
        _("If there is an account with the address %(email)s, a letter with a link is on its way to it."),
        "info",
    ),
    "PASSWORD_RESET_EXPIRED": (_("The link is out of date. Ask for a new one."), "error"),
    "INVALID_RESET_PASSWORD_TOKEN": (_("The link is wrong or was used already. Ask for a new one."), "error"),
    "PASSWORD_RESET_NO_LOGIN": (_("The new password is kept. Sign in with it."), "success"),
    "PASSWORD_CHANGE": (_("The password was changed. Your other log-ins were ended."), "success"),
    "PASSWORD_IS_THE_SAME": (_("This is the present password. Choose another one."), "error"),
    "PASSWORD_MISMATCH": (_("The two passwords differ. Type the same one twice."), "error"),
    "RETYPE_PASSWORD_MISMATCH": (_("The two passwords differ. Type the same one twice."), "error"),
    "PASSWORD_NOT_PROVIDED": (_("Type the password."), "error"),
    "PASSWORD_INVALID_LENGTH": (_("Make the password longer: at least %(length)s characters."), "error"),
    "INVALID_PASSWORD": (_("The password is wrong."), "error"),
    "INVALID_PASSWORD_CODE": (_("The password or the code is wrong."), "error"),
    "EMAIL_NOT_PROVIDED": (_("Type the e-mail address."), "error"),
    "INVALID_EMAIL_ADDRESS": (_("This is not an e-mail address. Write it like name@example.kz."), "error"),
    "USER_DOES_NOT_EXIST": (_("The password is wrong."), "error"),
    "DISABLED_ACCOUNT": (_("The password is wrong."), "error"),
    "INVALID_CODE": (_("The code is wrong or out of date. Type the one your application shows now."), "error"),
    "TWO_FACTOR_INVALID_TOKEN": (
        _("The code is wrong or out of date. Type the one your application shows now."),
        "error",
    ),
    "INVALID_RECOVERY_CODE": (_("This recovery code is wrong or was used already."), "error"),
    "NO_RECOVERY_CODES_SETUP": (_("There are no recovery codes yet."), "info"),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (_("You are signed in."), "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (_("The second factor is on."), "success"),
    "TWO_FACTOR_DISABLED": (_("The second factor is off."), "success"),
    "TWO_FACTOR_SETUP_EXPIRED": (_("It took too long. Start again."), "error"),
    "TWO_FACTOR_PERMISSION_DENIED": (_("First sign in with e-mail and password."), "error"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (_("Choose one of the ways shown."), "error"),
    "REAUTHENTICATION_REQUIRED": (_("Type your password again to go on."), "info"),
    "REAUTHENTICATION_SUCCESSFUL": (_("Thank you. You can go on."), "info"),
    "UNAUTHENTICATED": (_("Sign in to see this page."), "info"),
    "LOGIN": (_("Sign in to see this page."), "info"),
    "ANONYMOUS_USER_REQUIRED": (_("You are signed in already."), "info"),
    "INVALID_REDIRECT": (_("The address to go on to is not ours."), "error"),
    "API_ERROR": (_("The form was filled in wrongly. Reload the page and try again."), "error"),
}
