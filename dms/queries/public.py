"""What anybody may know: how intake stands, and that a document of a known address exists. The check of a document
reads in a session of its own with the system's scope, and takes out of it only what is public: no content, no
applicant, no file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from dms import scope
from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, File, IntakeNotice, Report, Signature
from dms.queries.signatures import waits
from dms.signing.proofs import Proof, proof_of
from workflows.documents import DocumentState

#: A draft confirms nothing; a paper that needs no signature is none once it has been delivered.
CONFIRMED = (DocumentState.SIGNED, DocumentState.DELIVERED, DocumentState.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class CertificateThen:
    """A signer's certificate as it stood at the receipt: never whose it is. ``proof`` None: nothing is kept."""

    serial: str
    issuer: str
    not_after: datetime | None
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature: by whom, in what capacity (key of the certificate's role), received when, judged how. ``waits``:
    the answer is still to come."""

    name: str
    organisation: str
    capacity: str
    received_at: datetime
    verdict: str
    waits: bool
    demo: bool
    certificate: CertificateThen


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """What the address in the code tells of a document. ``outgoing_number`` and ``outgoing_at``: under which number and
    when it went out, None for what went out with another paper or not at all."""

    public_id: str
    kind: str
    number: str
    on: datetime
    sha256: str
    pages: int | None
    signatures: tuple[Signed, ...]
    outgoing_number: str | None = None
    outgoing_at: datetime | None = None


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
                *_known_to_all(),
            )
        ).one_or_none()
        if row is not None and row.Document.current:
            return _told(row.Document, row.number)
        return _report(session, Report.public_id == public_id)


def find_by_checksum(sha256: str) -> PublicDocument | None:
    """The generated document whose newest file has this checksum, if anybody may know of it."""
    with scope.acting(scope.SYSTEM), Session(db.engine) as session:
        scope.apply(session.connection())
        rows = session.execute(
            select(Document, Case.number)
            .join(Case, Case.id == Document.case_id)
            .join(DocumentVersion, DocumentVersion.document_id == Document.id)
            .join(File, File.id == DocumentVersion.file_id)
            .where(File.sha256 == sha256, *_known_to_all())
            .limit(20)
        ).all()
        now = (row for row in rows if row.Document.current and row.Document.current.file.sha256 == sha256)
        row = next(now, None)
        return _told(row.Document, row.number) if row is not None else _report(session, File.sha256 == sha256)


def find_bytes(sha256: str) -> File | None:
    """The row of stored bytes with this checksum: for what ``find_by_checksum`` has told of."""
    with scope.acting(scope.SYSTEM), Session(db.engine, expire_on_commit=False) as session:
        scope.apply(session.connection())
        return session.scalars(select(File).where(File.sha256 == sha256, File.status == "stored").limit(1)).first()


def _report(session: Session, condition: ColumnElement[bool]) -> PublicDocument | None:
    """The operator's quarterly report (342:28) that is meant, once its file is made; nobody signs it."""
    made = select(Report, File).join(File, File.id == Report.pdf_file_id).where(condition).limit(1)
    row = session.execute(made).first()
    if row is None:
        return None
    report, file = row
    return PublicDocument(report.public_id, "annex-4", report.number, report.made_at, file.sha256 or "", None, ())


@dataclass(frozen=True, slots=True)
class Received:
    """When a signature came in and how it was judged; ``waits``: the answer is still to come."""

    received_at: datetime
    verdict: str
    waits: bool
    certificate: CertificateThen


def find_received(sha256: str, cms: bytes) -> Received | None:
    """This very signature over a file with this checksum, if we have it: as it was judged last."""
    with scope.acting(scope.SYSTEM), Session(db.engine) as session:
        scope.apply(session.connection())
        chosen = (
            select(Signature)
            .join(DocumentVersion, DocumentVersion.id == Signature.version_id)
            .join(File, File.id == DocumentVersion.file_id)
            .where(File.sha256 == sha256, Signature.cms == cms)
            .order_by(Signature.id.desc())
        )
        row = session.scalars(chosen.limit(1)).first()
        return Received(row.received_at, row.verdict, waits(row), _certificate(row)) if row else None


def _known_to_all() -> tuple[ColumnElement[bool], ...]:
    """Of generated documents: what has been signed or delivered."""
    return (
        Document.origin == "generated",
        Document.removed_at.is_(None),
        or_(Document.state.in_(CONFIRMED), Document.for_applicant),
    )


def _told(document: Document, case_number: str | None) -> PublicDocument:
    version = document.current
    assert version is not None  # the caller has looked
    answered = {row.again_of for row in version.signatures}
    return PublicDocument(
        public_id=document.public_id,
        kind=document.kind,
        number=document.number or case_number or "",
        on=document.created_at,
        sha256=version.file.sha256 or "",
        pages=version.pages,
        signatures=tuple(
            _signature(row) for row in version.signatures if row.verdict != "invalid" and row.id not in answered
        ),
        outgoing_number=document.outgoing_number,
        outgoing_at=document.outgoing_at,
    )


def _signature(row: Signature) -> Signed:
    return Signed(
        name=row.signer_name,
        organisation=row.signer.get("organisation") or "",
        capacity=row.signer.get("capacity") or "",
        received_at=row.received_at,
        verdict=row.verdict,
        waits=waits(row),
        demo=row.demo,
        certificate=_certificate(row),
    )


def _certificate(row: Signature) -> CertificateThen:
    until = row.signer.get("not_after")
    return CertificateThen(
        serial=row.signer.get("serial") or "",
        issuer=row.signer.get("issuer") or "",
        not_after=datetime.fromisoformat(until) if until else None,
        proof=proof_of(row.evidence),
    )
