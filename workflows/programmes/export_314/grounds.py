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
        "Қағидалардың 9-тармағының 1), 2), 4), 5), 7), 8) тармақшаларында және 10-тармағының 1), 2), 3), 5), 6), "
        "7) тармақшаларында көрсетілген түрлер бойынша мәлімделген шығындар сомасы бір қаржы (күнтізбелік) жылы келіп "
        "түскен өтінімдер бойынша бір өтініш берушіге {general} АЕК сомасынан асады",
        "сумма заявленных затрат по видам, указанным в подпунктах 1), 2), 4), 5), 7), 8) пункта 9 и подпунктах 1), "
        "2), 3), 5), 6), 7) пункта 10 Правил, по заявкам, поступившим в одном финансовом (календарном) "
        "году, превышает {general} МРП на одного заявителя",
        "the costs declared of the types 9.1, 9.2, 9.4, 9.5, 9.7, 9.8, 10.1, 10.2, 10.3, 10.5, 10.6 and 10.7 in the "
        "applications of one year exceed {general} MCI for one applicant",
    ),
    "314:22.3": Text(
        "Қағидалардың 9-тармағының 9) тармақшасында көрсетілген түрі бойынша мәлімделген шығындар сомасы бір қаржы "
        "(күнтізбелік) жылы келіп түскен өтінімдер бойынша бір өтініш берушіге {delivery} АЕК сомасынан асады",
        "сумма заявленных затрат по виду, указанному в подпункте 9) пункта 9 Правил, по заявкам, поступившим "
        "в одном финансовом (календарном) году, превышает {delivery} МРП на одного заявителя",
        "the costs declared of the type 9.9 in the applications of one year exceed {delivery} MCI for one applicant",
    ),
    "314:22.4": Text(
        "Қағидалардың 9-тармағының 9) тармақшасында көрсетілген түрі бойынша бір қаржы (күнтізбелік) жылы бір "
        "өтініш берушіден келіп түскен өтінімдер бойынша мәлімделген шығындардың сомасы өтінім берілген жылдың "
        "алдындағы жылы ҚҚС қайтаруды шегергендегі төленген салықтардың сомасынан асады",
        "сумма заявленных затрат по виду, указанному в подпункте 9) пункта 9 Правил, по заявкам, поступившим "
        "от одного заявителя в одном финансовом (календарном) году, превышает сумму налогов, уплаченных в году, "
        "предшествующем году подачи заявки, за вычетом возврата НДС",
        "the costs of 9.9 declared exceed the taxes paid in the year before less the VAT refunded",
    ),
}
