"""What every store does around a put, so that write-once and the promise of a content key are one rule in one place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from storage.errors import Corrupt, Exists, NotFound
from storage.keys import digest_in
from storage.port import CHUNK, Digest, ObjectStore, Source, Stored, digest, digest_source


class Incoming:
    """A source that is hashed while it is read. ``size`` and ``digest`` are of what has been read so far."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._hasher = hashlib.sha256()
        self.size = 0

    def read_full(self, size: int) -> bytes:
        """Exactly ``size`` bytes; fewer only at the end of the source."""
        pieces = []
        while size and (piece := self._source.read(min(size, CHUNK))):
            self._hasher.update(piece)
            self.size += len(piece)
            size -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read_full(CHUNK):
            yield piece

    @property
    def digest(self) -> Digest:
        return Digest(self.size, self._hasher.hexdigest())


def already_stored(store: ObjectStore, key: str, source: Source, *, repair: bool) -> Stored | None:
    """The answer of a put whose key is taken; None when the bytes are to be written.

    :raises Exists: other bytes are there. :raises Corrupt: as in ``ObjectStore.put``.
    """
    try:
        item = store.stat(key)
    except NotFound:
        return None
    stored = digest(store, key, version_id=item.version_id)
    promised = digest_in(key)
    spoilt = promised is not None and stored.sha256 != promised
    if spoilt and repair:
        return None
    incoming = digest_source(source)
    check_promise(key, incoming)
    if spoilt:
        raise Corrupt(f"the stored bytes are spoilt (SHA-256 {stored.sha256})", key)
    if stored != incoming:
        raise Exists(f"other bytes are stored (SHA-256 {stored.sha256}, offered {incoming.sha256})", key)
    return Stored(key, stored.size, stored.sha256, item.version_id)


def check_promise(key: str, found: Digest) -> None:
    """:raises Corrupt: the key names another hash."""
    promised = digest_in(key)
    if promised is not None and found.sha256 != promised:
        raise Corrupt(f"the bytes have SHA-256 {found.sha256}, not the one the key names", key)


def check_read_back(key: str, written: Digest, found: Digest) -> None:
    """:raises Corrupt: what came back is not what went in."""
    if written != found:
        raise Corrupt(f"wrote {written.size} bytes ({written.sha256}), read back {found.size} ({found.sha256})", key)
