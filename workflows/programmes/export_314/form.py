"""The application of order 314: its pages, items and fields. The order's own form is not at hand, so the items are
those that its known rules need, in an order of our own; a clause stands where a rule asks for the item."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from workflows.programmes import field_names as shared
from workflows.programmes.costs import Costs
from workflows.programmes.export_314.cost_types import GOODS, ICT, TRANSPORT
from workflows.programmes.export_314.form_items import DELIVERED, FIELDS, ITEMS, PAGES, PROCESSED, PROMOTED
from workflows.programmes.form import Form, Missing
from workflows.programmes.gaps import Gaps
from workflows.programmes.papers import Papers
from workflows.text import Text

_ITEM_BY_KEY = {item.key: item for item in ITEMS}
#: Groups and plain fields before the tables, in the order of the form.
_FIRST = ("applicant_name", "legal_address", "head", "bin", "registration", "applicant_kind", "size")
#: What a cost line says besides, by its type.
_WANTED: Mapping[str, Mapping[str, Text]] = {
    **dict.fromkeys(GOODS, PROMOTED),
    "9.8": {**PROMOTED, **PROCESSED},
    TRANSPORT: {**PROMOTED, **PROCESSED},
    **dict.fromkeys(ICT, DELIVERED),
}


def form_of(costs: Costs, papers: Papers) -> Form:
    """The form of an edition with these costs and papers."""

    def find_missing(application: Any, documents: Collection[str]) -> Iterator[Missing]:
        gaps = Gaps(application, FIELDS, _ITEM_BY_KEY, costs)
        yield from _about_the_applicant(gaps)
        yield from _promoted(gaps, papers.situation_of(application).types)
        yield from gaps.cost_types()
        yield from gaps.cost_lines(_WANTED)
        yield from gaps.nested("bank")
        yield from gaps.documents(papers, documents)
        yield from gaps.declarations()
        yield from gaps.nested("contact")

    return Form(PAGES, ITEMS, FIELDS, find_missing)


def _about_the_applicant(gaps: Gaps) -> Iterator[Missing]:
    for key in _FIRST:
        if key in FIELDS.nested:
            yield from gaps.nested(key)
        yield from gaps.plain(key)
    yield from gaps.rows("payroll", _PAYROLL, _AT_LEAST_ONE_YEAR)


def _promoted(gaps: Gaps, types: Collection[str]) -> Iterator[Missing]:
    """314:20.1: what is promoted; and for transport the taxes of the year before (314:12)."""
    if any(key in types for key in (*GOODS, TRANSPORT)):
        yield from gaps.rows("goods", FIELDS.goods, _AT_LEAST_ONE_GOOD)
    if any(key in types for key in ICT):
        yield from gaps.rows("services", FIELDS.services, _AT_LEAST_ONE_SERVICE)
    if TRANSPORT in types:
        yield from gaps.plain("taxes")


_PAYROLL = {
    "year": Text("жылы", "год", "year"),
    "amount": shared.COST["amount"],
}
_AT_LEAST_ONE_YEAR = Text(
    "кемінде бір жылдың еңбекақы төлеу қоры", "фонд оплаты труда хотя бы за год", "the payroll fund of a year at least"
)
_AT_LEAST_ONE_GOOD = Text("кемінде бір тауар", "хотя бы один товар", "at least one good")
_AT_LEAST_ONE_SERVICE = Text("кемінде бір қызмет", "хотя бы одна услуга", "at least one service")
