"""Doing: a new version, what a paper proves, the colour of a scan, a remark on a page and its answer."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import applicant, staff
from dms.errors import BadInput
from dms.models import Case
from dms.queries import cases, documents, versions
from dms.services import clock
from dms.services.desk.standing import Standing, of_staff
from dms.services.files.incoming import EMPTY
from dms.services.versions import looks, marking, page_remarks, renewing
from dms.views import flashes, going
from dms.views.versions import blueprint, viewer
from forms.base import BaseForm


def _own(public_id: str) -> Case:
    """Raises: NotVisible when the person may not read it."""
    return cases.get_case(public_id, current_user, clock.today())


def _standing(public_id: str) -> Standing:
    BaseForm().validate()
    return of_staff(public_id, current_user, clock.now())


def _seen() -> int | None:
    """The version of the case that the form was drawn from."""
    return request.form.get("version", type=int)


def _to_page(case: str, version: str, page: int | None = None, anchor: str | None = None) -> Response:
    return redirect(url_for("versions.view", case=case, version=version, page=page, _anchor=anchor))


@blueprint.post("/<case>/<document>/renew")
@applicant
def renew(case: str, document: str) -> Any:
    row = _own(case)
    paper = documents.get_document(row, document)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise BadInput(EMPTY, field="file")
    paper = renewing.renew(row, current_user, paper, sent.stream, sent.filename)
    assert paper.current is not None
    flashes.done(_("The new version has arrived and is being checked; the earlier ones stay."))
    return redirect(going.safe(request.form.get("next") or url_for("portal.case", public_id=case)))


@blueprint.post("/<case>/remark/<remark>/answer")
@applicant
def answer(case: str, remark: str) -> Any:
    BaseForm().validate()
    row = _own(case)
    found = versions.get_remark(row, remark, current_user, clock.now())
    version = found.version.public_id
    try:
        page_remarks.answer(row, current_user, found, request.form.get("words", ""))
    except BadInput as wrong:
        return viewer.page_of(case, version, wrong), wrong.status
    flashes.done(_("The answer is kept; it goes out together with your answer to the letter."))
    return redirect(url_for("portal.case", public_id=case, _anchor="remarks"))


@blueprint.post("/<case>/<version>/remark")
@staff()
def remark(case: str, version: str) -> Any:
    standing = _standing(case)
    found, told = documents.get_version(standing.case, version), request.form
    page = told.get("page", 0, type=int)
    try:
        page_remarks.write(standing, found, page, told.get("words", ""), told.get("clause", ""))
    except BadInput as wrong:
        return viewer.page_of(case, version, wrong), wrong.status
    flashes.done(_("The remark is kept beside its page."))
    return _to_page(case, version, page, "remarks")


@blueprint.post("/<case>/remark/<remark>/back")
@staff()
def take_back(case: str, remark: str) -> Response:
    standing = _standing(case)
    found = versions.get_remark(standing.case, remark, current_user, clock.now())
    page_remarks.take_back(standing, found)
    flashes.done(_("The remark is taken back."))
    return _to_page(case, found.version.public_id, found.page, "remarks")


@blueprint.post("/<case>/<version>/proves")
@staff()
def proves(case: str, version: str) -> Response:
    standing, told = _standing(case), request.form
    found = documents.get_version(standing.case, version)
    marking.mark_by_officer(standing, found.document, told.getlist("lines"), told.getlist("also"), version=_seen())
    flashes.done(_("What the document proves is kept."))
    return _to_page(case, version, told.get("page", type=int), "proves")


@blueprint.post("/<case>/<version>/colour")
@staff()
def colour(case: str, version: str) -> Response:
    standing = _standing(case)
    found = documents.get_version(standing.case, version)
    said = looks.Colour.COLOUR if request.form.get("said") == "colour" else looks.Colour.GREY
    looks.judge_colour(standing, found.document, said, version=_seen())
    flashes.done(_("Your word on the colour is kept."))
    return _to_page(case, version, request.form.get("page", type=int))
