"""Logging in by EDS, beside password and second factor: the page, the text to sign, the answer."""

from __future__ import annotations

from typing import Any

from flask import jsonify, redirect, render_template, request, session, url_for
from flask_login import current_user
from flask_security.utils import validate_redirect_url
from werkzeug.wrappers import Response

from dms.access import public
from dms.accounts import limits, recording
from dms.events import Event
from dms.headers import signs
from dms.services import clock, journal
from dms.services.signed import log_in, offers
from dms.services.unit import unit
from dms.views import signing_answers
from dms.views.account import blueprint

KEPT = "eds_challenge"


@blueprint.get("/login/eds")
@public
@signs
def sign_in_eds() -> str | Response:
    if current_user.is_authenticated:
        return redirect(url_for("account.start"))
    return render_template("account/sign_in_eds.html", next=request.args.get("next", ""))


@blueprint.post("/login/eds/text")
@public
@limits.by_address("60 per 15 minutes")
def eds_text() -> Response:
    """JSON: the text to sign, given out anew each time; the one before it is void."""
    kept = log_in.begin(clock.now()) | {"next": request.args.get("next", "")}
    session[KEPT] = kept
    group = signing_answers.text_group(log_in.text_of(kept), url_for("account.answer_eds"))
    return jsonify(groups=[group], wanted=signing_answers.wanted(None))


@blueprint.post("/login/eds")
@public
@limits.by_address("30 per 15 minutes")
def answer_eds() -> Response:
    """JSON ``{"signatures": [{"cms": base64}]}`` over the text of this session, good for one answer."""
    kept, now = session.pop(KEPT, None), clock.now()
    if kept is None or not limits.first_use(kept["nonce"]):
        raise offers.OfferGone
    user, reasons, facts = log_in.judge(kept, offers.only_cms(request.get_json(silent=True)), now)
    if user is None:
        _note_failure(reasons, facts)
        return jsonify(results=[signing_answers.text_result(reasons)])
    with unit():
        recording.log_in_by_key(user, facts)
    return jsonify(results=[signing_answers.text_result([])], next=_after(kept["next"]))


def _after(asked: str) -> str:
    """The page that was wanted, if it is ours."""
    return asked if asked and validate_redirect_url(asked) else url_for("account.start")


def _note_failure(reasons: list[Any], facts: dict[str, Any]) -> None:
    told = {"via": "eds", "ip": request.remote_addr, "reasons": [reason.code for reason in reasons], **facts}
    with unit():
        journal.write(Event.SIGN_IN_FAILED, actor=None, at=clock.now(), facts=told)
