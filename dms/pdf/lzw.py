"""How long a stream packed by LZW comes out: counted without unpacking it, so that a bomb needs no memory."""

from __future__ import annotations

_CLEAR, _END = 256, 257
_MOST_ENTRIES = 4096


def unpacked_size(raw: bytes, most: int, early: int = 1) -> int | None:
    """The length when unpacked; counting ends beyond ``most``. None where a code stands for nothing. ``early``: by how
    many entries codes become longer before they must (PDF 32000-1, 7.4.4.3)."""
    lengths = [1] * 256 + [0, 0]
    size, width, held, bits, before = 0, 9, 0, 0, 0
    for byte in raw:
        held, bits = held << 8 | byte, bits + 8
        if bits < width:
            continue
        bits -= width
        code, held = held >> bits, held & ((1 << bits) - 1)
        if code == _END or size > most:
            break
        if code == _CLEAR:
            del lengths[258:]
            width, before = 9, 0
            continue
        if before and len(lengths) < _MOST_ENTRIES:
            lengths.append(before + 1)
        if code >= len(lengths):
            return None
        before = lengths[code]
        size += before
        width = min(12, max(9, (len(lengths) + early).bit_length()))
    return size
