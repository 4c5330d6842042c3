"""Cost lines that the officer refuses: what was judged, what of it stands now, and how papers tell it."""

from __future__ import annotations

from typing import Any

from dms.models import Answer, Case
from dms.queries import cases
from dms.services.judging import law
from dms.services.judging.law import edition_of
from workflows.programmes import refused_lines
from workflows.states import Verdict

#: The sheet of the answers on which lines are judged.
SHEET = "line"


def lines_of(case: Case) -> tuple[str, ...]:
    """The cost lines of the application."""
    return tuple(line["id"] for line in case.content.get("costs", []))


def judged(case: Case) -> dict[str, Answer]:
    """The newest judgement of each line that is refused."""
    return {key: row for key, row in cases.newest_answers(case.id, SHEET).items() if row.verdict == Verdict.NO}


def refused_on(case: Case) -> dict[str, tuple[str, ...]]:
    """Line → the checks that it was refused on."""
    return {key: tuple(row.facts["checks"]) for key, row in judged(case).items()}


def unmet(case: Case) -> tuple[str, ...]:
    """The checks that a line may be refused on now, in the order of the law."""
    answers = {key: Verdict(row.verdict) for key, row in cases.newest_answers(case.id, "check").items()}
    return refused_lines.unmet(edition_of(case).checks, [check.key for check in law.checks_due(case)], answers)


def standing(case: Case) -> dict[str, tuple[str, ...]]:
    """The lines that are refused now, each with the checks that it still rests on."""
    found = refused_on(case)
    return refused_lines.standing(unmet(case), found) if found else {}


def clauses(case: Case) -> dict[str, str]:
    """Line → the clause under which it is left out of the calculation."""
    return {line: clauses_of(case, keys)[0] for line, keys in standing(case).items()}


def clauses_of(case: Case, keys: tuple[str, ...]) -> list[str]:
    """The clauses of these checks."""
    known = edition_of(case).checks.by_key
    return [refused_lines.clause_of(known[key]) for key in keys]


def told(case: Case) -> list[dict[str, Any]]:
    """Every line that is refused now in the officer's words: what a decision keeps and its papers print."""
    rows, found = judged(case), standing(case)
    names = {line["id"]: line.get("name") or line["id"] for line in case.content.get("costs", [])}
    return [
        {
            "line": line,
            "name": names[line],
            "clause": clauses_of(case, found[line])[0],
            "checks": list(found[line]),
            "fact": rows[line].note,
        }
        for line in lines_of(case)
        if line in found
    ]
