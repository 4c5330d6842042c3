"""Files on their way in parts. The page that sends them talks JSON; without scripts ``files.upload`` takes a form."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify, redirect, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as WerkzeugResponse

from dms.access import signed_in
from dms.errors import AppError
from dms.extensions import db
from dms.formatting import text
from dms.models import Case
from dms.queries import cases
from dms.queries import uploads as under_way
from dms.services import clock, uploads
from dms.services.uploads.words import NO_SUCH_PART, UNREADABLE, why_refused
from dms.views import going, upload_answers
from workflows.refusals import TransitionRefused
from workflows.text import Text

blueprint = Blueprint("uploads", __name__, url_prefix="/files")


OFFICE = {"case": None}  #: an address without a case: files for papers of the office


def _case(public_id: str | None) -> Case | None:
    """None for the office's own. Raises: NotVisible when the person may not read it."""
    return cases.get_case(public_id, current_user, clock.today()) if public_id else None


@blueprint.get("/uploads", defaults=OFFICE)
@blueprint.get("/<case>/uploads")
@signed_in
def unfinished(case: str | None) -> Response:
    """What the person began for the case and has not brought to its end."""
    found = _case(case)
    rows = under_way.list_unfinished(found, current_user)
    return jsonify(ok=True, uploads=[upload_answers.told(found, row) for row in rows])


@blueprint.post("/uploads", defaults=OFFICE)
@blueprint.post("/<case>/uploads")
@signed_in
def begin(case: str | None) -> Response:
    """``?kind=&lines=`` and JSON ``{name, size, modified}``: begins the file, or goes on with the same one."""
    found, told = _case(case), upload_answers.told_file()
    asked = request.args
    row = uploads.begin(found, current_user, asked.get("kind", ""), told, asked.getlist("lines"))
    return jsonify(upload_answers.with_parts(found, row))


@blueprint.get("/uploads/<upload>", defaults=OFFICE)
@blueprint.get("/<case>/uploads/<upload>")
@signed_in
def state(case: str | None, upload: str) -> Response:
    found = _case(case)
    return jsonify(upload_answers.with_parts(found, under_way.get_upload(found, current_user, upload)))


@blueprint.post("/uploads/<upload>/addresses", defaults=OFFICE)
@blueprint.post("/<case>/uploads/<upload>/addresses")
@signed_in
def addresses(case: str | None, upload: str) -> Response:
    """JSON ``{parts: {number: sha256}}``: where each of them goes."""
    found, wanted = _case(case), upload_answers.wanted_parts()
    urls = uploads.addresses(found, current_user, upload, wanted)
    return jsonify(upload_answers.addresses(found, upload, urls, wanted))


@blueprint.put("/uploads/<upload>/parts/<int:number>", defaults=OFFICE)
@blueprint.put("/<case>/uploads/<upload>/parts/<int:number>")
@signed_in
def part(case: str | None, upload: str, number: int) -> Response:
    """The bytes of one part as the raw body, for a store that takes none from browsers."""
    taken = uploads.take_part(_case(case), current_user, upload, number, request.stream, request.content_length)
    return jsonify(ok=True, size=taken.size)


@blueprint.post("/uploads/<upload>/finish", defaults=OFFICE)
@blueprint.post("/<case>/uploads/<upload>/finish")
@signed_in
def finish(case: str | None, upload: str) -> Response:
    """All parts are sent: ``missing`` names those that did not arrive; with none, a job makes the document."""
    found = _case(case)
    row, missing = uploads.finish(found, current_user, upload)
    return jsonify(upload_answers.told(found, row) | {"missing": missing})


@blueprint.post("/uploads/<upload>/abandon", defaults=OFFICE)
@blueprint.post("/<case>/uploads/<upload>/abandon")
@signed_in
def abandon(case: str | None, upload: str) -> WerkzeugResponse:
    """A page without scripts names where it goes on (``next``)."""
    found, after = _case(case), request.form.get("next")
    row = uploads.abandon(found, current_user, upload)
    return redirect(going.safe(after)) if after else jsonify(upload_answers.told(found, row))


@blueprint.errorhandler(AppError)
def _refused(error: AppError) -> Response:
    return _said(why_refused(error), error.status, error.field)


@blueprint.errorhandler(TransitionRefused)
def _not_here(error: TransitionRefused) -> Response:
    return _said(why_refused(error), 409)


@blueprint.errorhandler(RequestEntityTooLarge)
def _too_large(_error: RequestEntityTooLarge) -> Response:
    return _said(NO_SUCH_PART, 413)


@blueprint.errorhandler(CSRFError)
def _no_token(_error: CSRFError) -> Response:
    return _said(UNREADABLE, 403)


def _said(why: Text, status: int, field: str = "") -> Response:
    """``retry``: the same again may succeed."""
    db.session.rollback()
    body = jsonify(ok=False, error=text(why), field=field, retry=status >= 500)
    return current_app.make_response((body, status))
