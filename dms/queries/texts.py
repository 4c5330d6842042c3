"""Texts of files: how far they are read, and the pages. A file's text is seen by whom one of its versions is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, or_, select, tuple_

from dms.extensions import db
from dms.models import DocumentVersion, File, FileText, PageText


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a file's text: its status and how many pages came from where."""

    status: str = "waiting"
    layer: int = 0
    recognised: int = 0
    none: int = 0


def find_text(sha256: str) -> FileText | None:
    return db.session.get(FileText, sha256)


def is_read(sha256: str) -> bool:
    """Whether the reading of the file has come to its end."""
    row = find_text(sha256)
    return row is not None and row.status != "waiting"


def told_of(sha256: str) -> Told:
    """A file that no job has come to yet waits."""
    row = find_text(sha256)
    if row is None:
        return Told()
    counted = select(PageText.origin, func.count()).where(PageText.sha256 == sha256).group_by(PageText.origin)
    return Told(row.status, **{origin: count for origin, count in db.session.execute(counted)})


def list_pages(sha256: str) -> list[PageText]:
    return list(db.session.scalars(select(PageText).where(PageText.sha256 == sha256).order_by(PageText.page)))


def find_page(sha256: str, page: int) -> PageText | None:
    return db.session.get(PageText, (sha256, page))


def body_of(sha256: str, page: int) -> str:
    """The text of one page, empty where there is none."""
    chosen = select(PageText.body).where(PageText.sha256 == sha256, PageText.page == page)
    return db.session.scalars(chosen).one_or_none() or ""


def bodies_of(pages: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """(version row, page) → text, all in one query."""
    if not pages:
        return {}
    chosen = (
        select(DocumentVersion.id, PageText.page, PageText.body)
        .join(File, File.id == DocumentVersion.file_id)
        .join(PageText, PageText.sha256 == File.sha256)
        .where(tuple_(DocumentVersion.id, PageText.page).in_(sorted(pages)))
    )
    return {(version, page): body for version, page, body in db.session.execute(chosen)}


def list_unread(extractor: int, after: int, limit: int) -> list[DocumentVersion]:
    """Sound versions whose text has not been read, or by an older reader than ``extractor``, or without any success;
    in the order of their rows, beyond ``after``."""
    chosen = (
        select(DocumentVersion)
        .join(File, File.id == DocumentVersion.file_id)
        .outerjoin(FileText, FileText.sha256 == File.sha256)
        .where(
            DocumentVersion.id > after,
            DocumentVersion.check_status == "sound",
            or_(func.coalesce(FileText.extractor, 0) < extractor, FileText.status == "none"),
        )
        .order_by(DocumentVersion.id)
        .limit(limit)
    )
    return list(db.session.scalars(chosen))
