"""Finding folders and general documents. Who reads a document is said by ``workflows/filing.py``; here it is one SQL
predicate, asked in every query."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, cast, false, func, or_, select, true
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.types import String

from dms.errors import NotVisible
from dms.extensions import db
from dms.models import Document, Folder, GeneralDocument
from dms.queries import beside
from dms.queries.reading import Reader
from dms.search.asking import Question
from workflows.filing import READERS, SIGNERS

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What is asked of the list: words of number and subject, a state, a kind, a folder (row id)."""

    words: str = ""
    state: str = ""
    kind: str = ""
    folder_id: int | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        row, found = GeneralDocument, list[ColumnElement[bool]]()
        if self.words:
            found.append(or_(*(c.icontains(self.words, autoescape=True) for c in (row.number, row.subject))))
        if self.state:
            found.append(row.state == self.state)
        if self.kind:
            found.append(row.kind == self.kind)
        if self.folder_id is not None:
            found.append(row.folder_id == self.folder_id)
        return found


def readable(reader: Reader) -> ColumnElement[bool]:
    """The general documents that this person of the operator's side reads: ``workflows.filing.may_read`` in SQL."""
    row, named = GeneralDocument, cast(array(sorted(role.value for role in reader.roles)), ARRAY(String))
    if not reader.roles & READERS:
        return false()
    if reader.roles & SIGNERS:
        return true()
    unrestricted = or_(row.readers == [], row.readers.op("?|")(named))
    return or_(row.author_id == reader.user_id, and_(row.number.is_not(None), unrestricted))


def _chosen(reader: Reader) -> Select[GeneralDocument]:
    return select(GeneralDocument).where(readable(reader))


def get_general(reader: Reader, public_id: str) -> GeneralDocument:
    """Raises: NotVisible for a document that this person may not read, as for none at all."""
    found = db.session.scalars(_chosen(reader).where(GeneralDocument.public_id == public_id)).one_or_none()
    if found is None:
        raise NotVisible
    return found


def lock(general_id: int) -> GeneralDocument:
    """The row, locked until the end of the transaction and read afresh. Raises: NotVisible."""
    chosen = select(GeneralDocument).where(GeneralDocument.id == general_id).with_for_update(of=GeneralDocument)
    found = db.session.scalars(chosen.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotVisible
    return found


def list_general(
    reader: Reader, narrowed: Narrowed, *, before: int | None = None, limit: int = PAGE
) -> Sequence[GeneralDocument]:
    """Newest first; ``before`` is the last row id of the page before."""
    chosen = _chosen(reader).where(*narrowed.conditions())
    if before is not None:
        chosen = chosen.where(GeneralDocument.id < before)
    return db.session.scalars(chosen.order_by(GeneralDocument.id.desc()).limit(limit)).all()


def find_by_text(reader: Reader, question: Question, *, scanning: bool, limit: int) -> Sequence[GeneralDocument]:
    """Documents that hold every word in number, subject or text, newest first, among those that the person reads."""
    held = beside.holding(Document.general_id, question, scanning=scanning)
    chosen = _chosen(reader).where(GeneralDocument.id.in_(held))
    return db.session.scalars(chosen.order_by(GeneralDocument.id.desc()).limit(limit)).all()


def list_folders(year: int | None = None) -> Sequence[Folder]:
    """Folders, the newest year first, by index; of one year where it is named."""
    chosen = select(Folder).order_by(Folder.year.desc(), Folder.index_no)
    return db.session.scalars(chosen if year is None else chosen.where(Folder.year == year)).all()


def get_folder(public_id: str, *, lock: bool = False) -> Folder:
    """Raises: NotVisible."""
    chosen = select(Folder).where(Folder.public_id == public_id)
    found = db.session.scalars(
        chosen.with_for_update().execution_options(populate_existing=True) if lock else chosen
    ).one_or_none()
    if found is None:
        raise NotVisible
    return found


def counts(folder_ids: Collection[int]) -> dict[int, int]:
    """How many numbered documents each folder holds."""
    row = GeneralDocument
    chosen = select(row.folder_id, func.count()).where(row.folder_id.in_(list(folder_ids)), row.number.is_not(None))
    return {folder: count for folder, count in db.session.execute(chosen.group_by(row.folder_id))}


def readable_among(reader: Reader, ids: Collection[int]) -> set[int]:
    """Which of the general documents (row ids) this person reads."""
    return set(db.session.scalars(select(GeneralDocument.id).where(GeneralDocument.id.in_(ids), readable(reader))))


def list_in_folder(folder_id: int) -> Sequence[GeneralDocument]:
    """Everything of a folder, for whoever closes it."""
    return db.session.scalars(select(GeneralDocument).where(GeneralDocument.folder_id == folder_id)).all()
