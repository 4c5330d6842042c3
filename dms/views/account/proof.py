"""A first head opens his organisation, or claims it from another, by a signature over a text given out once."""

from __future__ import annotations

from typing import Any

from flask import Response as FlaskResponse
from flask import abort, current_app, jsonify, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import applicant
from dms.accounts import limits
from dms.accounts.sessions import current_hash
from dms.errors import AppError
from dms.headers import signs
from dms.queries.organisations import find_by_number
from dms.services import clock
from dms.services.people import organisations
from dms.services.signed import head_proof
from dms.services.signed.offers import OfferGone, only_cms
from dms.views import signing_answers
from dms.views.account import blueprint
from dms.views.flashes import done, told, wrong
from forms.people import DisputeForm, OpenOrganisationForm, ProofForm
from workflows.refusals import Refusal

#: The longest signature taken: a CMS with its chain has a few kilobytes.
LONGEST = 256 * 1024


@blueprint.route("/account/organisations/open", methods=["GET", "POST"])
@applicant
@limits.by_account("30 per hour")
def open_organisation() -> Any:
    form = OpenOrganisationForm()
    if form.validate_on_submit():
        if not current_user.iin:
            wrong(_("Your account has no IIN: prove it by your EDS on this page first."))
            return redirect(url_for("account.profile"))
        kept = head_proof.begin(current_user, number=form.number.data, name=form.name.data, now=clock.now())
        session["head_proof"] = kept
        return redirect(url_for("account.prove"))
    return render_template("account/open_organisation.html", form=form)


@blueprint.get("/account/organisations/text")
@applicant
def challenge() -> FlaskResponse:
    kept = session.get("head_proof") or abort(404)
    headers = {"Content-Disposition": 'attachment; filename="demeu-proof.txt"'}
    return FlaskResponse(head_proof.text_of(kept), mimetype="text/plain", headers=headers)


@blueprint.post("/account/organisations/signing")
@applicant
@limits.by_account("30 per hour")
def offer_proof() -> FlaskResponse:
    """JSON: the text for the person's signing program."""
    kept = session.get("head_proof") or abort(409)
    group = signing_answers.text_group(head_proof.text_of(kept), url_for("account.receive_proof"))
    return jsonify(groups=[group], wanted=signing_answers.wanted(current_user))


@blueprint.post("/account/organisations/signatures")
@applicant
@limits.by_account("30 per hour")
def receive_proof() -> FlaskResponse:
    """JSON ``{"signatures": [{"cms": base64}]}`` over the text, good for one answer."""
    kept = session.pop("head_proof", None)
    if kept is None or not limits.first_use(kept["nonce"]):
        raise OfferGone
    reasons, signer = head_proof.judge(kept, only_cms(request.get_json(silent=True)), current_user, clock.now())
    if reasons:
        return jsonify(results=[signing_answers.text_result(reasons)])
    return jsonify(results=[signing_answers.text_result([])], next=_proved(kept, signer).location)


@blueprint.route("/account/organisations/prove", methods=["GET", "POST"])
@applicant
@signs
@limits.by_account("30 per hour")
def prove() -> Any:
    kept = session.get("head_proof")
    if kept is None:
        return redirect(url_for("account.open_organisation"))
    form, reasons = ProofForm(), list[Refusal]()
    if form.validate_on_submit() and _brought(form):
        session.pop("head_proof")
        if not limits.first_use(kept["nonce"]):
            raise OfferGone
        reasons, signer = head_proof.judge(kept, _answer(form, kept), current_user, clock.now())
        if not reasons:
            return _proved(kept, signer)
    text = head_proof.text_of(kept).decode()
    demo = current_app.config["SETTINGS"].demo
    return render_template("account/prove.html", form=form, kept=kept, text=text, reasons=reasons, demo=demo)


def _brought(form: ProofForm) -> bool:
    """Whether there is anything to judge; else the field says so, and the text to sign stays the same."""
    if form.cms.data or "demo" in request.form:
        return True
    form.cms.errors = [_("Choose the file of the signature first.")]
    return False


def _answer(form: ProofForm, kept: head_proof.Kept) -> bytes:
    """The uploaded signature, or the demo key's."""
    if "demo" in request.form and current_app.config["SETTINGS"].demo:
        return head_proof.demo_answer(kept, current_user, clock.now())
    upload = form.cms.data
    return bytes(upload.read(LONGEST)) if upload else b""


def _proved(kept: head_proof.Kept, signer: dict[str, Any]) -> Response:
    """Opens the organisation; one that is open already can only be claimed."""
    if find_by_number(kept["number"]) is not None:
        session["claim"] = {"number": kept["number"], "signer": signer}
        return redirect(url_for("account.dispute"))
    try:
        row = organisations.open_organisation(
            current_user,
            number=kept["number"],
            name=kept["name"],
            signer=signer,
            session_hash=current_hash(),
            now=clock.now(),
        )
    except AppError as error:
        told(error)
        return redirect(url_for("account.open_organisation"))
    done(_("The organisation is open. Fill in its data and invite those who work with you."))
    return redirect(url_for("account.organisation", public_id=row.public_id))


@blueprint.route("/account/organisations/dispute", methods=["GET", "POST"])
@applicant
@limits.by_account("10 per hour")
def dispute() -> Any:
    claim = session.get("claim")
    if claim is None:
        return redirect(url_for("account.organisations"))
    form = DisputeForm()
    if form.validate_on_submit():
        session.pop("claim")
        try:
            organisations.dispute(current_user, words=form.words.data, now=clock.now(), **claim)
            done(_("Your claim was sent. The administrator will answer by a letter."))
        except AppError as error:
            told(error)
        return redirect(url_for("account.organisations"))
    return render_template("account/dispute.html", form=form, number=claim["number"])
