"""The documents that Annex 6 row 8 asks for: which kinds, for which costs, when, and why.

A kind with a ``condition`` is asked only where the condition holds; both are told on the upload page. Every attached
file belongs to one kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows.programmes.costs import Costs
from workflows.programmes.domestic_342.application import Application
from workflows.programmes.domestic_342.cost_types import COSTS, types_of
from workflows.programmes.domestic_342.document_texts import CONDITIONS, TITLES
from workflows.programmes.papers import CompletenessItem, DocumentKind, OriginProof, Papers, Requirement
from workflows.programmes.provisions import Provision
from workflows.text import Text

__all__ = [
    "DOCUMENT_KINDS",
    "KIND_BY_KEY",
    "PAPERS",
    "DocumentKind",
    "Requirement",
    "Situation",
    "absent_documents",
    "offered_documents",
    "required_documents",
    "situation_of",
]


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


def _kind(
    key: str,
    clause: str,
    needed: Callable[[Situation], bool],
    cost_types: tuple[str, ...] = (),
    *,
    several: bool = True,
) -> DocumentKind:
    return DocumentKind(key, clause, TITLES[key], needed, cost_types, CONDITIONS.get(key), several)


def _always(_situation: Situation) -> bool:
    return True


def _any_of(*subitems: str) -> Callable[[Situation], bool]:
    wanted = frozenset(subitems)
    return lambda situation: bool(situation.subitems & wanted)


DOCUMENT_KINDS: tuple[DocumentKind, ...] = (
    _kind("origin_proof", "342:A6.8.2", _always),
    _kind("contract", "342:A6.8.3", _always),
    _kind("payment_invoice", "342:A6.8.4", lambda s: s.payment_invoice),
    _kind("tax_invoice", "342:A6.8.4", lambda s: s.residents),
    _kind("completion_act", "342:A6.8.4", lambda s: s.residents),
    _kind("payment_document", "342:A6.8.4", _always),
    _kind("nonresident_service", "342:A6.8.4", lambda s: s.nonresidents),
    _kind("nonresident_registration", "342:A6.8.4", lambda s: s.nonresidents),
    _kind("cost_report", "342:A6.8.5", _always, several=False),
    _kind("conformity_proof", "342:A6.8", lambda s: "1" in s.types, ("1",)),
    _kind("marking_contract", "342:A6.8", _any_of("2.means", "2.printing"), ("2",)),
    _kind("equipment_contract", "342:A6.8", _any_of("2.reequipment"), ("2",)),
    _kind("commissioning_proof", "342:A6.8", _any_of("2.reequipment"), ("2",)),
    _kind("supply_contract", "342:A6.8", lambda s: "3" in s.types, ("3",)),
    _kind("rail_waybill", "342:A6.8", lambda s: "3" in s.types, ("3",)),
    _kind("waybill_attachment", "342:A6.8", lambda s: s.waybill_names_documents, ("3",)),
    _kind("work_list", "342:A6.8", lambda s: s.act_lacks_detail, ("3",)),
    _kind("translation", "342:16", lambda s: s.foreign_language),
    _kind("acting_proof", "342:19", lambda s: s.signer == "acting_head", several=False),
    _kind("power_of_attorney", "342:19", lambda s: s.signer == "attorney", several=False),
    _kind("other", "342:14", lambda _s: False),
)


def situation_of(application: Application, costs_known: Costs = COSTS) -> Situation:
    """The situation that a (possibly unfinished) application describes; sub-items that the edition does not know are
    left out. Without cost lines the suppliers count as residents, so that the usual documents are shown."""
    costs = application.get("costs", [])
    told = application.get("circumstances", {})
    foreign = [bool(line.get("supplier_nonresident")) for line in costs]
    ticked = set(application.get("cost_subitems", [])) | {line.get("subitem", "") for line in costs}
    return Situation(
        subitems=frozenset(ticked & costs_known.subitem_by_key.keys()),
        residents=not costs or not all(foreign),
        nonresidents=any(foreign),
        payment_invoice=any(line.get("payment_invoice_no") for line in costs),
        foreign_language=bool(told.get("foreign_language")),
        waybill_names_documents=bool(told.get("waybill_names_documents")),
        act_lacks_detail=bool(told.get("act_lacks_detail")),
        signer=application.get("signer_capacity", "first_head"),
    )


PAPER_ITEMS: tuple[CompletenessItem, ...] = (
    CompletenessItem(
        "form",
        Text(
            "Өтінім 1-қосымшаға сәйкес нысан бойынша, 1–18-тармақтары толтырылған",
            "Заявка по форме согласно приложению 1, пункты 1–18 заполнены",
            "The application follows Annex 1 and its items 1–18 are filled in",
        ),
        "342:A6.8.1",
    ),
    CompletenessItem(
        "signature",
        Text(
            "Өтінім мен қоса берілген құжаттар электрондық цифрлық қолтаңбамен куәландырылған",
            "Заявка и приложенные документы удостоверены электронной цифровой подписью",
            "The application and its attachments are certified by electronic digital signature",
        ),
        "342:19",
    ),
    CompletenessItem(
        "format",
        Text(
            "Құжаттар PDF форматында, түсті сканерленген не электрондық түпнұсқадан түрлендірілген, оқылады",
            "Документы в формате PDF, отсканированы в цвете или преобразованы из электронного подлинника, читаемы",
            "The documents are PDF, scanned in colour or converted from an electronic original, and legible",
        ),
        "342:17",
    ),
)

#: CT-KZ and industrial certificates end with 2025 (342:A6.8.2); what the certificate covers decides (I-11).
CERTIFICATES_END = date(2026, 1, 1)
ORIGIN_PROOFS: tuple[Provision[OriginProof], ...] = (
    Provision(
        OriginProof(
            "register_extract",
            Text(
                "Қазақстандық тауар өндірушілер тізілімінен үзінді көшірме",
                "выписка из реестра казахстанских товаропроизводителей",
                "extract from the register of Kazakh producers",
            ),
            "342:A6.8.2",
        )
    ),
    Provision(
        OriginProof(
            "ct_kz",
            Text(
                "«СТ-KZ» нысанды тауардың шығуы туралы сертификат",
                "сертификат о происхождении товара формы «СТ-KZ»",
                "CT-KZ certificate of origin",
            ),
            "342:A6.8.2",
        ),
        until=CERTIFICATES_END,
    ),
    Provision(
        OriginProof(
            "eaeu_conformity",
            Text(
                "Еуразиялық экономикалық одағының сертификаты / сәйкестік туралы декларациясы",
                "сертификат / декларация о соответствии Евразийского экономического союза",
                "EAEU certificate or declaration of conformity",
            ),
            "342:A6.8.2",
        )
    ),
    Provision(
        OriginProof(
            "industrial",
            Text("индустриялық сертификат", "индустриальный сертификат", "industrial certificate"),
            "342:A6.8.2",
        ),
        until=CERTIFICATES_END,
    ),
)


def papers_of(kinds: Iterable[DocumentKind], proofs: Iterable[Provision[OriginProof]], costs: Costs) -> Papers:
    """The papers of an edition with these kinds and proofs of origin."""

    def situation(application: Any) -> Situation:
        return situation_of(application, costs)

    return Papers(tuple(kinds), PAPER_ITEMS, situation, tuple(proofs))


PAPERS = papers_of(DOCUMENT_KINDS, ORIGIN_PROOFS, COSTS)
KIND_BY_KEY: Mapping[str, DocumentKind] = PAPERS.by_key


def offered_documents(situation: Situation) -> list[Requirement]:
    """Every kind that may be uploaded for the chosen cost types, in the order of Annex 6, with whether it must be."""
    return PAPERS.offered(situation)


def required_documents(situation: Situation) -> list[DocumentKind]:
    """The kinds without which the application cannot be submitted."""
    return PAPERS.required(situation)


def absent_documents(situation: Situation, present: Iterable[str]) -> list[DocumentKind]:
    """Required kinds that have no file yet."""
    return PAPERS.absent(situation, set(present))
