"""What an application of order 342 still lacks before it may be submitted, in the order of Annex 1."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from workflows.programmes.costs import Costs
from workflows.programmes.domestic_342.application import Application
from workflows.programmes.domestic_342.cost_types import COSTS
from workflows.programmes.domestic_342.documents import PAPERS
from workflows.programmes.domestic_342.fields import FIELDS
from workflows.programmes.domestic_342.form_items import ITEM_BY_KEY, ITEMS, PAGES
from workflows.programmes.form import Form, Missing
from workflows.programmes.gaps import Gaps
from workflows.programmes.papers import Papers
from workflows.text import Text

__all__ = ["FORM", "Missing", "form_of", "missing"]


def missing(application: Application, documents: Collection[str]) -> list[Missing]:
    """Every gap, in the order of the form. ``documents``: kinds that have at least one sound file."""
    return FORM.missing(application, documents)


def form_of(costs: Costs, papers: Papers) -> Form:
    """The form of an edition with these costs and papers."""

    def find_missing(application: Any, documents: Collection[str]) -> Iterator[Missing]:
        return _gaps(application, documents, costs, papers)

    return Form(PAGES, ITEMS, FIELDS, find_missing)


def _gaps(application: Application, documents: Collection[str], costs: Costs, papers: Papers) -> Iterator[Missing]:
    gaps = Gaps(application, FIELDS, ITEM_BY_KEY, costs)
    for key in ITEM_BY_KEY:
        if key == "support_history":
            break  # items 1-9 hold plain fields and groups; the rest have rules of their own
        if key in FIELDS.nested:
            yield from gaps.nested(key)
        yield from gaps.plain(key)
    yield from _support(application, gaps)
    yield from gaps.cost_types()
    yield from gaps.cost_lines()
    yield from gaps.nested("bank")
    yield from gaps.documents(papers, documents)
    yield from gaps.declarations()
    yield from gaps.nested("contact")


def _support(application: Application, gaps: Gaps) -> Iterator[Missing]:
    """Item 10: yes or no, and the measures when yes."""
    took_part = application.get("support_participant")
    if took_part is None:
        yield gaps.gap("support_participant", _YES_OR_NO, "support_history")
    if took_part:
        yield from gaps.rows("support_history", FIELDS.support, _AT_LEAST_ONE_MEASURE)


_YES_OR_NO = Text(
    "мемлекеттік бағдарламаларға қатысуы: иә немесе жоқ",
    "участие в государственных программах: да или нет",
    "participation in state programmes: yes or no",
)
_AT_LEAST_ONE_MEASURE = Text(
    "алынған ынталандыру шаралары", "полученные меры стимулирования", "the support measures received"
)

FORM = form_of(COSTS, PAPERS)
