"""Giving files out: who may have which, that it is written down who opened it, and the bytes as a stream."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from dms.errors import AppError, NotPermitted, NotVisible, OutsideTrouble
from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, File, Preview, User
from dms.queries import documents, people
from dms.services import clock, files
from dms.services.files import openings
from dms.services.files.file_check import scanning
from dms.services.papers.titles import title_of
from storage.errors import NotFound, StorageError
from storage.keys import safe_filename
from storage.port import CHUNK, ObjectStore
from workflows.states import Right
from workflows.text import Text

GONE = Text(
    "«{name}» файлының қоймада дұрыс көшірмесі жоқ. Әкімшіге хабарласыңыз.",
    "В хранилище нет целой копии файла «{name}». Сообщите администратору.",
    "The store has no good copy of the file “{name}”. Tell the administrator.",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a ZIP: its path in it, and where its bytes are (``body`` for small ones that are in a row)."""

    path: str
    key: str = ""
    mark: str | None = None
    body: bytes = b""
    at: datetime | None = None


class FileGone(AppError):
    """No good copy of a file is left in the store."""

    status = 503


def versions_for(document: Document, user: User) -> list[DocumentVersion]:
    """Those of a document that this reader may read of which he may know, the oldest first: never a draft of the
    operator's where he is of the applicant's side."""
    return documents.versions_for(document, office=_from_office(document, user))


def _from_office(document: Document, user: User) -> bool:
    case = db.session.get_one(Case, document.case_id) if document.case_id is not None else None
    return people.is_from_office(user, case, clock.now())


def is_open_to(document: Document, version: DocumentVersion, user: User) -> bool:
    """Whether this file goes out to this reader of its document: one of ``versions_for``, and let out by the checks:
    nothing unscanned or infected to anybody, nothing unsound to the operator's side (the applicant may look at what he
    sent himself)."""
    office = _from_office(document, user)
    if version not in documents.versions_for(document, office=office):
        return False
    if version.scan_status == "infected" or (scanning() and version.scan_status != "clean"):
        return False
    if version.check_status == "sound":
        return True
    return not office and not document.is_made


def let_out(version: DocumentVersion, user: User) -> DocumentVersion:
    """The version of a paper that the person may read. Raises: NotVisible while it is not open to him."""
    if not is_open_to(version.document, version, user):
        raise NotVisible
    return version


def find_version(case: Case, user: User, public_id: str) -> DocumentVersion:
    """The version for this reader.

    Raises:
        NotVisible: none such, none of his, or held back by the checks.
    """
    if Right.READ not in people.rights_for(user, case, clock.now()):
        raise NotVisible
    version = documents.get_version(case, public_id)
    document = documents.find_readable(case, user, clock.now(), version.document_id)
    if document is None or not is_open_to(document, version, user):
        raise NotVisible
    return version


def find_newest(case: Case, user: User, public_id: str) -> tuple[DocumentVersion, DocumentVersion]:
    """Of a document: the newest version that this reader may know of, and the newest that he may open.

    Raises:
        NotVisible: no such document for him, or none that he may open.
    """
    if Right.READ not in people.rights_for(user, case, clock.now()):
        raise NotVisible
    asked = documents.get_document(case, public_id)
    document = documents.find_readable(case, user, clock.now(), asked.id)
    his = versions_for(document, user) if document is not None else []
    opened = [row for row in his if is_open_to(row.document, row, user)]
    if not opened:
        raise NotVisible
    return his[-1], opened[-1]


def find_page(version: DocumentVersion, page: int) -> Preview:
    """Raises: NotVisible when the page has no picture."""
    found = documents.find_preview(version.id, page)
    if found is None:
        raise NotVisible
    return found


def record(case: Case, opened: Iterable[File], user: User, how: str) -> None:
    """That somebody opened documents of a case; commits."""
    openings.note(case, opened, user, how)
    db.session.commit()


def record_look(case: Case | None, file: File, user: User) -> None:
    """That somebody looks at a file of a case, or at one outside of any; commits."""
    if case is not None:
        record(case, [file], user, "preview")
    else:
        openings.record(file, user, None, "preview")


def list_entries(case: Case, user: User, language: str) -> tuple[list[Entry], list[File]]:
    """Everything of the case that this reader may have, with its signatures; and the files that it opens. A note stands
    in the place of a file that no copy of is good.

    Raises:
        NotVisible: the case is not his to read. NotPermitted: he reads it but may not take it out.
    """
    held = people.rights_for(user, case, clock.now())
    if Right.READ not in held:
        raise NotVisible
    if Right.EXPORT not in held:
        raise NotPermitted
    entries: list[Entry] = []
    opened: list[File] = []
    for number, paper in enumerate(documents.list_readable(case, user, clock.now()), 1):
        version = paper.current
        if version is not None and is_open_to(paper, version, user):
            entries.extend(_entries(case, paper, version, number, language))
            if version.file.status != "lost":
                opened.append(version.file)
    return entries, opened


def need_whole(opened: Iterable[File]) -> None:
    """Asks the store for each of the files before any of them goes out.

    Raises:
        FileGone: one is not there. OutsideTrouble: the store does not answer.
    """
    store = files.store()
    for file in opened:
        try:
            store.stat(file.key, version_id=file.version_mark or None)
        except NotFound as error:
            raise FileGone(GONE.fill(name=file.name)) from error
        except StorageError as error:
            raise OutsideTrouble(files.NOT_READ) from error


def _entries(case: Case, paper: Document, version: DocumentVersion, number: int, language: str) -> Iterator[Entry]:
    title = title_of(paper.kind, case).get(language)
    stem = safe_filename(f"{number:03d} {title[:60]}".strip())
    named = f"{stem}.pdf" if paper.is_made else safe_filename(f"{stem} - {version.file.name}")
    if version.file.status == "lost":
        yield Entry(f"{stem}.txt", body=GONE.fill(name=version.file.name).get(language).encode(), at=version.created_at)
    else:
        yield Entry(named, version.file.key, version.file.version_mark or None, at=version.created_at)
    for place, signature in enumerate((s for s in version.signatures if s.verdict == "valid"), 1):
        yield Entry(f"{named}.{place}.p7s", body=signature.cms, at=signature.received_at)


class _Pieces:
    """What ``zipfile`` writes, to be taken away piece by piece: it never asks to go back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def zipped(entries: list[Entry]) -> Iterator[bytes]:
    """The ZIP as a stream that holds one piece at a time. An object that cannot be read breaks the stream off: a ZIP
    without its end is seen to be broken, one with a hole would not. The store is found here and now: the pieces are
    taken by the server, when the request and what belonged to it are over."""
    return _zipped(entries, files.store(), clock.now())


def _zipped(entries: list[Entry], store: ObjectStore, now: datetime) -> Iterator[bytes]:
    pieces = _Pieces()
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]  # it only writes
        for entry in entries:
            info = zipfile.ZipInfo(entry.path, _moment(entry.at or now))
            with archive.open(info, "w", force_zip64=True) as member:
                if not entry.key:
                    member.write(entry.body)
                else:
                    with store.open(entry.key, version_id=entry.mark) as reading:
                        while piece := reading.read(CHUNK):
                            member.write(piece)
                            yield pieces.take()
            yield pieces.take()
    yield pieces.take()


def _moment(at: datetime) -> tuple[int, int, int, int, int, int]:
    local = at.astimezone(clock.ALMATY)
    return (local.year, local.month, local.day, local.hour, local.minute, local.second)
