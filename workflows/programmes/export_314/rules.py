"""Order 314 by editions: each is what holds on its day, behind the door that all programmes share."""

from __future__ import annotations

from datetime import date
from functools import cache

from workflows.programmes import editions
from workflows.programmes.edition import Edition
from workflows.programmes.export_314 import machine, rates, terms
from workflows.programmes.export_314.calculation import calculate, leaving
from workflows.programmes.export_314.checks import CHECKS, checks_of
from workflows.programmes.export_314.clauses import absent_on
from workflows.programmes.export_314.cost_types import costs_of, lines_of, removed_on, types_on
from workflows.programmes.export_314.documents import kinds_on, papers_of
from workflows.programmes.export_314.form import form_of
from workflows.programmes.export_314.grounds import BUDGET_USED, OPEN_GROUNDS, leaving_of
from workflows.programmes.export_314.obligation import obligation_of
from workflows.programmes.export_314.stories import STORIES
from workflows.programmes.parts import Parts
from workflows.programmes.sums import Sums
from workflows.text import Text

TITLE = Text(
    "Өңдеуші өнеркәсіптің отандық тауарлары мен көрсетілетін қызметтерін, сондай-ақ ақпараттық-коммуникациялық "
    "көрсетілетін қызметтерді сыртқы нарықтарға ілгерілету бойынша өнеркәсіптік-инновациялық қызмет субъектілері "
    "шығындарының бір бөлігін өтеу",
    "Возмещение части затрат субъектов промышленно-инновационной деятельности по продвижению отечественных товаров и "
    "услуг обрабатывающей промышленности, а также информационно-коммуникационных услуг на внешние рынки",
    "Reimbursement of a part of the costs of industrial-innovation entities for promoting domestic goods and services "
    "of the processing industry, and ICT services, on foreign markets",
)


@cache
def parts_on(day: date) -> Parts:
    """What holds on the day."""
    types, removed = types_on(day), removed_on(day)
    return Parts(
        figures=rates.FIGURES,
        terms=terms.SET,
        costs={kind.key: kind for kind in types},
        checks={check.key: check for check in CHECKS},
        documents={kind.key: kind for kind in kinds_on(day)},
        proofs={},
        subitems=lines_of((*types, *removed)),
        removed={kind.key: kind for kind in removed},
    )


def edition(name: str, since: date, parts: Parts) -> Edition:
    """An edition of order 314 under its name, composed of these parts."""
    costs = costs_of(parts.costs.values(), parts.figures, parts.removed.values())
    papers = papers_of(parts.documents.values(), parts.proofs.values(), costs)
    checks = checks_of(parts.checks.values(), costs, parts.figures)
    form = form_of(costs, papers)
    return Edition(
        programme=editions.EXPORT,
        name=name,
        since=since,
        title=TITLE,
        parts=parts,
        workflow=machine.workflow_of(checks, papers, form),
        costs=costs,
        papers=papers,
        checks=checks,
        form=form,
        sums=_sums(name, parts),
        timing=terms.timing_of(name, parts.terms, parts.figures["notice_before"]),
        grounds=OPEN_GROUNDS,
        stories=STORIES,
        leaving=leaving_of(parts.figures),
        budget_clause=BUDGET_USED,
        absent=absent_on(since),
    )


def _sums(name: str, parts: Parts) -> Sums:
    found = rates.rates_of(name, parts.figures, {key: gone.clause for key, gone in parts.removed.items()})
    return Sums(
        calculate=lambda request: calculate(request, found),
        months=found.cost_months,
        obligation=obligation_of(parts.figures),
        leaving=lambda request: leaving(request, found),
        asks_taxes=frozenset({rates.TRANSPORT}) - found.removed.keys(),
        asks_processing=rates.PROCESSED_TYPES - found.removed.keys(),
        costs_clause=found.cost_clause,
        interpretations=rates.INTERPRETATIONS,
        rate_clause=found.rate_clause,
    )
