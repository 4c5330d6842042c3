"""Documents that every programme asks for in the same words: about who signs, and what nobody asks for."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.text import Text

SIGNER_TITLES: Mapping[str, Text] = {
    "acting_proof": Text(
        "Бірінші басшының міндеттерін орындау туралы растау құжаты",
        "Документ, подтверждающий исполнение обязанностей первого руководителя",
        "Proof of acting as first head",
    ),
    "power_of_attorney": Text("Сенімхат", "Доверенность", "Power of attorney"),
    "other": Text("Өзге құжат", "Иной документ", "Another document"),
}

SIGNER_CONDITIONS: Mapping[str, Text] = {
    "translation": Text(
        "құжат шет тілінде ұсынылса", "если документ на иностранном языке", "where a document is in a foreign language"
    ),
    "acting_proof": Text(
        "өтінімге бірінші басшының міндетін атқарушы қол қойса",
        "если заявку подписывает исполняющий обязанности первого руководителя",
        "where the acting head signs",
    ),
    "power_of_attorney": Text(
        "өтінімге уәкілетті тұлға қол қойса",
        "если заявку подписывает уполномоченное лицо",
        "where an authorised person signs",
    ),
    "other": Text("қаласаңыз", "по желанию", "if you wish"),
}
