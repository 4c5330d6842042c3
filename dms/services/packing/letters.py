"""The letters of the case, for the package: numbers, days, people and threads; their files lie among the documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dms.models import Letter
from dms.services.clock import ALMATY
from dms.services.judging.kept import plain
from workflows.letter_kinds import KIND_LABELS, LetterKind
from workflows.letters import DIRECTION_LABELS, LETTER_STATE_LABELS, Direction, LetterState


def told_of(rows: Sequence[Letter]) -> list[dict[str, Any]]:
    """What ``letters.json`` says, oldest first; ``files`` and ``reply_to`` name documents and letters by their ids."""
    ids = {row.id: row.public_id for row in rows}
    return [_told(row, ids) for row in rows]


def _told(row: Letter, ids: dict[int, str]) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "direction": row.direction,
        "kind": row.kind,
        "state": row.state,
        "words": {
            "direction": plain(DIRECTION_LABELS[Direction(row.direction)]),
            "kind": plain(KIND_LABELS[LetterKind(row.kind)]),
            "state": plain(LETTER_STATE_LABELS[LetterState(row.state)]),
        },
        "number": row.number,
        "registered_at": _moment(row.registered_at),
        "registered_by": row.registered_by.name if row.registered_by else None,
        "subject": row.subject,
        "language": row.language,
        "correspondent": {"name": row.correspondent, "bin": row.correspondent_bin},
        "their_number": row.their_number,
        "their_date": row.their_date,
        "reply_to": ids.get(row.reply_to_id or 0),
        "due": {"on": row.due_on, "rule": row.due_rule, "reason": row.due_reason} if row.due_on else None,
        "author": row.author.name,
        "created_at": _moment(row.created_at),
        "responsible": row.responsible.name if row.responsible else None,
        "signed_at": _moment(row.signed_at),
        "signed_by": row.signed_by.name if row.signed_by else None,
        "sent_at": _moment(row.sent_at),
        "sent_how": row.sent_how,
        "answered_at": _moment(row.answered_at),
        "annulled_at": _moment(row.annulled_at),
        "reasons": row.reasons,
        "files": [paper.public_id for paper in row.files],
    }


def _moment(value: Any) -> str | None:
    return value.astimezone(ALMATY).isoformat() if value else None
