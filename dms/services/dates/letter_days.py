"""Days by which letters are answered, in both directions: whoever carries the letter is reminded two working days
before and once the day has passed, of each day of a letter once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dms.models import Letter
from dms.queries import letters, people, reminding
from dms.services.tables import reference
from dms.services.telling import notices
from dms.services.unit import unit
from workflows.calendar import NoCalendar
from workflows.letters import Direction

#: Working days before the day of a letter.
AHEAD = 2
#: What is said of a letter to be answered, and of one whose answer the operator waits for.
DUE: Mapping[Direction, str] = {Direction.INCOMING: "letter_due", Direction.OUTGOING: "answer_due"}
LATE: Mapping[Direction, str] = {Direction.INCOMING: "letter_late", Direction.OUTGOING: "answer_late"}


@dataclass(frozen=True, slots=True)
class Step:
    """What is said of letters whose day lies from ``first`` (None: ever) to ``last``."""

    codes: Mapping[Direction, str]
    first: date | None
    last: date

    def list_due(self, letter_id: int | None = None) -> Sequence[int]:
        return reminding.unanswered(sorted(self.codes.values()), self.first, self.last, letter_id=letter_id)


def remind(now: datetime) -> int:
    """Writes what is due and has not been said; returns of how many letters. May run as often as one likes."""
    today = now.date()
    late = Step(LATE, None, today - timedelta(days=1))
    due = Step(DUE, today, _ahead(today))
    return sum(_tell(step, row, now) for step in (late, due) for row in step.list_due())


def _ahead(today: date) -> date:
    """The last day of which it is time to speak; beyond the calendar every day counts as worked."""
    day = today
    for _step in range(AHEAD):
        try:
            day = reference.calendar().next_working(day)
        except NoCalendar:
            day += timedelta(days=1)
    return day


def _tell(step: Step, letter_id: int, now: datetime) -> int:
    """The notices under the letter's lock: two runs at once say it once, and what has been answered meanwhile is not
    spoken of. Returns whether anything was said."""
    with unit():
        letter = letters.lock(letter_id)
        if letter.due_on is None or not step.list_due(letter_id):
            return 0
        known = {
            "number": letter.case.number if letter.case else letter.correspondent, "letter": letter.number,
            "letter_id": letter.public_id, "subject": letter.subject, "day": letter.due_on.isoformat(),
        }  # fmt: skip
        code = step.codes[Direction(letter.direction)]
        notices.tell(_receivers(letter, now), code, case=letter.case, at=now, **known)
    return 1


def _receivers(letter: Letter, now: datetime) -> set[int]:
    """Who carries the letter: whom it is given to, and the executor of its case; of a case without one the registrars,
    of a letter in no case its author."""
    named = {letter.responsible_id} if letter.responsible_id else set()
    if letter.case is None:
        return named or {letter.author_id}
    if letter.case.assignee_id:
        named.add(letter.case.assignee_id)
    return named or set(people.users_with_role("registrar", now.date()))
