"""A package's files, read by their path without unpacking it. What cannot be read is a fault, never an error."""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from dms.packages.fault import Report
from dms.packages.layout import PAYLOAD

#: More than any list, context or line of a case takes.
MOST = 64 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, ValueError, EOFError, NotImplementedError)


class Payload:
    """The payload of one package. Asking for what is not there, or cannot be read, notes a fault once and gives
    ``None``."""

    def __init__(self, package: zipfile.ZipFile, report: Report) -> None:
        self._package = package
        self._report = report
        self._members = {}
        for member in package.infolist():
            path = member.filename.partition("/")[2]
            if path.startswith(PAYLOAD) and not member.is_dir():
                self._members[path.removeprefix(PAYLOAD)] = member

    def __len__(self) -> int:
        return len(self._members)

    def paths(self) -> frozenset[str]:
        return frozenset(self._members)

    @contextmanager
    def stream_of(self, path: str) -> Iterator[IO[bytes] | None]:
        """A file to be read in pieces, which whoever reads it must be ready to see broken off."""
        member = self._members.get(path)
        if member is None:
            yield None
            return
        with self._package.open(member) as stream:
            yield stream

    def bytes_of(self, path: str) -> bytes | None:
        """A small file, whole."""
        member = self._members.get(path)
        if member is None:
            self._report.note("missing", path)
            return None
        if member.file_size > MOST:
            self._report.note("malformed", path, "too long")
            return None
        try:
            return self._package.read(member)
        except _DAMAGE as error:
            self._report.note("changed", path, str(error))
            return None

    def json_of(self, path: str) -> Any:
        data = self.bytes_of(path)
        if data is None:
            return None
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            self._report.note("malformed", path, "not JSON")
            return None

    def lines_of(self, path: str) -> Iterator[tuple[int, bytes]]:
        """Lines with their number, one at a time."""
        member = self._members.get(path)
        if member is None:
            self._report.note("missing", path)
            return
        try:
            with self._package.open(member) as stream:
                number = 0
                while line := stream.readline(MOST):
                    number += 1
                    yield number, line
        except _DAMAGE as error:
            self._report.note("changed", path, str(error))

    def sha256_of(self, path: str) -> str | None:
        """Of any file, a piece at a time; ``None`` with a fault where it is not there."""
        member = self._members.get(path)
        if member is None:
            self._report.note("missing", path)
            return None
        try:
            with self._package.open(member) as stream:
                return _hash(stream)
        except _DAMAGE as error:
            self._report.note("changed", path, str(error))
            return None


def _hash(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()
