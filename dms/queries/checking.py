"""How far the checks of the files that the applicant's side handed in have come, kind by kind, in one question however
many files there are: what a waiting page asks again and again."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from sqlalchemy import and_, false, func, or_, select
from sqlalchemy.orm import aliased

from dms.extensions import db
from dms.models import Document, DocumentVersion
from dms.queries.documents import HANDED_IN


@dataclass(frozen=True, slots=True)
class Progress:
    """Of one kind. ``mark`` is another one after anything about its files has changed."""

    kind: str
    files: int
    waiting: int
    mark: str


def progress_of(case_id: int, *, scanning: bool) -> list[Progress]:
    """``scanning``: whether a file waits until it is free of viruses. As ``files.file_status`` judges one file."""
    version, later = DocumentVersion, aliased(DocumentVersion)
    newer = select(later.id).where(later.document_id == Document.id, later.no > version.no).exists()
    too_large = version.findings.contains([{"code": "scan_too_large"}])
    unscanned = version.scan_status != "clean" if scanning else false()
    open_ones = or_(unscanned, version.check_status == "waiting")
    checking = and_(version.check_status != "refused", version.scan_status != "infected", ~too_large, open_ones)
    states = [
        func.count(version.id).filter(condition)
        for condition in (
            version.check_status == "waiting",
            version.check_status == "sound",
            version.scan_status == "clean",
            version.scan_status == "infected",
            Document.state == "accepted",
            Document.state == "not_accepted",
        )
    ]
    waiting = func.count().filter(or_(version.id.is_(None), checking))
    chosen = (
        select(Document.kind, func.count(), waiting, func.max(Document.id), func.max(version.id), *states)
        .select_from(Document)
        .outerjoin(version, and_(version.document_id == Document.id, ~newer))
        .where(Document.case_id == case_id, Document.removed_at.is_(None), HANDED_IN)
        .group_by(Document.kind)
        .order_by(Document.kind)
    )
    return [
        Progress(kind, files, unsettled, f"{zlib.crc32(repr(told).encode()):08x}")
        for kind, files, unsettled, *told in ((row[0], row[1], row[2], *row[1:]) for row in db.session.execute(chosen))
    ]
