"""Remarks of the operator as the applicant reads them, and on what an application was left (314:22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_login import current_user

from dms.models import Case, Document, DocumentVersion, PageRemark
from dms.queries import documents, remarks, versions
from dms.services import clock
from dms.services.judging.law import edition_of
from dms.services.versions import page_remarks
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
    page: int = 0
    row: PageRemark | None = None  # of a remark on a page: its answer
    newer: DocumentVersion | None = None  # handed in after the letter


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
    rows = {row.public_id: row for row in versions.list_remarks(case, current_user, clock.now())}
    papers = {paper.public_id: paper for paper in documents.documents_of(case.id)}
    lines = {line.get("id"): (n, line) for n, line in enumerate(case.content.get("costs") or [], 1)}
    return [
        Round(
            row.no,
            row.sent_at,
            row.answered_at,
            row.reasons,
            [_remark(case, one, papers, lines, rows.get(one.get("remark") or "")) for one in row.remarks],
        )
        for row in reversed(remarks.rounds_of(case.id))
    ]


def _remark(
    case: Case,
    told: Mapping[str, Any],
    papers: Mapping[str, Document],
    lines: Mapping[Any, Any],
    row: PageRemark | None,
) -> Remark:
    paper = papers.get(told.get("document") or "")
    no, line = lines.get(told.get("line") or "", (0, {}))
    version = row.version if row else paper.current if paper else None
    return Remark(
        words=told["text"],
        clause=told.get("clause") or "",
        document=name_of(paper, case) if paper else None,
        document_url=_address(case, version, told.get("page")) if version else "",
        line=f"{no}. {line.get('name') or ''}" if no else "",
        line_url=url_for("portal.cost", public_id=case.public_id, line_id=line["id"]) if no else "",
        page=told.get("page") or 0,
        row=row,
        newer=page_remarks.newer_version(row) if row else None,
    )


def _address(case: Case, version: DocumentVersion, page: int | None) -> str:
    """The page of the version that was remarked on, or the file."""
    if page:
        return url_for("versions.view", case=case.public_id, version=version.public_id, page=page)
    return url_for("files.download", case=case.public_id, version=version.public_id)


def around_remarks(case: Case, clauses: list[str]) -> dict[str, Any]:
    """What the page of a case shows of them; ``clauses`` are those on which it was left."""
    return {"rounds": rounds_of(case), "left": left_on(case, clauses)}


def left_on(case: Case, clauses: list[str]) -> list[tuple[str, Text]]:
    """The clauses on which the application was left, with their words."""
    words = edition_of(case).leaving
    return [(clause, words[clause]) for clause in clauses if clause in words]
