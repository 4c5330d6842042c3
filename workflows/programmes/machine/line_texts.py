"""The words of the refusals in ``lines``: what is wrong with judging a cost line, and what to do."""

from __future__ import annotations

from workflows.text import Text

NOTHING_TO_JUDGE = Text(
    "Шығындар мен құжаттар бойынша бірде-бір тексеруге «жоқ» деп жауап берілмеген: шығынды қабылдамауға негіз жоқ.",
    "Ни на одну проверку затрат и документов не дан ответ «нет»: отказывать в принятии затраты не на чем.",
    "No check of the costs or the papers is answered “no”: there is nothing to refuse a cost line on.",
)
ANSWER_FIRST = Text(
    "Шығынға қатысты тексеруге «жоқ» деп жауап беріңіз.",
    "Ответьте «нет» на проверку, которой затрата не отвечает.",
    "Answer “no” to the check that the cost does not meet.",
)
NO_LINE = Text(
    "Өтінімде мұндай шығын жоқ немесе шығын таңдалмаған.",
    "Такой затраты в заявке нет или затрата не выбрана.",
    "The application has no such cost line, or none is chosen.",
)
CHOOSE_LINE = Text("Шығынды таңдаңыз.", "Выберите затрату.", "Choose a cost line.")
RESTS_ON_NOTHING = Text(
    "Шығынды қабылдамау «жоқ» деп жауап берілген тексеруге сүйенбейді.",
    "Отказ в принятии затраты не опирается на проверку с ответом «нет».",
    "The refusal of the cost line does not rest on a check answered “no”.",
)
NAME_CHECK = Text(
    "«Жоқ» деп жауап берілген тексеруді көрсетіңіз.",
    "Укажите проверку с ответом «нет».",
    "Name a check that is answered “no”.",
)
NOT_REFUSED = Text(
    "Бұл шығыннан бас тартылмаған: қайтарып алатын ештеңе жоқ.",
    "В принятии этой затраты не отказано: отменять нечего.",
    "This cost line is not refused: there is nothing to take back.",
)
WITHOUT_FACT = Text(
    "Шығынды қабылдамаудың дерегі жазылмаған.",
    "Не записан факт, по которому затрата не принимается.",
    "The fact on which the cost line is refused is not written.",
)
WRITE_FACT = Text(
    "Шығынның талапқа неге сай еместігін жазыңыз.",
    "Напишите, чем затрата не отвечает требованию.",
    "Write how the cost falls short of the requirement.",
)
CHECK_UNANSWERED_FOR = Text(
    "Тексеруге «жоқ» деп жауап берілген, бірақ ол бойынша бірде-бір шығыннан бас тартылмаған: {what}.",
    "На проверку дан ответ «нет», но ни в одной затрате по ней не отказано: {what}.",
    "A check is answered “no”, yet no cost line is refused on it: {what}.",
)
REFUSE_LINE = Text(
    "Тексеру қатысты шығынды қабылдамаңыз немесе тексеруге қайта жауап беріңіз.",
    "Откажите в принятии затраты, которой она касается, или ответьте на проверку заново.",
    "Refuse the cost line it concerns, or answer the check anew.",
)
