"""Finding documents, their versions and signatures. Visibility comes with the case: load the case first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, Select, and_, bindparam, false, func, not_, or_, select, text, true
from sqlalchemy.orm import aliased

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, File, FileOpening, Preview, Signature, User
from dms.queries import people
from dms.queries.fixed import Fixed
from dms.queries.once import once

APPLICATION_FORM = "annex-1"
#: Papers that the applicant sends in or proposes: his own before anybody delivers them.
HIS_PAPERS = (APPLICATION_FORM, "supplement")
_BY_APPLICANT = select(User.id).where(User.id == Document.author_id, ~User.is_staff).exists()
_BY_STAFF = select(User.id).where(User.id == Document.author_id, User.is_staff).exists()
HANDED_IN = (Document.origin == "uploaded") & ~_BY_STAFF
_SENT_IN = (Document.origin != "generated") & ~_BY_STAFF  # attachments, and files of his letters
_LATER = aliased(DocumentVersion)
_NEWEST = ~select(_LATER.id).where(_LATER.document_id == Document.id, _LATER.no > DocumentVersion.no).exists()


_COUNT = Fixed(
    select(func.count(Document.id)).where(
        Document.case_id == bindparam("case_id", type_=BigInteger()), Document.removed_at.is_(None)
    )
)


def count_of(case_id: int) -> int:
    """How many ``documents_of`` the case there are."""
    return int(_COUNT.rows(case_id=case_id)[0][0])


@once(Document, DocumentVersion, Signature)
def documents_of(case_id: int, origin: str | None = None) -> Sequence[Document]:
    """Documents of the case that have not been taken out, in the order they came, versions and signatures loaded; with
    no ``origin`` named all but the files of its letters."""
    chosen = select(Document).where(Document.case_id == case_id, Document.removed_at.is_(None)).order_by(Document.id)
    chosen = chosen.where(Document.origin == origin if origin else Document.letter_id.is_(None))
    return db.session.scalars(chosen).all()


def uploaded_of_kind(case_id: int, kind: str) -> Sequence[Document]:
    """Attached documents of one kind that have not been taken out, in the order they came."""
    return db.session.scalars(
        select(Document).where(*_uploaded(case_id), Document.kind == kind).order_by(Document.id)
    ).all()


def find_uploaded(case_id: int, kind: str, sha256: str) -> Document | None:
    """The attached document of this kind whose newest version has these bytes; the first where there are several."""
    every = aliased(DocumentVersion)
    newest = select(func.max(every.no)).where(every.document_id == Document.id).correlate(Document).scalar_subquery()
    chosen = select(Document).join(DocumentVersion, DocumentVersion.document_id == Document.id)
    same = (*_uploaded(case_id), Document.kind == kind, DocumentVersion.no == newest, File.sha256 == sha256)
    chosen = chosen.join(File, File.id == DocumentVersion.file_id).where(*same).order_by(Document.id)
    return db.session.scalars(chosen.limit(1)).first()


def count_uploaded(case_id: int) -> int:
    """How many attached documents the case has."""
    return int(db.session.execute(select(func.count()).select_from(Document).where(*_uploaded(case_id))).scalar_one())


def _uploaded(case_id: int) -> tuple[ColumnElement[bool], ...]:
    return Document.case_id == case_id, Document.origin == "uploaded", Document.removed_at.is_(None)


def handed_in(case_id: int) -> list[Document]:
    """Those of ``documents_of`` that the applicant's side put in: the operator's own papers are no attachments of the
    application."""
    chosen = select(Document).where(Document.case_id == case_id, Document.removed_at.is_(None), HANDED_IN)
    return list(db.session.scalars(chosen.order_by(Document.id)))


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


def get_file(public_id: str) -> File:
    """A stored file, for who holds its signed address. Raises: NotVisible when there is none."""
    found = db.session.scalars(select(File).where(File.public_id == public_id, File.status == "stored")).one_or_none()
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


@once(Document, DocumentVersion, Signature)
def documents_of_decision(decision_id: int) -> Sequence[Document]:
    return db.session.scalars(select(Document).where(Document.decision_id == decision_id).order_by(Document.id)).all()


def list_documents(ids: Collection[int]) -> Sequence[Document]:
    """Documents by their rows, of whatever case."""
    return db.session.scalars(select(Document).where(Document.id.in_(ids)).order_by(Document.id)).all()


def last_preview(version_id: int) -> int:
    """The last page of the version that has a picture; 0 where none has."""
    chosen = select(func.coalesce(func.max(Preview.page), 0)).where(Preview.version_id == version_id)
    return int(db.session.execute(chosen).scalar_one())


_ORDERED = text(
    "SELECT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE task_name = 'make_previews'"
    " AND status IN ('todo', 'doing') AND (args->>'document_id')::bigint = :id)"
)


def are_pictures_ordered(document_id: int) -> bool:
    """Whether a job that draws pages of the document waits or is at work."""
    return bool(db.session.scalar(_ORDERED, {"id": document_id}))


def find_preview(version_id: int, page: int) -> Preview | None:
    return db.session.scalars(select(Preview).filter_by(version_id=version_id, page=page)).one_or_none()


def readable_by(office: ColumnElement[bool]) -> ColumnElement[bool]:
    """Which documents of a case that he may read somebody may read; ``office``: whether he looks at that case from the
    operator's side, which reads what has not been taken out. The applicant's side reads what it sent in, its
    application, a supplement that it proposed, and what was delivered to it: never a draft or a paper of the
    operator's own."""
    his = or_(_SENT_IN, Document.for_applicant, Document.kind.in_(HIS_PAPERS))
    return and_(Document.removed_at.is_(None), or_(office, his))


