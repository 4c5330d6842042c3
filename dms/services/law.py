"""The law that judges a case: the only way from a case to the rules of its programme."""

from __future__ import annotations

from datetime import date

from dms.models import Case
from dms.services import reference
from workflows.programmes import by_name, pick
from workflows.programmes.checks import Check
from workflows.programmes.edition import Edition
from workflows.programmes.papers import CompletenessItem
from workflows.states import CaseAct


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


def cited(programme: str, *clauses: str) -> str:
    """The first of the clauses that is of the programme's own order; empty where the order's known text says nothing of
    the kind."""
    return next((clause for clause in clauses if programme.endswith(clause.partition(":")[0])), "")
