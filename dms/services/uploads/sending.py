"""A file on its way: begun or resumed, its parts addressed or taken, finished, abandoned. The order is intent row →
upload in the store → parts → job; a row that is killed between two of these goes on from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from flask import current_app

from dms.errors import BadInput, OutsideTrouble
from dms.extensions import db
from dms.models import Case, FileUpload, User
from dms.queries import uploads
from dms.services import clock, files
from dms.services.files.incoming import EMPTY, pdf_name, too_large
from dms.services.unit import unit
from dms.services.uploads.aims import admit, checked_lines
from dms.services.uploads.for_forms import admit_one_more, is_for_form, let_go
from dms.services.uploads.joining import order
from dms.services.uploads.pieces import Pieces
from dms.services.uploads.words import MOST_AT_ONCE, NO_SUCH_PART, NOT_SENDING, TOO_MANY
from storage.errors import NotFound, StorageError
from storage.port import Part, Source, Upload

MIB = 1 << 20
#: Small enough to be lost to a broken link without pain, large enough that 5 GB stay below S3's 10,000 parts.
PART_SIZE, LONG_PART_SIZE = 8 * MIB, 16 * MIB
LONG = 1024 * MIB
#: How long an address for a part holds: a slow link needs minutes for 16 MiB.
ADDRESS_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Told:
    """What a sender says of a file before its first byte. ``modified``: milliseconds, by his machine."""

    name: str
    size: int
    modified: int


def begin(case: Case | None, user: User, kind: str, told: Told, lines: Iterable[str] = ()) -> FileUpload:
    """Begins a file, or finds the same one that is under way, of which only what is missing must be sent, or that has
    arrived and waits for its form.

    Raises:
        NotPermitted: not this person, not in this state.
        BadInput: unknown kind or line, an empty file, too many at once. TooLarge: over the setting ``max_upload_mb``.
        OutsideTrouble: the store did not answer.
    """
    admit(case, user, kind)
    chosen = checked_lines(case, kind, lines)
    limit = current_app.config["SETTINGS"].max_upload_mb * MIB
    if told.size < 1:
        raise BadInput(EMPTY, field="files")
    if told.size > limit:
        raise too_large(limit)
    name, now = pdf_name(told.name), clock.now()
    row = uploads.find_begun(case, user, kind, name, told.size, told.modified)
    if row is None and uploads.count_under_way(user) >= MOST_AT_ONCE:
        raise BadInput(TOO_MANY, field="files")
    if row is None and is_for_form(kind):
        admit_one_more(user)
    if row is None:
        row = FileUpload(
            case_id=case.id if case else None, owner_id=user.id, kind=kind, name=name, size=told.size,
            modified=told.modified, part_size=LONG_PART_SIZE if told.size > LONG else PART_SIZE, begun_at=now,
        )  # fmt: skip
        db.session.add(row)
    row.lines, row.touched_at = chosen, now
    db.session.commit()
    return _opened(row) if row.stage == "sending" else row


def _opened(row: FileUpload) -> FileUpload:
    """The row with an upload of the store behind it."""
    try:
        if row.key:
            with suppress(NotFound):
                _held(row)
                return row
        made = files.store().begin_upload()
    except StorageError as error:
        raise OutsideTrouble(files.NOT_STORED) from error
    row.key, row.upload_id, row.digests, row.parts = made.key, made.upload_id, {}, []
    db.session.commit()
    return row


def _held(row: FileUpload) -> list[Part]:
    """The parts that the store has. Raises: StorageError as ``list_parts``."""
    if row.parts:  # all were there once, and may be joined by now
        return [Part(*part) for part in row.parts]
    return files.store().list_parts(Upload(row.key, row.upload_id)) if row.key else []


def addresses(case: Case | None, user: User, public_id: str, wanted: Mapping[int, str]) -> dict[int, str] | None:
    """Where these parts go, each announced with its SHA-256 (empty where the sender cannot tell); None: to
    ``take_part``.

    Raises:
        NotVisible: another's. NotPermitted: no longer his to attach. BadInput: no such part, or nothing is awaited.
        OutsideTrouble: the store did not answer.
    """
    with unit():
        row = _sending(case, user, public_id)
        if any(not row.length_of(number) for number in wanted):
            raise BadInput(NO_SUCH_PART)
        row.digests = row.digests | {str(number): digest for number, digest in wanted.items() if digest}
        row.parts, row.touched_at, row.fault = [], clock.now(), None
        upload = Upload(row.key, row.upload_id)
    try:
        urls = files.store().part_urls(upload, wanted, ADDRESS_SECONDS)
    except StorageError as error:
        raise OutsideTrouble(files.NOT_STORED) from error
    return None if urls is None else dict(zip(wanted, urls, strict=True))


def _sending(case: Case | None, user: User, public_id: str) -> FileUpload:
    """The row, locked. Raises: NotVisible, NotPermitted, BadInput unless its parts are awaited."""
    row = uploads.get_upload(case, user, public_id, lock=True)
    admit(case, user, row.kind)
    if row.stage != "sending" or not row.key:
        raise BadInput(NOT_SENDING)
    return row


def take_part(case: Case | None, user: User, public_id: str, number: int, source: Source, size: int | None) -> Part:
    """Takes one part for a store that has no addresses, with one chunk of it in memory.

    Raises:
        NotVisible, NotPermitted, BadInput: as ``addresses``; also when the bytes are not those announced.
        OutsideTrouble: the store did not take it.
    """
    row = _sending(case, user, public_id)
    length = row.length_of(number)
    if not length or size != length:
        raise BadInput(NO_SUCH_PART)
    upload, announced = Upload(row.key, row.upload_id), row.digests.get(str(number))
    db.session.rollback()  # a slow link must not hold a transaction open
    checked = Pieces(source, length, length, {"1": announced} if announced else {})
    try:
        return files.store().put_part(upload, number, checked)
    except StorageError as error:
        raise OutsideTrouble(files.NOT_STORED) from error


def finish(case: Case | None, user: User, public_id: str) -> tuple[FileUpload, list[int]]:
    """Orders the job that makes a document of the parts; the row, and the numbers of parts that are still missing
    (then nothing was ordered). Again, it changes nothing.

    Raises:
        NotVisible, NotPermitted: as ``addresses``. OutsideTrouble: the store did not answer.
    """
    row = uploads.get_upload(case, user, public_id)
    if row.stage != "sending":
        return row, []
    admit(case, user, row.kind)
    parts = arrived(row)
    missing = [number for number in range(1, row.count + 1) if number not in parts]
    if missing:
        return row, missing
    with unit():
        row = uploads.get_upload(case, user, public_id, lock=True)
        if row.stage == "sending":
            row.parts = [[part.number, part.etag, part.size] for _, part in sorted(parts.items())]
            order(row, clock.now())
    return row, []


def arrived(row: FileUpload) -> dict[int, Part]:
    """The parts that have their right length, by number. Raises: OutsideTrouble when the store did not answer."""
    try:
        return {part.number: part for part in _held(row) if part.size == row.length_of(part.number)}
    except NotFound:
        return {}
    except StorageError as error:
        raise OutsideTrouble(files.NOT_STORED) from error


def abandon(case: Case | None, user: User, public_id: str) -> FileUpload:
    """Gives the file up, unless a document is being made of it; one that waits for a form is let go. What the store
    still holds the sweep removes.

    Raises: NotVisible when it is another's.
    """
    if uploads.get_upload(case, user, public_id).file_id is not None:
        let_go(user, [public_id])
    with unit():
        row = uploads.get_upload(case, user, public_id, lock=True)
        if row.stage == "sending" or (row.stage == "failed" and row.file_id is None):  # else a letter has its bytes
            row.stage, row.touched_at = "abandoned", clock.now()
        left, upload = row.stage == "abandoned" and bool(row.key), Upload(row.key, row.upload_id)
    if left:
        with suppress(StorageError):
            files.store().abort_upload(upload)
    return row
