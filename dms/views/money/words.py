"""What the movements of money are called on screen."""

from __future__ import annotations

from workflows.text import Text

KINDS = {
    "transfer_in": Text("Қаражат түсті", "Поступление", "Money in"),
    "reserve": Text("Резервке қойылды", "Зарезервировано", "Reserved"),
    "release": Text("Резервтен босатылды", "Резерв снят", "Released"),
    "pay": Text("Төленді", "Выплачено", "Paid"),
    "return": Text("Қайтарылды", "Возвращено", "Returned"),
}
