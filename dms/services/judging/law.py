"""The law that judges a case: the only way from a case to the rules of its programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import itemgetter

from dms.formatting import local
from dms.models import Case
from dms.services import clock
from dms.services.tables import reference
from workflows.programmes import by_name, pick
from workflows.programmes.checks import Check
from workflows.programmes.costs import Costs
from workflows.programmes.edition import Edition
from workflows.programmes.papers import CompletenessItem, Situation
from workflows.states import CaseAct
from workflows.text import Text


def edition_on(programme: str, day: date) -> Edition:
    """The edition that judges what comes in on this day."""
    return pick(programme, day, reference.in_force())


def edition_of(case: Case) -> Edition:
    """The edition that the case keeps, in the words of the day on which the application came in."""
    edition = by_name(case.edition)
    if not edition.costs.editable:
        return edition
    return labelled(edition, local(case.received_at).date() if case.received_at else clock.today())


def labelled(edition: Edition, day: date) -> Edition:
    """The edition with an administrator's words of that day for the cost types whose own are not at hand."""
    words = reference.labels_on(day) if edition.costs.editable else {}
    if not words:
        return edition
    return replace(edition, costs=_labelled(edition.name, tuple(sorted(words.items(), key=itemgetter(0)))))


@lru_cache(maxsize=64)
def _labelled(name: str, words: tuple[tuple[str, Text], ...]) -> Costs:
    edition, by_clause = by_name(name), dict(words)
    types = (cost_type for cost_type in edition.costs.editable if cost_type.clause in by_clause)
    return edition.labelled({cost_type.key: by_clause[cost_type.clause] for cost_type in types}).costs


def types_of(case: Case) -> tuple[str, ...]:
    """The cost types that the application ticks, in the order of the law; what the edition does not know is left out
    (a draft may be older than its edition)."""
    costs = edition_of(case).costs
    return costs.types_of(key for key in case.content.get("cost_subitems", []) if key in costs.subitem_by_key)


def checks_due(case: Case) -> tuple[Check, ...]:
    """The checks that the case is put to."""
    return _checks(case.edition, types_of(case))


@lru_cache(maxsize=1024)
def _checks(name: str, types: tuple[str, ...]) -> tuple[Check, ...]:
    return by_name(name).checks.due(types)


def lines_due(case: Case) -> tuple[CompletenessItem, ...]:
    """The lines of the completeness list that the case is asked about."""
    return _lines(case.edition, edition_of(case).papers.situation_of(case.content))


@lru_cache(maxsize=1024)
def _lines(name: str, situation: Situation) -> tuple[CompletenessItem, ...]:
    return by_name(name).papers.completeness(situation)


def clause_of(case: Case, action: CaseAct) -> str:
    """The clause on which an act of the case's law rests; empty where none is known."""
    rows = edition_of(case).workflow.rows_of(action)
    return rows[0].clause if rows else ""


def cited(programme: str, *clauses: str) -> str:
    """The first of the clauses that is of the programme's own order; empty where the order's known text says nothing of
    the kind."""
    return next((clause for clause in clauses if programme.endswith(clause.partition(":")[0])), "")
