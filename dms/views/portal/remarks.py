"""Remarks of the operator as the applicant reads them, and on what an application was left (314:22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from dms.models import Case, Document
from dms.queries import documents, remarks
from dms.services.law import edition_of
from dms.views.portal.papers import name_of
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark. ``document`` and ``line`` say what it is about, each with its address; empty where it is not so
    narrow."""

    words: str
    clause: str
    document: Text | None
    document_url: str
    line: str
    line_url: str


@dataclass(frozen=True, slots=True)
class Round:
    """One letter of remarks. ``open``: it waits for its answer."""

    no: int
    sent_at: datetime
    answered_at: datetime | None
    reasons: str
    remarks: list[Remark]

    @property
    def open(self) -> bool:
        return self.answered_at is None


def rounds_of(case: Case) -> list[Round]:
    """Newest first; none where the law knows no remarks."""
    if not edition_of(case).leaving:
        return []
    papers = {paper.public_id: paper for paper in documents.documents_of(case.id)}
    lines = {line.get("id"): (n, line) for n, line in enumerate(case.content.get("costs") or [], 1)}
    return [
        Round(
            row.no,
            row.sent_at,
            row.answered_at,
            row.reasons,
            [_remark(case, one, papers, lines) for one in row.remarks],
        )
        for row in reversed(remarks.rounds_of(case.id))
    ]


def _remark(case: Case, told: Mapping[str, Any], papers: Mapping[str, Document], lines: Mapping[Any, Any]) -> Remark:
    paper = papers.get(told.get("document") or "")
    no, line = lines.get(told.get("line") or "", (0, {}))
    version = paper.current if paper else None
    return Remark(
        words=told["text"],
        clause=told.get("clause") or "",
        document=name_of(paper, case) if paper else None,
        document_url=url_for("files.download", case=case.public_id, version=version.public_id) if version else "",
        line=f"{no}. {line.get('name') or ''}" if no else "",
        line_url=url_for("portal.cost", public_id=case.public_id, line_id=line["id"]) if no else "",
    )


def around_remarks(case: Case, clauses: list[str]) -> dict[str, Any]:
    """What the page of a case shows of them; ``clauses`` are those on which it was left."""
    return {"rounds": rounds_of(case), "left": left_on(case, clauses)}


def left_on(case: Case, clauses: list[str]) -> list[tuple[str, Text]]:
    """The clauses on which the application was left, with their words."""
    words = edition_of(case).leaving
    return [(clause, words[clause]) for clause in clauses if clause in words]
