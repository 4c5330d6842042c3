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
from dms.services import clock
from dms.services.draft import application, draft_pages
from dms.services.files.file_status import status_of
from dms.services.files.twins import twins_of
from dms.services.judging.law import edition_of
from dms.views.flashes import done
from dms.views.portal import blueprint, checking
from dms.views.portal.common import own_draft
from dms.views.portal.tasks import document_status
from forms.application_parts import SignerForm
from forms.applications import forms_of
from forms.base import BaseForm
from workflows.programmes.origin import Origin, origin_of
from workflows.programmes.papers import Requirement

#: Files of one kind that stand on the page at once.
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind on the page; ``start``: at which of its files the page begins."""

    offer: Requirement
    papers: list[Document]
    status: str
    standing_in: list[Document] = field(default_factory=list)  # of other kinds, that stand for this one too
    twins: dict[int, list[Document]] = field(default_factory=dict)  # the same file elsewhere in the application
    start: int = 0
    origin: Origin | None = None  # what the days of the costs ask of a proof of origin

    @property
    def shown(self) -> list[Document]:
        """A page of them. Of more than fit on one, those that lack something come first."""
        if len(self.papers) <= SHOWN:
            return self.papers
        return sorted(self.papers, key=lambda paper: status_of(paper).is_open)[self.start : self.end]

    @property
    def end(self) -> int:
        return self.start + SHOWN

    @property
    def pages(self) -> tuple[int | None, int | None]:
        """Where the page before begins, and the next; None where there is none."""
        before = max(0, self.start - SHOWN) if self.start else None
        return before, self.end if self.end < len(self.papers) else None


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
        **checking.asking(case),
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
    handed_in = queries.handed_in(case.id)
    twins = twins_of(handed_in)
    for paper in handed_in:
        by_kind.setdefault(paper.kind, []).append(paper)
        for key in paper.also:
            standing.setdefault(key, []).append(paper)
    papers = edition_of(case).papers
    offers = papers.offered(papers.situation_of(case.content))
    origin = origin_of(papers.proofs, case.content.get("costs") or [])
    known = {offer.kind.key for offer in offers}
    offers += [Requirement(papers.by_key[key], False) for key in by_kind if key in papers.by_key.keys() - known]
    offers.sort(key=lambda offer: not (offer.required or offer.kind.key in by_kind))
    return [
        Kind(
            o,
            by_kind.get(o.kind.key, []),
            document_status([*by_kind.get(o.kind.key, []), *standing.get(o.kind.key, [])], required=o.required),
            standing.get(o.kind.key, []),
            twins,
            _start(o.kind.key, len(by_kind.get(o.kind.key, []))),
            origin if o.kind.key == papers.origin else None,
        )
        for o in offers
    ]


def _start(kind: str, count: int) -> int:
    """Where the kind of the address begins (``?start=``); every other kind begins at its first file."""
    asked = (request.view_args or {}).get("kind") or request.args.get("kind", "")
    start = request.args.get("start", 0, type=int) if asked == kind else 0
    return start if 0 <= start < count else 0
