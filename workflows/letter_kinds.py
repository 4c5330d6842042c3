"""What a letter is about, and what two kinds owe their term to: a report of problems under the agreement
(342:A3.5.7), and the notice of force majeure that either side gives (342:A3.14)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from workflows.text import Text


class LetterKind(StrEnum):
    """What a letter is about."""

    REQUEST = "request"
    ANSWER = "answer"
    COMPLAINT = "complaint"
    EXPLANATION = "explanation"
    NOTICE = "notice"
    PROBLEM = "problem"
    FORCE_MAJEURE = "majeure"
    OTHER = "other"


KIND_LABELS: Mapping[LetterKind, Text] = {
    LetterKind.REQUEST: Text("Сұрау салу", "Запрос", "Request"),
    LetterKind.ANSWER: Text("Жауап", "Ответ", "Answer"),
    LetterKind.COMPLAINT: Text("Шағым", "Жалоба", "Complaint"),
    LetterKind.EXPLANATION: Text("Түсіндірме", "Разъяснение", "Explanation"),
    LetterKind.NOTICE: Text("Хабарлама", "Уведомление", "Notice"),
    LetterKind.PROBLEM: Text(
        "Проблемалық мәселе туралы хабарлама", "Сообщение о проблемных вопросах", "Report of problems"
    ),
    LetterKind.FORCE_MAJEURE: Text(
        "Еңсерілмейтін күш мән-жайлары туралы хабарлама",
        "Уведомление об обстоятельствах непреодолимой силы",
        "Notice of force majeure",
    ),
    LetterKind.OTHER: Text("Өзге хат", "Иное письмо", "Other letter"),
}
#: Kinds that presuppose an agreement, each under its clause.
UNDER_AGREEMENT: Mapping[LetterKind, str] = {
    LetterKind.PROBLEM: "342:A3.5.7",
    LetterKind.FORCE_MAJEURE: "342:A3.14",
}
