"""The documents that order 314 asks for (314:16-314:18) as far as its text is known: kinds, costs, conditions.

The origin documents were restated from 01.01.2025 (paragraphs 53-55 and 65-67 of order 298-НҚ); how they read before is
not at hand, so the earlier edition asks for them under a neutral name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows.programmes.costs import Costs
from workflows.programmes.export_314.application import Application
from workflows.programmes.export_314.cost_types import EVENTS_OF_GOODS, EVENTS_OF_ICT, GOODS, ICT, TRANSPORT
from workflows.programmes.export_314.document_texts import CONDITIONS, PAPER_ITEMS, TITLES
from workflows.programmes.papers import DocumentKind, OriginProof, Papers
from workflows.programmes.provisions import Provision, in_force

#: The deferred paragraphs of order 298-НҚ.
DEFERRED = date(2025, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides which documents are required. Of ``residents`` and ``nonresidents`` only the suppliers of transport
    (9.9) are asked; ``payment_invoice`` and ``transport_invoice``: a line (of transport) names a payment invoice."""

    types: frozenset[str] = frozenset()
    residents: bool = True
    nonresidents: bool = False
    payment_invoice: bool = False
    foreign_language: bool = False
    no_reconciliation_act: bool = False
    transport_invoice: bool = False
    signer: str = "first_head"


def _kind(
    key: str,
    clause: str,
    needed: Callable[[Situation], bool],
    cost_types: tuple[str, ...] = (),
    *,
    title: str = "",
    several: bool = True,
) -> DocumentKind:
    return DocumentKind(key, clause, TITLES[title or key], needed, cost_types, CONDITIONS.get(key), several)


def _always(_situation: Situation) -> bool:
    return True


def _transport_invoice_named(situation: Situation) -> bool:
    """Where payment documents prove the service, the payment invoices that they name (314:17.5)."""
    return situation.transport_invoice and (situation.nonresidents or situation.no_reconciliation_act)


_T = (TRANSPORT,)
PROVISIONS: tuple[Provision[DocumentKind], ...] = (
    # 16: goods, 9.1-9.8
    Provision(_kind("origin_goods", "314:16", _always, GOODS, title="origin_before"), until=DEFERRED),
    Provision(_kind("origin_goods", "314:16.1", _always, GOODS), since=DEFERRED),
    Provision(_kind("payment_invoice", "314:16.3", lambda s: s.payment_invoice, GOODS)),
    Provision(_kind("invoice_or_act", "314:16.3", _always, GOODS)),
    Provision(_kind("payment_document", "314:16.3", _always, GOODS)),
    Provision(_kind("trip_order_goods", "314:16", _always, EVENTS_OF_GOODS)),
    # 17: transport, 9.9
    Provision(_kind("origin_transport", "314:17", _always, _T, title="origin_before"), until=DEFERRED),
    Provision(_kind("origin_transport", "314:17.1", _always, _T), since=DEFERRED),
    Provision(_kind("transport_invoice", "314:17.5", lambda s: s.residents, _T)),
    Provision(_kind("transport_act", "314:17.5", lambda s: s.residents, _T)),
    Provision(_kind("reconciliation_act", "314:17.5", lambda s: s.residents and not s.no_reconciliation_act, _T)),
    Provision(_kind("transport_payment", "314:17.5", lambda s: s.residents and s.no_reconciliation_act, _T)),
    Provision(_kind("nonresident_service", "314:17.5", lambda s: s.nonresidents, _T)),
    Provision(_kind("nonresident_payment", "314:17.5", lambda s: s.nonresidents, _T)),
    Provision(_kind("transport_payment_invoice", "314:17.5", _transport_invoice_named, _T)),
    # 18: ICT services; its list is not at hand, the costs must be documented in any case
    Provision(_kind("ict_proof", "314:11", _always, ICT)),
    Provision(_kind("trip_order_ict", "314:18", _always, EVENTS_OF_ICT)),
    # of the house: who signs, and what nobody asks for
    Provision(_kind("translation", "", lambda s: s.foreign_language)),
    Provision(_kind("acting_proof", "", lambda s: s.signer == "acting_head", several=False)),
    Provision(_kind("power_of_attorney", "", lambda s: s.signer == "attorney", several=False)),
    Provision(_kind("other", "", lambda _s: False)),
)


def kinds_on(day: date) -> tuple[DocumentKind, ...]:
    """The kinds of this day; two of them were restated from the day that 298:4 names."""
    return in_force(PROVISIONS, day)


def papers_of(kinds: Iterable[DocumentKind], proofs: Iterable[Provision[OriginProof]], costs: Costs) -> Papers:
    """The papers of an edition with these kinds and costs."""

    def situation(application: Any) -> Situation:
        return situation_of(application, costs)

    return Papers(tuple(kinds), PAPER_ITEMS, situation, tuple(proofs))


def situation_of(application: Application, costs: Costs) -> Situation:
    """The situation that a (possibly unfinished) application describes; sub-items that the edition does not know are
    left out. Without lines of transport its suppliers count as residents, so that the usual documents are shown."""
    lines = application.get("costs", [])
    told = application.get("circumstances", {})
    ticked = set(application.get("cost_subitems", [])) | {line.get("subitem", "") for line in lines}
    carriers = [bool(line.get("supplier_nonresident")) for line in lines if line.get("subitem") == TRANSPORT]
    return Situation(
        types=frozenset(costs.types_of(ticked & costs.subitem_by_key.keys())),
        residents=not carriers or not all(carriers),
        nonresidents=any(carriers),
        payment_invoice=any(line.get("payment_invoice_no") for line in lines if line.get("subitem") != TRANSPORT),
        transport_invoice=any(line.get("payment_invoice_no") for line in lines if line.get("subitem") == TRANSPORT),
        foreign_language=bool(told.get("foreign_language")),
        no_reconciliation_act=bool(told.get("no_reconciliation_act")),
        signer=application.get("signer_capacity", "first_head"),
    )
