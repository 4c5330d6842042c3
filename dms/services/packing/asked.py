"""What outside registers answered about the applicant, for the package: each answer as it was read, and its very bytes
as they came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dms.models import Case, RegisterAnswer
from dms.packages import layout
from dms.queries import registers


def answers_of(case: Case) -> Iterator[tuple[RegisterAnswer, dict[str, Any]]]:
    """The answers, oldest first, each with what the list of the package says of it."""
    for number, row in enumerate(registers.list_all(case.id), 1):
        yield row, _told(row, layout.register_path(number, row.register) if row.file else None)


def _told(row: RegisterAnswer, path: str | None) -> dict[str, Any]:
    return {
        "register": row.register,
        "number": row.number,
        "said_on": row.said_on.isoformat() if row.said_on else None,
        "told": row.told,
        "origin": row.origin,
        "letter": row.letter,
        "document": row.document.public_id if row.document else None,
        "fault": row.fault,
        "why": row.why,
        "taken_at": row.taken_at,
        "taken_by": row.taken_by.name if row.taken_by else None,
        "path": path,
        "size": row.file.size if row.file else None,
        "sha256": row.file.sha256 if row.file else None,
    }
