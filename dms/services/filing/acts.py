"""General documents: drafted into a folder, approved with a number by somebody else, superseded, cancelled. One act is
one transaction: rows locked, the version compared, the rules asked, the effect, the state, the journal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dms.errors import BadInput, NotPermitted, StalePaper
from dms.events import Event
from dms.extensions import db
from dms.formatting import local
from dms.models import Document, Folder, GeneralDocument, User
from dms.queries import filing as queries
from dms.queries import people
from dms.services import clock, journal, moves
from dms.services.files.file_status import status_of
from dms.services.files.sent import Sent, keep_all, put, replace
from dms.services.judging import signers
from dms.services.later import later
from dms.services.numbers import next_in
from dms.services.unit import unit
from workflows.engine import allowed, decide
from workflows.facts import Actor
from workflows.filing import (
    FOLDER_CLOSED,
    OTHER_YEAR,
    WORKFLOW,
    WRITERS,
    GeneralAction,
    GeneralFacts,
    GeneralKind,
    GeneralOffer,
    GeneralState,
)
from workflows.states import Relation

KIND = "general"  #: kind of the document that holds a file of a general document


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of a new document. ``readers``: the roles to which it is restricted, none: all staff;
    ``other_year``: that it goes into the folder of another year than its own is meant so."""

    kind: GeneralKind
    subject: str
    language: str
    dated_on: date | None = None
    readers: tuple[str, ...] = ()
    supersedes: GeneralDocument | None = None
    other_year: bool = False


