"""A store in a directory of one machine: the default, with the same promises as S3 save versions, locks and addresses.

A file appears under its name whole or not at all: it is written under ``.tmp``, synced, read back, and linked.
"""

# ruff: noqa: ARG002 - arguments of the port of which a directory has no use
from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.disk import read_back, sync_folder, typed, write_all
from storage.errors import BadKey, Exists, Full, NotFound, Unavailable
from storage.keys import check_key, check_prefix, content_key, probe_key
from storage.parts import PartFolders
from storage.port import CHUNK, Digest, Item, Part, Reading, Source, Stored, Upload, digest_source
from storage.writing import Incoming, already_stored, check_promise, check_read_back

MIN_FREE = 256 << 20
"""Bytes that stay free by default: a database and a log on the same disk must outlive an upload."""
_TMP = ".tmp"
_PARTS = ".parts"
_GUARD_EVERY = 16 * CHUNK


class DirectoryStore:
    """Objects as files below ``root``, which is made where it is missing. ``min_free`` bytes of the disk stay free."""

    def __init__(self, root: Path, *, min_free: int = MIN_FREE) -> None:
        self.root = root.absolute()
        self.min_free = min_free
        with typed(""):
            (self.root / _TMP).mkdir(parents=True, exist_ok=True, mode=0o750)
            self.root = self.root.resolve(strict=True)
        self._parts = PartFolders(self.root / _PARTS)

    def put(self, key: str, source: Source, *, repair: bool = False) -> Stored:
        path = self._path(key)
        stored = already_stored(self, key, source, repair=repair)
        if stored is not None:
            return stored
        temporary = self.root / _TMP / secrets.token_hex(16)
        try:
            written = self._write(temporary, source, key)
            with typed(key):
                check_promise(key, written)
                check_read_back(key, written, read_back(temporary))
                self._publish(temporary, path, key, written, over=repair)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        return Stored(key, written.size, written.sha256)

    def _write(self, temporary: Path, source: Source, key: str) -> Digest:
        incoming = Incoming(source)
        self._guard_space(key)
        guarded = 0
        with typed(key):
            file = temporary.open("xb", buffering=0)
        with file:
            for chunk in incoming:
                with typed(key):
                    write_all(file.fileno(), chunk)
                if incoming.size - guarded >= _GUARD_EVERY:
                    guarded = incoming.size
                    self._guard_space(key)
            with typed(key):
                os.fchmod(file.fileno(), 0o440)
                os.fsync(file.fileno())
        return incoming.digest

    def _publish(self, temporary: Path, path: Path, key: str, written: Digest, *, over: bool) -> None:
        self._make_folder(path.parent, key)
        if over:
            temporary.replace(path)
        else:
            # A link, unlike a rename, never replaces: of two puts at once exactly one makes the name.
            try:
                os.link(temporary, path)
            except FileExistsError:
                with path.open("rb") as file:
                    if digest_source(file) != written:
                        raise Exists("other bytes were stored at the same moment", key) from None
        sync_folder(path.parent)

    def _make_folder(self, folder: Path, key: str) -> None:
        missing = []
        while not folder.exists():
            missing.append(folder)
            folder = folder.parent
        if not folder.resolve().is_relative_to(self.root):
            raise BadKey("leads out of the store", key)
        for new in reversed(missing):
            new.mkdir(exist_ok=True, mode=0o750)
            sync_folder(new.parent)

    def _check_there(self) -> None:
        # A disk that is not mounted must not look like a store that holds nothing.
        if not (self.root / _TMP).is_dir():
            raise Unavailable("the store's folder is gone")

    def _guard_space(self, key: str) -> None:
        with typed(key):
            self._check_there()
            free = shutil.disk_usage(self.root).free
        if free < self.min_free:
            raise Full(f"{free} bytes free, {self.min_free} must stay free", key)

    def open(self, key: str, *, start: int = 0, length: int | None = None, version_id: str | None = None) -> Reading:
        path = self._existing(key, version_id)
        with typed(key):
            file = path.open("rb", buffering=0)
            size = os.fstat(file.fileno()).st_size
            if start < 0 or start > size or (start == size and start > 0):
                file.close()
                raise NotFound(f"no byte {start} in {size}", key)
            file.seek(start)
        wanted = size - start if length is None else max(0, min(length, size - start))

        def chunks() -> Iterator[bytes]:
            left = wanted
            with typed(key):
                while left and (piece := file.read(min(left, CHUNK))):
                    left -= len(piece)
                    yield piece

        return Reading(key, wanted, chunks(), file.close)

    def stat(self, key: str, *, version_id: str | None = None) -> Item:
        with typed(key):
            return _item(key, self._existing(key, version_id).stat())

    def exists(self, key: str) -> bool:
        try:
            self._existing(key, None)
        except NotFound:
            return False
        return True

    def items(self, prefix: str = "") -> Iterator[Item]:
        # Only the folder that the prefix names is walked: a store holds millions of files.
        folder = check_prefix(prefix).rpartition("/")[0]
        with typed(prefix):
            self._check_there()
            yield from self._walk(self.root / folder, prefix)

    def _walk(self, folder: Path, prefix: str) -> Iterator[Item]:
        if not folder.is_dir() or not folder.resolve().is_relative_to(self.root):
            return
        with os.scandir(folder) as entries:
            # A folder sorts as S3 sorts its keys, with the slash.
            found = sorted(entries, key=lambda e: e.name + "/" if e.is_dir(follow_symlinks=False) else e.name)
        for entry in found:
            key = str(Path(entry.path).relative_to(self.root))
            if entry.is_symlink() or entry.name.startswith("."):
                continue
            if entry.is_dir():
                if (key + "/").startswith(prefix) or prefix.startswith(key + "/"):
                    yield from self._walk(Path(entry.path), prefix)
            elif key.startswith(prefix):
                with suppress(FileNotFoundError):
                    yield _item(key, entry.stat())

    def delete(self, key: str) -> None:
        try:
            path = self._existing(key, None)
        except NotFound:
            return
        with typed(key), suppress(FileNotFoundError):
            path.unlink()
            sync_folder(path.parent)

    def lock(self, key: str, until: datetime, *, version_id: str | None = None) -> bool:
        self._existing(key, version_id)
        return False

    def locked_until(self, key: str, *, version_id: str | None = None) -> datetime | None:
        self._existing(key, version_id)
        return None

    def presigned_get(
        self, key: str, filename: str, seconds: int, *, content_type: str = "", version_id: str | None = None
    ) -> str | None:
        return None

    def upload_origin(self) -> str | None:
        return None

    def begin_upload(self) -> Upload:
        self._guard_space("")
        return self._parts.begin()

    def part_urls(self, upload: Upload, numbers: Iterable[int], seconds: int) -> list[str] | None:
        return None

    def put_part(self, upload: Upload, number: int, source: Source) -> Part:
        self._guard_space(upload.key)
        return self._parts.put(upload, number, source)

    def list_parts(self, upload: Upload) -> list[Part]:
        self._check_there()
        return self._parts.held(upload)

    def join_upload(self, upload: Upload, parts: list[Part]) -> Reading:
        self._check_there()
        return self._parts.read(upload, parts)

    def keep_upload(self, upload: Upload, key: str) -> Stored:
        with self._parts.read(upload, self._parts.held(upload)) as reading:
            return self.put(content_key(key), reading)

    def abort_upload(self, upload: Upload) -> None:
        self._check_there()
        self._parts.remove(upload)

    def sweep_unfinished(self, older_than: timedelta, named: Collection[str] = ()) -> int:
        before = time.time() - older_than.total_seconds()
        swept = 0
        with typed(""):
            self._check_there()
            for path in (self.root / _TMP).iterdir():
                with suppress(FileNotFoundError):
                    if path.stat().st_mtime <= before:
                        path.unlink()
                        swept += 1
        return swept + self._parts.sweep(before, named)

    def health(self) -> None:
        self._guard_space("")
        temporary = self.root / _TMP / probe_key().rpartition("/")[2]
        with typed(""):
            try:
                temporary.write_bytes(b"")
            finally:
                temporary.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.root / check_key(key)

    def _existing(self, key: str, version_id: str | None) -> Path:
        path = self._path(key)
        with typed(key):
            self._check_there()
            if version_id is not None or path.is_symlink() or not path.is_file():
                raise NotFound("no such object", key)
            if not path.resolve().is_relative_to(self.root):
                raise BadKey("leads out of the store", key)
        return path


def _item(key: str, stat: os.stat_result) -> Item:
    return Item(key, stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC))
