"""Files that the virus scanner owes an answer on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from dms.extensions import db
from dms.models import Document, DocumentVersion, File, Notice

#: The finding of a file longer than the scanner takes.
TOO_LARGE = [{"code": "scan_too_large"}]


@dataclass(frozen=True, slots=True)
class Waiting:
    """``files`` wait for an answer, the oldest ``since``; ``oversize`` have had none, being longer than it takes."""

    files: int
    since: datetime | None
    oversize: int


def waiting(before: datetime, oversize_after: datetime) -> Waiting:
    """Files that came before the one moment and have no answer, whatever they were sent with; too large ones only if
    they came after the other."""
    large = DocumentVersion.findings.contains(TOO_LARGE)
    at, owed = DocumentVersion.created_at, DocumentVersion.scan_status == "waiting"
    chosen = (
        select(
            func.count().filter(~large, at < before),
            func.min(at).filter(~large, at < before),
            func.count().filter(large, at >= oversize_after),
        )
        .select_from(DocumentVersion)
        .join(Document)
        .where(owed, Document.origin != "generated", Document.removed_at.is_(None))
    )
    files, since, oversize = db.session.execute(chosen).one()
    alone = (File.check_status == "waiting", File.claimed_at.is_not(None), File.created_at < before)
    others, first = db.session.execute(select(func.count(), func.min(File.created_at)).where(*alone)).one()
    return Waiting(files + others, min(filter(None, (since, first)), default=None), oversize)


def is_told(code: str, since: datetime) -> bool:
    """Whether anybody has had this notice since."""
    return db.session.scalar(select(Notice.id).where(Notice.code == code, Notice.at >= since).limit(1)) is not None
