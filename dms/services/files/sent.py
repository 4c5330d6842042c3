"""Files that people send with a paper of the office, a letter or a general document: kept first, then claimed with its
row; a new version takes the place of a draft's file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask import current_app

from dms.errors import BadInput, NotVisible
from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, File, User
from dms.services import files, moves
from dms.services.files import file_check
from dms.services.files.incoming import EMPTY, Incoming, pdf_name
from storage.port import Source
from workflows.documents import DocumentAction
from workflows.text import Text

#: A file as it arrives: its bytes and what the sender calls it; or one that came in parts and is stored already.
Sent = tuple[Source, str] | File
#: Files of one paper.
MOST = 20
TOO_MANY = Text(
    f"Бір құжатқа {MOST} файлдан артық тіркелмейді. Файлдарды біріктіріңіз.",
    f"К одному документу прикладывается не больше {MOST} файлов. Объедините файлы.",
    f"A paper takes no more than {MOST} files. Join some of them.",
)
TAKEN = Text(
    "Бұл файл басқа құжатқа тіркелген немесе сақтаулы емес. Файлды қайта таңдаңыз.",
    "Этот файл уже приложен к другому документу или больше не хранится. Выберите файл снова.",
    "This file is attached to another paper already, or no longer kept. Choose it again.",
)
SAME = Text(
    "Бұл файл жобада бар, өзгеріс жоқ.", "Этот файл уже в проекте, изменений нет.", "This file is in the draft already."
)


def keep_all(sent: Iterable[Sent], user: User) -> list[File]:
    """Stores what was sent, before any transaction.

    Raises:
        BadInput: nothing was sent, too much, or no PDF. TooLarge: over the setting ``max_upload_mb``.
        OutsideTrouble: the store did not take it; nothing was promised.
    """
    found = list(sent)
    if not found:
        raise BadInput(EMPTY, field="files")
    if len(found) > MOST:
        raise BadInput(TOO_MANY, field="files")
    limit = current_app.config["SETTINGS"].max_upload_mb << 20
    return [row if isinstance(row, File) else _keep(row, limit, user) for row in found]


def _keep(sent: tuple[Source, str], limit: int, user: User) -> File:
    source, name = sent
    return files.keep(Incoming(source, limit), name=pdf_name(name), media_type="application/pdf", owner=user)


def free(file: File) -> File:
    """The file, locked in the caller's transaction. Raises: BadInput when another paper has it, or it is gone."""
    found = db.session.get(File, file.id, with_for_update=True, populate_existing=True)
    if found is None or found.status != "stored" or found.claimed_at is not None:
        raise BadInput(TAKEN, field="files")
    return found


def put(paper: Document, file: File, user: User, now: datetime) -> None:
    """A new document with its first version, in the caller's transaction; its checks are ordered."""
    db.session.add(paper)
    db.session.flush()
    _version(paper, 1, file, user, now)


def replace(
    papers: Iterable[Document], public_id: str, file: File, user: User, now: datetime, case: Case | None
) -> None:
    """Makes a stored file the next version of the one of ``papers`` with this public id; the earlier ones stay.

    Raises:
        NotVisible: there is none. BadInput: the same bytes as now. TransitionRefused: it has been judged.
    """
    paper = next((row for row in papers if row.public_id == public_id), None)
    if paper is None or paper.current is None:
        raise NotVisible
    if paper.current.file.sha256 == file.sha256:
        raise BadInput(SAME, field="files")
    moves.move_document(case, paper, DocumentAction.REPLACE, moves.SYSTEM, now, office_draft=True)
    _version(paper, paper.current.no + 1, file, user, now)


def _version(paper: Document, no: int, file: File, user: User, now: datetime) -> None:
    version = DocumentVersion(
        document_id=paper.id, no=no, file_id=files.claim(free(file)).id, created_at=now, author_id=user.id
    )
    db.session.add(version)
    db.session.flush()
    db.session.refresh(paper, ["versions"])
    file_check.order(version)
