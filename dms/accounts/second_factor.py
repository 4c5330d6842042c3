"""Setting the second factor up: a mistyped code is told at its field, beside the key that was just scanned. The library
alone would begin again with another key, and the entry in the telephone would be dead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, render_template, request, session
from flask_login import current_user
from flask_security import Security
from flask_security.utils import check_and_get_token_status

from dms.accounts.library_forms import Code
from dms.queries import people

ENDPOINT = "security.two_factor_setup_validate"


def init_app(app: Flask, library: Security) -> None:
    """Stands before the library's step. The limits come around both: every try counts."""
    app.view_functions[ENDPOINT] = _with_the_same_key(app.view_functions[ENDPOINT])
    library.tf_token_validation_context_processor(_key_at_log_in)


def _with_the_same_key(view: Callable[..., Any]) -> Callable[..., Any]:
    def checked(token: str) -> Any:
        form = _wrong_code(token) if request.method == "POST" and current_user.is_authenticated else None
        if form is None:
            return view(token)
        return render_template(
            "account/second_factor.html",
            two_factor_verify_code_form=form,
            chosen_method=form.primary_method,
            choices=(),
            changing=True,
            state_token=token,
            **_shown(form.tf_totp_secret, current_user),
        )

    return checked


def _wrong_code(token: str) -> Code | None:
    """The form with its fault; None where the code is right, or the set-up itself is forged or out of date."""
    within = current_app.config["SECURITY_TWO_FACTOR_SETUP_WITHIN"]
    expired, invalid, state = check_and_get_token_status(token, "tf_setup", within)
    if expired or invalid:
        return None
    form = Code(request.form)
    form.tf_totp_secret, form.primary_method = state["totp_secret"], state["method"]
    form.user, form.is_setup = current_user, True
    return None if form.validate() else form


def _key_at_log_in() -> dict[str, Any]:
    """The key for the page of codes, where the second factor is set up as a part of the first log-in."""
    if current_user.is_authenticated or session.get("tf_state") != "validating_profile":
        return {}
    user = people.find_user_by_uniquifier(session.get("tf_user_id", ""))
    return _shown(session["tf_totp_secret"], user) if user is not None else {}


def _shown(secret: str, user: Any) -> dict[str, Any]:
    values = current_app.extensions["security"].totp_factory.fetch_setup_values(secret, user)
    return {"authr_key": values["key"], "authr_qrcode": values["image"]}
