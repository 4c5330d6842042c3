"""How the documents page learns that the checks have come on: it asks for a few marks, seldom where there is little to
expect, and takes a kind's list anew only when that kind has changed."""

from __future__ import annotations

from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from dms.access import applicant
from dms.models import Case
from dms.queries import checking
from dms.services.files.file_check import scanning
from dms.views.portal import blueprint
from dms.views.portal.common import own_draft

#: Seconds until the first question; one more for every so many files, so that two thousand are not read twice a second.
SOON, PER_FILES = 2, 200
#: While nothing changes each question waits longer than the one before, by half, up to this.
LONGEST = 60


@blueprint.get("/a/<public_id>/checks")
@applicant
def document_checks(public_id: str) -> Response:
    """``seen``: the marks that the page has; ``turn``: how often nothing has changed since. Whoever opens the address
    by himself is led to the page of which it is a part."""
    case, turn = own_draft(public_id), min(request.args.get("turn", 0, type=int), 20)
    if "HX-Request" not in request.headers:
        return redirect(url_for("portal.documents", public_id=public_id))
    rows = checking.progress_of(case.id, scanning=scanning())
    told = {row.kind: row.mark for row in rows}
    seen = dict(part.split(".", 1) for part in request.args.get("seen", "").split("~") if "." in part)
    changed = sorted(kind for kind in told.keys() | seen.keys() if told.get(kind) != seen.get(kind))
    answer = make_response(render_template("portal/_checks.html", **_asking(case, rows, 0 if changed else turn + 1)))
    if changed:
        answer.headers["HX-Trigger"] = ", ".join(f"checked-{kind}" for kind in changed)
    return answer


def asking(case: Case) -> dict[str, Any]:
    """What the page begins with."""
    return _asking(case, checking.progress_of(case.id, scanning=scanning()), 0)


def _asking(case: Case, rows: list[checking.Progress], turn: int) -> dict[str, Any]:
    """``wait``: seconds until the page asks again; 0 where it need not."""
    files, waiting = sum(row.files for row in rows), sum(row.waiting for row in rows)
    soon = SOON + files // PER_FILES
    return {
        "case": case,
        "seen": "~".join(f"{row.kind}.{row.mark}" for row in rows),
        "turn": turn,
        "wait": min(int(soon * 1.5**turn), max(LONGEST, soon)) if waiting else 0,
    }
