"""Time is handed in: one place reads the machine's clock, and no query asks the database what time it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.fences.sources import ROOMS, texts, trees

#: Who may read the machine's clock, and why.
MAY = {
    "dms/services/clock.py": "the application's clock itself",
    "dms/platform/": "starts and stops processes; knows nothing of the law",
    "dms/migrations/": "frozen",
    "storage/": "locks and leftovers of the store run by the store's own time",
    "dms/services/stalled.py": "the queue's heartbeats are written by the database's clock",
    "dms/services/files/file_check.py": "the same heartbeats",
    "dms/services/uploads/sweeping.py": "the same heartbeats",
    "dms/queries/lone_files.py": "the same heartbeats",
    "dms/queries/signatures.py": "the same heartbeats",
    "dms/services/signed/stamping.py": "the same heartbeats",
}
READS = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "fromtimestamp", "utcfromtimestamp"}
OWNERS = {"datetime", "date", "time", "dt", "func"}
SQL = re.compile(
    r"\b(now\s*\(\s*\)|current_timestamp|current_date|localtimestamp|clock_timestamp|statement_timestamp)", re.I
)


def readings(tree: ast.Module) -> Iterator[int]:
    """Lines that ask a clock other than the application's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (node.attr in READS or SQL.match(node.attr)) and _owner(node) in OWNERS:
            yield node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (node.lineno for name in node.names if name.name in READS)
    yield from (node.lineno for node in texts(tree) if SQL.search(str(node.value)) and "SELECT" in str(node.value))


def _owner(node: ast.Attribute) -> str:
    if isinstance(node.value, ast.Attribute):
        return node.value.attr
    return node.value.id if isinstance(node.value, ast.Name) else ""


def test_only_the_clock_reads_the_time() -> None:
    found = [
        f"{name}:{line}" for name, tree in trees(*ROOMS) if not name.startswith(tuple(MAY)) for line in readings(tree)
    ]
    assert found == [], "ask dms.services.clock"


@pytest.mark.parametrize(
    "planted",
    [
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "date.today()",
        "time.time()",
        "func.now()",
        "func.current_timestamp()",
        "from time import time",
        "text('SELECT now()')",
        "text('SELECT id FROM cases WHERE due_at < CURRENT_TIMESTAMP')",
        "field(default_factory=datetime.now)",
    ],
)
def test_a_planted_reading_is_found(planted: str) -> None:
    assert list(readings(ast.parse(planted))), planted


@pytest.mark.parametrize("harmless", ["clock.now()", "time.monotonic()", "clock.today()", "datetime.fromisoformat(x)"])
def test_the_applications_clock_is_no_offence(harmless: str) -> None:
    assert not list(readings(ast.parse(harmless))), harmless
