"""How pages of a file differ from those of an earlier one: where their pictures differ, and which words came and went.
Runs in the child only, behind its limits, a few pages at a time (``comparing``)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageChops

from dms.pdf.traits import fill_in
from dms.pdf.wording import MOST_LETTERS, words

WIDTH = 240  #: pixels of a page while it is compared
LONGEST = 3000  #: pixels of its height
BLOCK = 8  #: pixels of the side of a block that differs or not
CONTRAST = 48  #: of 255, between two greys that differ
MOST_BOXES = 60  #: marked on one page; more are one box around all


@dataclass(frozen=True, slots=True)
class _Page:
    picture: Image.Image
    words: list[str]


def marks(path: Path, first: int, last: int) -> dict[str, Any]:
    """``marks``: of each page from ``first`` to ``last``, counted from 1 and cut at the end of the file, what it looks
    like and says as one hash, and whether it has words of its own."""
    with pypdfium2.PdfDocument(path) as pdf:
        fill_in(pdf)
        return {"marks": [_mark(_page(pdf, number)) for number in range(first, min(last, len(pdf)) + 1)]}


def pairs(earlier: Path, later: Path, numbers: str) -> dict[str, Any]:
    """``pairs``: of each pair in ``numbers`` (``3:4,7:9``; earlier and later, from 1) ``boxes`` (left, top, width,
    height in hundredths of the later page) and ``words`` (sign and words: ``=``, ``-``, ``+``)."""
    asked = [[int(number) for number in pair.split(":")] for pair in numbers.split(",")]
    with pypdfium2.PdfDocument(earlier) as old, pypdfium2.PdfDocument(later) as new:
        fill_in(old)
        fill_in(new)
        return {"pairs": [_differ(_page(old, before), _page(new, after)) for before, after in asked]}


def _differ(before: _Page, after: _Page) -> dict[str, Any]:
    return {"boxes": boxes(before.picture, after.picture), "words": words(before.words, after.words)}


def _mark(page: _Page) -> tuple[str, bool]:
    coarse = page.picture.point([value // 32 for value in range(256)])
    return hashlib.sha256(coarse.tobytes() + " ".join(page.words).encode()).hexdigest(), bool(page.words)


def _page(pdf: pypdfium2.PdfDocument, number: int) -> _Page:
    page = pdf[number - 1]
    width, height = page.get_size()
    bitmap = page.render(scale=min(WIDTH / width, LONGEST / height))
    picture = bitmap.to_pil().convert("L")
    bitmap.close()
    text = page.get_textpage()
    said = text.get_text_range(0, min(text.count_chars(), MOST_LETTERS)).split() if text.count_chars() > 0 else []
    text.close()
    page.close()
    return _Page(picture, said)


def boxes(before: Image.Image, after: Image.Image) -> list[list[float]]:
    """Where two pictures differ, as boxes in hundredths of the later one."""
    differ = ImageChops.difference(before.resize(after.size), after).point([value > CONTRAST for value in range(256)])
    width, height = after.size
    rows = [_runs(differ, top, width, height) for top in range(0, height, BLOCK)]
    found: list[list[int]] = []
    for top, runs in zip(range(0, height, BLOCK), rows, strict=True):
        for left, right in runs:
            over = next((box for box in found if box[3] == top and box[0] <= right and left <= box[2]), None)
            if over is None:
                found.append([left, top, right, top + BLOCK])
            else:
                over[0], over[2], over[3] = min(over[0], left), max(over[2], right), top + BLOCK
    if len(found) > MOST_BOXES:
        found = [[*map(min, zip(*[box[:2] for box in found], strict=True)),
                  *map(max, zip(*[box[2:] for box in found], strict=True))]]  # fmt: skip
    return [
        [round(100 * value / side, 2) for value, side in zip(_sized(box, after.size), (width, height) * 2, strict=True)]
        for box in found
    ]


def _sized(box: list[int], size: tuple[int, int]) -> list[int]:
    """Left, top, width and height, within the page."""
    left, top, right, bottom = box[0], box[1], min(box[2], size[0]), min(box[3], size[1])
    return [left, top, right - left, bottom - top]


def _runs(differ: Image.Image, top: int, width: int, height: int) -> list[tuple[int, int]]:
    """Neighbouring blocks of one row that differ, as (left, right)."""
    found: list[tuple[int, int]] = []
    for left in range(0, width, BLOCK):
        block = differ.crop((left, top, min(left + BLOCK, width), min(top + BLOCK, height)))
        if block.getextrema() == (0, 0):
            continue
        if found and found[-1][1] >= left - BLOCK:
            found[-1] = (found[-1][0], left + BLOCK)
        else:
            found.append((left, left + BLOCK))
    return found
