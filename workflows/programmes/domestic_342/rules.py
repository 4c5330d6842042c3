"""Order 342 by editions: parts behind the door that all programmes share."""

from __future__ import annotations

from datetime import date

from workflows.programmes import editions
from workflows.programmes.domestic_342 import edition_2025, terms
from workflows.programmes.domestic_342.calculation import calculate
from workflows.programmes.domestic_342.checks import CHECK_BY_KEY, checks_of
from workflows.programmes.domestic_342.cost_types import SUBITEMS, TYPE_BY_KEY, costs_of
from workflows.programmes.domestic_342.documents import KIND_BY_KEY, ORIGIN_PROOFS, papers_of
from workflows.programmes.domestic_342.grounds import CLOSED_LIST
from workflows.programmes.domestic_342.missing import form_of
from workflows.programmes.domestic_342.obligation import obligation_of
from workflows.programmes.domestic_342.rates import FIGURES, INTERPRETATIONS, rates_of
from workflows.programmes.edition import Edition
from workflows.programmes.parts import Parts
from workflows.programmes.sums import Sums
from workflows.stories import STORIES
from workflows.text import Text

TITLE = Text(
    "Қазақстанда шығарылған өңделген тауарларды, жұмыстар мен көрсетілетін қызметтерді ішкі нарыққа ілгерілету "
    "бойынша өнеркәсіптік-инновациялық қызмет субъектілері шығындарының бір бөлігін өтеу",
    "Возмещение части затрат субъектов промышленно-инновационной деятельности по продвижению обработанных товаров, "
    "работ и услуг казахстанского происхождения на внутренний рынок",
    "Reimbursement of a part of the costs of industrial-innovation entities for promoting processed goods, works "
    "and services made in Kazakhstan on the domestic market",
)

#: What the edition of 23.10.2025 is composed of.
PARTS = Parts(
    figures=FIGURES,
    terms=terms.SET,
    costs=TYPE_BY_KEY,
    checks=CHECK_BY_KEY,
    documents=KIND_BY_KEY,
    proofs={proof.value.key: proof for proof in ORIGIN_PROOFS},
    subitems=SUBITEMS,
    removed={},
)


def parts_on(_day: date) -> Parts:
    """What holds on the day. One edition is known: nothing in it hangs on the day yet."""
    return PARTS


def edition(name: str, since: date, parts: Parts) -> Edition:
    """An edition of order 342 under its name, composed of these parts."""
    costs = costs_of(parts.costs.values(), parts.figures, parts.removed.values())
    papers = papers_of(parts.documents.values(), parts.proofs.values(), costs)
    checks = checks_of(parts.checks.values(), parts.figures, parts.proofs.values())
    shipped = (parts.checks, parts.documents) == (PARTS.checks, PARTS.documents)
    return Edition(
        programme=editions.DOMESTIC,
        name=name,
        since=since,
        title=TITLE,
        parts=parts,
        workflow=edition_2025.WORKFLOW if shipped else edition_2025.workflow_of(checks, papers),
        costs=costs,
        papers=papers,
        checks=checks,
        form=form_of(costs, papers),
        sums=_sums(name, parts),
        timing=terms.timing_of(name, terms.rules_of(parts.terms, parts.figures["notice_before"])),
        grounds=CLOSED_LIST,
        stories=STORIES,
        leaving={},
    )


#: The check whose clause bars large entities from the sums.
SIZE_CHECK = "small_or_medium"


def _sums(name: str, parts: Parts) -> Sums:
    size = parts.checks.get(SIZE_CHECK)
    removed = {key: gone.clause for key, gone in parts.removed.items()}
    rates = rates_of(name, parts.figures, size_clause=size.clause if size else None, removed=removed)
    return Sums(
        calculate=lambda request: calculate(request, rates),
        months=rates.cost_months,
        obligation=obligation_of(parts.figures),
        leaving=lambda _request: frozenset(),
        costs_clause=rates.cost_clause,
        interpretations=INTERPRETATIONS,
        rate_clause=rates.rate_clause,
    )
