"""A store in a bucket of any S3 server with versioning and object lock: the one for production."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cached_property

from minio.datatypes import Object
from minio.datatypes import Part as MinioPart

from storage.errors import Corrupt, Locked, NotFound, Refused, StorageError, Unavailable
from storage.keys import (
    check_key,
    check_prefix,
    check_upload,
    content_disposition,
    content_key,
    digest_in,
    upload_key,
)
from storage.port import CHUNK, Digest, Item, Part, Reading, Source, Stored, Upload, digest
from storage.s3_calls import Calls
from storage.s3_errors import typed
from storage.writing import Incoming, already_stored, check_promise, check_read_back

PART = 8 << 20
"""Bytes sent in one request; what is longer goes in parts of this size."""
PARALLEL = 3
"""Parts on their way at once: a put holds at most ``(PARALLEL + 1) * PART`` bytes."""


class S3Store:
    """Objects in one bucket. ``prepare`` makes the bucket; nothing else here changes its settings."""

    def __init__(self, calls: Calls) -> None:
        self.calls = calls

    def prepare(self, origins: tuple[str, ...] = ()) -> None:
        """Make the bucket, with versioning and lock, where it is missing; let pages of ``origins`` upload into it."""
        self.calls.make_bucket()
        if origins:
            self.calls.set_cors(origins)

    @cached_property
    def has_lock(self) -> bool:
        """Whether the bucket says that it locks; ``storage.probe`` finds out whether the lock bites."""
        return self.calls.has_lock()

    def put(self, key: str, source: Source, *, repair: bool = False) -> Stored:
        check_key(key)
        stored = already_stored(self, key, source, repair=repair)
        if stored is not None:
            return stored
        incoming = Incoming(source)
        first = incoming.read_full(PART)
        if len(first) < PART:
            check_promise(key, incoming.digest)
            version_id = self.calls.put(key, first)
        else:
            version_id = self._put_parts(key, first, incoming)
        return self._confirmed(key, incoming.digest, version_id)

    def _put_parts(self, key: str, first: bytes, incoming: Incoming) -> str | None:
        upload_id = self.calls.begin(key)
        try:
            parts = self._send(key, upload_id, first, incoming)
            check_promise(key, incoming.digest)
            return self.calls.complete(key, upload_id, parts)
        except BaseException:
            with suppress(StorageError):
                self.calls.abort(key, upload_id)
            raise

    def _send(self, key: str, upload_id: str, data: bytes, incoming: Incoming) -> list[MinioPart]:
        under_way: deque[Future[MinioPart]] = deque()
        parts: list[MinioPart] = []
        number = 0
        with ThreadPoolExecutor(PARALLEL) as pool:
            while data:
                number += 1
                under_way.append(pool.submit(self.calls.put_part, key, upload_id, number, data))
                if len(under_way) == PARALLEL:
                    parts.append(under_way.popleft().result())
                data = incoming.read_full(PART)
            parts.extend(part.result() for part in under_way)
        return parts

    def _confirmed(self, key: str, written: Digest, version_id: str | None) -> Stored:
        try:
            check_read_back(key, written, digest(self, key, version_id=version_id))
        except Corrupt:
            if version_id is not None:
                with suppress(StorageError):
                    self.calls.remove(key, version_id)
            raise
        return Stored(key, written.size, written.sha256, version_id)

    def open(self, key: str, *, start: int = 0, length: int | None = None, version_id: str | None = None) -> Reading:
        size = self.stat(key, version_id=version_id).size
        if start < 0 or start > size or (start == size and start > 0):
            raise NotFound(f"no byte {start} in {size}", key)
        wanted = size - start if length is None else max(0, min(length, size - start))
        if wanted == 0:
            return Reading(key, 0, iter(()), lambda: None)
        response = self.calls.get(key, start, None if wanted == size - start and not start else wanted, version_id)

        def chunks() -> Iterator[bytes]:
            with typed(key):
                yield from response.stream(CHUNK)

        def close() -> None:
            # A body that was not read to its end would spoil the connection for the next call.
            response.close()
            response.release_conn()

        return Reading(key, wanted, chunks(), close)

    def stat(self, key: str, *, version_id: str | None = None) -> Item:
        return _item(self.calls.head(check_key(key), version_id))

    def exists(self, key: str) -> bool:
        try:
            self.stat(key)
        except NotFound:
            return False
        return True

    def items(self, prefix: str = "") -> Iterator[Item]:
        return map(_item, self.calls.items(check_prefix(prefix)))

    def delete(self, key: str) -> None:
        check_key(key)
        locked: Locked | None = None
        for found in list(self.calls.items(key, versions=True)):
            if found.object_name != key:
                continue
            try:
                self.calls.remove(key, found.version_id)
            except Locked as error:
                locked = error
        if locked is not None:
            raise locked

    def lock(self, key: str, until: datetime, *, version_id: str | None = None) -> bool:
        self.stat(key, version_id=version_id)
        if not self.has_lock:
            return False
        # Servers keep milliseconds or seconds, and drop the rest.
        until = until.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1 if until.microsecond else 0)
        held = self.locked_until(key, version_id=version_id)
        if held is None or held < until:
            self.calls.retain(key, version_id, until)
            held = self.locked_until(key, version_id=version_id)
        if held is None or held < until:
            raise Unavailable(f"the store does not confirm the lock until {until.isoformat()}", key)
        return True

    def locked_until(self, key: str, *, version_id: str | None = None) -> datetime | None:
        self.stat(key, version_id=version_id)
        return self.calls.retained_until(key, version_id) if self.has_lock else None

    def presigned_get(
        self, key: str, filename: str, seconds: int, *, content_type: str = "", version_id: str | None = None
    ) -> str | None:
        query = {
            "response-content-disposition": content_disposition(filename),
            "response-content-type": content_type or "application/octet-stream",
        }
        return self.calls.sign("GET", check_key(key), seconds, query, version_id)

    def upload_origin(self) -> str | None:
        return self.calls.public_origin

    def begin_upload(self) -> Upload:
        key = upload_key()
        return Upload(key, self.calls.begin(key))

    def part_urls(self, upload: Upload, numbers: Iterable[int], seconds: int) -> list[str] | None:
        key = check_upload(upload.key)
        return [
            self.calls.sign("PUT", key, seconds, {"partNumber": str(number), "uploadId": upload.upload_id})
            for number in numbers
        ]

    def put_part(self, upload: Upload, number: int, source: Source) -> Part:  # noqa: ARG002 - fixed by the port
        raise Refused("parts go to the addresses of part_urls", check_upload(upload.key))

    def list_parts(self, upload: Upload) -> list[Part]:
        return self.calls.parts(check_upload(upload.key), upload.upload_id)

    def join_upload(self, upload: Upload, parts: list[Part]) -> Reading:
        key = check_upload(upload.key)
        if not self.exists(key):
            # Servers differ in what they say to an upload they do not know.
            if not any(found == upload.upload_id for _, found, _ in self.calls.unfinished(key)):
                raise NotFound("no such upload", key)
            self.calls.complete(key, upload.upload_id, [MinioPart(p.number, p.etag.strip('"')) for p in parts])
        return self.open(key)

    def keep_upload(self, upload: Upload, key: str) -> Stored:
        source, sha256 = check_upload(upload.key), digest_in(content_key(key)) or ""
        size = self.stat(source).size
        if self.exists(key):
            with self.open(source) as reading:
                stored = already_stored(self, key, reading, repair=False)
            if stored is not None:
                return stored
        self.calls.copy(source, key, size)
        return self._confirmed(key, Digest(size, sha256), self.stat(key).version_id)

    def abort_upload(self, upload: Upload) -> None:
        key = check_upload(upload.key)
        self.calls.abort(key, upload.upload_id)
        self.delete(key)

    def sweep_unfinished(self, older_than: timedelta, named: Collection[str] = ()) -> int:
        before = datetime.fromtimestamp(time.time(), UTC) - older_than
        swept = 0
        for key, upload_id, begun_at in list(self.calls.unfinished()):
            if begun_at <= before and key not in named:
                self.calls.abort(key, upload_id)
                swept += 1
        return swept

    def health(self) -> None:
        self.calls.check_bucket()


def _item(found: Object) -> Item:
    if found.object_name is None or found.last_modified is None or found.size is None:
        raise Unavailable("the server's listing leaves out name, size or time")
    return Item(found.object_name, found.size, found.last_modified, found.version_id)
