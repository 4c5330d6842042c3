"""Files of a case, for both sides: sent in, taken out of a draft, asked about, looked at, downloaded."""

from __future__ import annotations

from typing import Any, TypeAlias
from urllib.parse import unquote

from flask import Blueprint, Response, current_app, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from dms import error_pages
from dms.access import signed_in
from dms.errors import AppError, BadInput, OutsideTrouble, TooLarge
from dms.formatting import language, text
from dms.models import Case, Document
from dms.queries import cases, documents
from dms.services import clock
from dms.services.files import attach, serving
from dms.services.files.incoming import EMPTY, too_large
from dms.views import file_answers, flashes, going
from storage.keys import safe_filename
from workflows.text import Text

#: Files that were not taken: their names, and why.
Refused: TypeAlias = list[tuple[str, AppError]]
SOME_ATTACHED = Text(
    "Тіркелген файлдар: {names}. Олар тексеріліп жатыр.",
    "Прикреплены: {names}. Они проверяются.",
    "Attached: {names}. They are being checked.",
)
NOT_ATTACHED = Text(
    "«{name}» файлы тіркелмеді. {why}", "Файл «{name}» не прикреплен. {why}", "“{name}” was not attached. {why}"
)
blueprint = Blueprint("files", __name__, url_prefix="/files")


def _case(public_id: str) -> Case:
    """Raises: NotVisible when the person may not read it."""
    return cases.get_case(public_id, current_user, clock.today())


@blueprint.post("/<case>/upload")
@signed_in
def upload(case: str) -> Any:
    """One file as the raw body (``?kind=&lines=&name=``), or a form with ``kind``, ``lines`` and any number of
    ``files``. Scripts get JSON, plain forms a page."""
    found = _case(case)
    is_form = request.mimetype == "multipart/form-data"
    papers, refused = _take_form(found) if is_form else ([_take_body(found)], [])
    if error_pages.wants_json():
        said = [{"name": name, "error": text(error.text)} for name, error in refused]
        return jsonify({**file_answers.taken(found, papers), "ok": not refused, "refused": said})
    _tell(papers, refused)
    return redirect(_back(found))


def _tell(papers: list[Document], refused: Refused) -> None:
    """Which files were attached and which were not, and why."""
    if not refused:
        flashes.done(_("The files have arrived and are being checked."))
    elif papers:
        flashes.done(text(SOME_ATTACHED.fill(names=", ".join(row.current.file.name for row in papers if row.current))))
    for name, error in refused:
        flashes.wrong(text(NOT_ATTACHED.fill(name=name, why=error.text)))


def _take_body(case: Case) -> Document:
    name = request.args.get("name") or unquote(request.headers.get("X-File-Name", ""))
    return attach.upload(
        case, current_user, request.args.get("kind", ""), request.stream, name,
        lines=request.args.getlist("lines"), size=request.content_length,
    )  # fmt: skip


def _take_form(case: Case) -> tuple[list[Document], Refused]:
    """What became of each file: one that cannot be taken does not stop the others. The fault of a lone file is the
    fault of the whole."""
    sent = [file for file in request.files.getlist("files") if file.filename]
    if not sent:
        raise BadInput(EMPTY, field="files")
    papers: list[Document] = []
    refused: Refused = []
    for file in sent:
        try:
            papers.append(_take_one(case, file))
        except (BadInput, TooLarge, OutsideTrouble) as error:
            if len(sent) == 1:
                raise
            refused.append((file.filename or "", error))
    return papers, refused


def _take_one(case: Case, file: FileStorage) -> Document:
    told = request.values
    return attach.upload(
        case, current_user, told.get("kind", ""), file.stream, file.filename or "", lines=told.getlist("lines")
    )


@blueprint.post("/<case>/<document>/remove")
@signed_in
def remove(case: str, document: str) -> Any:
    found = _case(case)
    attach.remove(found, current_user, documents.get_document(found, document))
    if error_pages.wants_json():
        return jsonify(ok=True)
    flashes.done(_("The file has been taken out of the application."))
    return redirect(_back(found))


@blueprint.get("/<case>/status")
@signed_in
def status(case: str) -> Response:
    """How far the checks are, for one kind (``?kind=``) or all of the case: what long work tells, and each file."""
    found = _case(case)
    readable = documents.list_readable(found, current_user, clock.now())
    papers = [paper for paper in readable if paper.origin == "uploaded"]
    kind = request.args.get("kind")
    return jsonify(file_answers.progress(found, [paper for paper in papers if kind in (None, "", paper.kind)]))


@blueprint.get("/<case>/<version>/download")
@signed_in
def download(case: str, version: str) -> Response:
    found = _case(case)
    file = serving.find_version(found, current_user, version).file
    serving.record(found, [file], current_user, "download")
    return file_answers.attachment(file)


@blueprint.get("/<case>/<version>/page/<int:number>")
@signed_in
def page(case: str, version: str, number: int) -> Response:
    found = _case(case)
    row = serving.find_version(found, current_user, version)
    picture = serving.find_page(row, number)
    serving.record(found, [row.file], current_user, "preview")
    return file_answers.picture(picture.file)


@blueprint.get("/<case>/zip", endpoint="zip")
@signed_in
def all_as_zip(case: str) -> Response:
    found = _case(case)
    entries, opened = serving.list_entries(found, current_user, language())
    serving.record(found, opened, current_user, "zip")
    name = safe_filename(f"{found.number or 'draft'}.zip")
    return file_answers.stream(serving.zipped(entries), "application/zip", name)


@blueprint.errorhandler(AppError)
def _refused(error: AppError) -> Response:
    """Scripts that send files read ``error`` and ``retry``; everybody else gets the page."""
    answer = error_pages.on_app_error(error)
    if request.endpoint == "files.upload" and error_pages.wants_json():
        body = jsonify(ok=False, error=text(error.text), field=error.field, retry=error.status >= 500)
        return current_app.make_response((body, error.status))
    return answer


@blueprint.errorhandler(RequestEntityTooLarge)
def _too_large(_error: RequestEntityTooLarge) -> Response:
    return _refused(too_large(current_app.config["SETTINGS"].max_upload_mb << 20))


def _back(case: Case) -> str:
    """The page the form names, else the case's documents."""
    if request.form.get("next"):
        return going.back()
    if current_user.is_staff:
        return going.safe(request.referrer or "/")
    return url_for("portal.documents", public_id=case.public_id)
