"""Uploads in parts on a disk: a folder for each, a file for each part, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Collection, Generator
from contextlib import suppress
from pathlib import Path

from storage.disk import sync_folder, typed, write_all
from storage.errors import Corrupt, NotFound
from storage.keys import UPLOADS, check_upload, upload_key
from storage.port import CHUNK, Part, Reading, Source, Upload

_PART = re.compile(r"(\d{5})\.([0-9a-f]{32})")


class PartFolders:
    """Folders below ``root``, named like the uploads. A part's file is called by its number and its MD5, which is what
    an S3 server answers for a part."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def begin(self) -> Upload:
        key = upload_key()
        with typed(key):
            self.root.mkdir(exist_ok=True, mode=0o750)
            (self.root / key.removeprefix(UPLOADS)).mkdir(mode=0o750)
            sync_folder(self.root)
        return Upload(key, secrets.token_hex(8))

    def _folder(self, upload: Upload) -> Path:
        """:raises NotFound: no such upload."""
        folder = self.root / check_upload(upload.key).removeprefix(UPLOADS)
        if folder.is_symlink() or not folder.is_dir():
            raise NotFound("no such upload", upload.key)
        return folder

    def put(self, upload: Upload, number: int, source: Source) -> Part:
        """Streams one part; a part sent again takes the place of the one that was there."""
        folder = self._folder(upload)
        temporary = folder / f".{secrets.token_hex(16)}"
        try:
            etag, size = _written(temporary, source, upload.key)
            with typed(upload.key):
                older = [path for path, part in _parts_in(folder) if part.number == number]
                path = folder / f"{number:05d}.{etag}"
                temporary.replace(path)
                for other in older:
                    if other != path:
                        other.unlink(missing_ok=True)
                sync_folder(folder)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        return Part(number, etag, size)

    def held(self, upload: Upload) -> list[Part]:
        folder = self._folder(upload)
        with typed(upload.key):
            # Of two files of one number, left by a crash, the younger is the one that was sent last.
            newest = {part.number: part for _, part in _parts_in(folder)}
        return [newest[number] for number in sorted(newest)]

    def read(self, upload: Upload, parts: list[Part]) -> Reading:
        """The bytes of these parts, one after another, while no more than one chunk is held."""
        folder = self._folder(upload)
        there = {part.number: part for part in self.held(upload)}
        if not parts or any(there.get(part.number) != part for part in parts):
            raise Corrupt("the parts are not those that were sent", upload.key)

        def chunks() -> Generator[bytes]:
            for part in parts:
                with typed(upload.key), (folder / f"{part.number:05d}.{part.etag}").open("rb", buffering=0) as file:
                    while piece := file.read(CHUNK):
                        yield piece

        coming = chunks()
        return Reading(upload.key, sum(part.size for part in parts), coming, coming.close)

    def remove(self, upload: Upload) -> None:
        with suppress(NotFound):
            folder = self._folder(upload)
            with typed(upload.key), suppress(FileNotFoundError):
                shutil.rmtree(folder)
                sync_folder(self.root)

    def sweep(self, before: float, named: Collection[str]) -> int:
        """Removes the folders in which nothing has arrived since ``before``, but those of the uploads ``named``; how
        many."""
        if not self.root.is_dir():
            return 0
        with typed(""):
            free = [path for path in self.root.iterdir() if path.is_dir() and f"{UPLOADS}{path.name}" not in named]
            old = [path for path in free if path.stat().st_mtime <= before]
            for path in old:
                shutil.rmtree(path, ignore_errors=True)
        return len(old)


def _written(path: Path, source: Source, key: str) -> tuple[str, int]:
    digest, size = hashlib.md5(usedforsecurity=False), 0
    with typed(key):
        file = path.open("xb", buffering=0)
    with file:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            with typed(key):
                write_all(file.fileno(), chunk)
        with typed(key):
            os.fsync(file.fileno())
    return digest.hexdigest(), size


def _parts_in(folder: Path) -> list[tuple[Path, Part]]:
    """Every part's file, the oldest first."""
    found = [(path, path.stat(), named) for path in folder.iterdir() if (named := _PART.fullmatch(path.name))]
    found.sort(key=lambda row: row[1].st_mtime_ns)
    return [(path, Part(int(named[1]), named[2], stat.st_size)) for path, stat, named in found]
