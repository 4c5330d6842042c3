"""Many pages by few children: what is asked, and when asking ends."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dms.pdf import ChildGone, batches
from dms.pdf.batches import in_batches


def test_end_of_the_file_ends_the_asking() -> None:
    asked: list[list[int]] = []

    def ask(part: Sequence[int]) -> list[int]:
        asked.append(list(part))
        return [one for one in part if one <= 3]

    assert list(in_batches(range(1, 100), 2, ask)) == [1, 2, 3]
    assert asked == [[1, 2], [3, 4]]


def test_file_that_fails_throughout_is_not_asked_for_ever() -> None:
    asked: list[list[int]] = []

    def ask(part: Sequence[int]) -> list[int] | None:
        asked.append(list(part))
        return None

    assert list(in_batches(range(1, 1001), 10, ask)) == [None] * 1000
    assert len([part for part in asked if len(part) == 1]) == batches.MOST_FAILURES
    assert len(asked) < 30


def test_killed_child_of_several_is_asked_one_by_one_and_of_one_is_no_answer() -> None:
    def ask(part: Sequence[int]) -> list[int]:
        if len(part) > 1 or part[0] == 4:
            raise ChildGone("killed")
        return list(part)

    found = in_batches(range(1, 7), 3, ask)
    assert [next(found) for _ in range(3)] == [1, 2, 3]
    with pytest.raises(ChildGone):
        next(found)
