"""Papers that people attach to a case: put in, and taken out of a draft. What a file is worth is found by jobs
afterwards (``file_check``); here it only arrives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask import current_app

from dms.errors import BadInput, NotPermitted, NotVisible
from dms.events import Event
from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, File, User
from dms.queries import cases, documents, people
from dms.services import clock, files, journal
from dms.services.draft import application
from dms.services.files import file_check, moved_on
from dms.services.files.incoming import Incoming, pdf_name, too_large
from dms.services.judging.law import cited, edition_of
from dms.services.unit import unit
from storage.port import Source
from workflows.states import CaseState, Right
from workflows.text import Text

#: Attached papers of one case. A case of two thousand files stays well below; a runaway script does not.
MOST = 5000

NO_KIND = Text(
    "Құжаттың түрін тізімнен таңдаңыз.", "Выберите вид документа из списка.", "Choose the kind of document in the list."
)
NO_LINE = Text(
    "Мұндай шығын жолы жоқ. Бетті жаңартып, қайта белгілеңіз.",
    "Такой строки затрат нет. Обновите страницу и отметьте снова.",
    "There is no such cost line. Reload the page and mark it again.",
)
TOO_MANY = Text(
    f"Бір іске {MOST} құжаттан артық тіркеуге болмайды. Құжаттарды біріктіріңіз.",
    f"К одному делу нельзя приложить больше {MOST} документов. Объедините документы.",
    f"No more than {MOST} documents can be attached to one case. Join some of them.",
)


def may_attach(case: Case, user: User, now: datetime) -> bool:
    """Whether this person may attach to the case as it stands."""
    return holds(Right.ATTACH, case, user, now)


def may_remove(case: Case, user: User, now: datetime) -> bool:
    """Only a draft gives files back: what was handed in stays (342:35)."""
    return case.state == CaseState.DRAFT and holds(Right.EDIT, case, user, now)


def holds(right: Right, case: Case, user: User, now: datetime) -> bool:
    """Whether the person has the right, and of the applicant's side a paper that reaches so far (342:19)."""
    return right in people.rights_for(user, case, now)


def upload(
    case: Case,
    user: User,
    kind: str,
    source: Source,
    filename: str,
    *,
    lines: Iterable[str] = (),
    size: int | None = None,
) -> Document:
    """Takes one file for the case and orders its checks. The same bytes of the same kind again give the document that
    is there; in a draft a kind of one file gives up its old one. It voids an application that was frozen and has not
    been handed in. ``size``: what the sender announced, where he did.

    Raises:
        NotPermitted: not this person, not in this state.
        BadInput: unknown kind or line, no PDF, cut off.
        TooLarge: over the setting ``max_upload_mb``.
        OutsideTrouble: the store did not take it; nothing was attached.
    """
    case_id, limit = case.id, current_app.config["SETTINGS"].max_upload_mb << 20
    admit(case, user, kind)
    if size is not None and size > limit:
        raise too_large(limit)
    name = pdf_name(filename)
    kept = files.keep(Incoming(source, limit), name=name, media_type="application/pdf", owner=user)
    with unit():
        return put_in(case_id, user, kind, kept, lines)


def put_in(case_id: int, user: User, kind: str, kept: File, lines: Iterable[str]) -> Document:
    """Attaches a stored file within the caller's transaction; all that ``upload`` says of the case holds here.

    Raises:
        NotPermitted: not this person, not in this state.
        BadInput: unknown kind or line, too many papers.
    """
    now = clock.now()
    case = cases.lock(case_id)
    admit(case, user, kind)
    chosen = checked_lines(case, lines)
    same = documents.find_uploaded(case.id, kind, kept.sha256 or "")
    if same is not None:
        return same
    if documents.count_uploaded(case.id) >= MOST:
        raise BadInput(TOO_MANY)
    if case.state == CaseState.DRAFT:
        _make_room(case, kind, now)
    paper = _put(case, user, kind, kept, now, chosen)
    if case.state in application.OPEN and not people.is_from_office(user, case, now):
        application.thaw(case, user, now)
    journal.write(
        Event.DOCUMENT_UPLOADED, actor=user, at=now, case=case, clause=cited(case.programme, "342:17", "314:16"),
        facts={"document": paper.public_id, "kind": kind, "name": kept.name, "sha256": kept.sha256, "size": kept.size},
    )  # fmt: skip
    return paper


def admit(case: Case, user: User, kind: str) -> None:
    """Raises: NotPermitted when this person may not attach now, with the state where that is the reason; BadInput for
    a kind that the order does not know."""
    now = clock.now()
    if not may_attach(case, user, now):
        raise moved_on.file_refused(case, user, now)
    if kind not in edition_of(case).papers.by_key:
        raise BadInput(NO_KIND, field="kind")


def _put(case: Case, user: User, kind: str, file: File, now: datetime, lines: list[str]) -> Document:
    paper = Document(
        case_id=case.id, origin="uploaded", kind=kind, lines=lines, created_at=now, author_id=user.id,
        for_applicant=not people.is_from_office(user, case, now),
    )  # fmt: skip
    db.session.add(paper)
    db.session.flush()
    version = DocumentVersion(
        document_id=paper.id, no=1, file_id=files.claim(file).id, created_at=now, author_id=user.id
    )
    db.session.add(version)
    db.session.flush()
    db.session.refresh(paper, ["versions"])
    file_check.order(version)
    return paper


def _make_room(case: Case, kind: str, now: datetime) -> None:
    if not edition_of(case).papers.by_key[kind].several:
        for old in documents.uploaded_of_kind(case.id, kind):
            old.removed_at = now


def remove(case: Case, user: User, document: Document) -> None:
    """Takes an attached paper out of a draft; its bytes and its entries in the journal stay. Voids the frozen
    application.

    Raises:
        NotPermitted: not this person, or the application has been handed in.
        NotVisible: it is no attached paper of this case.
    """
    document_id = document.id
    with unit():
        now = clock.now()
        case = cases.lock(case.id)
        if not may_remove(case, user, now):
            raise NotPermitted
        paper = db.session.get(Document, document_id, populate_existing=True)
        if paper is None or paper.case_id != case.id or paper.origin != "uploaded":
            raise NotVisible
        if paper.removed_at is not None:
            return
        paper.removed_at = now
        application.thaw(case, user, now)
        journal.write(
            Event.DOCUMENT_REMOVED, actor=user, at=now, case=case,
            facts={"document": paper.public_id, "kind": paper.kind},
        )  # fmt: skip


def checked_lines(case: Case, lines: Iterable[str]) -> list[str]:
    """The lines in the order of the application, each once.

    Raises:
        BadInput: the application has no such line.
    """
    known = [str(line["id"]) for line in case.content.get("costs", [])]
    asked = set(lines)
    if asked - set(known):
        raise BadInput(NO_LINE, field="lines")
    return [line for line in known if line in asked]
