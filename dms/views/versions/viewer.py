"""Looking: one page of a version with all that stands beside it, small pictures, and what differs between versions."""

from __future__ import annotations

from functools import partial

from flask import Response, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as WerkzeugResponse

from dms.access import signed_in
from dms.errors import BadInput
from dms.models import Case, Document, DocumentVersion
from dms.queries import cases, people
from dms.services import clock
from dms.services.desk.standing import of_staff
from dms.services.files import serving
from dms.services.files.file_status import status_of_version
from dms.services.judging import grounds
from dms.services.versions import comparing, page_remarks
from dms.views import file_answers
from dms.views.desk.papers import lines_proved
from dms.views.pages import pages_of
from dms.views.versions import blueprint, compared, shown
from forms.base import BaseForm
from workflows.states import Right


def found(case: str, version: str) -> tuple[Case, Document, DocumentVersion]:
    """Raises: NotVisible when the reader may not open it."""
    row = cases.get_case(case, current_user, clock.today())
    opened = serving.find_version(row, current_user, version)
    return row, opened.document, opened


def _at(case: str, version: str, page: int) -> str:
    return url_for("versions.view", case=case, version=version, page=page)


@blueprint.get("/<case>/<version>/view")
@signed_in
def view(case: str, version: str) -> str:
    return page_of(case, version)


def page_of(case: str, version: str, wrong: BadInput | None = None) -> str:
    """The page of the address; with what was typed as a remark, or as the answer to one, where that was ``wrong``."""
    row, document, opened = found(case, version)
    seen = pages_of(row, opened, partial(_at, case, version))
    assert seen is not None  # ``found`` lets nobody through who may not open it
    now = clock.now()
    office = people.is_from_office(current_user, row, now)
    held = of_staff(case, current_user, now).held if office else frozenset[Right]()
    return render_template(
        "versions/view.html",
        page=seen.number,
        shown=seen,
        lines=lines_proved(row, document) if document.lines else [],
        editing=Right.EDIT in held,
        wrong=wrong,
        waits="waits" in request.args,
        clauses=grounds.clauses_of(row) if Right.EDIT in held else (),
        example=page_remarks.example_of(row),
        **shown.around(row, document, opened, seen.number),
    )


@blueprint.get("/<case>/<document>/newest")
@signed_in
def newest(case: str, document: str) -> WerkzeugResponse:
    """The page of the newest version that the reader may open; while the checks hold back a newer one, with word of
    it."""
    row = cases.get_case(case, current_user, clock.today())
    known, opened = serving.find_newest(row, current_user, document)
    waits = None if known.id == opened.id else 1
    return redirect(url_for("versions.view", case=case, version=opened.public_id, waits=waits))


@blueprint.get("/<case>/<document>/newest/state")
@signed_in
def newest_state(case: str, document: str) -> Response:
    """How far the checks of the newest version are, for the page that waits for it."""
    row = cases.get_case(case, current_user, clock.today())
    known, opened = serving.find_newest(row, current_user, document)
    status = status_of_version(known)
    finished = known.id == opened.id
    failed = not finished and status.is_settled
    return jsonify(
        finished=finished,
        failed=failed,
        message=_("The new version did not pass its checks.") if failed else "",
        next_url=url_for("versions.view", case=case, version=known.public_id) if finished else None,
    )


@blueprint.get("/<case>/<version>/page/<int:number>/small")
@signed_in
def small(case: str, version: str, number: int) -> Response:
    row, _document, opened = found(case, version)
    picture = serving.find_page(opened, number)
    serving.record(row, [opened.file], current_user, "preview")
    return file_answers.picture(picture.thumb or picture.file)


@blueprint.get("/<case>/<version>/changes")
@signed_in
def changes(case: str, version: str) -> str:
    """What differs from the version before, or from the one of ``?earlier=``."""
    row, _document, opened = found(case, version)
    earlier = compared.earlier_asked(opened)
    serving.record(row, [opened.file, earlier.file], current_user, "preview")
    back = url_for("versions.view", case=case, version=version)
    return compared.page(row, opened, earlier, back, url_for("versions.compare", case=case))


@blueprint.post("/<case>/compare")
@signed_in
def compare(case: str) -> WerkzeugResponse:
    """Any two versions of one document (``one`` and ``other``)."""
    BaseForm().validate()
    (_, _, one), (_, _, other) = (found(case, request.form.get(name, "")) for name in ("one", "other"))
    later, earlier = comparing.order(one, other)
    at = url_for("versions.changes", case=case, version=later.public_id, earlier=earlier.public_id)
    return redirect(at)
