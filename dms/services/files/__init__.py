"""Bytes into the store and out of it. The order is: intent row committed → bytes → read back (the store does) →
``stored`` committed; a business row then claims the file in its own transaction (decision 3)."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import IO

from flask import current_app
from sqlalchemy import delete, exists, func, or_, select

from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import File, User
from dms.services import clock
from storage.errors import StorageError
from storage.keys import file_key, safe_filename
from storage.port import CHUNK, ObjectStore, Reading, Source, Stored, Upload
from workflows.text import Text

UNCLAIMED_FOR = timedelta(days=3)

NOT_READ = Text(
    "Файлды қоймадан алу мүмкін болмады. Біраздан соң қайталап көріңіз.",
    "Не удалось получить файл из хранилища. Повторите попытку немного позже.",
    "The file could not be fetched from the store. Please try again in a while.",
)

NOT_STORED = Text(
    "Файл қоймасы жауап бермеді, файл сақталған жоқ. Біраздан соң қайталап көріңіз.",
    "Хранилище файлов не ответило, файл не сохранен. Повторите попытку немного позже.",
    "The file store did not answer and the file was not kept. Please try again in a while.",
)


def store() -> ObjectStore:
    """The configured store."""
    found: ObjectStore = current_app.extensions["store"]
    return found


def second() -> ObjectStore | None:
    """The store of the second copy, under other keys and best of another operator; None where none is set."""
    found: ObjectStore | None = current_app.extensions["copy_store"]
    return found


def keep(
    source: Source, *, name: str, media_type: str, owner: User | None, key_of: Callable[[str], str] = file_key
) -> File:
    """Puts bytes into the store and returns their row, stored and not yet claimed. Commits three times, so it must not
    run inside an act's transaction. Holds no more than one chunk in memory. ``key_of`` makes the key from the SHA-256.

    Raises:
        OutsideTrouble: the store failed; the intent row stays for the sweep, nothing was promised.
    """
    file = _begun(name, media_type, owner)
    try:
        with spooled(source) as (spool, sha256):
            _intend(file, key_of(sha256))
            stored = store().put(file.key, spool)
    except StorageError as error:
        raise OutsideTrouble(NOT_STORED) from error
    return _confirmed(file, stored)


def keep_sent(upload: Upload, sha256: str, *, name: str, media_type: str, owner: User | None) -> File:
    """Keeps what an upload in parts has joined, and found to have this hash: the same order, the same three commits.

    Raises:
        OutsideTrouble: the store failed; the upload is still there.
    """
    file = _begun(name, media_type, owner)
    _intend(file, file_key(sha256))
    try:
        stored = store().keep_upload(upload, file.key)
    except StorageError as error:
        raise OutsideTrouble(NOT_STORED) from error
    return _confirmed(file, stored)


def _begun(name: str, media_type: str, owner: User | None) -> File:
    file = File(
        status="intent",
        name=safe_filename(name),
        media_type=media_type,
        owner_id=owner.id if owner else None,
        created_at=clock.now(),
    )
    db.session.add(file)
    db.session.commit()
    return file


def _confirmed(file: File, stored: Stored) -> File:
    file.status, file.sha256, file.size = "stored", stored.sha256, stored.size
    file.version_mark = stored.version_id or ""
    file.stored_at = clock.now()
    db.session.commit()
    return file


def _intend(file: File, key: str) -> None:
    """Says before the put which bytes are meant: from here on the sweep sees that somebody needs them."""
    _hold(key)
    file.key = key
    db.session.commit()


def _hold(key: str) -> None:
    """Holds the key to the end of the transaction. Equal contents have one key: without it a sweep could find that
    nobody needs the bytes, and remove them after somebody has put them again."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"file:{key}", 0))))


@contextmanager
def spooled(source: Source) -> Iterator[tuple[IO[bytes], str]]:
    """The bytes in a temporary file, rewound, and their SHA-256: a content key must be known before the put."""
    folder = current_app.config["SETTINGS"].var / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with tempfile.TemporaryFile(dir=folder) as spool:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            spool.write(chunk)
        spool.seek(0)
        yield spool, digest.hexdigest()


def claim(file: File) -> File:
    """Says that a business row of this transaction now owns the file.

    Raises:
        ValueError: the bytes are not in the store (a defect of the caller).
    """
    if file.status != "stored":
        raise ValueError(f"file {file.public_id} is {file.status}")
    file.claimed_at = clock.now()
    return file


def let_go(file: File) -> None:
    """Says that no business row owns the file any more; the sweep removes it. Only for what can be made again."""
    file.claimed_at = None


def read(file: File) -> Reading:
    """The bytes on their way, by the version that was acknowledged.

    Raises:
        OutsideTrouble: the store does not answer or has lost the object.
    """
    try:
        return store().open(file.key, version_id=file.version_mark or None)
    except StorageError as error:
        raise OutsideTrouble(NOT_READ) from error


def sweep() -> int:
    """Removes what nobody claimed in time (``UNCLAIMED_FOR``), from the second copy too; returns how many rows went.
    First the rows can be claimed no more, then the bytes go, then the rows: killed anywhere, the next sweep goes on.
    Bytes that another row shares or is about to share stay."""
    old = clock.now() - UNCLAIMED_FOR
    unclaimed = select(File).where(File.claimed_at.is_(None), File.created_at < old).limit(500)
    rows = db.session.scalars(unclaimed.with_for_update(skip_locked=True)).all()  # who is just claiming one holds it
    going = [(row.id, row.key) for row in rows]
    for row in rows:
        row.status = "lost" if row.status == "stored" else row.status
    db.session.commit()
    for file_id, key in going:
        _remove(file_id, key)
    return len(going)


def _remove(file_id: int, key: str) -> None:
    """Removes a row, and its bytes where no other row needs them."""
    _hold(key)
    others = select(
        exists().where(File.key == key, File.id != file_id, or_(File.status != "lost", File.claimed_at.is_not(None)))
    )
    if key and not db.session.execute(others).scalar_one():
        for where in (store(), second()):
            if where is not None:
                where.delete(key)
    db.session.execute(delete(File).where(File.id == file_id, File.claimed_at.is_(None)))
    db.session.commit()
