"""Remarks and their answer, leaving without consideration (314:22): what only some programmes know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dms.models import Case
from dms.queries import cases, documents, remarks
from dms.services import papers
from dms.services.acts import decisions
from dms.services.acts.act import Act
from dms.services.acts.asking_again import ask_again
from dms.services.judging import grounds, law, sums
from dms.services.later import later
from dms.services.telling import notices
from dms.services.versions import page_remarks
from workflows.documents import DocumentAction, DocumentState
from workflows.programmes.checks import Check
from workflows.programmes.papers import CompletenessItem
from workflows.reliance import of_act
from workflows.states import DraftKind, ExportAction, Verdict


def send_remarks(act: Act) -> dict[str, Any]:
    """One letter with everything that is not there or does not conform; after the first it is a repeat notice."""
    round_no = len(remarks.rounds_of(act.case.id)) + 1
    rows = [*remarks_of(act), *page_remarks.carry(act.case, round_no, act.now)]
    extra = {"remarks": rows, "round": round_no, "reasons": act.given.reasons}
    papers.order(act.case, "remarks", now=act.now, author=act.user, deliver=True, extra=extra)
    notices.tell_applicant(act.case, "remarks", act.now, number=act.case.number, count=len(rows))
    relied = of_act(ExportAction.SEND_REMARKS, act.case.programme)
    return {"round": round_no, "remarks": rows, "reasons": act.given.reasons, "interpretations": relied}


def remarks_of(act: Act) -> list[dict[str, Any]]:
    """What was written for this letter; else every line and check answered "no", with the reason of the answer."""
    if act.given.remarks:
        return [
            {"text": row.text, "clause": row.clause, "key": "", "document": row.document, "line": row.line}
            for row in act.given.remarks
        ]
    return unmet(act.case)


def unmet(case: Case) -> list[dict[str, Any]]:
    """Lines of completeness and checks answered "no", as remarks."""
    found, papers_by_id = [], {paper.id: paper.public_id for paper in documents.documents_of(case.id)}
    asked: dict[str, Iterable[CompletenessItem | Check]] = {
        "completeness": law.lines_due(case), "check": law.checks_due(case),
    }  # fmt: skip
    for sheet, items in asked.items():
        known = {item.key: item for item in items}
        for key, row in cases.newest_answers(case.id, sheet).items():
            if row.verdict == Verdict.NO.value and key in known:
                item = known[key]
                title = (grounds.unmet(item.title) if sheet == "check" else item.title).get(case.language)
                found.append({
                    "text": f"{title}: {row.note}" if row.note else title,
                    "clause": item.clause,
                    "key": key,
                    "document": papers_by_id.get(row.document_id or 0, ""),
                    "line": "",
                })  # fmt: skip
    return found


def answer_remarks(act: Act) -> dict[str, Any]:
    """New documents, a corrected application, or both; the operator begins anew with completeness, and what the remarks
    and their answer concern is asked again."""
    case = act.case
    case.completed_at = None
    case.requested_sum = sums.requested(case)
    frozen = documents.frozen_application(case.id)
    if frozen is not None and frozen.state == DocumentState.DRAFTED:
        act.move(frozen, DocumentAction.SIGN)
        papers.order_signature_sheet(frozen, now=act.now)
    rounds = remarks.rounds_of(case.id)
    later("enter_case", case_id=case.id)
    notices.tell_assignee(case, "remarks_answered", act.now, number=case.number)
    return {
        "round": len(rounds),
        "requested_sum": case.requested_sum,
        "content": case.content,
        "page_answers": page_remarks.answered(case.id, act.now),
        "asked_again": ask_again(act),
        "files": [
            {"document": paper.public_id, "kind": paper.kind, "sha256": paper.current.file.sha256}
            for paper in documents.documents_of(case.id)
            if paper.current and rounds and paper.current.created_at > rounds[-1].sent_at
        ],
    }


def prepare_leaving(act: Act) -> dict[str, Any]:
    """The clause on which the application is left, with the officer's words on it."""
    payload = {"clauses": [act.given.leave_clause], "reasons": act.given.reasons}
    return decisions.prepare(act, DraftKind.LEAVING, ("leaving-notice",), payload).payload


def leave(act: Act) -> dict[str, Any]:
    told = decisions.sign(act)
    act.case.ended_at = act.now
    clause = ", ".join(told["payload"]["clauses"])
    notices.tell_applicant(act.case, "left", act.now, number=act.case.number, clause=clause)
    return told
