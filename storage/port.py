"""The port: what the application may ask of a store of files, whichever store it is.

Every store keeps the same promises. A put returns only after the bytes were written, read back and found to have the
same SHA-256. A key is written once: the same bytes again are a no-op, other bytes are refused. A content key
(``storage.keys``) never takes bytes with another hash. No call holds more than some tens of megabytes, none waits for
ever.
The order of work around a put is the caller's: intent row, bytes, read back, confirm.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from storage.errors import Corrupt, NotFound

CHUNK = 1 << 20
"""Bytes in one piece of a stream."""


@runtime_checkable
class Source(Protocol):
    """Anything with ``read``: an upload, an open file, a ``Reading``."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; empty at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Stored:
    """What a put acknowledges. Keep ``version_id`` (None where the store has none) and always read by it."""

    key: str
    size: int
    sha256: str
    version_id: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An object as the store lists it. ``modified_at`` is by the store's clock, aware."""

    key: str
    size: int
    modified_at: datetime
    version_id: str | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """Length in bytes and SHA-256 in lower-case hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A multipart upload from outside, under way. Keep both fields in the intent row: they are all that resumes it."""

    key: str
    upload_id: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part that has arrived: its number from 1, the ETag the store gave it, its length in bytes."""

    number: int
    etag: str
    size: int


class Reading:
    """The bytes of one object on their way: iterate over chunks, or ``read``; close it, or leave the ``with`` block.

    ``size`` is the number of bytes that will come. An end before that raises ``Corrupt``.
    """

    def __init__(self, key: str, size: int, chunks: Iterator[bytes], close: Callable[[], None]) -> None:
        self.key = key
        self.size = size
        self._chunks = chunks
        self._close = close
        self._piece = b""
        self._at = 0
        self._left = size

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read(CHUNK):
            yield piece

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes; a negative size means all that is left."""
        if size < 0:
            return b"".join(self)
        if self._at == len(self._piece) and self._left:
            self._next_piece()
        taken = self._piece[self._at : self._at + size]
        self._at += len(taken)
        return taken

    def _next_piece(self) -> None:
        piece = next((c for c in self._chunks if c), b"")
        self._left -= len(piece)
        if not piece or self._left < 0:
            raise Corrupt(f"{self._left + len(piece)} bytes were to come, {len(piece)} came", self.key)
        self._piece, self._at = piece, 0

    def close(self) -> None:
        """Give the file or connection back. May be called twice."""
        self._close()

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class ObjectStore(Protocol):
    """A place for bytes. Every method may raise any ``StorageError``; the kinds named tell something of the object."""

    def put(self, key: str, source: Source, *, repair: bool = False) -> Stored:
        """Store everything ``source`` gives. What reading it raises is passed on, and nothing is stored.

        :param repair: write good bytes over stored ones that do not have the hash their content key names.
        :raises Exists: other bytes are there. :raises Corrupt: the bytes do not fit the content key, or came back
            changed, or the stored ones are spoilt (and ``repair`` is not set). :raises Full: no room.
        """
        ...

    def open(self, key: str, *, start: int = 0, length: int | None = None, version_id: str | None = None) -> Reading:
        """Begin to read, at ``start`` and at most ``length`` bytes.

        :raises NotFound: no such object or version, or ``start`` lies behind the end.
        """
        ...

    def stat(self, key: str, *, version_id: str | None = None) -> Item:
        """:raises NotFound: no such object or version."""
        ...

    def exists(self, key: str) -> bool:
        """Whether the object is there; a store that cannot answer raises, it is never taken for "no"."""
        ...

    def items(self, prefix: str = "") -> Iterator[Item]:
        """Objects whose key begins so, in the order of their keys. A put that was broken off may be listed, and then
        turn out not to be there."""
        ...

    def delete(self, key: str) -> None:
        """Remove the object with all its versions: for sweeping what no row claims. Nothing there is no error.

        :raises Locked: a version is under a lock (the others are gone).
        """
        ...

    def lock(self, key: str, until: datetime, *, version_id: str | None = None) -> bool:
        """Nobody may remove or shorten before ``until``; true after the store has confirmed it, false where it has no
        locks."""
        ...

    def locked_until(self, key: str, *, version_id: str | None = None) -> datetime | None:
        """The end of the lock, None without one."""
        ...

    def presigned_get(
        self, key: str, filename: str, seconds: int, *, content_type: str = "", version_id: str | None = None
    ) -> str | None:
        """An address that gives the object as an attachment for so many seconds; None: send the bytes yourself."""
        ...

    def upload_origin(self) -> str | None:
        """The origin to which browsers send parts; None: they send them to the application."""
        ...

    def begin_upload(self) -> Upload:
        """Begin an upload in parts."""
        ...

    def part_urls(self, upload: Upload, numbers: Iterable[int], seconds: int) -> list[str] | None:
        """Addresses for PUT of these parts (from 1; each but the last at least 5 MiB), valid for so many seconds; None:
        the bytes go through ``put_part``."""
        ...

    def put_part(self, upload: Upload, number: int, source: Source) -> Part:
        """Store one part in a store without addresses; sent again, it takes the place of the first.

        :raises NotFound: no such upload. :raises Refused: the store takes parts at its addresses only.
        """
        ...

    def list_parts(self, upload: Upload) -> list[Part]:
        """The parts that have arrived, in their order.

        :raises NotFound: no such upload.
        """
        ...

    def join_upload(self, upload: Upload, parts: list[Part]) -> Reading:
        """Join the parts and read what they make. After a crash the same call again gives the same bytes.

        :raises NotFound: no such upload. :raises Corrupt: the parts are not those that were sent.
        """
        ...

    def keep_upload(self, upload: Upload, key: str) -> Stored:
        """Keep the joined bytes under their content key, read back, as a put would. After a crash the same call again
        gives the same answer; confirm the row, then ``abort_upload`` clears what the upload left.

        :raises NotFound: no such upload, or not joined. :raises Corrupt: the bytes are not those of the key.
        """
        ...

    def abort_upload(self, upload: Upload) -> None:
        """Forget the upload and all its bytes. May be called at any time and twice."""
        ...

    def sweep_unfinished(self, older_than: timedelta, named: Collection[str] = ()) -> int:
        """Remove what broken puts and uploads left behind (never an object); the number removed. Age is by the store's
        own clock, since the application's clock may be moved in a demo. ``named``: keys of uploads that somebody still
        knows of; they stay, whatever their age."""
        ...

    def health(self) -> None:
        """Return if the store answers and has room, as far as that can be told without writing an object.

        :raises StorageError: why not.
        """
        ...


def digest(store: ObjectStore, key: str, *, version_id: str | None = None) -> Digest:
    """Read the whole object and hash it: the fixity check. Raises what ``open`` and reading raise."""
    hasher = hashlib.sha256()
    size = 0
    with store.open(key, version_id=version_id) as reading:
        for chunk in reading:
            hasher.update(chunk)
            size += len(chunk)
    return Digest(size, hasher.hexdigest())


def digest_source(source: Source) -> Digest:
    """Hash a stream to its end."""
    hasher = hashlib.sha256()
    size = 0
    while chunk := source.read(CHUNK):
        hasher.update(chunk)
        size += len(chunk)
    return Digest(size, hasher.hexdigest())


def stored_digest(store: ObjectStore, key: str) -> Digest | None:
    """``digest``, or None where there is no such object."""
    try:
        return digest(store, key)
    except NotFound:
        return None
