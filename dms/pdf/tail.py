"""The first and last bytes of a PDF. Every library forgives junk before the header and a ZIP glued on behind; we do
not (342:17 knows a PDF, not a PDF with something in it)."""

from __future__ import annotations

import re
from pathlib import Path

HEAD = b"%PDF-"
KEPT = 2048  #: bytes of the end that are looked at
LONGEST_COMMENT = 65_557  #: bytes from the end in which the last record of a ZIP may stand, its comment reaching to it

_END = re.compile(rb"%%EOF[\x00\t\n\x0c\r ]*\Z")
_LAST = re.compile(rb"startxref\s+\d+\s*(?:%[^\r\n]*[\r\n]+\s*)*%%EOF[\x00\t\n\x0c\r ]*\Z")
_ZIP_END = b"PK\x05\x06"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x01\x02")


def has_end(tail: bytes) -> bool:
    """Whether the last bytes are the end of a PDF and nothing more."""
    return bool(_END.search(tail))


def is_whole(path: Path) -> bool:
    """Whether the file begins and ends as a PDF does, with its last cross-reference right before the end."""
    with path.open("rb") as file:
        if file.read(len(HEAD)) != HEAD:
            return False
        file.seek(max(0, path.stat().st_size - LONGEST_COMMENT))
        tail = file.read()
    if is_zip(tail):
        return False
    tail = tail[-KEPT:]
    place = tail.rfind(b"startxref")
    return place >= 0 and bool(_LAST.match(tail[place:])) and not any(mark in tail[place:] for mark in _ZIP)


def is_zip(tail: bytes) -> bool:
    """Whether an archive ends with these bytes, the end of the PDF being its comment."""
    place = tail.find(_ZIP_END)
    while place >= 0:
        if (
            place + 22 <= len(tail)
            and int.from_bytes(tail[place + 20 : place + 22], "little") == len(tail) - place - 22
        ):
            return True
        place = tail.find(_ZIP_END, place + 1)
    return False
