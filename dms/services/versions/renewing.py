"""A new version of a document that the applicant handed in: where the law lets him correct it (a draft, remarks of the
export programme, his reports in monitoring). Earlier versions stay, each with its file, its checks and its signatures;
the domestic programme knows no correction after submission (342:35)."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from dms.errors import NotPermitted, NotVisible
from dms.events import Event
from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, File, User
from dms.queries import cases, documents, people
from dms.services import clock, files, journal, moves
from dms.services.draft import application
from dms.services.files import attach, file_check, moved_on
from dms.services.files.incoming import Incoming, pdf_name, too_large
from dms.services.judging.law import cited
from dms.services.unit import unit
from storage.port import Source
from workflows.documents import DocumentAction
from workflows.states import CaseState


def is_correctable(case: Case, paper: Document) -> bool:
    """Whether the law lets the applicant put a new version here now; not whether this person may."""
    author = db.session.get(User, paper.author_id) if paper.author_id else None
    if paper.origin != "uploaded" or paper.removed_at is not None or author is None or author.is_staff:
        return False
    if case.state in application.OPEN:
        return True
    # a report of monitoring came after monitoring had begun (342:24); what was decided on is not touched
    return case.state == CaseState.MONITORING and paper.created_at >= case.state_since


def may_renew(case: Case, paper: Document, user: User, now: datetime) -> bool:
    """Whether this person may put a new version now."""
    return not user.is_staff and attach.may_attach(case, user, now) and is_correctable(case, paper)


def admit(case: Case, user: User, public_id: str) -> int:
    """The row id of the document of which this person may hand in a new version now.

    Raises: NotVisible when the case has no such document; NotPermitted; TransitionRefused: the law
    knows no new version here (any more).
    """
    paper = documents.get_document(case, public_id)
    _admit(case, paper, user, clock.now())
    return paper.id


def _admit(case: Case, paper: Document, user: User, now: datetime) -> None:
    if user.is_staff or (is_correctable(case, paper) and not attach.may_attach(case, user, now)):
        raise NotPermitted
    if not is_correctable(case, paper):
        raise moved_on.version_refused(case, user, now, paper)


def renew(case: Case, user: User, paper: Document, source: Source, name: str, *, size: int | None = None) -> Document:
    """Takes one file as the next version and orders its checks. The same bytes as the newest version's change nothing.

    Raises:
        NotPermitted: not this person. TransitionRefused: the law knows no new version here (any more).
        BadInput: no PDF, cut off. TooLarge: over the setting ``max_upload_mb``.
        OutsideTrouble: the store did not take it; nothing was changed.
    """
    case_id, document_id, limit = case.id, paper.id, current_app.config["SETTINGS"].max_upload_mb << 20
    _admit(case, paper, user, clock.now())
    if size is not None and size > limit:
        raise too_large(limit)
    kept = files.keep(Incoming(source, limit), name=pdf_name(name), media_type="application/pdf", owner=user)
    with unit():
        return put_in(case_id, document_id, user, kept)


def put_in(case_id: int, document_id: int, user: User, kept: File) -> Document:
    """Makes a stored file the next version within the caller's transaction.

    Raises: NotPermitted, NotVisible, TransitionRefused.
    """
    now = clock.now()
    case = cases.lock(case_id)
    paper = db.session.get(Document, document_id, with_for_update=True, populate_existing=True)
    if paper is None or paper.case_id != case.id or paper.current is None:
        raise NotVisible
    _admit(case, paper, user, now)
    if paper.current.file.sha256 == kept.sha256:
        return paper
    earlier, actor = paper.current, people.actor_for(user, case, now)
    moves.move_document(case, paper, DocumentAction.RENEW, actor, now, correctable=True)
    version = _next(paper, kept, user, now)
    if case.state in application.OPEN:
        application.thaw(case, user, now)
    case.version += 1
    journal.write(
        Event.DOCUMENT_RENEWED, actor=user, at=now, case=case, clause=cited(case.programme, "342:17", "314:22"),
        facts={
            "document": paper.public_id, "kind": paper.kind, "name": kept.name, "version": version.no,
            "sha256": kept.sha256, "size": kept.size, "earlier": earlier.file.sha256,
        },
    )  # fmt: skip
    return paper


def _next(paper: Document, kept: File, user: User, now: datetime) -> DocumentVersion:
    assert paper.current is not None
    version = DocumentVersion(
        document_id=paper.id, no=paper.current.no + 1, file_id=files.claim(kept).id, created_at=now, author_id=user.id
    )
    db.session.add(version)
    db.session.flush()
    db.session.refresh(paper, ["versions"])
    file_check.order(version)
    return version
