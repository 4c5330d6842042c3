"""Whether a document is genuine: the page that the square code on it names. It tells number, day, kind, checksum and
signatures, and never what the document says or whom it is about."""

from __future__ import annotations

import re

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from dms.access import public
from dms.accounts import limits
from dms.queries import public as queries
from dms.services.papers.sheets import CAPACITY
from dms.services.papers.titles import TITLES
from dms.views.public import blueprint
from forms.public import CheckForm

NUMBER = re.compile(r"[A-Za-z0-9_-]{16}")


@blueprint.route("/check", methods=["GET", "POST"])
@public
@limits.by_address("60 per hour")
def check() -> str | Response:
    form = CheckForm()
    if form.validate_on_submit():
        typed = (form.number.data or "").rstrip("/").rpartition("/")[2]
        return redirect(url_for("public.document", public_id=typed if NUMBER.fullmatch(typed) else "-"))
    return render_template("public/check.html", form=form)


@blueprint.get("/d/<public_id>")
@public
def document(public_id: str) -> str | tuple[str, int]:
    found = queries.find_document(public_id) if NUMBER.fullmatch(public_id) else None
    if found is None:
        return render_template("public/unknown_document.html", form=CheckForm(formdata=None)), 404
    return render_template("public/document.html", found=found, kind=TITLES.get(found.kind), capacities=CAPACITY)
