"""Several answers in a row: each an act of its own, so that what was answered before a stumble stays answered."""

from __future__ import annotations

from collections.abc import Iterable

from dms.models import Case, User
from dms.queries import cases
from dms.services import moves
from dms.services.judging import law
from dms.services.judging.given import Given
from dms.services.judging.proposals import proposals
from workflows.states import Action, Verdict

SHEETS = {Action.ANSWER_COMPLETENESS: "completeness", Action.ANSWER_CHECK: "check"}


def answer_many(
    case: Case, user: User, action: Action, answers: Iterable[tuple[str, Verdict, str]], *, version: int | None
) -> int:
    """Answers the lines (key, answer, reason) that are not answered so already; returns how many.

    Raises:
        StaleCase: the case has moved on since the person looked.
        TransitionRefused: the rules say no.
    """
    newest = cases.newest_answers(case.id, SHEETS[action])
    fresh = [
        row for row in answers
        if row[0] not in newest or (newest[row[0]].verdict, newest[row[0]].note) != (row[1].value, row[2])
    ]  # fmt: skip
    for key, verdict, reason in fresh:
        given = Given(key=key, verdict=verdict, reasons=reason)
        version = moves.perform(case.id, action, user, version=version, given=given).version
    return len(fresh)


def confirm_proposals(case: Case, user: User, *, version: int | None) -> int:
    """Takes over what the data answer to the checks that nobody has answered yet; returns how many.

    Raises: as ``answer_many``.
    """
    proposed = proposals(case)
    answered = cases.newest_answers(case.id, "check")
    due = law.checks_due(case)
    taken = [
        (check.key, proposed[check.key], "")
        for check in due
        if check.key in proposed and check.key not in answered and proposed[check.key] is not Verdict.NO
    ]
    return answer_many(case, user, Action.ANSWER_CHECK, taken, version=version)
