"""Answers that the applicant's answer to remarks makes a thing of the past: the lines and checks are open again."""

from __future__ import annotations

from collections.abc import Iterable

from dms.models import Case, Document
from dms.queries import archive, cases, remarks
from dms.queries.remarks import Round
from dms.services.acts.act import Act
from dms.services.judging import cost_lines, law
from workflows.programmes.asked_again import Mended, asked_again
from workflows.programmes.checks import Check
from workflows.programmes.papers import CompletenessItem
from workflows.states import Verdict


def ask_again(act: Act) -> dict[str, list[str]]:
    """Opens what the last remarks and their answer concern; sheet → keys that are asked again. No cost line stays
    refused: the checks that it was refused on are asked again."""
    for row in cases.newest_answers(act.case.id, cost_lines.SHEET).values():
        row.reopened_at = act.now
    mended = _mended(act.case, remarks.rounds_of(act.case.id)[-1])
    asked: dict[str, Iterable[CompletenessItem | Check]] = {
        "completeness": law.lines_due(act.case), "check": law.checks_due(act.case),
    }  # fmt: skip
    return {sheet: _opened(act, sheet, items, mended) for sheet, items in asked.items()}


def _opened(act: Act, sheet: str, items: Iterable[CompletenessItem | Check], mended: Mended) -> list[str]:
    known = {item.key: item for item in items}
    opened = []
    for key, row in cases.newest_answers(act.case.id, sheet).items():
        if key in known and asked_again(known[key], Verdict(row.verdict), row.document_id, mended):
            row.reopened_at = act.now
            opened.append(key)
    return opened


def _mended(case: Case, last: Round) -> Mended:
    there = archive.documents_of(case.id)
    touched = [paper for paper in there if paper.origin == "uploaded" and _since(paper, last)]
    named = {str(row.get("document")) for row in last.remarks if row.get("document")}
    return Mended(
        keys=frozenset(str(row["key"]) for row in last.remarks if row.get("key")),
        clauses=frozenset(str(row["clause"]) for row in last.remarks if row.get("clause") and not row.get("key")),
        documents=frozenset(paper.id for paper in there if paper.public_id in named or paper in touched),
        kinds=frozenset(kind for paper in touched for kind in paper.kinds),
        application=case.content_saved_at is not None and case.content_saved_at > last.sent_at,
    )


def _since(paper: Document, last: Round) -> bool:
    newest = paper.current.created_at if paper.current else None
    return any(at is not None and at > last.sent_at for at in (paper.created_at, newest, paper.removed_at))
