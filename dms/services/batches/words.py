"""What batches say, in three languages."""

from __future__ import annotations

from workflows.text import Text

ASSIGN = Text("Істерді тапсыру", "Назначить дела", "Assign the cases")
ACCEPT = Text("Құжаттарды қабылдау", "Принять документы", "Accept the documents")
EXPORT = Text("Құжаттарды жүктеп алу", "Выгрузить документы", "Take the documents out")
ASK_SCANS = Text("Сканерді қайта сұрату", "Запросить сканы заново", "Ask for scans again")

ASSIGN_NOTE = Text(
    "Таңдалған істер бір адамға тапсырылады.",
    "Выбранные дела передаются одному человеку.",
    "The chosen cases are given to one person.",
)
ACCEPT_NOTE = Text(
    "Тексеруден өткен және әлі қаралмаған құжаттардың бәрі қабылданады.",
    "Принимаются все документы, прошедшие проверку файла и еще не рассмотренные.",
    "Every document that passed the checks of its file and was not yet judged is accepted.",
)
EXPORT_NOTE = Text(
    "Тізім мен құжаттар бір ZIP файлына жиналады; ол үш күн сақталады.",
    "Список и документы собираются в один файл ZIP; он хранится три дня.",
    "The list and the documents are put into one ZIP, which is kept for three days.",
)
ASK_SCANS_NOTE = Text(
    "Қабылданбаған құжаттардың жаңа сканері заң рұқсат еткен жерде ғана сұратылады: экспорт бағдарламасында "
    "ескертумен, ішкі нарық бағдарламасында мониторинг кезінде.",
    "Новые сканы непринятых документов запрашиваются только там, где это допускает закон: в экспортной программе — "
    "замечаниями, в программе внутреннего рынка — в ходе мониторинга.",
    "New scans of documents that were not accepted are asked for only where the law lets it: by remarks in the export "
    "programme, during monitoring in the domestic one.",
)

SAME_ASSIGNEE = Text(
    "Іс осы адамға бұрыннан тапсырылған.", "Дело уже у этого человека.", "The case is with this person already."
)
NOT_JUDGED_NOW = Text(
    "Істің қазіргі күйінде құжаттар қаралмайды.",
    "В нынешнем состоянии дела документы не рассматриваются.",
    "Documents are not judged in the present state of the case.",
)
NOT_YOURS = Text("Іс сізге тапсырылмаған.", "Дело передано не вам.", "The case is not given to you.")
ASK_TO_ASSIGN = Text(
    "Істі өзіңізге тапсыруды сұраңыз.", "Попросите передать дело вам.", "Ask for the case to be given to you."
)
NOTHING_TO_ACCEPT = Text(
    "Қабылдауды күтіп тұрған құжат жоқ.",
    "Нет документов, ожидающих приема.",
    "No document waits to be accepted.",
)
NO_UNFIT_SCAN = Text(
    "Істе қабылданбаған құжат жоқ.", "В деле нет непринятых документов.", "No document of the case was not accepted."
)
MARK_FIRST = Text(
    "Алдымен құжатты себебін жазып «қабылданбады» деп белгілеңіз.",
    "Сначала отметьте документ как непринятый с указанием причины.",
    "First mark the document as not accepted and write why.",
)
NEW_SCAN = Text(
    "«{title}» құжатының түрлі түсті жаңа сканерін беріңіз",
    "Представьте новый цветной скан документа «{title}»",
    "Give a new scan in colour of the document “{title}”",
)
ASSIGNED = Text("Тапсырылды: {name}", "Передано: {name}", "Given to {name}")
ACCEPTED = Text("Қабылданған құжаттар: {count}", "Принято документов: {count}", "Documents accepted: {count}")
CHANGED = Text(
    "Алдын ала тексеруден кейін өзгеріп, қабылданбағандар: {titles}",
    "Изменилось после пробы и не принято: {titles}",
    "Changed since the trial and not accepted: {titles}",
)
ASKED = Text("Сұратылған сканерлер: {count}", "Запрошено сканов: {count}", "Scans asked for: {count}")
TAKEN_OUT = Text("ZIP файлындағы құжаттар: {count}", "Документов в ZIP: {count}", "Documents in the ZIP: {count}")

NONE_CHOSEN = Text("Кемінде бір істі белгілеңіз.", "Отметьте хотя бы одно дело.", "Choose at least one case.")
TOO_MANY = Text(
    "Бір жолы {most} іске дейін таңдауға болады. Тізімді тарылтыңыз.",
    "За один раз можно выбрать не более {most} дел. Сузьте список.",
    "No more than {most} cases can be chosen at once. Narrow the list.",
)
NO_LONGER_YOURS = Text(
    "Файлдағы {number} ісінің құжаттарын енді ала алмайсыз. Топтық әрекетті қайта жасаңыз.",
    "Документы дела {number} из этого файла вам больше не доступны. Соберите файл заново.",
    "The documents of the case {number} in this file are no longer yours to take out. Make the batch anew.",
)
