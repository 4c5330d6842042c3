"""Cost lines that the officer refuses inside a grant (342:A3.1, I-16). A line is refused as long as a check that it
rests on is due and answered "no": it stands in the calculation under the clause of that check. A check answered anew
with anything else lets the line count again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workflows.interpretations import BY_ID
from workflows.programmes.checks import Check, Checks
from workflows.states import Verdict

#: Line → keys of the checks that it was refused on.
Judged = Mapping[str, Iterable[str]]


def unmet(checks: Checks, due: Iterable[str], answers: Mapping[str, Verdict]) -> tuple[str, ...]:
    """The checks of costs and papers that are due and answered "no" now, in the order of the law."""
    asked = set(due)
    found = (key for key in checks.by_key if key in asked and key not in checks.decisive)
    return tuple(key for key in found if answers.get(key) is Verdict.NO)


def standing(open_checks: Iterable[str], judged: Judged) -> dict[str, tuple[str, ...]]:
    """Every line that is refused now with the checks that it still rests on. ``open_checks``: as ``unmet`` has them."""
    order = tuple(open_checks)
    resting = {line: tuple(key for key in order if key in set(keys)) for line, keys in judged.items()}
    return {line: keys for line, keys in resting.items() if keys}


def unanswered(open_checks: Iterable[str], judged: Judged) -> tuple[str, ...]:
    """The checks that no refused line answers for."""
    named = {key for keys in judged.values() for key in keys}
    return tuple(key for key in open_checks if key not in named)


def clauses(checks: Checks, due: Iterable[str], answers: Mapping[str, Verdict], judged: Judged) -> dict[str, str]:
    """Line → the clause under which it is left out: of the first check in the order of the law that it rests on."""
    found = standing(unmet(checks, due, answers), judged)
    return {line: clause_of(checks.by_key[keys[0]]) for line, keys in found.items()}


def clause_of(check: Check) -> str:
    """The clause of the check; where the known text has none, that of the interpretation it follows."""
    return check.clause or BY_ID[check.interpretation].clauses[0]
