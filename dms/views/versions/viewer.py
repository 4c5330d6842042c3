"""Looking: one page of a version with all that stands beside it, small pictures, and what changed since the version
before."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, request
from flask_login import current_user

from dms.access import signed_in
from dms.errors import NotVisible
from dms.models import Case, Document, DocumentVersion
from dms.queries import cases, documents, review, versions
from dms.services import clock, serving
from dms.services.standing import of_staff
from dms.services.versions import comparing
from dms.views import file_answers
from dms.views.desk.papers import lines_proved
from dms.views.versions import blueprint, shown
from workflows.states import Right


def found(case: str, version: str) -> tuple[Case, Document, DocumentVersion]:
    """Raises: NotVisible when the reader may not open it."""
    row = cases.get_case(case, current_user, clock.today())
    opened = serving.find_version(row, current_user, version)
    return row, opened.document, opened


@blueprint.get("/<case>/<version>/view")
@signed_in
def view(case: str, version: str) -> str:
    row, document, opened = found(case, version)
    page = max(1, min(request.args.get("page", 1, type=int), opened.pages or 1))
    held = of_staff(case, current_user, clock.now()).held if current_user.is_staff else frozenset[Right]()
    return render_template(
        "versions/view.html",
        page=page,
        picture=documents.find_preview(opened.id, page),
        previews=review.list_previews(opened.id),
        lines=lines_proved(row, document) if document.lines else [],
        editing=Right.EDIT in held,
        **shown.around(row, document, opened, page),
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
    row, document, opened = found(case, version)
    earlier = comparing.earlier_of(opened)
    if earlier is None or not serving.is_open_to(document, earlier, current_user):
        raise NotVisible
    kept = versions.find_comparison(opened.id, earlier.id)
    serving.record(row, [opened.file, earlier.file], current_user, "preview")
    return render_template(
        "versions/changes.html", case=row, document=document, version=opened, earlier=earlier, kept=kept,
        **_pages(opened, earlier, kept.pages if kept else []),
    )  # fmt: skip


def _pages(later: DocumentVersion, earlier: DocumentVersion, pages: list[dict[str, Any]]) -> dict[str, Any]:
    """The changed pages with the sizes of their pictures, and how many are the same."""
    sizes = {
        side: {row.page: row for row in review.list_previews(version.id)}
        for side, version in (("later", later), ("earlier", earlier))
    }
    changed = [row for row in pages if not row["same"]]
    return {"changed": changed, "same": len(pages) - len(changed), "sizes": sizes}
