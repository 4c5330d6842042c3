"""The documents of a case by kind, those that prove the check at hand first: short enough to stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dms.models import Case, Document
from dms.services.judging.law import edition_of
from dms.services.papers.titles import title_of
from workflows.programmes.editions import DOMESTIC, EXPORT
from workflows.text import Text

_APPLICATION = "annex-1"
_COSTS = ("contract", "tax_invoice", "completion_act", "payment_document", "payment_invoice")

_DOMESTIC: Mapping[str, tuple[str, ...]] = {
    "entity": (_APPLICATION, "cost_report"),
    "local_producer": ("origin_proof",),
    "one_year_registered": (_APPLICATION,),
    "priority_product": (_APPLICATION, "origin_proof", "cost_report"),
    "reimbursable_cost": (*_COSTS, "conformity_proof", "marking_contract", "equipment_contract", "work_list"),
    "priority_cargo": ("rail_waybill", "waybill_attachment", "supply_contract", "work_list"),
    "paid_in_window": ("payment_document",),
    "accounting_papers": (*_COSTS[1:], "nonresident_service"),
    "without_taxes": ("tax_invoice", "completion_act", "payment_document"),
    "no_other_budget": (_APPLICATION,),
    "exchange_rates": ("payment_document", "tax_invoice"),
    "site_compared": ("completion_act", "commissioning_proof"),
    "language": ("translation",),
    "signer": (_APPLICATION, "acting_proof", "power_of_attorney"),
    "origin_valid": ("origin_proof",),
    "personal_data": (_APPLICATION,),
}
_ORIGIN = ("origin_goods", "origin_transport")
_BILLS = ("invoice_or_act", "transport_invoice", "transport_act", "reconciliation_act", "nonresident_service")
_PAID = ("payment_document", "transport_payment", "nonresident_payment")
_BILLED_FOR = ("payment_invoice", "transport_payment_invoice")
_EXPORT: Mapping[str, tuple[str, ...]] = {
    "entity": (_APPLICATION,),
    "payroll_grew": (_APPLICATION,),
    "goods_listed": (_APPLICATION, *_ORIGIN),
    "services_listed": (_APPLICATION, "ict_proof"),
    "own_goods": (_APPLICATION, *_ORIGIN, *_BILLS, "ict_proof"),
    "reimbursable_cost": (*_BILLS, *_PAID, *_BILLED_FOR, "ict_proof", "trip_order_goods", "trip_order_ict"),
    "paid_in_window": (*_PAID, "reconciliation_act", "ict_proof"),
    "documented": (*_BILLS, *_PAID, *_BILLED_FOR, "ict_proof"),
    "without_indirect_taxes": (*_BILLS, *_PAID, "ict_proof"),
    "exchange_rates": (*_PAID, *_BILLS),
    "business_category": (_APPLICATION,),
    "processing_level": (_APPLICATION, *_ORIGIN),
    "transport_bonus": ("transport_act", "transport_invoice", "reconciliation_act", "nonresident_service"),
    "taxes_paid": (_APPLICATION,),
    "origin_valid": _ORIGIN,
}
#: Programme → check → the kinds of documents in which its answer is found; a check without a row is answered elsewhere.
PROVING: Mapping[str, Mapping[str, tuple[str, ...]]] = {DOMESTIC: _DOMESTIC, EXPORT: _EXPORT}


@dataclass(frozen=True, slots=True)
class Pile:
    """The documents of one kind. ``proves``: the check at hand is answered from them; ``shows``: one of them is on
    screen."""

    title: Text
    papers: tuple[Document, ...]
    proves: bool
    shows: bool


def piles_of(case: Case, papers: Iterable[Document], check: str = "", shown: Document | None = None) -> list[Pile]:
    """What can be looked at, by kind: first what proves ``check``, then in the order of the law, the system's own
    papers last."""
    by_kind: dict[str, list[Document]] = {}
    for paper in papers:
        if paper.current is not None:
            for kind in paper.kinds:
                by_kind.setdefault(kind, []).append(paper)
    asked = PROVING[case.programme].get(check, ())
    order = {kind.key: place for place, kind in enumerate(edition_of(case).papers.kinds)}
    kinds = sorted(by_kind, key=lambda kind: (kind not in asked, order.get(kind, len(order))))
    return [
        Pile(title_of(kind, case), tuple(by_kind[kind]), kind in asked, shown is not None and kind in shown.kinds)
        for kind in kinds
    ]
