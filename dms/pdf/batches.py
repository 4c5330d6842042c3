"""Asking children of many pages, a few at a time: what takes one child too much costs no page but its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from dms.pdf.runner import ChildGone

T = TypeVar("T")
R = TypeVar("R")

#: Pages of one file that may fail each by itself; then its other pages are no more asked for. A child that fails may
#: have taken all the time it is given.
MOST_FAILURES = 20


def in_batches(items: Sequence[T], at_once: int, ask: Callable[[Sequence[T]], list[R] | None]) -> Iterator[R | None]:
    """What ``ask`` answers of each item, in order; None of one that fails by itself. ``ask`` gives None where its child
    failed, and fewer answers than items where the file ends before.

    Raises:
        ChildGone: a child that had one item alone was killed from outside.
    """
    failures = 0
    for start in range(0, len(items), at_once):
        part = items[start : start + at_once]
        found = _asked(part, ask) if failures < MOST_FAILURES else None
        if found is not None:
            yield from found
            if len(found) < len(part):
                return
            continue
        for one in part:
            alone = ask([one]) if failures < MOST_FAILURES else None
            if alone == []:
                return
            failures += alone is None
            yield alone[0] if alone else None


def _asked(part: Sequence[T], ask: Callable[[Sequence[T]], list[R] | None]) -> list[R] | None:
    """A child of several that is killed is no answer yet: each is asked by itself."""
    if len(part) == 1:
        return None
    try:
        return ask(part)
    except ChildGone:
        return None
