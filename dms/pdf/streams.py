"""The budget of a PDF's streams: unpacked piece by piece and thrown away, so that a bomb is seen and not swallowed.
Runs in the child only."""

from __future__ import annotations

import zlib

import pikepdf

from dms.pdf.limits import MAX_PIXELS, MAX_STREAM, MAX_TEXT_STREAM, MAX_UNPACKED

_PACKED = frozenset({"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"})
_PIECE = 1 << 20
#: LZW and run length are not unpacked piece by piece; what they can grow to is bounded by their length.
_MOST_LZW = 256 << 10
_MOST_RUN_LENGTH = 8 << 20


class Budget:
    """Counts what the streams of one file come to. ``take`` returns the code of a fault, or an empty string."""

    def __init__(self) -> None:
        self.left = MAX_UNPACKED

    def take(self, stream: pikepdf.Stream) -> str:
        is_picture = stream.get("/Subtype") == "/Image"
        if is_picture and _pixels(stream) > MAX_PIXELS:
            return "too_many_pixels"
        packed = [name for name in filters_of(stream) if name in _PACKED]
        if len(packed) > 1:
            return "too_dense"
        if not packed:
            return ""
        raw = stream.read_raw_bytes()
        if filters_of(stream)[0] not in ("/FlateDecode", "/Fl"):
            limit = _MOST_RUN_LENGTH if packed[0] in ("/RunLengthDecode", "/RL") else _MOST_LZW
            # behind another filter (ASCII85, hexadecimal) lies a stream no longer than the raw one
            return "too_dense" if len(raw) > (limit if packed[0] not in ("/FlateDecode", "/Fl") else _MOST_LZW) else ""
        return self._inflate(raw, MAX_STREAM if is_picture else MAX_TEXT_STREAM)

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


def _pixels(stream: pikepdf.Stream) -> int:
    try:
        width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
    except (TypeError, ValueError):
        return MAX_PIXELS + 1
    return width * height if width >= 0 and height >= 0 else MAX_PIXELS + 1
