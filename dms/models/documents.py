"""Files, documents, their versions and signatures. Bytes live in the store; rows say what they are."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dms.models.base import Base, Hash, Id, Json, Moment, PublicId
from dms.models.people import User


class File(PublicId, Base):
    """Bytes in the store. Order of a write: this row as ``intent`` and committed, bytes, read back, ``stored``; a
    business row then claims it in its own transaction. What nobody claims is swept."""

    __tablename__ = "files"
    __table_args__ = (
        CheckConstraint("status IN ('intent', 'stored', 'lost')", name="status"),
        CheckConstraint("status = 'intent' OR (key <> '' AND sha256 IS NOT NULL)", name="stored_has_hash"),
        CheckConstraint("claimed_at IS NULL OR status <> 'intent'", name="claimed_is_stored"),
        Index("ix_files_checked", text("checked_at NULLS FIRST"), "id", postgresql_where="claimed_at IS NOT NULL"),
        Index("ix_files_lost", "id", postgresql_where="status = 'lost'"),
        Index("ix_files_key", "key"),
        Index("ix_files_checks", "id", postgresql_where="check_status <> ''"),
        Index("ix_files_unclaimed", "created_at", postgresql_where="claimed_at IS NULL"),
    )
    id: Mapped[Id]
    status: Mapped[str] = mapped_column(String(8), default="intent")
    key: Mapped[str] = mapped_column(String(200), default="")
    sha256: Mapped[Hash | None] = mapped_column(index=True)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    media_type: Mapped[str] = mapped_column(String(100), default="application/octet-stream")
    name: Mapped[str] = mapped_column(String(300), default="")  # as the person named it; only shown, never a path
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[Moment]
    stored_at: Mapped[Moment | None]
    claimed_at: Mapped[Moment | None]
    checking_since: Mapped[Moment | None]  # its reading has begun and not ended: nothing is known of it
    checked_at: Mapped[Moment | None]  # the last time that all copies were read to their end
    copied_at: Mapped[Moment | None]  # since when the second copy is there
    version_mark: Mapped[str] = mapped_column(String(200), default="")  # the store's own version id
    # Of a file that is no document of a case (documents have their own): waiting, sound, refused; empty: none asked.
    check_status: Mapped[str] = mapped_column(String(12), default="")
    scan_status: Mapped[str] = mapped_column(String(12), default="")  # waiting, clean, infected, not_scanned
    findings: Mapped[list[str]] = mapped_column(JSONB, default=list)  # codes of what was found


def _first_state(context: Any) -> str:
    """What somebody uploads begins as uploaded, what the system makes as drafted."""
    return "drafted" if context.get_current_parameters()["origin"] == "generated" else "uploaded"


class Document(PublicId, Base):
    """A paper of a case: uploaded to the application, made by the system, or the file of a letter; or the file of a
    general document; the last two may belong to no case. Only ``moves`` writes its ``state``."""

    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint("origin IN ('uploaded', 'generated', 'letter', 'general')", name="origin"),
        CheckConstraint("(origin = 'letter') = (letter_id IS NOT NULL)", name="letter_has_letter"),
        CheckConstraint("(origin = 'general') = (general_id IS NOT NULL)", name="general_has_general"),
        CheckConstraint("case_id IS NOT NULL OR origin IN ('general', 'letter')", name="of_a_case"),
        CheckConstraint("(outgoing_number IS NULL) = (outgoing_at IS NULL)", name="outgoing_number_with_day"),
        CheckConstraint(
            "outgoing_number IS NULL OR (origin = 'generated' AND for_applicant)", name="outgoing_is_delivered"
        ),
        UniqueConstraint("outgoing_number"),
        Index("ix_documents_case", "case_id", "id"),
        Index("ix_documents_outgoing", "outgoing_at", "id", postgresql_where="outgoing_at IS NOT NULL"),
    )
    id: Mapped[Id]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    origin: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(60))  # document kind of the programme, or the form's key
    state: Mapped[str] = mapped_column(String(20), default=_first_state)
    title: Mapped[str] = mapped_column(String(300), default="")
    number: Mapped[str] = mapped_column(String(60), default="")
    language: Mapped[str] = mapped_column(String(2), default="")
    lines: Mapped[list[str]] = mapped_column(JSONB, default=list)  # ids of the cost lines it proves
    also: Mapped[list[str]] = mapped_column(JSONB, default=list)  # other kinds that the same paper stands for
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"), index=True)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    general_id: Mapped[int | None] = mapped_column(ForeignKey("general_documents.id"), index=True)
    for_applicant: Mapped[bool] = mapped_column(default=False)  # it has been delivered to the applicant
    # Of a generated paper: its registration among the outgoing letters, when it was delivered.
    outgoing_number: Mapped[str | None] = mapped_column(String(40))
    outgoing_at: Mapped[Moment | None]
    removed_at: Mapped[Moment | None]  # taken out of a draft before submission; versions stay
    created_at: Mapped[Moment]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    versions: Mapped[list[DocumentVersion]] = relationship(
        back_populates="document", order_by="DocumentVersion.no", lazy="selectin"
    )

    @property
    def is_made(self) -> bool:
        """Whether the system made it; anything else is a file that somebody sent in."""
        return self.origin == "generated"

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind it stands for, its own first."""
        return (self.kind, *self.also)

    @property
    def current(self) -> DocumentVersion | None:
        """The newest version; None while a generated paper is still being made."""
        return self.versions[-1] if self.versions else None


