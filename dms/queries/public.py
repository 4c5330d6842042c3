"""What anybody may know: how intake stands, and that a document of a known address exists. The check of a document
reads in a session of its own with the system's scope, and takes out of it only what is public: no content, no
applicant, no file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dms import scope
from dms.extensions import db
from dms.models import Case, Document, IntakeNotice, Signature
from workflows.documents import DocumentState

#: A draft confirms nothing; a paper that needs no signature is none once it has been delivered.
CONFIRMED = (DocumentState.SIGNED, DocumentState.DELIVERED, DocumentState.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature: by whom, in what capacity (key of the certificate's role), received when, judged how."""

    name: str
    organisation: str
    capacity: str
    received_at: datetime
    verdict: str
    demo: bool


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """What the address in the code tells of a document."""

    public_id: str
    kind: str
    number: str
    on: datetime
    sha256: str
    pages: int | None
    signatures: tuple[Signed, ...]


def list_intake_notices(programme: str, limit: int = 6) -> list[IntakeNotice]:
    """Newest first."""
    chosen = select(IntakeNotice).where(IntakeNotice.programme == programme).order_by(IntakeNotice.id.desc())
    return list(db.session.scalars(chosen.limit(limit)))


def find_document(public_id: str) -> PublicDocument | None:
    """The generated document of this address; None for none, for a draft, and for an applicant's own file."""
    with scope.acting(scope.SYSTEM), Session(db.engine) as session:
        scope.apply(session.connection())
        row = session.execute(
            select(Document, Case.number)
            .join(Case, Case.id == Document.case_id)
            .where(
                Document.public_id == public_id,
                Document.origin == "generated",
                Document.removed_at.is_(None),
                or_(Document.state.in_(CONFIRMED), Document.for_applicant),
            )
        ).one_or_none()
        return _told(row.Document, row.number) if row is not None and row.Document.current else None


def _told(document: Document, case_number: str | None) -> PublicDocument:
    version = document.current
    assert version is not None  # the caller has looked
    return PublicDocument(
        public_id=document.public_id,
        kind=document.kind,
        number=document.number or case_number or "",
        on=document.created_at,
        sha256=version.file.sha256 or "",
        pages=version.pages,
        signatures=tuple(_signature(row) for row in version.signatures if row.verdict != "invalid"),
    )


def _signature(row: Signature) -> Signed:
    return Signed(
        name=row.signer_name,
        organisation=row.signer.get("organisation") or "",
        capacity=row.signer.get("capacity") or "",
        received_at=row.received_at,
        verdict=row.verdict,
        demo=row.demo,
    )
