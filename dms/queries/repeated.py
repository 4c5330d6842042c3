"""What of one case stands in another case too, of any programme: the same file byte by byte, or a cost with the same
tax invoice, supplier and sum. One query, along the indexes of hash and claim; drafts are nobody's business."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, literal, null, select, true, union_all
from sqlalchemy.orm import aliased

from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, File, SearchEntry


@dataclass(frozen=True, slots=True)
class Repeat:
    """``line``: of a cost that stands in the other case too; ``document_id``: of a file that does, with the cost lines
    it proves. ``is_open``: whether the reader may read the other case; else its number is not his to know."""

    line: str
    document_id: int | None
    proves: Sequence[str]
    public_id: str
    number: str | None
    programme: str
    status: str
    granted: Decimal | None
    same_applicant: bool
    is_open: bool

    @property
    def lines(self) -> tuple[str, ...]:
        """The cost lines that it speaks of."""
        return (self.line,) if self.line else tuple(self.proves)


def list_repeats(case: Case, readable: ColumnElement[bool] | None = None) -> list[Repeat]:
    """In the order of lines and documents. ``readable``: which cases the reader may read; None asks for none."""
    seen = readable if readable is not None else ~true()
    found = union_all(_costs(case, seen), _files(case, seen)).subquery()
    rows = db.session.execute(select(found).order_by(found.c.document_id.nulls_first(), found.c.line, found.c.number))
    return [Repeat(**{**row._mapping, "proves": row.proves or ()}) for row in rows]


def _told(case: Case, seen: ColumnElement[bool]) -> tuple[Any, ...]:
    return (
        Case.public_id,
        Case.number,
        Case.programme,
        Case.state.label("status"),
        Case.granted_sum.label("granted"),
        (Case.organisation_id == case.organisation_id).label("same_applicant"),
        seen.label("is_open"),
    )


def _costs(case: Case, seen: ColumnElement[bool]) -> Select[Any]:
    """The others of each claim are one list of its own (``offset``): most entries have no claim, and the planner would
    think as many of every claim and read all cases."""
    mine, same = aliased(SearchEntry), aliased(SearchEntry)
    others = select(same.case_id).where(same.claim == mine.claim, same.claim != "").offset(0).lateral()
    return (
        select(
            mine.line.label("line"),
            cast(null(), Document.id.type).label("document_id"),
            cast(null(), Document.lines.type).label("proves"),
            *_told(case, seen),
        )
        .select_from(mine)
        .join(others, true())
        .join(Case, Case.id == others.c.case_id)
        .where(mine.case_id == case.id, mine.kind == "line", mine.claim != "")
        .where(Case.id != case.id, Case.received_at.is_not(None))
        .distinct()
    )


def _files(case: Case, seen: ColumnElement[bool]) -> Select[Any]:
    """Of what was uploaded and not taken out, every version."""
    mine, version, file = aliased(Document), aliased(DocumentVersion), aliased(File)
    return (
        select(
            literal("", String).label("line"),
            mine.id.label("document_id"),
            mine.lines.label("proves"),
            *_told(case, seen),
        )
        .join(version, version.document_id == mine.id)
        .join(file, file.id == version.file_id)
        .join(File, File.sha256 == file.sha256)
        .join(DocumentVersion, DocumentVersion.file_id == File.id)
        .join(Document, Document.id == DocumentVersion.document_id)
        .join(Case, Case.id == Document.case_id)
        .where(mine.case_id == case.id, mine.origin == "uploaded", mine.removed_at.is_(None))
        .where(Document.origin == "uploaded", Document.removed_at.is_(None))
        .where(Case.id != case.id, Case.received_at.is_not(None))
        .distinct()
    )
