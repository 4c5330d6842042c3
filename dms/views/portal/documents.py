"""The documents page: one row a kind, why it is asked, its files, what the checks say and which costs they prove."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import applicant
from dms.errors import NotVisible
from dms.models import Case, Document
from dms.queries import documents as queries
from dms.services import application, clock, draft_pages
from dms.services.file_status import status_of
from dms.services.law import edition_of
from dms.views.flashes import done
from dms.views.portal import blueprint
from dms.views.portal.common import own_draft
from dms.views.portal.tasks import document_status
from forms.application_parts import SignerForm
from forms.applications import forms_of
from forms.base import BaseForm
from workflows.programmes.papers import Requirement


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind on the page."""

    offer: Requirement
    papers: list[Document]
    status: str
    standing_in: list[Document] = field(default_factory=list)  # of other kinds, that stand for this one too

    @property
    def waiting(self) -> bool:
        """Some of its files are still being checked: the page asks again."""
        return not all(status_of(paper).is_settled for paper in self.papers)


@blueprint.get("/a/<public_id>/documents")
@applicant
def documents(public_id: str) -> str:
    case = own_draft(public_id)
    form = _form(case)
    if form.signer_capacity.data is None:
        form.signer_capacity.data = form.signer_capacity.choices[0].value
    return _show(case, form)


@blueprint.post("/a/<public_id>/documents")
@applicant
def save_circumstances(public_id: str) -> Any:
    case = own_draft(public_id)
    form = _form(case)
    good = form.good(clock.today())
    case = draft_pages.save_page(case, current_user, form.keys(), form.seen.data or "", form.changes)
    if not good:
        return _show(case, form), 422
    done(_("The answers are kept; the list below follows them."))
    return redirect(url_for("portal.documents", public_id=public_id))


@blueprint.get("/a/<public_id>/documents/<kind>")
@applicant
def document_kind(public_id: str, kind: str) -> str:
    case = own_draft(public_id)
    found = [entry for entry in kinds_of(case) if entry.offer.kind.key == kind]
    if not found:
        raise NotVisible
    return render_template("portal/_files.html", case=case, kind=found[0], offered=offered_to(case), fragment=True)


@blueprint.post("/a/<public_id>/documents/<document>/lines")
@applicant
def document_lines(public_id: str, document: str) -> Response:
    case = own_draft(public_id)
    BaseForm().validate()
    paper = queries.get_document(case, document)
    told = request.form
    draft_pages.prove(case, paper, current_user, told.getlist("lines"), told.getlist("also"))
    return redirect(url_for("portal.documents", public_id=public_id, _anchor=f"kind-{paper.kind}"))


def _form(case: Case) -> SignerForm:
    edition = edition_of(case)
    form = forms_of(edition).circumstances.of(case.content, edition)
    form.offer(case.organisation.bin)
    return form


def _show(case: Case, form: SignerForm) -> str:
    form.seen.data = application.mark(case.content, form.keys())
    form.seen.raw_data = None
    return render_template(
        "portal/documents.html",
        case=case,
        form=form,
        kinds=kinds_of(case),
        offered=offered_to(case),
        types=edition_of(case).papers.situation_of(case.content).types,
        max_size=current_app.config["SETTINGS"].max_upload_mb * 1024 * 1024,
    )


def offered_to(case: Case) -> list[Requirement]:
    """The kinds that a paper may stand for beside its own."""
    papers = edition_of(case).papers
    return [row for row in papers.offered(papers.situation_of(case.content)) if row.kind.key != papers.extra]


def kinds_of(case: Case) -> list[Kind]:
    """Every kind that may be attached, required ones first in the order of the law, with the files there are."""
    by_kind: dict[str, list[Document]] = {}
    standing: dict[str, list[Document]] = {}
    for paper in queries.documents_of(case.id, "uploaded"):
        by_kind.setdefault(paper.kind, []).append(paper)
        for key in paper.also:
            standing.setdefault(key, []).append(paper)
    papers = edition_of(case).papers
    offers = papers.offered(papers.situation_of(case.content))
    known = {offer.kind.key for offer in offers}
    offers += [Requirement(papers.by_key[key], False) for key in by_kind if key in papers.by_key.keys() - known]
    offers.sort(key=lambda offer: not (offer.required or offer.kind.key in by_kind))
    return [
        Kind(
            o,
            by_kind.get(o.kind.key, []),
            document_status([*by_kind.get(o.kind.key, []), *standing.get(o.kind.key, [])], required=o.required),
            standing.get(o.kind.key, []),
        )
        for o in offers
    ]
