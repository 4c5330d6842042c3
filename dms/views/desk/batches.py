"""The same act on many cases: chosen in a worklist, tried, looked at, done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.access import staff
from dms.errors import NotVisible
from dms.formatting import language
from dms.models import Batch, Case
from dms.queries import batches as queries
from dms.queries import people, review
from dms.services import batches as service
from dms.services import clock
from dms.services.batches import KINDS, MOST, offered
from dms.views import file_answers, flashes, paging
from dms.views.desk import assignees, blueprint, side
from dms.views.desk.lists import asked, find
from forms.batches import FORMS, AssignmentForm, TrialForm
from workflows.states import STAFF_ROLES, Role

PAGE = 20
#: Everybody who may read a case.
WHO = tuple(sorted(STAFF_ROLES - {Role.ADMINISTRATOR}))


@blueprint.get("/batches")
@staff(*WHO)
def batches() -> str:
    before = request.args.get("before", type=int)
    rows = queries.list_batches(current_user.id, before=before, limit=PAGE + 1)
    counts = queries.counts([row.id for row in rows])
    shown = paging.page_of(rows, PAGE, "desk.batches", lambda row: row.id)
    return render_template("desk/batches.html", counts=counts, kinds=KINDS, **shown)


@blueprint.post("/batches")
@staff(*WHO)
def choose() -> Any:
    """A new batch of the cases marked in a worklist, or of the whole list of this address."""
    kind = request.form.get("kind", "")
    if kind not in offered(g.roles):
        raise NotVisible
    if request.form.get("whole"):
        cases: Sequence[Case] = review.cases_of(find(asked(), side.reader(), None, clock.now(), MOST + 1).rows)
    else:
        cases = queries.list_chosen(side.reader(), request.form.getlist("case"))
    batch = service.begin(kind, cases, current_user, language())
    if kind not in FORMS:  # nothing is asked for: the trial begins at once
        service.order_trial(current_user, batch.public_id, {})
    return redirect(url_for("desk.batch", public_id=batch.public_id), 303)


@blueprint.get("/batches/<public_id>")
@staff(*WHO)
def batch(public_id: str) -> str:
    found = queries.get_batch(current_user.id, public_id)
    return _page(found, _form(found, typed=False))


@blueprint.post("/batches/<public_id>/trial")
@staff(*WHO)
def try_batch(public_id: str) -> Any:
    found = queries.get_batch(current_user.id, public_id)
    form = _form(found, typed=True)
    if not form.validate():
        return _page(found, form), 400
    service.order_trial(current_user, public_id, _given(form))
    return redirect(url_for("desk.batch", public_id=public_id), 303)


@blueprint.post("/batches/<public_id>/do")
@staff(*WHO)
def do_batch(public_id: str) -> Any:
    service.order(current_user, public_id, clock.now())
    flashes.done(_("The work has begun; you may leave this page."))
    return redirect(url_for("desk.batch", public_id=public_id), 303)


@blueprint.get("/batches/<public_id>/progress")
@staff(*WHO)
def batch_progress(public_id: str) -> Response:
    found = queries.get_batch(current_user.id, public_id)
    counts = queries.counts([found.id])[found.id]
    left = counts.get({"trying": "waiting", "doing": "may"}.get(found.status, ""), 0)
    total = sum(counts.values()) - (counts.get("may_not", 0) if found.status == "doing" else 0)
    finished = found.status in ("tried", "done")
    return jsonify(
        done=total - left, total=total, finished=finished, failed=found.failed,
        message=_("The job did not come to its end. The administrator can have it done again.") if found.failed else "",
        next_url=url_for("desk.batch", public_id=public_id) if finished else None,
    )  # fmt: skip


@blueprint.get("/batches/<public_id>/file")
@staff(*WHO)
def batch_file(public_id: str) -> Response:
    """The ZIP. Who took which document out was written down when it was made."""
    file = service.file_of(queries.get_batch(current_user.id, public_id), current_user)
    return file_answers.attachment(file)


def _page(found: Batch, form: TrialForm) -> str:
    items = queries.list_items(found.id)
    counts = queries.counts([found.id])[found.id]
    return render_template(
        "desk/batch.html", batch=found, kind=KINDS[found.kind], items=items, counts=counts, form=form,
        step=_step(found), lang=language(),
    )  # fmt: skip


def _step(found: Batch) -> str:
    """What the page asks of its reader: fill, wait, confirm or read."""
    return {"chosen": "fill", "trying": "wait", "tried": "confirm", "doing": "wait", "done": "read"}[found.status]


def _form(found: Batch, *, typed: bool) -> TrialForm:
    make = FORMS.get(found.kind, TrialForm)
    form = make() if typed else make(formdata=None, data=found.given)
    if isinstance(form, AssignmentForm):
        form.assignee.choices = assignees.choices((Role.EXECUTOR, Role.MONITOR))
    return form


def _given(form: TrialForm) -> dict[str, Any]:
    told: dict[str, Any] = form.told()
    if isinstance(form, AssignmentForm):
        user = people.get_user(told["assignee"])
        told |= {"assignee_id": user.id, "assignee_name": user.name}
    return told
