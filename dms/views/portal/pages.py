"""The short pages of the form: shown, saved while they are written, saved and left."""

from __future__ import annotations

from typing import Any

from flask import jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import FieldList

from dms.access import applicant
from dms.error_pages import wants_json
from dms.formatting import hm
from dms.models import Case
from dms.services import application, clock, draft_pages
from dms.views.portal import blueprint
from dms.views.portal.common import own_draft
from dms.views.portal.tasks import page_url
from forms.application_base import PageForm
from forms.application_pages import PAGES as FORMS
from workflows.programmes.domestic_342.cost_types import SUBITEM_BY_KEY, TYPES
from workflows.programmes.domestic_342.form_items import ITEMS, PAGE_BY_KEY, PAGES

#: What the page of cost types reads beside its form.
CHOICES = {"types": TYPES, "subitems": SUBITEM_BY_KEY}


@blueprint.get("/a/<public_id>/<any(applicant,staff,activity,support,cost_types,bank,declarations,contact):page>")
@applicant
def page(public_id: str, page: str) -> str:
    case = own_draft(public_id)
    form = FORMS[page].of(case.content)
    more_rows(form)
    return show(case, page, form)


@blueprint.post("/a/<public_id>/<any(applicant,staff,activity,support,cost_types,bank,declarations,contact):page>")
@applicant
def save_page(public_id: str, page: str) -> Any:
    case = own_draft(public_id)
    form = FORMS[page].of(case.content)
    drop_row(form)
    good = form.good(clock.today())
    keys = form.keys()
    case = draft_pages.save_page(case, current_user, keys, form.seen.data or "", form.changes)
    if wants_json():
        return saved(case, good, application.mark(case.content, keys))
    if not good:
        return show(case, page, form), 422
    return redirect(_next(case, page))


def show(case: Case, key: str, form: PageForm) -> str:
    form.seen.data = application.mark(case.content, form.keys())
    form.seen.raw_data = None
    items = [item for item in ITEMS if item.page == key]
    return render_template(
        f"portal/pages/{key}.html", case=case, form=form, page=PAGE_BY_KEY[key], items=items, **CHOICES
    )


def saved(case: Case, good: bool, seen: str, **more: Any) -> tuple[Response, int]:
    """The answer to a save in the background; 422 when something typed could not be kept."""
    return jsonify(saved_at=hm(case.content_saved_at or case.created_at), seen=seen, **more), 200 if good else 422


def more_rows(form: PageForm) -> None:
    """Shows one empty row more where ``?rows=`` asks for it."""
    wanted = min(request.args.get("rows", 0, type=int), 50)
    for field in form:
        while isinstance(field, FieldList) and len(field) < min(wanted, field.max_entries):
            field.append_entry()


def drop_row(form: PageForm) -> None:
    """Takes out the row whose button was pressed."""
    number = request.form.get("drop", type=int)
    for field in form:
        if isinstance(field, FieldList) and number is not None and 0 <= number < len(field):
            field.entries.pop(number)


def _next(case: Case, key: str) -> str:
    if "add" in request.form or "drop" in request.form:
        rows = request.form.get("add", type=int)
        return url_for("portal.page", public_id=case.public_id, page=key, rows=rows, _anchor="rows")
    if request.form.get("then") == "list":
        return url_for("portal.draft", public_id=case.public_id)
    keys = [page.key for page in PAGES]
    place = keys.index(key) + 1
    return page_url(case, keys[place]) if place < len(keys) else url_for("portal.review", public_id=case.public_id)
