"""Acts of two hands: prepared by one person, signed by another (decision 10; 342:35, 342:36)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from dms.extensions import db
from dms.models import Agreement, Cap, Case, Decision
from dms.queries import cases, documents
from dms.services import papers
from dms.services.acts.act import Act
from dms.services.judging import cost_lines, grounds, naming, reliance, sums
from dms.services.judging.kept import plain
from dms.services.judging.law import edition_of
from dms.services.judging.left_out import LeftOut, left_out
from dms.services.money import ledger
from dms.services.telling import notices
from workflows.calculation import Result
from workflows.documents import DocumentAction
from workflows.orders import power_of
from workflows.programmes.machine.law import SIGNERS
from workflows.states import DraftKind


def prepare(
    act: Act, kind: DraftKind, forms: tuple[str, ...], payload: dict[str, Any], total: Decimal | None = None
) -> Decision:
    """The decision's row and the orders for its papers, which a job makes and freezes. An older draft is void. The
    payload is kept with the interpretations that the decision relies on."""
    payload = {**payload, "interpretations": reliance.of_decision(act.case, kind, payload, act.now)}
    _void_older(act.case)
    decision = Decision(
        case_id=act.case.id,
        kind=kind.value,
        payload=payload,
        prepared_by=act.who,
        prepared_at=act.now,
        signer=naming.first_signer(act.case, act.who, act.now, power_of(kind)),
        total=total,
    )
    _put(act, decision, forms)
    _tell_signer(act, decision)
    return decision


def _void_older(case: Case) -> None:
    older = cases.open_decision(case.id)
    if older is not None:
        older.status = "void"
        db.session.flush()


def _put(act: Act, decision: Decision, forms: Iterable[str]) -> None:
    db.session.add(decision)
    db.session.flush()
    for form in forms:
        papers.order(act.case, form, now=act.now, author=decision.prepared_by, decision=decision)


def _tell_signer(act: Act, decision: Decision) -> None:
    """Whom the papers name; where they name nobody, everybody who may take them on himself."""
    if decision.signer is not None:
        notices.tell([decision.signer.id], "to_sign", case=act.case, at=act.now, number=act.case.number)
        return
    for role in sorted(SIGNERS):
        notices.tell_role(role.value, act.case, "to_sign", act.now, number=act.case.number)


def change_signer(act: Act) -> dict[str, Any]:
    """The same draft with papers made anew, which name whoever acts as the signer. Prepared by whom it was; the papers
    that name another are void with their row."""
    older = _open(act)
    _void_older(act.case)
    decision = Decision(
        case_id=act.case.id,
        kind=older.kind,
        payload=older.payload,
        prepared_by=older.prepared_by,
        prepared_at=act.now,
        signer=act.who,
        total=older.total,
    )
    _put(act, decision, [paper.kind for paper in documents.documents_of_decision(older.id)])
    if older.signer is not None:
        notices.tell([older.signer.id], "signer_changed", case=act.case, at=act.now, number=act.case.number,
                     name=act.who.name)  # fmt: skip
    was = older.signer.public_id if older.signer else ""
    return {"kind": decision.kind, "signer": act.who.public_id, "signer_was": was}


def prepare_rejection(act: Act) -> dict[str, Any]:
    answers = cases.newest_answers(act.case.id, "completeness")
    missing = [{"key": key, "note": row.note} for key, row in answers.items() if row.verdict == "no"]
    decision = prepare(act, DraftKind.REJECTION, ("completeness-refusal",), {"missing": missing})
    return {"missing": missing, **relied_on(decision)}


def prepare_grant(act: Act) -> dict[str, Any]:
    result = sums.of_case(act.case, act.now)
    refused = cost_lines.told(act.case)
    payload = {"calculation": plain(result), "reasons": act.given.reasons, "refused_lines": refused}
    decision = prepare(act, DraftKind.GRANT, ("annex-2", "annex-3", "calculation-sheet"), payload, result.total)
    return {"total": result.total, **relied_on(decision)}


def prepare_refusal(act: Act) -> dict[str, Any]:
    hearing = cases.newest_hearing(act.case.id)
    told = grounds.kept(act.given.grounds) or (hearing.grounds if hearing else [])
    decision = prepare(act, DraftKind.REFUSAL, ("annex-5",), {"grounds": told})
    return {"grounds": told, **relied_on(decision)}


def relied_on(decision: Decision) -> dict[str, Any]:
    """The interpretations behind a decision, as its journal entries name them."""
    return {"interpretations": decision.payload["interpretations"]}


def return_draft(act: Act) -> dict[str, Any]:
    decision = _open(act)
    decision.status = "returned"
    decision.returned_by_id = act.who.id
    decision.remark = act.given.reasons
    notices.tell([decision.prepared_by_id], "draft_returned", case=act.case, at=act.now, remark=act.given.reasons)
    return {"kind": decision.kind, "remark": act.given.reasons}


def send_back(act: Act) -> dict[str, Any]:
    decision = cases.open_decision(act.case.id)
    if decision is not None:
        return_draft(act)
    notices.tell_assignee(act.case, "sent_back", act.now, number=act.case.number, reasons=act.given.reasons)
    return {"reasons": act.given.reasons}


def reject_incomplete(act: Act) -> dict[str, Any]:
    told = sign(act)
    act.case.ended_at = act.now
    notices.tell_applicant(act.case, "rejected", act.now, number=act.case.number)
    return told


def refuse(act: Act) -> dict[str, Any]:
    told = sign(act)
    act.case.ended_at = act.now
    notices.tell_applicant(act.case, "refused", act.now, number=act.case.number)
    return told


def grant(act: Act) -> dict[str, Any]:
    """Signs both papers, counts the sum against the caps, reserves it, opens the agreement (342:36, 342:20)."""
    case = act.case
    result = sums.of_case(case, act.now)
    told = sign(act)
    case.granted_sum = result.total
    _count(act, result)
    db.session.add(Agreement(case_id=case.id, amount=result.total, operator_signed_at=act.now))
    ledger.reserve(case, result.total, act.user, act.now)
    _tell_granted(act, result.total, [row for row in left_out(case, told["payload"]) if row.refused])
    return told | {"total": result.total}


def _tell_granted(act: Act, total: Decimal, refused: list[LeftOut]) -> None:
    """The sum and, of a grant in part, each refused cost line with its clause and the reason."""
    words: dict[str, Any] = {"number": act.case.number, "sum": str(total)}
    if not refused:
        notices.tell_applicant(act.case, "granted", act.now, **words)
        return
    lines = "; ".join(f"{row.name} ({row.clause}): {row.why.get(act.case.language)}" for row in refused)
    notices.tell_applicant(act.case, "granted_in_part", act.now, **words, lines=lines)


def _count(act: Act, result: Result) -> None:
    per_type: dict[str, Decimal] = {}
    for line in result.lines:
        per_type[line.type] = per_type.get(line.type, Decimal(0)) + line.granted
    for cost_type, amount in per_type.items():
        if amount > 0:
            db.session.add(
                Cap(
                    organisation_id=act.case.organisation_id,
                    case_id=act.case.id,
                    programme=act.case.programme,
                    group=edition_of(act.case).costs.group_of[cost_type],
                    cost_type=cost_type,
                    amount=amount,
                    received_on=act.case.received_at,
                    decided_on=act.now,
                )
            )


def sign(act: Act) -> dict[str, Any]:
    """The signer's half: the decision is signed, its papers are signed and delivered, each under its number. The
    signatures over the files have been received and judged before; the rules have seen them."""
    decision = _open(act)
    decision.status = "signed"
    decision.signed_by_id = act.who.id
    decision.signed_at = act.now
    signed = documents.documents_of_decision(decision.id)
    for paper in signed:
        act.move(paper, DocumentAction.SIGN)
        act.move(paper, DocumentAction.DELIVER)
        papers.deliver(paper, act.now)
        papers.order_signature_sheet(paper, now=act.now)
    return {
        "kind": decision.kind,
        "prepared_by": decision.prepared_by.public_id,
        "papers": [
            {"kind": p.kind, "id": p.public_id, "sha256": p.current.file.sha256, **papers.told_of(p)}
            for p in signed
            if p.current
        ],
        "payload": decision.payload,
        "interpretations": decision.payload.get("interpretations", []),
    }


def _open(act: Act) -> Decision:
    decision = cases.open_decision(act.case.id)
    assert decision is not None  # the guard has seen the draft
    return decision
