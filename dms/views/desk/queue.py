"""The signer's queue: drafts and supplements that wait for his signature, marked and signed in one go; each is decided
by itself."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.accounts import limits
from dms.errors import NotVisible
from dms.formatting import text
from dms.headers import signs
from dms.models import Case, Supplement
from dms.queries import cases, review, supplements, worklists
from dms.queries.worklists import LISTS, Cursor
from dms.services import clock
from dms.services.signed import queue
from dms.views import signing_answers
from dms.views.desk import blueprint, side
from dms.views.desk.frame import standing_of
from workflows.labels import DRAFT_LABELS
from workflows.states import DraftKind, Role


@blueprint.get("/to-sign")
@staff(Role.HEAD, Role.DEPUTY)
@signs
def to_sign() -> str:
    who = side.reader()
    page = worklists.page_of(
        who, LISTS["to_sign"], clock.now(), at=Cursor.read(request.args.get("at", "")), limit=queue.MOST
    )
    drafts = cases.open_decisions([case.id for case in page.rows])
    side.put_lists("to_sign", side.counts(who, clock.now()), "", ())
    return render_template(
        "desk/queue.html",
        rows=[_row(case, drafts[case.id]) for case in review.cases_of(page.rows) if case.id in drafts],
        supplements=[_supplement(row, case) for row, case in supplements.list_to_sign(who, queue.MOST)],
        before_url=url_for("desk.to_sign", at=page.before) if page.before else None,
        after_url=url_for("desk.to_sign", at=page.after) if page.after else None,
        demo=current_app.config["SETTINGS"].demo,
    )


def _row(case: Case, draft: Any) -> dict[str, Any]:
    return {
        "key": f"{case.public_id}.{draft.id}",
        "number": case.number or _("not registered yet"),
        "url": url_for("desk.decision", public_id=case.public_id),
        "applicant": case.organisation.name,
        "kind": DRAFT_LABELS[DraftKind(draft.kind)],
        "total": draft.total,
        "by": draft.prepared_by.name,
        "signer": draft.signer.name if draft.signer else "",
        "mine": draft.signer_id == current_user.id,
        "at": draft.prepared_at,
        "due_at": case.due_at,
    }


def _supplement(row: Supplement, case: Case) -> dict[str, Any]:
    return {
        "key": f"{case.public_id}.{queue.SUPPLEMENT}{row.no}",
        "number": case.number,
        "url": url_for("desk.supplement", public_id=case.public_id),
        "applicant": case.organisation.name,
        "no": row.no,
        "at": row.created_at,
        "signer": row.signer.name if row.signer else "",
        "mine": row.signer_id == current_user.id,
    }


@blueprint.post("/to-sign/signing")
@staff(Role.HEAD, Role.DEPUTY)
@limits.by_account("300 per hour")
def offer_queue() -> Response:
    """JSON: the papers of what is marked, case by case, and why some are not offered."""
    told = request.get_json(silent=True)
    marked = told.get("draft") if isinstance(told, dict) else None
    groups, refused = [], []
    for turn in queue.turns(_marked(marked if isinstance(marked, list) else []), current_user):
        case, name = turn.case, turn.case.number or turn.case.organisation.name
        if turn.reasons:
            refused.append(signing_answers.text_result(turn.reasons) | {"title": name})
            continue
        door = "desk.receive_supplement" if turn.supplement else "desk.receive_signatures"
        url = url_for(door, public_id=case.public_id)
        groups.append(signing_answers.group(case, turn.versions, current_user, url) | {"title": name})
    return jsonify(groups=groups, refused=refused, stay=True, wanted=signing_answers.wanted(current_user))


@blueprint.post("/to-sign/demo")
@staff(Role.HEAD, Role.DEPUTY)
def sign_queue_demo() -> Response:
    """The demo's key over everything marked. Raises: NotVisible outside the demo."""
    if not current_app.config["SETTINGS"].demo:
        raise NotVisible
    for case, key in _marked(request.form.getlist("draft")):
        name = case.number or case.organisation.name
        why = queue.decide_by_demo(case, key, current_user, clock.now())
        for reason in why:
            flash(f"{name}: {text(reason)}", "warning")
        if not why:
            flash(_("%(case)s: signed and decided.", case=name), "success")
    return redirect(url_for("desk.to_sign"))


def _marked(keys: list[Any]) -> list[tuple[Case, str]]:
    """The cases of ``public_id.draft`` and ``public_id.s1`` keys. Raises: NotVisible for one that he may not read."""
    pairs = [str(key).partition(".") for key in keys[: queue.MOST]]
    return [(standing_of(public_id).case, draft) for public_id, _dot, draft in pairs]
