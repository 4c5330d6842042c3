"""The budget of a PDF's streams: unpacked piece by piece and thrown away, so that a bomb is seen and not swallowed.
Runs in the child only."""

from __future__ import annotations

import zlib

import pikepdf

from dms.pdf.limits import MAX_PIXELS, MAX_STREAM, MAX_TEXT_STREAM, MAX_UNPACKED
from dms.pdf.lzw import unpacked_size

_FLATE = frozenset({"/FlateDecode", "/Fl"})
_LZW = frozenset({"/LZWDecode", "/LZW"})
_RUN_LENGTH = frozenset({"/RunLengthDecode", "/RL"})
_PACKED = _FLATE | _LZW | _RUN_LENGTH
#: Bytes as letters: programs put them around what is packed.
_LETTERS = {
    "/ASCII85Decode": "/ASCII85Decode", "/A85": "/ASCII85Decode",
    "/ASCIIHexDecode": "/ASCIIHexDecode", "/AHx": "/ASCIIHexDecode",
}  # fmt: skip
_MOST_LETTERS = 2  #: such filters around one another
_PIECE = 1 << 20
#: Run length is not unpacked; what it can grow to is bounded by its length.
_MOST_RUN_LENGTH = 8 << 20
#: Of what is packed inside of a picture's own filter: nobody writes that.
_MOST_INSIDE = 256 << 10


class Budget:
    """Counts what the streams of one file come to. ``take`` returns the code of a fault, or an empty string."""

    def __init__(self) -> None:
        self.left = MAX_UNPACKED

    def take(self, stream: pikepdf.Stream) -> str:
        is_picture = stream.get("/Subtype") == "/Image"
        if is_picture and _pixels(stream) > MAX_PIXELS:
            return "too_many_pixels"
        names = filters_of(stream)
        packed = [name for name in names if name in _PACKED]
        if len(packed) > 1:
            return "too_dense"
        if not packed:
            return ""
        around = names[: names.index(packed[0])]
        raw = stream.read_raw_bytes()
        if not all(name in _LETTERS for name in around):
            return "too_dense" if len(raw) > _MOST_INSIDE else ""
        if len(around) > _MOST_LETTERS:
            return "too_dense"
        return self._unpack(
            stream, _from_letters(raw, around), packed[0], MAX_STREAM if is_picture else MAX_TEXT_STREAM
        )

    def _unpack(self, stream: pikepdf.Stream, raw: bytes, packed: str, most: int) -> str:
        if packed in _FLATE:
            return self._inflate(raw, most)
        if packed in _RUN_LENGTH:
            return "too_dense" if len(raw) > _MOST_RUN_LENGTH else ""
        size = unpacked_size(raw, min(most, self.left), _early(stream))
        if size is None:
            return "broken"
        if size > min(most, self.left):
            return "too_dense"
        self.left -= size
        return ""

    def _inflate(self, raw: bytes, most: int) -> str:
        machine = zlib.decompressobj()
        size, rest = 0, raw
        try:
            while rest and not machine.eof:
                piece = machine.decompress(rest, _PIECE)
                size += len(piece)
                if size > most or size > self.left:
                    return "too_dense"
                if not piece and machine.unconsumed_tail == rest:
                    break
                rest = machine.unconsumed_tail
            size += len(machine.flush(_PIECE))
        except zlib.error:
            return "broken"
        self.left -= size
        return "" if machine.eof or not raw else "broken"


def filters_of(stream: pikepdf.Stream) -> list[str]:
    """Names of the stream's filters, outermost first."""
    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(name) for name in (found if isinstance(found, pikepdf.Array) else [found])]


def _from_letters(raw: bytes, around: list[str]) -> bytes:
    """Read by the library, one filter at a time: four bytes come of one letter at most."""
    for name in around:
        with pikepdf.new() as scratch:
            raw = pikepdf.Stream(scratch, raw, Filter=pikepdf.Name(_LETTERS[name])).read_bytes()
    return raw


def _early(stream: pikepdf.Stream) -> int:
    """``/EarlyChange`` of an LZW stream."""
    told = stream.get("/DecodeParms", stream.get("/DP"))
    rows = list(told) if isinstance(told, pikepdf.Array) else [told]
    given = [int(row.get("/EarlyChange", 1)) for row in rows if isinstance(row, pikepdf.Dictionary)]
    return 0 if 0 in given else 1


def _pixels(stream: pikepdf.Stream) -> int:
    try:
        width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
    except (TypeError, ValueError):
        return MAX_PIXELS + 1
    return width * height if width >= 0 and height >= 0 else MAX_PIXELS + 1
