"""Finding documents, their versions and signatures. Visibility comes with the case: load the case first."""

from __future__ import annotations

from sqlalchemy import select

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import Case, Document, DocumentVersion

APPLICATION_FORM = "annex-1"


def documents_of(case_id: int, origin: str | None = None) -> list[Document]:
    """Documents of the case that have not been taken out, in the order they came, versions and signatures loaded."""
    chosen = select(Document).where(Document.case_id == case_id, Document.removed_at.is_(None)).order_by(Document.id)
    if origin:
        chosen = chosen.where(Document.origin == origin)
    return list(db.session.scalars(chosen))


def get_document(case: Case, public_id: str) -> Document:
    """Raises: NotVisible when the case has no such document."""
    found = db.session.scalars(
        select(Document).where(Document.case_id == case.id, Document.public_id == public_id)
    ).one_or_none()
    if found is None:
        raise NotVisible
    return found


def get_version(case: Case, public_id: str) -> DocumentVersion:
    """Raises: NotVisible when the case has no such version."""
    found = db.session.scalars(
        select(DocumentVersion)
        .join(Document)
        .where(Document.case_id == case.id, DocumentVersion.public_id == public_id)
    ).one_or_none()
    if found is None:
        raise NotVisible
    return found


def frozen_application(case_id: int) -> Document | None:
    """The application's PDF of this draft, being made or made; None when nothing is frozen."""
    return db.session.scalars(
        select(Document)
        .where(Document.case_id == case_id, Document.kind == APPLICATION_FORM, Document.removed_at.is_(None))
        .order_by(Document.id.desc())
        .limit(1)
    ).one_or_none()


def documents_of_decision(decision_id: int) -> list[Document]:
    return list(db.session.scalars(select(Document).where(Document.decision_id == decision_id).order_by(Document.id)))
