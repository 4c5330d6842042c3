"""The decision screen of the signer: evidence, clause, arithmetic and the frozen papers in one view; the signature."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.accounts import limits
from dms.errors import StaleCase
from dms.formatting import text
from dms.headers import signs
from dms.models import Case, Decision, Document
from dms.queries import cases, documents, review
from dms.services import clock
from dms.services.desk.standing import Standing
from dms.services.judging import facts, grounds
from dms.services.judging.law import edition_of
from dms.services.papers.titles import title_of
from dms.services.signed import deciding, offers, untold
from dms.views import signing_answers
from dms.views.desk import blueprint
from dms.views.desk.calculation import sums_of
from dms.views.desk.frame import frame, standing_of
from dms.views.desk.papers import chosen_of, download_of
from dms.views.pages import pages_of
from dms.views.untold import notes_of
from forms.desk_base import SignForm
from workflows.act_labels import done_of
from workflows.labels import DRAFT_LABELS
from workflows.states import DraftKind, Role


@blueprint.get("/c/<public_id>/decision")
@staff()
@signs
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
    """The act of a draft whose papers are signed; in the demo its key signs them first."""
    standing, form = standing_of(public_id), SignForm()
    draft = _open(standing.case, form.decision.data or "")
    action = deciding.SIGNING[DraftKind(draft.kind)]
    deciding.sign_and_decide(standing.case, draft, current_user, version=form.version.data, now=clock.now())
    flash(text(done_of(action)), "success")
    return redirect(url_for("desk.case", public_id=public_id))


@blueprint.post("/c/<public_id>/decision/signing")
@staff(Role.HEAD, Role.DEPUTY)
@limits.by_account("300 per hour")
def offer_to_sign(public_id: str) -> Response:
    """JSON: the papers of the draft that was read, with digests for the person's signing program."""
    case, told = standing_of(public_id).case, request.get_json(silent=True)
    draft = _open(case, "".join((told if isinstance(told, dict) else {}).get("decision", ())))
    deciding.check_may_sign(case, draft, current_user)
    versions = deciding.unsigned(draft, current_user)
    if not versions:
        raise StaleCase
    url = url_for("desk.receive_signatures", public_id=public_id)
    return signing_answers.offered(case, versions, current_user, url)


@blueprint.post("/c/<public_id>/decision/signatures")
@staff(Role.HEAD, Role.DEPUTY)
@limits.by_account("300 per hour")
def receive_signatures(public_id: str) -> Response:
    """JSON ``{"offer": token, "signatures": [{"version": id, "cms": base64}]}`` over frozen papers of one draft; with
    the last of them the act is done."""
    case = standing_of(public_id).case
    return signing_answers.received(current_user, deciding.signable(case), partial(_take, case))


def _take(case: Case, sent: offers.Sent) -> dict[str, Any]:
    told = deciding.receive(case, sent, current_user)
    found = signing_answers.results(case, told.rows)
    found[-1]["word"] = text(done_of(told.action)) if told.action else ""
    return {"results": found, "next": url_for("desk.case", public_id=case.public_id)}


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
    acts = {offer.action: offer for offer in around["offers"]}
    return render_template(
        "desk/decision.html", **around,
        kind=kind, label=DRAFT_LABELS[kind], action=deciding.SIGNING[kind],
        offer=acts.get(deciding.SIGNING[kind]),
        form=SignForm(data={"version": case.version, "decision": str(draft.id)}),
        sign_facts=[(text(title_of(p.kind, case)), _hash(p)) for p in papers if p.current],
        papers_signed=[_signed(case, paper, shown) for paper in papers],
        shown=shown, version=version, pages=pages_of(case, version, partial(_at, case, shown)),
        download=download_of(case, version),
        demo=current_app.config["SETTINGS"].demo,
        all_signed=bool(papers) and not deciding.unsigned(draft, current_user),
        untold=notes_of(papers, case, side="operator"), **evidence_of(case, draft),
    )  # fmt: skip


def _at(case: Case, shown: Document | None, page: int) -> str:
    return url_for("desk.decision", public_id=case.public_id, doc=shown and shown.public_id, page=page)


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
    found = untold.under(paper, "operator")
    if found is not None:
        return str(_("signed, could not be checked") if found.ended else _("signed, cannot tell yet"))
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
