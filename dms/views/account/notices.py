"""The person's notices, newest first, and their marking as read."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import signed_in
from dms.models import Notice
from dms.notice_pages import page_of
from dms.notice_words import say
from dms.queries import notices as queries
from dms.services import clock
from dms.services.telling import notices as services
from dms.views.account import blueprint
from workflows.text import Text

PAGE = 50


@blueprint.get("/account/notices")
@signed_in
def notices() -> str:
    before = request.args.get("before", type=int)
    rows = queries.notices_of(current_user.id, before=before, limit=PAGE)
    more = rows[-1][0].id if len(rows) == PAGE else None
    return render_template("account/notices.html", rows=rows, more=more, notice_text=_say, page_url=_page_url)


def _page_url(row: Notice, case: str | None) -> str:
    """Where the notice leads; empty: nowhere."""
    found = page_of(row.code, row.params, case, is_staff=current_user.is_staff)
    return url_for(found[0], public_id=found[1]) if found else ""


def _say(row: Notice) -> Text:
    return say(row.code, row.params)


@blueprint.post("/account/notices/read")
@signed_in
def notices_read() -> Response:
    """Marks the notices named, those of the case named (and goes back to it), or all."""
    named, case = request.form.getlist("notice"), request.form.get("case")
    services.mark_read(current_user, named or None, clock.now(), case=case)
    if case:
        return redirect(url_for("portal.case", public_id=case, _anchor="messages"))
    return redirect(url_for("account.notices"))