class DocumentVersion(PublicId, Base):
    """One version; never overwritten. ``findings`` are the reasons of the checks, coded."""

    __tablename__ = "document_versions"
    __table_args__ = (
        UniqueConstraint("document_id", "no"),
        UniqueConstraint("file_id"),
        CheckConstraint("colour_said IN ('', 'colour', 'grey')", name="colour_said"),
    )
    id: Mapped[Id]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    no: Mapped[int]
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    created_at: Mapped[Moment]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    check_status: Mapped[str] = mapped_column(String(12), default="waiting")  # waiting, sound, refused
    scan_status: Mapped[str] = mapped_column(String(12), default="waiting")  # waiting, clean, infected, not_scanned
    pages: Mapped[int | None]
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    traits: Mapped[Json] = mapped_column(default=dict)  # what its pages look like (dms/pdf/traits)
    colour_said: Mapped[str] = mapped_column(String(8), default="")  # the officer's word: colour, grey; empty: none
    context: Mapped[dict[str, Any] | None] = mapped_column(JSONB)  # what a generated paper was made from
    document: Mapped[Document] = relationship(back_populates="versions")
    file: Mapped[File] = relationship(lazy="joined", innerjoin=True)
    signatures: Mapped[list[Signature]] = relationship(
        back_populates="version", lazy="selectin", order_by="Signature.id"
    )


class PaperOrder(Base):
    """A paper that a job has to make: form, language and frozen context, until its version exists."""

    __tablename__ = "paper_orders"
    id: Mapped[Id]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), unique=True)
    form: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2))
    context: Mapped[Json]
    address: Mapped[str] = mapped_column(String(300), default="")  # of the public check, as it stands on the paper
    ordered_at: Mapped[Moment]
    done_at: Mapped[Moment | None]
    failed: Mapped[str] = mapped_column(String(500), default="")


class Preview(Base):
    """A page of a version as a picture."""

    __tablename__ = "previews"
    __table_args__ = (UniqueConstraint("version_id", "page"),)
    id: Mapped[Id]
    version_id: Mapped[int] = mapped_column(ForeignKey("document_versions.id"))
    page: Mapped[int]
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    width: Mapped[int]
    height: Mapped[int]
    thumb_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))  # the same page, small
    file: Mapped[File] = relationship(foreign_keys=[file_id], lazy="joined", innerjoin=True)
    thumb: Mapped[File | None] = relationship(foreign_keys=[thumb_id])