def draft(folder: Folder, user: User, told: Told, sent: Iterable[Sent]) -> GeneralDocument:
    """A draft in the folder, with its files.

    Raises:
        NotPermitted: not this person. BadInput, TooLarge: the folder is closed or of another year, or no file that can
            be kept.
        OutsideTrouble: the store did not take it; nothing was filed.
    """
    folder_id = folder.public_id
    _admit(folder, user)
    year = (told.dated_on or clock.today()).year
    if folder.year != year and not told.other_year:
        raise BadInput(OTHER_YEAR.fill(folder=folder.year, year=year), field="folder")
    kept = keep_all(sent, user)
    with unit():
        now = clock.now()
        folder = queries.get_folder(folder_id, lock=True)
        _admit(folder, user)
        row = GeneralDocument(
            folder_id=folder.id, kind=told.kind.value, subject=told.subject, language=told.language,
            dated_on=told.dated_on, readers=sorted(told.readers),
            supersedes_id=told.supersedes.id if told.supersedes else None, author_id=user.id, created_at=now,
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        for file in kept:
            paper = Document(
                general_id=row.id, origin="general", kind=KIND, title=row.subject, language=row.language,
                created_at=now, author_id=user.id,
            )  # fmt: skip
            put(paper, file, user, now)
        db.session.refresh(row, ["files", "folder"])
        _say(
            Event.GENERAL_DRAFTED, row, user, now,
            {"files": [file.sha256 for file in kept]} | ({"other_year": folder.year} if told.other_year else {}),
        )  # fmt: skip
    return row


def _admit(folder: Folder, user: User) -> None:
    if not people.staff_roles(user, clock.today()) & WRITERS:
        raise NotPermitted
    if folder.closed_at is not None:
        raise BadInput(FOLDER_CLOSED, field="folder")


def renew(row: GeneralDocument, document: str, user: User, sent: Sent, *, version: int | None) -> GeneralDocument:
    """A new version of one of the draft's files; the earlier ones stay.

    Raises: TransitionRefused: it is no draft, or not this person's. NotVisible, StalePaper, BadInput, TooLarge.
    """
    now, row_id = clock.now(), row.id
    _check_version(row, version)
    decide(WORKFLOW, GeneralAction.RENEW, facts_of(row), actor_for(user, row, now), now)
    [kept] = keep_all([sent], user)
    with unit():
        now = clock.now()
        row = _held(row_id, version)
        moves.move_general(row, GeneralAction.RENEW, facts_of(row), actor_for(user, row, now), now)
        replace(row.files, document, kept, user, now, None)
        row.version += 1
        _say(Event.GENERAL_RENEWED, row, user, now, {"sha256": kept.sha256})
    return row


def approve(row: GeneralDocument, user: User, *, version: int | None) -> GeneralDocument:
    """Brings the signed draft into force and gives it its number; what it takes the place of is superseded.

    Raises: TransitionRefused: also where that is no longer in force. StalePaper.
    """
    with unit():
        now = clock.now()
        row = _held(row.id, version)
        before = queries.lock(row.supersedes_id) if row.supersedes_id is not None else None
        moves.move_general(row, GeneralAction.APPROVE, facts_of(row), actor_for(user, row, now), now)
        row.number = f"{row.folder.index_no}/{next_in(f'folder-{row.folder_id}', row.folder.year)}"
        row.approved_at, row.approved_by_id = now, user.id
        row.dated_on = row.dated_on or local(now).date()
        row.version += 1
        for paper in row.files:
            paper.number = row.number
            later("enter_document", document_id=paper.id)
        if before is not None:
            _supersede(before, row, now)
        hashes = [paper.current.file.sha256 for paper in row.files if paper.current]
        _say(Event.GENERAL_APPROVED, row, user, now, {"dated_on": row.dated_on, "files": hashes})
    return row


def _supersede(before: GeneralDocument, by: GeneralDocument, now: datetime) -> None:
    moves.move_general(before, GeneralAction.SUPERSEDE, facts_of(before), moves.SYSTEM, now)
    before.ended_at = now
    before.version += 1
    _say(Event.GENERAL_SUPERSEDED, before, None, now, {"by": by.number})


def cancel(row: GeneralDocument, user: User, reasons: str, *, version: int | None) -> GeneralDocument:
    """Raises: TransitionRefused, StalePaper."""
    with unit():
        now = clock.now()
        row = _held(row.id, version)
        known = facts_of(row, reasons)
        moves.move_general(row, GeneralAction.CANCEL, known, actor_for(user, row, now), now)
        row.reasons, row.ended_at = reasons, now
        row.version += 1
        _say(Event.GENERAL_CANCELLED, row, user, now, {"reasons": reasons})
    return row


def offers(row: GeneralDocument, user: User) -> tuple[GeneralOffer, ...]:
    """What this person may do with the document now, and why not the rest."""
    now = clock.now()
    return allowed(WORKFLOW, facts_of(row), actor_for(user, row, now), now)


def actor_for(user: User, row: GeneralDocument, now: datetime) -> Actor:
    """The person as the rules see him towards this document: it is with its author."""
    relation = Relation.ASSIGNEE if row.author_id == user.id else Relation.STAFF
    return people.office_actor(user, relation, now)


def facts_of(row: GeneralDocument, reasons: str = "") -> GeneralFacts:
    """What the rules look at."""
    return GeneralFacts(
        state=GeneralState(row.state),
        prepared_by=row.author_id,
        files_sound=bool(row.files) and all(status_of(paper).is_open for paper in row.files),
        folder_open=row.folder.closed_at is None,
        signers=signers.signers_of_all(row.files, "operator"),
        predecessor_stands=row.supersedes is None or row.supersedes.state == GeneralState.IN_FORCE,
        reasons_given=bool(reasons.strip()),
    )


def _held(row_id: int, version: int | None) -> GeneralDocument:
    row = queries.lock(row_id)
    _check_version(row, version)
    return row


def _check_version(row: GeneralDocument, version: int | None) -> None:
    if version is not None and row.version != version:
        raise StalePaper


def _say(event: Event, row: GeneralDocument, user: User | None, now: datetime, told: dict[str, Any]) -> None:
    known = {
        "general": row.public_id, "number": row.number or "", "kind": row.kind, "subject": row.subject,
        "folder": f"{row.folder.index_no} ({row.folder.year})",
    }  # fmt: skip
    journal.write(event, actor=user, at=now, facts={**known, **told})
