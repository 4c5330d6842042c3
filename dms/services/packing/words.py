"""The law that a case relied on, in the words of the day: every clause and every interpretation its journal names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dms import law
from dms.models import JournalEntry
from dms.services.judging.kept import plain
from workflows.interpretations import by_ids


def of_entries(entries: Iterable[JournalEntry]) -> dict[str, Any]:
    """Clauses in the order of their first use; the register's entries in its own order."""
    clauses: dict[str, None] = {}
    numbers: dict[str, None] = {}
    for entry in entries:
        body = json.loads(entry.body)
        clauses.update(dict.fromkeys(_named(body, "clause")))
        numbers.update(dict.fromkeys(_named(body, "interpretations")))
    acts = dict.fromkeys(law.ACTS[number] for ref in clauses if (number := ref.partition(":")[0]) in law.ACTS)
    return {
        "act": "; ".join(acts),
        "clauses": [{"ref": ref, "words": _words(ref)} for ref in clauses],
        "interpretations": [
            {
                "id": row.id,
                "clauses": list(row.clauses),
                "unclear": plain(row.unclear),
                "choice": plain(row.choice),
            }
            for row in by_ids(numbers)
        ],
    }


def _words(ref: str) -> list[str]:
    found = law.find(ref)
    return list(found.words) if found else []


def _named(value: Any, key: str) -> Iterator[str]:
    """Every text that stands under ``key``, however deep, alone or in a list."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key:
                yield from (text for text in (inner if isinstance(inner, list) else [inner]) if text)
            else:
                yield from _named(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner, key)