class Signature(Base):
    """A detached signature over one version's bytes, with what verification found. Never changed: one that could not be
    told at its receipt gets a second row (``again_of``) with the answer, judged later as of the same receipt; or with
    ``cannot_tell`` once more, when the asking has ended."""

    __tablename__ = "signatures"
    __table_args__ = (
        CheckConstraint("verdict IN ('valid', 'invalid', 'cannot_tell')", name="verdict"),
        Index("ix_signatures_waiting", "id", postgresql_where="verdict = 'cannot_tell'"),
    )
    id: Mapped[Id]
    version_id: Mapped[int] = mapped_column(ForeignKey("document_versions.id"), index=True)
    side: Mapped[str] = mapped_column(String(10))  # applicant, operator
    cms: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[Hash]  # of the signed bytes
    value_sha256: Mapped[Hash] = mapped_column(index=True)  # of the signature's own value, however its CMS is written
    verdict: Mapped[str] = mapped_column(String(12))
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    signer: Mapped[Json] = mapped_column(default=dict)
    evidence: Mapped[Json] = mapped_column(default=dict, deferred=True)  # with whole revocation lists
    demo: Mapped[bool] = mapped_column(default=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    received_at: Mapped[Moment]
    again_of: Mapped[int | None] = mapped_column(ForeignKey("signatures.id"), unique=True)
    version: Mapped[DocumentVersion] = relationship(back_populates="signatures")
    user: Mapped[User] = relationship()

    @property
    def signer_name(self) -> str:
        """The whole name in the certificate: the national centre keeps the patronymic apart from the common name."""
        name, patronymic = self.signer.get("common_name") or "", self.signer.get("patronymic") or ""
        return name if patronymic in name.split() else " ".join(filter(None, (name, patronymic)))


class SignatureStamp(Base):
    """A time stamp (RFC 3161) added after the receipt: over the signature itself, where it came without one, or over
    its evidence, before the stamps there are age. ``stamped_at`` is the token's time, ``ends_at`` the end of its
    authority's certificate; ``crls`` and ``ocsps`` are what that certificate was judged by. Appended, never changed."""

    __tablename__ = "signature_stamps"
    __table_args__ = (CheckConstraint("kind IN ('signature', 'evidence')", name="kind"),)
    id: Mapped[Id]
    signature_id: Mapped[int] = mapped_column(ForeignKey("signatures.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    token: Mapped[bytes] = mapped_column(LargeBinary)
    crls: Mapped[list[bytes]] = mapped_column(ARRAY(LargeBinary), default=list)
    ocsps: Mapped[list[bytes]] = mapped_column(ARRAY(LargeBinary), default=list)
    stamped_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    made_at: Mapped[Moment]


class FileOpening(Base):
    """Who opened which file, when and how. Appended on every download and preview; never changed."""

    __tablename__ = "file_openings"
    id: Mapped[Id]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    how: Mapped[str] = mapped_column(String(20))  # download, preview, zip, package
    at: Mapped[Moment]
    user: Mapped[User | None] = relationship()


class ArchivePackage(PublicId, Base):
    """The sealed package of an ended case."""

    __tablename__ = "packages"
    __table_args__ = (UniqueConstraint("case_id"),)
    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    state: Mapped[str] = mapped_column(String(12), default="assembling")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    sha256: Mapped[Hash | None]
    index_no: Mapped[str] = mapped_column(String(30), default="")  # nomenclature
    retain_until: Mapped[Moment | None]
    sealed_at: Mapped[Moment | None]
    verified_at: Mapped[Moment | None]
    findings: Mapped[list[str]] = mapped_column(JSONB, default=list)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[Moment]
    file: Mapped[File | None] = relationship(lazy="joined")
