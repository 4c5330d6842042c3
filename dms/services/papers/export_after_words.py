"""What the letters of the export programme after the grant say."""

from __future__ import annotations

from workflows.text import Text

CONCLUDED_ON = Text("Келісім жасалған күн", "Дата соглашения", "Agreement concluded on")
GRANTED = Text("Келісім бойынша сома, теңге", "Сумма по соглашению, тенге", "Sum of the agreement, tenge")
REQUIRED = Text(
    "Валюталық түсімнің талап етілетін өсімі, берілген деректердің валютасымен",
    "Требуемый прирост валютной выручки, в валюте представленных данных",
    "Growth of currency income that is required, in the currency of the figures reported",
)
GROWTH = Text(
    "Валюталық түсімнің қол жеткізілген өсімі, сол валютамен",
    "Достигнутый прирост валютной выручки, в той же валюте",
    "Growth of currency income so far, in the same currency",
)
REACHED = Text("Орындалу деңгейі, %", "Уровень исполнения, %", "Reached, %")
QUARTERS = Text("Деректері берілген тоқсандар", "Кварталы с данными", "Quarters reported")
RISKS = Text(
    "Қарсы міндеттемені орындамау тәуекелдері анықталғанын хабарлаймыз:",
    "Сообщаем о выявленных рисках неисполнения встречного обязательства:",
    "Risks that the counter-obligation will not be met were found:",
)
ASKED = Text(
    "Келісімнің орындалуын бақылау үшін мынадай деректерді ұсынуды сұраймыз:",
    "Для наблюдения за исполнением соглашения просим представить следующие данные:",
    "To watch the agreement the operator asks for these data:",
)
ANSWER_BY = Text(
    "Деректерді {day} дейін жеке кабинет арқылы ұсыныңыз.",
    "Представьте данные не позднее {day} через личный кабинет.",
    "Hand the data in by {day}, through your account.",
)
DEMAND = Text(
    "Шығындарды өтеу туралы келісімнің бұзылғаны анықталды. Қайтарылатын соманы Оператор мына негіз бен факті бойынша "
    "белгіледі:",
    "Установлено нарушение соглашения о возмещении затрат. Сумма к возврату определена Оператором по следующему "
    "основанию и факту:",
    "The reimbursement agreement was broken. The operator has fixed the sum to return on this ground and fact:",
)
DEMANDED = Text("Қайтарылатын сома, теңге", "Сумма к возврату, тенге", "Sum to return, tenge")
RETURN_BY = Text("Қайтарудың соңғы күні", "Вернуть не позднее", "To be returned by")
TO_ACCOUNT = Text("Оператордың шоты", "Счет Оператора", "The operator's account")
RETURN = Text(
    "Қайтарылатын соманы көрсетілген күннен кешіктірмей Оператордың шотына аударыңыз.",
    "Перечислите сумму к возврату на счет Оператора не позднее указанного дня.",
    "Transfer the sum to the operator's account no later than the day named.",
)
CONCLUSION = Text(
    "Келісім бойынша қарсы міндеттеменің орындалуына мониторинг жүргізілді. Валюталық түсім тоқсандар бойынша:",
    "Проведен мониторинг исполнения встречного обязательства по соглашению. Валютная выручка по кварталам:",
    "The counter-obligation under the agreement was watched. Foreign-currency income by quarters:",
)
PAID_ON = Text("Өтеу төленген күн", "Дата выплаты", "Paid on")
WATCHED_TO = Text("Мониторингтің соңғы күні", "Последний день мониторинга", "Watched to")
QUARTER = Text("{year} жылғы {no}-тоқсан", "{no}-й квартал {year} года", "Quarter {no} of {year}")
IN_ALL = Text("Барлығы", "Всего", "In all")
QUARTER_HEAD = (
    Text("Тоқсан", "Квартал", "Quarter"),
    Text("Салыстырылатын тоқсан", "Сравниваемый квартал", "Quarter compared with"),
    Text("Есепті тоқсан", "Отчетный квартал", "Quarter reported"),
    Text("Өсім", "Прирост", "Growth"),
)
TERMINATED = Text(
    "Оператор Шығындарды өтеу туралы келісімді мына негіз бойынша бұзады. Өтеу сомасы төленген жоқ, резервте тұрған "
    "сома босатылады.",
    "Оператор расторгает соглашение о возмещении затрат на следующем основании. Сумма возмещения не выплачена, "
    "зарезервированная сумма освобождается.",
    "The operator ends the reimbursement agreement on this ground. Nothing was paid, the reserved sum is released.",
)
RELEASED = Text("Босатылатын сома, теңге", "Освобождаемая сумма, тенге", "Sum released, tenge")
VISITED = Text(
    "Өтінім бойынша құжаттарды орнында салыстыру үшін өндірістік объектіге барылды.",
    "Совершен выезд на производственный объект для сверки документов по заявке на месте.",
    "The production site was visited to compare the papers of the application on site.",
)
VISITED_WATCHING = Text(
    "Келісімнің орындалуын бақылау үшін өндірістік объектіге барылды.",
    "Совершен выезд на производственный объект для наблюдения за исполнением соглашения.",
    "The production site was visited to watch the agreement.",
)
VISITED_ON = Text("Барған күн", "Дата выезда", "Day of the visit")
SITE = Text("Объектінің мекенжайы", "Адрес объекта", "Address of the site")
