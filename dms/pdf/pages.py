"""Draws pages of a PDF as pictures. Runs in the child only, behind its limits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2

from dms.pdf.traits import fill_in

WIDTH = 1000  #: pixels of a picture's width
MAX_PIXELS = 12_000_000  #: of one picture: a long strip becomes narrower
MAX_SIDE = 16_000  #: pixels; WebP ends at 16 383
QUALITY = 80
SMALL = 160  #: pixels of the longer side of a small picture


def draw(path: Path, folder: Path, first: int, last: int) -> dict[str, Any]:
    """Writes ``<folder>/<page>.webp`` and, small, ``<folder>/<page>.small.webp`` for the pages from ``first`` to
    ``last``, counted from 1 and cut at the end of the file; says their sizes."""
    with pypdfium2.PdfDocument(path) as pdf:
        fill_in(pdf)
        pages = range(first, min(last, len(pdf)) + 1)
        return {"pages": len(pdf), "pictures": [_draw(pdf, number, folder) for number in pages]}


def _draw(pdf: pypdfium2.PdfDocument, number: int, folder: Path) -> dict[str, int]:
    page = pdf[number - 1]
    width, height = page.get_size()
    scale = WIDTH / width
    if scale * width * scale * height > MAX_PIXELS:
        scale = (MAX_PIXELS / (width * height)) ** 0.5
    scale = min(scale, MAX_SIDE / max(width, height))
    bitmap = page.render(scale=scale)
    picture = bitmap.to_pil().convert("RGB")
    picture.save(folder / f"{number}.webp", "WEBP", quality=QUALITY, method=2)
    sides = picture.width, picture.height
    picture.thumbnail((SMALL, SMALL))
    picture.save(folder / f"{number}.small.webp", "WEBP", quality=QUALITY, method=2)
    bitmap.close()
    page.close()
    return {"page": number, "width": sides[0], "height": sides[1]}
