"""Two files, page by page: which page answers which, and how they differ. All pages of both are looked at, by children
that get a few at a time."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dms.pdf import runner
from dms.pdf.batches import in_batches
from dms.pdf.limits import MAX_PAGES

MARKED = 20  #: pages that one child marks
PAIRED = 10  #: pairs that one child compares

Mark = tuple[str, bool]
Counts = tuple[int | None, int | None]


def compare(earlier: Path, later: Path, counts: Counts) -> list[dict[str, Any]]:
    """Rows of ``earlier`` and ``later`` (pages from 1, None where a page has no counterpart), ``same``, ``boxes`` and
    ``words`` (``differences.pairs``). A pair that could not be looked at is ``failed``; one of which a page has no
    words of its own is ``unread``. ``counts``: how many pages the two files have, where it is known.

    Raises:
        ChildGone: a child was killed from outside.
    """
    old, new = _marks(earlier, counts[0]), _marks(later, counts[1])
    rows = [_row(before, after, old, new, same=same) for before, after, same in _matched(old, new)]
    open_rows = [row for row in rows if row["earlier"] and row["later"] and not row["same"] and "failed" not in row]
    pairs = [(row["earlier"], row["later"]) for row in open_rows]
    found = in_batches(pairs, PAIRED, lambda part: runner.compare_pairs(earlier, later, part))
    for row, differ in zip(open_rows, found, strict=False):
        _tell(row, differ)
    return rows


def failed(counts: Counts) -> list[dict[str, Any]]:
    """The rows of two files of which nothing could be looked at."""
    return [
        _new(*(number if number <= (count or 1) else None for count in counts)) | {"failed": True}
        for number in range(1, max(count or 1 for count in counts) + 1)
    ]


def _marks(path: Path, count: int | None) -> list[Mark | None]:
    """The mark of each page, None of one that cannot be drawn."""
    numbers = range(1, (count or MAX_PAGES) + 1)
    asked = in_batches(numbers, MARKED, lambda part: runner.marks(path, part[0], part[-1]))
    found: list[Mark | None] = list(asked)
    if count is None:  # the file alone says where it ends: behind its last page that can be drawn, nothing is known
        last = max((number for number, mark in zip(numbers, found, strict=False) if mark), default=1)
        return found[:last] or [None]
    return found + [None] * (count - len(found))


def _matched(old: Sequence[Mark | None], new: Sequence[Mark | None]) -> Iterator[tuple[int | None, int | None, bool]]:
    """Which page answers which, and whether they are alike."""
    names = [
        [mark[0] if mark else f"{side} {number}" for number, mark in enumerate(marks)]
        for side, marks in (("earlier", old), ("later", new))
    ]
    for how, a, b, c, d in difflib.SequenceMatcher(None, names[0], names[1], autojunk=False).get_opcodes():
        for step in range(max(b - a, d - c)):
            before, after = a + step + 1 if a + step < b else None, c + step + 1 if c + step < d else None
            yield before, after, how == "equal"


def _row(
    before: int | None, after: int | None, old: Sequence[Mark | None], new: Sequence[Mark | None], *, same: bool
) -> dict[str, Any]:
    row = _new(before, after, same=same)
    marks = [side[number - 1] for side, number in ((old, before), (new, after)) if number]
    if None in marks:
        row["failed"] = True
    elif before and after and not all(mark[1] for mark in marks if mark):
        row["unread"] = True
    return row


def _new(before: int | None, after: int | None, *, same: bool = False) -> dict[str, Any]:
    return {"earlier": before, "later": after, "same": same, "boxes": [], "words": []}


def _tell(row: dict[str, Any], differ: dict[str, Any] | None) -> None:
    if differ is None:
        row["failed"] = True
        row.pop("unread", None)
        return
    row |= {"boxes": differ["boxes"], "words": differ["words"]}
    row["same"] = not row["boxes"] and all(sign == "=" for sign, _said in row["words"])
