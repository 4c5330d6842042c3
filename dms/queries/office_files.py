"""Finding a file of a paper outside of any case: of a letter or of a general document."""

from __future__ import annotations

from sqlalchemy import and_, or_, select, true
from sqlalchemy.sql.expression import false

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import Document, DocumentVersion, GeneralDocument, Letter
from dms.queries import filing
from dms.queries.reading import Reader
from workflows.filing import READERS


def get_version(reader: Reader, public_id: str) -> DocumentVersion:
    """A version of a file of a general document that this person reads, or of a letter outside of any case, which all
    read but who only administers. Raises: NotVisible."""
    letters = true() if reader.roles & READERS else false()
    readable = or_(
        and_(Document.general_id.is_not(None), filing.readable(reader)),
        and_(Document.letter_id.is_not(None), Document.case_id.is_(None), letters),
    )
    chosen = (
        select(DocumentVersion)
        .join(Document, Document.id == DocumentVersion.document_id)
        .outerjoin(GeneralDocument, GeneralDocument.id == Document.general_id)
        .where(DocumentVersion.public_id == public_id, readable)
    )
    found = db.session.scalars(chosen).one_or_none()
    if found is None:
        raise NotVisible
    return found


def paper_of(version: DocumentVersion) -> tuple[str | None, str | None]:
    """Public ids of the general document and of the letter: one of them is there."""
    chosen = (
        select(GeneralDocument.public_id, Letter.public_id)
        .select_from(Document)
        .outerjoin(GeneralDocument, GeneralDocument.id == Document.general_id)
        .outerjoin(Letter, Letter.id == Document.letter_id)
        .where(Document.id == version.document_id)
    )
    general, letter = db.session.execute(chosen).one()
    return general, letter
