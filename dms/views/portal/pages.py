"""The short pages of the form: shown, saved while they are written, saved and left."""

from __future__ import annotations

from typing import Any

from flask import jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import FieldList

from dms.access import applicant
from dms.error_pages import wants_json
from dms.errors import NotVisible
from dms.formatting import hm
from dms.models import Case
from dms.services import clock
from dms.services.draft import application, draft_pages
from dms.services.judging.law import edition_of
from dms.shell import error_items
from dms.views.portal import blueprint
from dms.views.portal.common import own_draft
from dms.views.portal.tasks import next_url
from forms.application_base import PageForm
from forms.applications import forms_of

#: Every short page of any programme; a case has those of its own.
PAGE = "any(applicant,staff,activity,support,payroll,goods,cost_types,taxes,bank,declarations,contact):page"

#: Rows that a page shows at once.
MOST_ROWS = 50


@blueprint.get(f"/a/<public_id>/<{PAGE}>")
@applicant
def page(public_id: str, page: str) -> str:
    case = own_draft(public_id)
    form = form_of(case, page)
    more_rows(form)
    return show(case, page, form)


@blueprint.post(f"/a/<public_id>/<{PAGE}>")
@applicant
def save_page(public_id: str, page: str) -> Any:
    case = own_draft(public_id)
    form = form_of(case, page)
    drop_row(form)
    good = form.good(clock.today())
    keys = form.keys()
    case = draft_pages.save_page(case, current_user, keys, form.seen.data or "", form.changes)
    if wants_json():
        return saved(case, form, application.mark(case.content, keys))
    if not good:
        return show(case, page, form), 422
    return redirect(_next(case, page))


def form_of(case: Case, page: str) -> PageForm:
    """Raises: NotVisible for a page that the case's programme does not have."""
    edition = edition_of(case)
    found = forms_of(edition).pages.get(page)
    if found is None:
        raise NotVisible
    return found.of(case.content, edition)


def show(case: Case, key: str, form: PageForm) -> str:
    form.seen.data = application.mark(case.content, form.keys())
    form.seen.raw_data = None
    edition = edition_of(case)
    return render_template(
        f"portal/pages/{key}.html",
        case=case,
        form=form,
        page=edition.form.page_by_key[key],
        items=[item for item in edition.form.items if item.page == key],
        clauses={item.key: item.clause for item in edition.form.items},
        types=edition.costs.types,
        subitems=edition.costs.subitem_by_key,
    )


def saved(case: Case, form: PageForm, seen: str, **more: Any) -> tuple[Response, int]:
    """The answer to a save in the background; 422 with the faults by their fields when something typed could not be
    kept."""
    faults = dict(error_items(form))
    at = hm(case.content_saved_at or case.created_at)
    return jsonify(saved_at=at, seen=seen, faults=faults, **more), 422 if faults else 200


def more_rows(form: PageForm) -> None:
    """Shows one empty row more where ``?rows=`` asks for it: the list and how many (``goods-3``)."""
    name, wanted = _place(request.args.get("rows", ""))
    for field in _lists(form, name):
        while len(field) < min(wanted, field.max_entries or wanted, MOST_ROWS):
            field.append_entry()


def drop_row(form: PageForm) -> None:
    """Takes out the row whose button was pressed: the list and the place in it."""
    if "drop" not in request.form:
        return
    name, number = _place(request.form["drop"])
    for field in _lists(form, name):
        if 0 <= number < len(field):
            field.entries.pop(number)


def _place(told: str) -> tuple[str, int]:
    name, _dash, number = told.rpartition("-")
    return name, int(number) if number.isdecimal() else 0


def _lists(form: PageForm, name: str) -> list[Any]:
    """The list of this name; a page with one list need not name it."""
    return [field for field in form if isinstance(field, FieldList) and name in ("", field.name)]


def _next(case: Case, key: str) -> str:
    if "add" in request.form or "drop" in request.form:
        rows = request.form.get("add")
        return url_for("portal.page", public_id=case.public_id, page=key, rows=rows, _anchor="rows")
    if request.form.get("then") == "list":
        return url_for("portal.draft", public_id=case.public_id)
    return next_url(case, key)
