"""The head of the journal's chain, out of the machine every day (decision 4). A superuser who rewrites the whole chain,
or cuts its end, is seen only by what was written outside before: the store keeps the heads, locked where it can."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from dms.extensions import db
from dms.models import JournalHead
from dms.services import files
from dms.services.journal import canonical
from storage.errors import StorageError
from storage.keys import digest_in, head_key
from storage.port import digest_source

FORMAT = "journal-head/1"
PREFIX = "heads/"
#: How long nobody may remove a head, where the store has locks.
LOCKED_FOR = timedelta(days=3653)
_MOST = 4096


@dataclass(frozen=True, slots=True)
class Head:
    """Entry ``seq`` had this hash when the head left. ``fault``: what is wrong with the object itself."""

    key: str
    seq: int = 0
    hash: str = ""
    fault: str = ""


def write_daily(now: datetime) -> str | None:
    """Writes today's head unless today's is there; returns its key. An empty journal has none.

    Raises:
        StorageError: the store did not take it; the next tick tries again.
    """
    day = now.date()
    if next(iter(files.store().items(f"{PREFIX}{day:%Y/%m/%d}/")), None) is not None:
        return None
    row = db.session.get(JournalHead, 0, populate_existing=True)
    if row is None or row.seq == 0:
        return None
    said = {"format": FORMAT, "at": now, "seq": row.seq, "hash": row.hash}
    db.session.rollback()  # the store may be slow: no transaction waits for it
    data = canonical(said).encode()
    key = head_key(day, digest_source(io.BytesIO(data)).sha256)
    stored = files.store().put(key, io.BytesIO(data))
    files.store().lock(key, now + LOCKED_FOR, version_id=stored.version_id)
    return key


def read_all() -> Iterator[Head]:
    """Every head outside, oldest first. One that cannot be read, or whose bytes are not those its name promises, comes
    as a fault.

    Raises:
        StorageError: the store cannot be asked at all.
    """
    for item in files.store().items(PREFIX):
        try:
            with files.store().open(item.key, version_id=item.version_id) as reading:
                data = reading.read(_MOST)
        except StorageError as error:
            yield Head(item.key, fault=str(error))
            continue
        yield _head(item.key, data)


def _head(key: str, data: bytes) -> Head:
    if digest_source(io.BytesIO(data)).sha256 != digest_in(key):
        return Head(key, fault="its bytes are not those that were written")
    try:
        said = json.loads(data)
        return Head(key, int(said["seq"]), str(said["hash"]))
    except (ValueError, KeyError, TypeError):
        return Head(key, fault="it is not a head")
