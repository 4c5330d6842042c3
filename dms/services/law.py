"""The law that judges a case: the only way from a case to the rules of its programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dms.models import Case
from dms.services import reference
from workflows.programmes import by_name, pick
from workflows.programmes.checks import Check
from workflows.programmes.edition import Edition
from workflows.programmes.grounds import Ground
from workflows.programmes.papers import CompletenessItem
from workflows.states import CaseAct
from workflows.text import Text


def edition_on(programme: str, day: date) -> Edition:
    """The edition that judges what comes in on this day."""
    return pick(programme, day, reference.in_force())


def edition_of(case: Case) -> Edition:
    """The edition that the case keeps."""
    return by_name(case.edition)


def types_of(case: Case) -> tuple[str, ...]:
    """The cost types that the application ticks, in the order of the law; what the edition does not know is left out
    (a draft may be older than its edition)."""
    costs = edition_of(case).costs
    return costs.types_of(key for key in case.content.get("cost_subitems", []) if key in costs.subitem_by_key)


def checks_due(case: Case) -> tuple[Check, ...]:
    """The checks that the case is put to."""
    return edition_of(case).checks.due(types_of(case))


def lines_due(case: Case) -> tuple[CompletenessItem, ...]:
    """The lines of the completeness list that the case is asked about."""
    papers = edition_of(case).papers
    return papers.completeness(papers.situation_of(case.content))


def clause_of(case: Case, action: CaseAct) -> str:
    """The clause on which an act of the case's law rests; empty where none is known."""
    rows = edition_of(case).workflow.rows_of(action)
    return rows[0].clause if rows else ""


def cited(programme: str, clause: str) -> str:
    """The clause where it is of the programme's own order; empty where the order's text says nothing of the kind."""
    return clause if programme.endswith(clause.partition(":")[0]) else ""


def ground_of(case: Case, row: Mapping[str, Any]) -> Ground:
    """A ground of refusal as it was kept: of the closed list, else the clause that was not kept, told by the check on
    it."""
    edition = edition_of(case)
    if not edition.grounds.is_open:
        return edition.grounds.closed[int(row["number"])]
    clause = str(row.get("clause") or "")
    check = next((check for check in edition.checks.all if check.clause == clause), None)
    return Ground(0, check.title if check else NOT_KEPT, clause)


NOT_KEPT = Text(
    "қағидалардың талабы орындалмаған", "требование правил не выполнено", "a requirement of the rules is not met"
)


def keys_of(grounds: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Kept grounds as the rules see them: numbers of a closed list, clauses of an open one."""
    rows = list(grounds)
    return {
        "grounds": tuple(int(row["number"]) for row in rows if row.get("number")),
        "clauses": tuple(str(row["clause"]) for row in rows if row.get("clause")),
    }
