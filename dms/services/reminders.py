"""Reminders that time sets off in monitoring (342:24, 342:28): the figure of a quarter is asked for when the quarter is
over, and told as late when its day has passed. Each is said once; nothing is decided by it, and no term ends a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from dms.models import Case, Quarter
from dms.queries import monitoring
from dms.services import notices
from dms.services.unit import unit

#: Said when a quarter is over, and when the day of its report has passed.
ASKED, LATE = "quarter_due", "quarter_late"


def run_due(now: datetime) -> int:
    """Writes every reminder that is due and has not been written; returns how many. May run as often as one likes."""
    today = now.date()
    steps: tuple[tuple[str, Callable[[Quarter, date], bool]], ...] = (
        (ASKED, lambda quarter, day: quarter.ends_on < day),
        (LATE, lambda quarter, day: quarter.due_on < day),
    )
    written = 0
    for code, is_due in steps:
        for case, quarter in monitoring.unreminded(code, today):
            if is_due(quarter, today):
                with unit():
                    _remind(code, case, quarter, now)
                written += 1
    return written


def _remind(code: str, case: Case, quarter: Quarter, now: datetime) -> None:
    said = {"number": case.number, "quarter": quarter.no, "day": quarter.due_on.isoformat()}
    notices.tell_applicant(case, code, now, **said)
    if code == LATE:
        notices.tell_assignee(case, code, now, **said)
