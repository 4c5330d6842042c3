"""Reads the text layer of a PDF, and makes the picture of a page without one. Runs in the child only, behind its
limits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2

MOST_LETTERS = 100_000  #: of one page; more stands on no paper
DPI = 300  #: at which letters are recognised
MAX_PIXELS = 20_000_000  #: of one picture: a larger page is drawn coarser


def read(path: Path, first: int, last: int) -> dict[str, Any]:
    """The texts of the pages from ``first`` to ``last``, counted from 1 and cut at the end of the file."""
    with pypdfium2.PdfDocument(path) as pdf:
        return {"texts": [_text(pdf, number) for number in range(first, min(last, len(pdf)) + 1)]}


def _text(pdf: pypdfium2.PdfDocument, number: int) -> str:
    """Empty for a page that the library stumbles over: the others are read all the same."""
    try:
        page = pdf[number - 1]
        layer = page.get_textpage()
        count = min(layer.count_chars(), MOST_LETTERS)
        found = str(layer.get_text_range(0, count)) if count > 0 else ""
        layer.close()
        page.close()
    except pypdfium2.PdfiumError:
        return ""
    return found.encode("utf-8", "ignore").decode("utf-8")


def photograph(path: Path, picture: Path, number: int) -> dict[str, Any]:
    """Writes the page as a grey picture."""
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = min(DPI / 72, (MAX_PIXELS / (width * height)) ** 0.5)
        bitmap = page.render(scale=scale, may_draw_forms=False, grayscale=True)
        bitmap.to_pil().save(picture, "PNG", compress_level=1)
        bitmap.close()
        return {"drawn": True}
