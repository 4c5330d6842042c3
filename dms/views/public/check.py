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
from dms.services.signed import held
from dms.signing.cms import der_of
from dms.views.public import blueprint
from forms.public import NUMBER, CheckForm, FileCheckForm

#: The longest signature taken: a CMS with its chain has a few kilobytes.
LONGEST = 256 * 1024


@blueprint.route("/check", methods=["GET", "POST"])
@public
@limits.by_address("60 per hour")
def check() -> str | Response:
    form = CheckForm()
    if form.validate_on_submit():
        typed = (form.number.data or "").rstrip("/").rpartition("/")[2]
        return redirect(url_for("public.document", public_id=typed))
    return render_template("public/check.html", form=form)


@blueprint.route("/check/file", methods=["GET", "POST"])
@public
@limits.by_address("60 per hour")
def check_file() -> str:
    """A file that somebody holds, by its checksum alone; with a signature over it, judged by what is at hand."""
    form = FileCheckForm()
    if not form.validate_on_submit():
        return render_template("public/check_file.html", form=form)
    sha256 = form.sha256.data.strip().lower()
    cms = der_of(form.cms.data.read(LONGEST)) if form.cms.data else b""
    found = queries.find_by_checksum(sha256)
    ours = queries.find_bytes(sha256) if found and cms else None
    return render_template(
        "public/check_file.html",
        form=form, asked=True, found=found, kind=TITLES.get(found.kind) if found else None, capacities=CAPACITY,
        judged=held.judge(cms, sha256, (form.streebog.data or "").strip(), ours) if cms else None,
        received=queries.find_received(sha256, cms) if cms else None,
    )  # fmt: skip


@blueprint.get("/d/<public_id>")
@public
def document(public_id: str) -> str | tuple[str, int]:
    found = queries.find_document(public_id) if re.fullmatch(NUMBER, public_id) else None
    if found is None:
        return render_template("public/unknown_document.html", form=CheckForm(formdata=None)), 404
    return render_template("public/document.html", found=found, kind=TITLES.get(found.kind), capacities=CAPACITY)
