"""How a file differs from an earlier one, page by page: where the pictures of the pages differ, and which words came
and went. Runs in the child only, behind its limits."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageChops

from dms.pdf.traits import fill_in

MOST = 100  #: pages of each file that are compared
WIDTH = 240  #: pixels of a page while it is compared
LONGEST = 3000  #: pixels of its height
BLOCK = 8  #: pixels of the side of a block that differs or not
CONTRAST = 48  #: of 255, between two greys that differ
MOST_BOXES = 60  #: marked on one page; more are one box around all
MOST_LETTERS = 20_000  #: of one page's text
AROUND = 8  #: words that stay before and after a change


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    picture: Image.Image
    words: list[str]
    mark: str


def compare(earlier: Path, later: Path) -> dict[str, Any]:
    """``pages``: rows of ``earlier`` and ``later`` (numbers from 1, None where a page has no counterpart), ``same``,
    ``boxes`` (left, top, width, height in hundredths of the later page), ``words`` (sign and words: ``=``, ``-``,
    ``+``)."""
    old, new = list(_pages(earlier)), list(_pages(later))
    matcher = difflib.SequenceMatcher(None, [p.mark for p in old], [p.mark for p in new], autojunk=False)
    found: list[dict[str, Any]] = []
    for how, a, b, c, d in matcher.get_opcodes():
        for step in range(max(b - a, d - c)):
            before = old[a + step] if a + step < b else None
            after = new[c + step] if c + step < d else None
            found.append(_row(before, after, same=how == "equal"))
    return {"pages": found}


def _pages(path: Path) -> Iterator[_Page]:
    with pypdfium2.PdfDocument(path) as pdf:
        fill_in(pdf)
        for number in range(min(len(pdf), MOST)):
            page = pdf[number]
            width, height = page.get_size()
            bitmap = page.render(scale=min(WIDTH / width, LONGEST / height))
            picture = bitmap.to_pil().convert("L")
            bitmap.close()
            text = page.get_textpage()
            words = text.get_text_range(0, min(text.count_chars(), MOST_LETTERS)).split() if text.count_chars() else []
            text.close()
            page.close()
            coarse = picture.point([value // 32 for value in range(256)])
            mark = hashlib.sha256(coarse.tobytes() + " ".join(words).encode()).hexdigest()
            yield _Page(number + 1, picture, words, mark)


def _row(before: _Page | None, after: _Page | None, *, same: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "earlier": before.number if before else None, "later": after.number if after else None,
        "same": same, "boxes": [], "words": [],
    }  # fmt: skip
    if before and after and not same:
        row["boxes"] = boxes(before.picture, after.picture)
        row["words"] = words(before.words, after.words)
        row["same"] = not row["boxes"] and not any(sign != "=" for sign, _said in row["words"])
    return row


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


def words(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """What stayed, went and came, in order; a long stretch that stayed is cut in its middle."""
    found: list[tuple[str, str]] = []
    for how, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=len(before) > 4000).get_opcodes():
        if how == "equal":
            found.append(("=", _short(before[a:b])))
            continue
        if b > a:
            found.append(("-", " ".join(before[a:b])))
        if d > c:
            found.append(("+", " ".join(after[c:d])))
    return found


def _short(said: list[str]) -> str:
    if len(said) <= 2 * AROUND + 1:
        return " ".join(said)
    return " ".join([*said[:AROUND], "…", *said[-AROUND:]])
