"""Ordering a paper and making it. The context is frozen at the order: what happens to the case afterwards does not
change what the paper says."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any, Literal

from flask import current_app

from dms.events import Event
from dms.extensions import db
from dms.models import Case, Decision, Document, DocumentVersion, PaperOrder, User
from dms.queries import documents, portal
from dms.services import clock, files, journal
from dms.services.later import later
from dms.services.papers import press
from dms.services.papers.delivery import deliver, told_of
from dms.services.papers.sources import Source, context_of, form_of
from dms.services.unit import unit
from forms.annexes import contexts


def order(
    case: Case,
    form: str,
    *,
    now: datetime,
    author: User | None = None,
    signer: User | None = None,
    decision: Decision | None = None,
    deliver: bool = False,
    extra: dict[str, Any] | None = None,
) -> Document:
    """A document without a file yet, its frozen context, and the job that will make it; in the caller's transaction.
    ``deliver``: it needs no signature; the applicant sees it, and it has its outgoing number, as soon as it is made.
    ``signer``: whom it names as the one who signs for the operator; of a decision's paper the decision says it.

    Raises:
        ContextError: the context is not whole (a defect, or data that validation let through).
    """
    named = decision.signer if decision else signer
    source = Source(case=case, now=now, decision=decision, author=author, signer=named, extra=extra or {})
    context = context_of(form, source)
    document = Document(
        case_id=case.id,
        origin="generated",
        kind=form,
        language=case.language,
        decision_id=decision.id if decision else None,
        for_applicant=deliver,
        created_at=now,
        author_id=author.id if author else None,
    )
    db.session.add(document)
    db.session.flush()
    _put_order(document, form_of(form, case.programme), contexts.to_json(context), now)
    return document


def order_signature_sheet(paper: Document, *, now: datetime) -> Document | None:
    """The sheet that carries what is known only after signing; None while the paper has no valid signature."""
    version = paper.current
    signatures = [s for s in version.signatures if s.verdict == "valid"] if version else []
    if not signatures:
        return None
    case = db.session.get_one(Case, paper.case_id)
    extra = {"paper": paper, "signatures": signatures}
    return order(case, "signature-sheet", now=now, deliver=paper.for_applicant or paper.kind == "annex-1", extra=extra)


def _put_order(document: Document, form: str, context: dict[str, Any], now: datetime) -> None:
    row = PaperOrder(document_id=document.id, form=form, language=document.language, context=context, ordered_at=now)
    db.session.add(row)
    db.session.flush()
    later("make_paper", order_id=row.id)


def address_of(order: PaperOrder, document: Document) -> str:
    """The address of the public check: what the paper says once it is made, where this system is asked until then."""
    return order.address or f"{current_app.config['SETTINGS'].public_url}/d/{document.public_id}"


def make(order_id: int) -> None:
    """Makes the ordered paper: render, store, claim, journal. Runs again harmlessly after a crash.

    Raises:
        OutsideTrouble: the store did not take it; the job is tried again.
    """
    row = db.session.get(PaperOrder, order_id)
    if row is None or row.done_at is not None:
        return
    document = db.session.get_one(Document, row.document_id)
    address = address_of(row, document)
    context = row.context | _enclosed(document, row)
    pdf = press.printed(row.form, contexts.from_json(row.form, context), lang_of(row), qr_url=address)
    file = files.keep(io.BytesIO(pdf), name=f"{document.kind}.pdf", media_type="application/pdf", owner=None)
    with unit():
        row = db.session.get_one(PaperOrder, order_id, with_for_update=True, populate_existing=True)
        if row.done_at is not None:
            return
        row.context, row.address = context, address
        _finish(row, files.claim(file), clock.now())


def _enclosed(document: Document, row: PaperOrder) -> dict[str, Any]:
    """What a notification says of the agreement that goes with it: on how many sheets it is. Of a frozen context the
    pages are always the same, whichever of the two papers is made first."""
    if row.form != "annex-2" or document.decision_id is None:
        return {}
    papers = {paper.kind: paper for paper in documents.documents_of_decision(document.decision_id)}
    beside = portal.order_of(papers["annex-3"]) if "annex-3" in papers else None
    if beside is None:
        return {}
    agreement = press.printed(beside.form, contexts.from_json(beside.form, beside.context), lang_of(beside))
    return {"agreement_pages": press.pages_of(agreement)}


#: What the row of a paper says when its job has given up; pages show their own words for it.
NOT_MADE = "not made: the job's tries are used up"


def give_up(order_id: int) -> None:
    """Marks the order as failed, once the job's tries are used up; a later success takes the mark away."""
    with unit():
        row = db.session.get(PaperOrder, order_id, with_for_update=True, populate_existing=True)
        if row is not None and row.done_at is None:
            row.failed = NOT_MADE


def lang_of(row: PaperOrder) -> Literal["kk", "ru"]:
    return "ru" if row.language == "ru" else "kk"


def _finish(row: PaperOrder, file: Any, now: datetime) -> None:
    document = db.session.get_one(Document, row.document_id)
    case = db.session.get_one(Case, document.case_id)
    row.done_at, row.failed = now, ""
    version = DocumentVersion(
        document_id=document.id,
        no=1,
        file_id=file.id,
        created_at=now,
        author_id=document.author_id,
        check_status="sound",
        scan_status="clean",
        context=row.context,
    )
    db.session.add(version)
    db.session.flush()
    if document.for_applicant:
        deliver(document, now)
    later("make_previews", document_id=document.id)
    later("read_text", version_id=version.id)
    journal.write(
        Event.PAPER_MADE,
        actor=None,
        at=now,
        case=case,
        facts={"document": document.public_id, "kind": document.kind, "sha256": file.sha256, **told_of(document)},
    )


def ready(paper: Document) -> bool:
    """Whether the paper's file is there."""
    return paper.current is not None