def versions_for(document: Document, *, office: bool) -> list[DocumentVersion]:
    """Which versions of a document that he may read are somebody's to know of. The applicant's side has every version
    of what it wrote; of a paper of the operator's the one that was delivered, none of its drafts."""
    author = db.session.get(User, document.author_id) if document.author_id and not office else None
    if office or (author is not None and not author.is_staff):
        return list(document.versions)
    return document.versions[-1:]


def unheld(*, scanning: bool) -> ColumnElement[bool]:
    """Which versions the checks let out to the operator's side: sound, and clean where scanning is required."""
    clean = DocumentVersion.scan_status == "clean" if scanning else DocumentVersion.scan_status != "infected"
    return and_(clean, DocumentVersion.check_status == "sound")


def open_to(office: ColumnElement[bool], *, scanning: bool) -> ColumnElement[bool]:
    """Which versions are open to a reader of ``readable_by``: of ``versions_for`` what the checks let out, nothing
    infected or, where scanning is required, unscanned to anybody, nothing unsound to the operator's side."""
    clean = DocumentVersion.scan_status == "clean" if scanning else DocumentVersion.scan_status != "infected"
    sound = DocumentVersion.check_status == "sound"
    his = and_(or_(_BY_APPLICANT, _NEWEST), or_(sound, Document.origin != "generated"))
    return and_(clean, or_(and_(office, sound), and_(not_(office), his)))


def _readable(case: Case, user: User, now: datetime) -> Select[Document]:
    office: ColumnElement[bool] = true() if people.is_from_office(user, case, now) else false()
    return select(Document).where(Document.case_id == case.id, readable_by(office)).order_by(Document.id)


def list_readable(case: Case, user: User, now: datetime) -> list[Document]:
    """The papers of the case that this person may read, in the order they came; he may read the case."""
    return list(db.session.scalars(_readable(case, user, now)))


def find_readable(case: Case, user: User, now: datetime, document_id: int) -> Document | None:
    """One of ``list_readable``."""
    return db.session.scalars(_readable(case, user, now).where(Document.id == document_id)).one_or_none()


def list_opened(case_id: int | None, file_ids: Iterable[int], user_id: int, how: str, since: datetime) -> set[int]:
    """Which of the files of the case, or of those outside of any, this person has opened in this way since."""
    chosen = select(FileOpening.file_id).where(
        FileOpening.case_id.is_not_distinct_from(case_id),
        FileOpening.file_id.in_(list(file_ids)),
        FileOpening.user_id == user_id,
        FileOpening.how == how,
        FileOpening.at >= since,
    )
    return set(db.session.scalars(chosen))
