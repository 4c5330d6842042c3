"""Reminders that time sets off: figures of quarters (342:24, 342:28), the look for risks every half-year (342:A3.4.3),
an agreement that waits for its signature (342:22), money to be returned (342:A3.5.5), rules that change under an
agreement (342:A3.4.1), letters to be answered (``letter_days``). Each is said once, under the clause of the case's own
law, if that has one; nothing is decided by it, and no term ends a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from dms.models import Case, Quarter
from dms.queries import cases, monitoring, reminding
from dms.services.dates import letter_days
from dms.services.judging import law
from dms.services.money import recovery
from dms.services.tables import reference
from dms.services.telling import notices
from dms.services.unit import unit
from workflows.programmes.editions import EDITIONS
from workflows.states import Action

#: Said when a quarter is over, and when the day of its report has passed.
ASKED, LATE = "quarter_due", "quarter_late"
#: The monitor's look for risks: so many half-years since the agreement was concluded, while it is watched.
RISKS, HALVES = "risks_due", (1, 2, 3, 4)
#: Days after which an unsigned agreement is spoken of. The law sets no term: nothing but a reminder follows.
UNSIGNED, PATIENCE = "agreement_waits", (5, 15, 30)
#: Money to be returned: so many days before its last day, and after it.
MONEY_DUE, MONEY_LATE, AHEAD = "money_due", "money_late", 7
#: A new edition of the rules is in force while an agreement runs.
RULES = "rules_changed"


def run_due(now: datetime) -> int:
    """Writes every reminder that is due and has not been written; returns how many. May run as often as one likes."""
    return sum(part(now) for part in PARTS)


def quarters(now: datetime) -> int:
    """A quarter that is over asks for its figure; one whose day has passed is told as late."""
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


def risks(now: datetime) -> int:
    """The monitor looks for risks once in every six months from signing, and warns where he finds one; of a half-year
    in which he has warned already nothing is said (342:A3.4.3, 342:25.1, 342:25.5)."""
    written = 0
    for half in HALVES:
        for case in reminding.unwarned(RISKS, half, now.date()):
            with unit():
                clause = law.clause_of(case, Action.WARN)
                notices.tell_assignee(case, RISKS, now, number=case.number, half=half, clause=clause)
            written += 1
    return written


def agreements(now: datetime) -> int:
    """An agreement that waits for the applicant, after so many days, the last time to its officer too."""
    written = 0
    for days, until in zip(PATIENCE, (*PATIENCE[1:], None), strict=True):
        for case in reminding.unsigned(UNSIGNED, days, until, now):
            with unit():
                said = {"number": case.number, "after": days, "clause": law.clause_of(case, Action.SIGN_AGREEMENT)}
                notices.tell_applicant(case, UNSIGNED, now, **said)
                if days == PATIENCE[-1]:
                    notices.tell_assignee(case, UNSIGNED, now, **said)
            written += 1
    return written


def recoveries(now: datetime) -> int:
    """The days of a return: a week before they end, and once they have passed."""
    written = 0
    for code, since in ((MONEY_DUE, -AHEAD), (MONEY_LATE, 1)):
        for case in reminding.unreturned(code, since, now.date()):
            with unit():
                _ask_for_money(code, case, now)
            written += 1
    return written


def _ask_for_money(code: str, case: Case, now: datetime) -> None:
    agreement = cases.agreement_of(case.id)
    assert agreement is not None  # a recovery has its demand
    assert case.due_at is not None  # and its term, by which it was found
    left, day = recovery.left_of(agreement), case.due_at.astimezone(now.tzinfo).date()
    clause = law.cited(case.programme, "342:A3.5.5")
    said = {"number": case.number, "sum": str(left), "day": day.isoformat(), "clause": clause}
    notices.tell_applicant(case, code, now, **said)
    if code == MONEY_LATE:
        notices.tell_assignee(case, code, now, **said)
        notices.tell_role("finance", case, code, now, **said)


def new_rules(now: datetime) -> int:
    """Whoever has an agreement that runs learns that an edition of the rules came into force after it."""
    written, told = 0, reference.in_force()
    for programme, editions in EDITIONS.items():
        for name, known_since in editions:
            since = told.get(name, known_since)
            if since > now.date():
                continue
            for case in reminding.untold_of_rules(RULES, programme, name, since):
                with unit():
                    clause = law.cited(programme, "342:A3.4.1")
                    said = {"number": case.number, "edition": name, "day": since.isoformat(), "clause": clause}
                    notices.tell_applicant(case, RULES, now, **said)
                written += 1
    return written


PARTS: tuple[Callable[[datetime], int], ...] = (quarters, risks, agreements, recoveries, new_rules, letter_days.remind)
