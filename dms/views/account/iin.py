"""Proving the IIN of the own account, on the page of the profile."""

from __future__ import annotations

from flask import jsonify, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import signed_in
from dms.accounts import limits
from dms.services import clock
from dms.services.signed import iin_proof, offers
from dms.views import signing_answers
from dms.views.account import blueprint
from dms.views.flashes import done

KEPT = "iin_proof"


@blueprint.post("/account/iin/text")
@signed_in
@limits.by_account("30 per hour")
def iin_text() -> Response:
    """JSON: the text to sign, given out anew each time; the one before it is void."""
    session[KEPT] = iin_proof.begin(current_user, clock.now())
    group = signing_answers.text_group(iin_proof.text_of(session[KEPT]), url_for("account.answer_iin"))
    return jsonify(groups=[group], wanted=signing_answers.wanted(None))


@blueprint.post("/account/iin")
@signed_in
@limits.by_account("30 per hour")
def answer_iin() -> Response:
    """JSON ``{"signatures": [{"cms": base64}]}`` over the text of this log-in, good for one answer."""
    kept = session.pop(KEPT, None)
    if kept is None or not limits.first_use(kept["nonce"]):
        raise offers.OfferGone
    cms = offers.only_cms(request.get_json(silent=True))
    reasons = iin_proof.answer(kept, cms, current_user, clock.now())
    if not reasons:
        done(_("Your IIN is proved. From now on you can sign in by EDS."))
    return jsonify(results=[signing_answers.text_result(reasons)], next=None if reasons else url_for("account.profile"))
