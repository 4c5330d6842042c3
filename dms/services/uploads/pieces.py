"""Bytes judged while they pass: a part by the hash its sender announced, a whole file part by part."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from dms.errors import BadInput
from dms.services.uploads.words import CHANGED
from storage.port import Source


class Pieces:
    """A source of ``size`` bytes in parts of ``part_size``, each with its announced SHA-256 (by number, as text; a
    part without one is not judged).

    :raises BadInput: a part has another hash, or more or fewer bytes come.
    """

    def __init__(self, source: Source, size: int, part_size: int, digests: Mapping[str, str]) -> None:
        self._source = source
        self._left = size
        self._part_size = part_size
        self._digests = digests
        self._number = 1
        self._in_part = 0
        self._hasher = hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        piece = self._source.read(max(1, min(size, self._part_size - self._in_part)))
        self._left -= len(piece)
        if self._left < 0 or (not piece and self._left):
            raise BadInput(CHANGED)
        self._hasher.update(piece)
        self._in_part += len(piece)
        if piece and (self._in_part == self._part_size or not self._left):
            self._end_part()
        return piece

    def _end_part(self) -> None:
        announced = self._digests.get(str(self._number))
        if announced is not None and announced != self._hasher.hexdigest():
            raise BadInput(CHANGED)
        self._number += 1
        self._in_part = 0
        self._hasher = hashlib.sha256()
