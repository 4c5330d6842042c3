"""The documents that Annex 6 row 8 asks for: which kinds, for which costs, when, and why.

A kind with a ``condition`` is asked only where the condition holds; both are told on the upload page. Every attached
file belongs to one kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from workflows.programmes.domestic_342.application import Application
from workflows.programmes.domestic_342.cost_types import SUBITEM_BY_KEY, types_of
from workflows.programmes.domestic_342.document_texts import CONDITIONS, TITLES
from workflows.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides which documents are required. ``residents`` and ``nonresidents``: whether there are suppliers of
    that kind; ``signer`` is a capacity of ``application.SignerCapacity``."""

    subitems: frozenset[str] = frozenset()
    residents: bool = True
    nonresidents: bool = False
    payment_invoice: bool = False
    foreign_language: bool = False
    waybill_names_documents: bool = False
    act_lacks_detail: bool = False
    signer: str = "first_head"

    @property
    def types(self) -> frozenset[str]:
        """The cost types of the sub-items."""
        return frozenset(types_of(self.subitems))


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of attachment. ``cost_types`` is empty where every application needs it; ``condition`` is None where
    nothing but the cost type decides; ``several``: more than one file may be of this kind."""

    key: str
    clause: str
    needed: Callable[[Situation], bool]
    cost_types: tuple[str, ...] = ()
    conditional: bool = False
    several: bool = True

    @property
    def title(self) -> Text:
        """The kind's name, in the words of Annex 6."""
        return TITLES[self.key]

    @property
    def condition(self) -> Text | None:
        """When the kind is asked, None where it always is for its cost types."""
        return CONDITIONS.get(self.key)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A kind on the upload page: required now, or only where its condition holds."""

    kind: DocumentKind
    required: bool


def _always(_situation: Situation) -> bool:
    return True


def _any_of(*subitems: str) -> Callable[[Situation], bool]:
    wanted = frozenset(subitems)
    return lambda situation: bool(situation.subitems & wanted)


DOCUMENT_KINDS: tuple[DocumentKind, ...] = (
    DocumentKind("origin_proof", "342:A6.8.2", _always),
    DocumentKind("contract", "342:A6.8.3", _always),
    DocumentKind("payment_invoice", "342:A6.8.4", lambda s: s.payment_invoice, conditional=True),
    DocumentKind("tax_invoice", "342:A6.8.4", lambda s: s.residents, conditional=True),
    DocumentKind("completion_act", "342:A6.8.4", lambda s: s.residents, conditional=True),
    DocumentKind("payment_document", "342:A6.8.4", _always),
    DocumentKind("nonresident_service", "342:A6.8.4", lambda s: s.nonresidents, conditional=True),
    DocumentKind("nonresident_registration", "342:A6.8.4", lambda s: s.nonresidents, conditional=True),
    DocumentKind("cost_report", "342:A6.8.5", _always, several=False),
    DocumentKind("conformity_proof", "342:A6.8", lambda s: "1" in s.types, ("1",)),
    DocumentKind("marking_contract", "342:A6.8", _any_of("2.means", "2.printing"), ("2",), conditional=True),
    DocumentKind("equipment_contract", "342:A6.8", _any_of("2.reequipment"), ("2",), conditional=True),
    DocumentKind("commissioning_proof", "342:A6.8", _any_of("2.reequipment"), ("2",), conditional=True),
    DocumentKind("supply_contract", "342:A6.8", lambda s: "3" in s.types, ("3",)),
    DocumentKind("rail_waybill", "342:A6.8", lambda s: "3" in s.types, ("3",)),
    DocumentKind("waybill_attachment", "342:A6.8", lambda s: s.waybill_names_documents, ("3",), conditional=True),
    DocumentKind("work_list", "342:A6.8", lambda s: s.act_lacks_detail, ("3",), conditional=True),
    DocumentKind("translation", "342:16", lambda s: s.foreign_language, conditional=True),
    DocumentKind("acting_proof", "342:19", lambda s: s.signer == "acting_head", conditional=True, several=False),
    DocumentKind("power_of_attorney", "342:19", lambda s: s.signer == "attorney", conditional=True, several=False),
    DocumentKind("other", "342:14", lambda _s: False, conditional=True),
)
KIND_BY_KEY: Mapping[str, DocumentKind] = {kind.key: kind for kind in DOCUMENT_KINDS}


def situation_of(application: Application) -> Situation:
    """The situation that a (possibly unfinished) application describes; sub-items that 342:8 does not know are left
    out. Without cost lines the suppliers count as residents, so that the usual documents are shown from the start."""
    costs = application.get("costs", [])
    told = application.get("circumstances", {})
    foreign = [bool(line.get("supplier_nonresident")) for line in costs]
    ticked = set(application.get("cost_subitems", [])) | {line.get("subitem", "") for line in costs}
    return Situation(
        subitems=frozenset(ticked & SUBITEM_BY_KEY.keys()),
        residents=not costs or not all(foreign),
        nonresidents=any(foreign),
        payment_invoice=any(line.get("payment_invoice_no") for line in costs),
        foreign_language=bool(told.get("foreign_language")),
        waybill_names_documents=bool(told.get("waybill_names_documents")),
        act_lacks_detail=bool(told.get("act_lacks_detail")),
        signer=application.get("signer_capacity", "first_head"),
    )


def offered_documents(situation: Situation) -> list[Requirement]:
    """Every kind that may be uploaded for the chosen cost types, in the order of Annex 6, with whether it must be."""
    return [
        Requirement(kind, _required(kind, situation))
        for kind in DOCUMENT_KINDS
        if not kind.cost_types or set(kind.cost_types) & situation.types
    ]


def required_documents(situation: Situation) -> list[DocumentKind]:
    """The kinds without which the application cannot be submitted."""
    return [offer.kind for offer in offered_documents(situation) if offer.required]


def absent_documents(situation: Situation, present: Iterable[str]) -> list[DocumentKind]:
    """Required kinds that have no file yet."""
    there = set(present)
    return [kind for kind in required_documents(situation) if kind.key not in there]


def _required(kind: DocumentKind, situation: Situation) -> bool:
    applies = not kind.cost_types or bool(set(kind.cost_types) & situation.types)
    return applies and kind.needed(situation)
