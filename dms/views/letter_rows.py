"""A letter as pages show it, of either side: its chips, its day, its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dms.formatting import text
from dms.models import Case, Document, Letter
from dms.queries.outgoing import Entry
from dms.services.papers.titles import title_of
from dms.services.tables import reference
from workflows.calendar import NoCalendar
from workflows.clock import closing, working_days_left
from workflows.letter_kinds import KIND_LABELS, LetterKind
from workflows.letters import ANSWER_TERMS, LETTER_STATE_LABELS, OPEN, Direction, LetterState
from workflows.text import Text

TONES = {
    LetterState.RECEIVED: "gold", LetterState.REGISTERED: "teal", LetterState.IN_WORK: "teal",
    LetterState.ANSWERED: "green", LetterState.DRAFT: "gold", LetterState.SIGNED: "teal", LetterState.SENT: "green",
    LetterState.ANNULLED: "red",
}  # fmt: skip
#: What the letters of a registration number mean (IN-…, OUT-…).
NUMBER_LABELS: Mapping[Direction, Text] = {
    Direction.INCOMING: Text("Кіріс", "Вх.", "incoming"),
    Direction.OUTGOING: Text("Шығыс", "Исх.", "outgoing"),
}
PAPER = Text("Іс бойынша құжат", "Документ по делу", "paper of the case")
_RULES = {rule.key: rule.title for rule in ANSWER_TERMS.values()}


@dataclass(frozen=True, slots=True)
class Row:
    """One letter of a list. ``left``: working days to the day of the answer, negative when it has passed, None where
    nothing runs."""

    letter: Letter
    kind: Text
    state: Text
    tone: str
    due_why: str
    left: int | None
    way: Text


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of a case that was delivered under a number of the outgoing letters' series."""

    paper: Document
    case: Case
    title: Text
    way: Text = NUMBER_LABELS[Direction.OUTGOING]
    kind: Text = PAPER
    state: Text = LETTER_STATE_LABELS[LetterState.SENT]
    tone: str = TONES[LetterState.SENT]


def entry_row(entry: Entry, now: datetime) -> Row | PaperRow:
    """A row of the journal of what goes out."""
    if isinstance(entry, Letter):
        return row_of(entry, now)
    return PaperRow(entry.paper, entry.case, title_of(entry.paper.kind, entry.case))


def row_of(letter: Letter, now: datetime) -> Row:
    state = LetterState(letter.state)
    return Row(
        letter,
        KIND_LABELS[LetterKind(letter.kind)],
        LETTER_STATE_LABELS[state],
        TONES.get(state, ""),
        letter.due_reason or (text(_RULES[letter.due_rule]) if letter.due_rule in _RULES else ""),
        _left(letter, now) if is_awaited(letter) else None,
        NUMBER_LABELS[Direction(letter.direction)],
    )


def is_awaited(letter: Letter) -> bool:
    """Whether its day still runs: an incoming letter without an answer, an outgoing one that asked for one."""
    if letter.due_on is None or letter.answered_at is not None:
        return False
    return letter.state in OPEN or letter.state == LetterState.SENT


def _left(letter: Letter, now: datetime) -> int | None:
    """Working days left, -1 once its day has passed, None beyond the calendar."""
    assert letter.due_on is not None
    try:
        return working_days_left(now, closing(letter.due_on), reference.calendar())
    except NoCalendar:
        return None
