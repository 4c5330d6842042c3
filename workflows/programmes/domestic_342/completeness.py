"""The completeness list of 342:35: what the executor ticks within two working days of registration.

A "no" means that a document or needed information is missing and leads to the refusal of further consideration; a
conditional document whose condition does not hold is answered "not applicable".
"""

from __future__ import annotations

from dataclasses import dataclass

from workflows.programmes.domestic_342.documents import Situation, offered_documents
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class CompletenessItem:
    """One line. ``document`` is the key of the document kind, empty for the paper itself; ``may_not_apply``: the answer
    "not applicable" is open."""

    key: str
    title: Text
    clause: str
    document: str = ""
    may_not_apply: bool = False


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


def completeness_items(situation: Situation) -> tuple[CompletenessItem, ...]:
    """The list for one application: the paper itself, then every document kind of its costs. Extras are no item."""
    return PAPER_ITEMS + tuple(
        CompletenessItem(
            f"document.{offer.kind.key}",
            offer.kind.title,
            offer.kind.clause,
            document=offer.kind.key,
            may_not_apply=not offer.required,
        )
        for offer in offered_documents(situation)
        if offer.kind.key != "other"
    )
