"""What became of a granted sum (342:9, 314:12, I-43)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from workflows.programmes.grants import Fate

END = datetime(2026, 5, 4, 12, tzinfo=UTC)
BEFORE, AFTER = END - timedelta(seconds=1), END + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("fate", "before", "at", "after"),
    [
        (Fate(), True, True, True),
        (Fate(ended_at=END), True, False, False),  # unpaid: free from its end on
        (Fate(ended_at=END, paid=True), True, True, True),  # what was paid counts, whatever comes back
        (Fate(paid=True), True, True, True),
    ],
)
def test_a_grant_counts_until_it_ends_unpaid(fate: Fate, before: bool, at: bool, after: bool) -> None:
    assert [fate.counts_at(moment) for moment in (BEFORE, END, AFTER)] == [before, at, after]
