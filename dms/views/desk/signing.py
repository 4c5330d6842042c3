"""The decision screen of the signer: evidence, clause, arithmetic and the frozen papers in one view; the signature."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from flask import current_app, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.errors import BadInput, NotVisible, StaleCase
from dms.formatting import text
from dms.models import Case, Decision, Document
from dms.queries import cases, documents, review
from dms.services import clock, deciding, facts, grounds
from dms.services.law import edition_of
from dms.services.papers.titles import title_of
from dms.services.standing import Standing
from dms.views.desk import blueprint
from dms.views.desk.calculation import sums_of
from dms.views.desk.frame import frame, standing_of
from dms.views.desk.papers import chosen_of, download_of, pages_of
from forms.desk_base import SignForm
from workflows.act_labels import done_of
from workflows.labels import DRAFT_LABELS
from workflows.states import DraftKind, Role
from workflows.text import Text

NOT_CMS = Text(
    "Қолтаңба оқылмады. Қол қоюды қайталаңыз.",
    "Подпись не прочитана. Подпишите еще раз.",
    "The signature could not be read. Please sign again.",
)


@blueprint.get("/c/<public_id>/decision")
@staff()
def decision(public_id: str) -> Any:
    """The draft that waits; without one the case's page."""
    standing = standing_of(public_id)
    draft = cases.open_decision(standing.case.id)
    if draft is None:
        flash(_("No draft waits for a signature."), "warning")
        return redirect(url_for("desk.case", public_id=public_id))
    return _page(standing, draft)


@blueprint.post("/c/<public_id>/decision/sign")
@staff(Role.HEAD, Role.DEPUTY)
def sign(public_id: str) -> Response:
    """Signs with the demo's key what is not signed yet, and decides. Elsewhere the signatures have come in before."""
    standing, form = standing_of(public_id), SignForm()
    draft = _open(standing.case, form.decision.data or "")
    action = deciding.SIGNING[DraftKind(draft.kind)]
    deciding.sign_and_decide(standing.case, draft, current_user, version=form.version.data, now=clock.now())
    flash(text(done_of(action)), "success")
    return redirect(url_for("desk.case", public_id=public_id))


@blueprint.post("/c/<public_id>/decision/signatures/<version>")
@staff(Role.HEAD, Role.DEPUTY)
def receive_signature(public_id: str, version: str) -> Response:
    """One detached CMS over one frozen version, as ``{"cms": base64}`` or a form's field, from the person's program."""
    standing = standing_of(public_id)
    draft = cases.open_decision(standing.case.id)
    if draft is None:
        raise StaleCase
    wanted = {row.public_id: row for row in deciding.unsigned(draft)}
    if version not in wanted:
        raise NotVisible
    row = deciding.receive(standing.case, draft, wanted[version], _sent(), current_user)
    return jsonify(verdict=row.verdict, left=len(deciding.unsigned(draft)))


def _sent() -> bytes:
    told = request.get_json(silent=True) or request.form
    try:
        return base64.b64decode(str(told.get("cms", "")), validate=True)
    except (binascii.Error, ValueError):
        raise BadInput(NOT_CMS, field="cms") from None


def _open(case: Case, key: str) -> Decision:
    """The draft that was read: a draft made anew meanwhile is not signed unseen. Raises: StaleCase."""
    draft = cases.open_decision(case.id)
    if draft is None or str(draft.id) != key:
        raise StaleCase
    return draft


def _page(standing: Standing, draft: Decision) -> str:
    around = frame(standing)
    case = standing.case
    kind = DraftKind(draft.kind)
    papers = deciding.papers_to_sign(draft)
    shown = chosen_of(papers, request.args.get("doc", ""))
    version = shown.current if shown else None
    offers = {offer.action: offer for offer in around["offers"]}
    return render_template(
        "desk/decision.html", **around,
        kind=kind, label=DRAFT_LABELS[kind], action=deciding.SIGNING[kind],
        offer=offers.get(deciding.SIGNING[kind]),
        form=SignForm(data={"version": case.version, "decision": str(draft.id)}),
        sign_facts=[(text(title_of(p.kind, case)), _hash(p)) for p in papers if p.current],
        papers_signed=[_signed(case, paper, shown) for paper in papers],
        shown=shown, version=version, pages=pages_of(case, version), download=download_of(case, version),
        demo=current_app.config["SETTINGS"].demo, **evidence_of(case, draft),
    )  # fmt: skip


def _signed(case: Case, paper: Document, shown: Document | None) -> dict[str, Any]:
    return {
        "title": title_of(paper.kind, case),
        "facts": _standing_of_paper(paper),
        "url": url_for("desk.decision", public_id=case.public_id, doc=paper.public_id),
        "active": shown is not None and shown.id == paper.id,
        "sha256": paper.current.file.sha256 if paper.current else "",
    }  # fmt: skip


def _hash(paper: Document) -> str:
    return f"SHA-256 {str(paper.current.file.sha256)[:16]}…" if paper.current else ""


def _standing_of_paper(paper: Document) -> str:
    if paper.current is None:
        return str(_("being made"))
    return str(_("signed") if facts.signed_by(paper, "operator") else _("not signed yet"))


def evidence_of(case: Case, draft: Decision) -> dict[str, Any]:
    """What the draft rests on: grounds with their documents, lines that lack, checks answered no, the sums."""
    checks = edition_of(case).checks.by_key
    payload, papers = draft.payload, documents.documents_of(case.id)
    told = [
        {"ground": grounds.ground_of(case, row), "facts": row.get("facts", ""),
         "proof": grounds.proof_of(case, row, papers), "paper": grounds.paper_of(row, papers)}
        for row in payload.get("grounds", [])
    ]  # fmt: skip
    return {
        "grounds": told,
        "leaving": [(clause, edition_of(case).leaving[clause]) for clause in payload.get("clauses", [])],
        "lacking": review.lacking(case.id) if draft.kind == DraftKind.REJECTION else [],
        "failed": [(checks[row.key], row) for row in review.failed_checks(case.id) if row.key in checks],
        "sums": sums_of(case, clock.now()) if draft.kind in (DraftKind.GRANT, DraftKind.REFUSAL) else None,
        "payload": payload,
    }
