"""Order 314 by editions: each is what holds on its day, behind the door that all programmes share."""

from __future__ import annotations

from datetime import date

from workflows.programmes import editions
from workflows.programmes.edition import Edition
from workflows.programmes.export_314 import machine, rates, terms
from workflows.programmes.export_314.calculation import calculate, leaving
from workflows.programmes.export_314.checks import checks_of
from workflows.programmes.export_314.cost_types import costs_on
from workflows.programmes.export_314.documents import papers_on
from workflows.programmes.export_314.form import form_of
from workflows.programmes.export_314.grounds import BUDGET_USED, LEAVING, OPEN_GROUNDS
from workflows.programmes.export_314.obligation import OBLIGATION
from workflows.programmes.export_314.stories import STORIES
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

SUMS = Sums(
    calculate=calculate,
    months=rates.COST_MONTHS,
    obligation=OBLIGATION,
    leaving=leaving,
    asks_taxes=frozenset({rates.TRANSPORT}),
    asks_processing=rates.PROCESSED_TYPES,
    costs_clause=rates.COST_CLAUSE,
    rate_clause=rates.RATE_CLAUSE,
)


def edition(name: str, since: date) -> Edition:
    """The edition that begins on this day, composed from what holds on it."""
    costs = costs_on(since)
    papers = papers_on(since, costs)
    checks, form = checks_of(costs), form_of(costs, papers)
    return Edition(
        programme=editions.EXPORT,
        name=name,
        since=since,
        title=TITLE,
        workflow=machine.workflow_of(checks, papers, form),
        costs=costs,
        papers=papers,
        checks=checks,
        form=form,
        sums=SUMS,
        timing=terms.TIMING,
        grounds=OPEN_GROUNDS,
        stories=STORIES,
        leaving=LEAVING,
        budget_clause=BUDGET_USED,
    )
