"""The documents: the list, the pages, the cost line they prove; the completeness list beside them; the word on each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.models import Case, Document
from dms.queries import cases, documents, review, texts, versions
from dms.services import clock
from dms.services.desk import acceptance
from dms.services.desk.answering import answer_many
from dms.services.desk.standing import Standing
from dms.services.files.twins import twins_of
from dms.services.judging import law
from dms.views.desk import blueprint
from dms.views.desk.checks import earlier_of
from dms.views.desk.frame import frame, standing_of
from dms.views.desk.papers import Paper, chosen_of, download_of, lines_proved, listed, proving
from dms.views.desk.repeats import repeats_of
from dms.views.pages import pages_of
from forms.desk_base import ActForm
from forms.review import NotAcceptForm, SheetForm, sheet_form
from workflows.documents import DocumentState
from workflows.programmes.papers import CompletenessItem
from workflows.states import Action, CaseState, Relation, Right


@blueprint.route("/c/<public_id>/documents", methods=["GET", "POST"], endpoint="documents")
@staff()
def documents_tab(public_id: str) -> Any:
    """The tab; a POST answers lines of the completeness list."""
    standing = standing_of(public_id)
    items = law.lines_due(standing.case)
    form = _form(standing.case, items)
    if form.validate_on_submit():
        standing.need(Right.EDIT)
        answers = [(items[place].key, verdict, reason) for place, verdict, reason in form.answers()]
        count = answer_many(standing.case, current_user, Action.ANSWER_COMPLETENESS, answers, version=form.version.data)
        flash(ngettext("%(num)s answer kept.", "%(num)s answers kept.", count), "success")
        return redirect(
            url_for("desk.documents", public_id=public_id, doc=request.args.get("doc"), _anchor="completeness")
        )
    return _page(standing, items, form)


@blueprint.post("/c/<public_id>/documents/<document>/accept")
@staff()
def accept(public_id: str, document: str) -> Response:
    standing, form = standing_of(public_id), ActForm()
    paper = documents.get_document(standing.case, document)
    acceptance.accept(standing, paper, clock.now(), version=form.version.data)
    flash(_("The document is accepted."), "success")
    return redirect(url_for("desk.documents", public_id=public_id, doc=document))


@blueprint.post("/c/<public_id>/documents/<document>/not-accept")
@staff()
def not_accept(public_id: str, document: str) -> Any:
    standing, form = standing_of(public_id), NotAcceptForm()
    paper = documents.get_document(standing.case, document)
    if form.validate_on_submit():
        acceptance.not_accept(standing, paper, form.reasons.data or "", clock.now(), version=form.version.data)
        flash(_("The document is not accepted; the reason is kept."), "success")
        return redirect(url_for("desk.documents", public_id=public_id, doc=document))
    items = law.lines_due(standing.case)
    return _page(standing, items, _form(standing.case, items), refusing=form, key=document)


def _form(case: Case, items: tuple[CompletenessItem, ...]) -> SheetForm:
    newest = cases.newest_answers(case.id, "completeness")
    data: dict[str, Any] = {"version": case.version}
    for place, item in enumerate(items):
        if item.key in newest:
            data[f"verdict_{place}"], data[f"reasons_{place}"] = newest[item.key].verdict, newest[item.key].note
    return sheet_form([item.may_not_apply for item in items])(data=data)


def _page(
    standing: Standing,
    items: tuple[CompletenessItem, ...],
    form: SheetForm,
    refusing: NotAcceptForm | None = None,
    key: str = "",
) -> str:
    around = frame(standing, "documents")
    case = standing.case
    found = documents.documents_of(case.id)
    chosen = chosen_of(found, key or request.args.get("doc", ""))
    version = chosen.current if chosen else None
    return render_template(
        "desk/case_documents.html", tab="documents", **around,
        items=items, form=form, earlier=earlier_of(case, "completeness"),
        refusing=refusing or NotAcceptForm(data={"version": case.version, "reasons": _noted(case, chosen)}),
        list=listed(case, found, chosen), proving=partial(_proving, case, found, chosen),
        chosen=chosen, version=version,
        told_text=texts.told_of(version.file.sha256 or "") if version and version.check_status == "sound" else None,
        pages=pages_of(case, version, partial(_at, case, chosen)), download=download_of(case, version),
        repeated=repeats_of(case, found), twins=twins_of(found),
        lines=lines_proved(case, chosen) if chosen and chosen.origin == "uploaded" else [],
        answering=_answering(standing), judging=_judging(standing, chosen),
        refused_because=review.refused_because(case.id, chosen.public_id) if chosen else "",
    )  # fmt: skip


def _proving(case: Case, found: Sequence[Document], chosen: Document | None, kind: str) -> tuple[list[Paper], int]:
    return proving(case, found, kind, chosen)


def _at(case: Case, chosen: Document | None, page: int) -> str:
    return url_for("desk.documents", public_id=case.public_id, doc=chosen and chosen.public_id, page=page)


def _noted(case: Case, chosen: Document | None) -> str:
    """What was remarked on its pages and not sent: what a refusal of the document begins with."""
    rows = versions.list_remarks_on(chosen.id, case, current_user, clock.now()) if chosen else []
    notes = [_("page %(no)s", no=row.page) + f": {row.words}" for row in rows if row.sent_at is None]
    return "\n".join(note[:1].upper() + note[1:] for note in notes)


def _answering(standing: Standing) -> bool:
    """Whether the list can be answered here and now by this person."""
    here = CaseState(standing.case.state) is CaseState.COMPLETENESS
    return here and standing.actor.relation is Relation.ASSIGNEE and standing.may(Right.EDIT)


def _judging(standing: Standing, chosen: Document | None) -> bool:
    """Whether the document waits for this person's word."""
    mine = standing.actor.relation is Relation.ASSIGNEE and standing.may(Right.EDIT)
    return mine and chosen is not None and chosen.state == DocumentState.CHECKED
