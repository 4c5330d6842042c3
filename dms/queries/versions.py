"""Remarks on pages, and what differs between versions. Visibility comes with the case: load the case first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, or_, select

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import Case, Comparison, DocumentVersion, File, PageRemark, User
from dms.queries import people


def find_comparison(version_id: int, earlier_id: int) -> Comparison | None:
    return db.session.scalars(select(Comparison).filter_by(version_id=version_id, earlier_id=earlier_id)).one_or_none()


def list_unread(sha256: str) -> list[Comparison]:
    """Comparisons of versions with this content in which pages wait for their words."""
    same = select(DocumentVersion.id).join(File, File.id == DocumentVersion.file_id).where(File.sha256 == sha256)
    chosen = select(Comparison).where(
        or_(Comparison.version_id.in_(same), Comparison.earlier_id.in_(same)),
        Comparison.pages.contains([{"unread": True}]),
    )
    return list(db.session.scalars(chosen.order_by(Comparison.id)))


def _remarks(case: Case, user: User, now: datetime) -> Select[PageRemark]:
    """The operator's side sees all that stand; the applicant what letters carried to him."""
    chosen = select(PageRemark).where(PageRemark.case_id == case.id, PageRemark.removed_at.is_(None))
    if not people.is_from_office(user, case, now):
        chosen = chosen.where(PageRemark.sent_at.is_not(None))
    return chosen.order_by(PageRemark.id)


def list_remarks(case: Case, user: User, now: datetime) -> list[PageRemark]:
    """All of the case that this person sees, in the order they were written."""
    return list(db.session.scalars(_remarks(case, user, now)))


def list_remarks_on(document_id: int, case: Case, user: User, now: datetime) -> list[PageRemark]:
    """Those on any version of one document, by page."""
    chosen = _remarks(case, user, now).join(DocumentVersion, DocumentVersion.id == PageRemark.version_id)
    rows = db.session.scalars(chosen.where(DocumentVersion.document_id == document_id))
    return sorted(rows, key=lambda row: (row.page, row.id))


def list_unsent(case_id: int) -> list[PageRemark]:
    """What the next letter carries."""
    chosen = select(PageRemark).where(
        PageRemark.case_id == case_id, PageRemark.removed_at.is_(None), PageRemark.sent_at.is_(None)
    )
    return list(db.session.scalars(chosen.order_by(PageRemark.id)))


def list_of_last_round(case_id: int) -> list[PageRemark]:
    """What the last letter carried."""
    last = select(func.max(PageRemark.round_no)).where(PageRemark.case_id == case_id).scalar_subquery()
    chosen = select(PageRemark).where(PageRemark.case_id == case_id, PageRemark.round_no == last)
    return list(db.session.scalars(chosen.order_by(PageRemark.id)))


def get_remark(case: Case, public_id: str, user: User, now: datetime) -> PageRemark:
    """Raises: NotVisible when this person sees no such remark."""
    found = db.session.scalars(_remarks(case, user, now).where(PageRemark.public_id == public_id)).one_or_none()
    if found is None:
        raise NotVisible
    return found
