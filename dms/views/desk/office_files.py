"""Files of papers outside of any case, of letters and of general documents: looked at and fetched."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as WerkzeugResponse

from dms.access import staff
from dms.models import DocumentVersion
from dms.queries import office_files as queries
from dms.services.files import openings, serving
from dms.services.versions import comparing
from dms.views import file_answers
from dms.views.desk import blueprint, side
from dms.views.versions import compared
from forms.base import BaseForm
from workflows.filing import READERS


def _opened(public_id: str, how: str) -> DocumentVersion:
    """The version, its opening written down. Raises: NotVisible."""
    found = serving.let_out(queries.get_version(side.reader(), public_id), current_user)
    openings.record(found.file, current_user, None, how)
    return found


@blueprint.get("/office-files/<version>/download")
@staff(*READERS)
def office_file(version: str) -> Response:
    return file_answers.attachment(_opened(version, "download").file)


@blueprint.get("/office-files/<version>/page/<int:number>")
@staff(*READERS)
def office_page(version: str, number: int) -> Response:
    return file_answers.picture(serving.find_page(_opened(version, "preview"), number).file)


@blueprint.get("/office-files/<version>/page/<int:number>/small")
@staff(*READERS)
def office_small(version: str, number: int) -> Response:
    found = serving.find_page(_opened(version, "preview"), number)
    return file_answers.picture(found.thumb or found.file)


@blueprint.get("/office-files/<version>/changes")
@staff(*READERS)
def office_changes(version: str) -> str:
    """What differs from the version before, or from the one of ``?earlier=``."""
    later = _opened(version, "preview")
    earlier = _opened(compared.earlier_asked(later).public_id, "preview")
    return compared.page(None, later, earlier, _paper(later), url_for("desk.compare_office"))


@blueprint.post("/office-files/compare")
@staff(*READERS)
def compare_office() -> WerkzeugResponse:
    BaseForm().validate()
    one, other = (queries.get_version(side.reader(), request.form.get(name, "")) for name in ("one", "other"))
    later, earlier = comparing.order(one, other)
    at = url_for("desk.office_changes", version=later.public_id, earlier=earlier.public_id)
    return redirect(at)


def _paper(version: DocumentVersion) -> str:
    """The page of the letter or general document that the version is a file of."""
    general, letter = queries.paper_of(version)
    if general is not None:
        return url_for("desk.general", general=general, file=version.public_id)
    return url_for("desk.letter", letter=letter, file=version.public_id)
