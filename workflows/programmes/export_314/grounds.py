"""The grounds on which order 314 lets an application end: of refusal any clause with its fact, for the known text has
no closed list; of leaving without consideration just four (314:22)."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.programmes.export_314.rates import DELIVERY, GENERAL
from workflows.programmes.figures import Figures, in_words
from workflows.programmes.grounds import Grounds
from workflows.text import Text

OPEN_GROUNDS = Grounds(
    lacking=Text(
        "Бас тарту негізі (тармағы мен фактісі) көрсетілмеген.",
        "Не указано основание отказа: пункт и факт.",
        "No ground of refusal is given: a clause and its fact.",
    ),
    ask=Text(
        "Орындалмаған тармақты және оны растайтын фактіні жазыңыз.",
        "Укажите невыполненный пункт и подтверждающий факт.",
        "Give the clause that is not kept and the fact that shows it.",
    ),
)

#: The money provided for the year is used up.
BUDGET_USED = "314:22.1"


def leaving_of(figures: Figures) -> Mapping[str, Text]:
    """The four grounds in words, with the limits of an edition."""
    limits = {group: in_words(figures[f"cap.{group}"].value) for group in (GENERAL, DELIVERY)}
    return {
        clause: words.fill(general=limits[GENERAL], delivery=limits[DELIVERY]) for clause, words in _LEAVING.items()
    }


_LEAVING: Mapping[str, Text] = {
    BUDGET_USED: Text(
        "ағымдағы қаржы (күнтізбелік) жылына арналған республикалық бюджетте осы мақсаттарға көзделген бюджет қаражаты "
        "толық көлемде игерілген",
        "бюджетные средства, предусмотренные на эти цели в республиканском бюджете на текущий финансовый (календарный) "
        "год, освоены в полном объеме",
        "the money of the year's republican budget for this purpose is used up",
    ),
    "314:22.2": Text(
        "бір қаржы (күнтізбелік) жылы түскен өтінімдер бойынша мәлімделген шығындар сомасы {general} АЕК-тен асады "
        "(9-тармақ 1), 2), 4), 5), 7), 8), 10-тармақ)",
        "сумма затрат, заявленных в заявках одного финансового (календарного) года, превышает {general} МРП (пункт 9: "
        "1), 2), 4), 5), 7), 8), пункт 10)",
        "the costs declared in the applications of one year exceed {general} MCI (9.1, 9.2, 9.4, 9.5, 9.7, 9.8 and 10)",
    ),
    "314:22.3": Text(
        "бір қаржы (күнтізбелік) жылы түскен өтінімдер бойынша 9-тармақтың 9) тармақшасының мәлімделген шығындары "
        "{delivery} АЕК-тен асады",
        "затраты подпункта 9) пункта 9, заявленные за один финансовый (календарный) год, превышают {delivery} МРП",
        "the costs of 9.9 declared in one year exceed {delivery} MCI",
    ),
    "314:22.4": Text(
        "9-тармақтың 9) тармақшасының мәлімделген шығындары өтінім берілген жылдың алдындағы жылы ҚҚС қайтарылуын "
        "шегергендегі төленген салықтар сомасынан асады",
        "заявленные затраты подпункта 9) пункта 9 превышают сумму налогов, уплаченных в году, предшествующем году "
        "заявки, за вычетом возврата НДС",
        "the costs of 9.9 declared exceed the taxes paid in the year before less the VAT refunded",
    ),
}
