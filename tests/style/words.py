"""The words of the style pages."""

from types import SimpleNamespace

from workflows.text import Text

T = SimpleNamespace(
    application=Text(
        "Шығындардың бір бөлігін өтеуге өтінім",
        "Заявка на возмещение части затрат",
        "Application for reimbursement of part of the costs",
    ),
    application_short=Text("Өтінім", "Заявка", "Application"),
    saved=Text(
        "Жоба автоматты сақталды, 14:32 · Ішкі нарық, № 342 бұйрық",
        "Черновик сохранен, 14:32 · Внутренний рынок, приказ № 342",
        "Draft saved, 14:32 · Domestic market, order 342",
    ),
    mine=Text("Өтінімдерім", "Мои заявки", "My applications"),
    new=Text("Жаңа өтінім", "Новая заявка", "New application"),
    claimed=Text("Мәлімделген шығын", "Заявленные затраты", "Claimed costs"),
    expected=Text("Болжамды өтеу", "Ожидаемое возмещение", "Expected reimbursement"),
    why=Text("Неге осындай?", "Почему столько?", "Why this much?"),
    result=Text("Бүгін берсеңіз, нәтиже", "Результат, если подать сегодня", "Result if sent today"),
    days=Text("8 жұмыс күні", "8 рабочих дней", "8 working days"),
    left=Text("2 нәрсе қалды", "Осталось 2 шага", "2 things are left"),
    left_more=Text(
        "«Сынақ хаттамасы» файлы жүктелмеген және банк деректемелерінде КБе көрсетілмеген.",
        "Не загружен файл «Протокол испытаний», в банковских реквизитах не указан КБе.",
        "The test report is missing, and the bank details have no KBe.",
    ),
    documents=Text("Құжаттар", "Документы", "Documents"),
    contracts=Text("Шарттар барлық қосымшаларымен", "Договоры со всеми приложениями", "Contracts with all annexes"),
    contracts_why=Text("Әр шығын түрі үшін қажет.", "Нужны для каждого вида затрат.", "Needed for every cost type."),
    packing=Text("Құжаттар жинақталуда", "Документы собираются", "Collecting the documents"),
    remove=Text("Алып тастау", "Удалить", "Remove"),
    check=Text("Тексеріп, қол қою", "Проверить и подписать", "Check and sign"),
    go_on=Text("Сақтап, жалғастыру", "Сохранить и продолжить", "Save and continue"),
    leave=Text("Кейінірек оралу", "Вернуться позже", "Come back later"),
    send=Text("Өтінімді беру", "Подать заявку", "Send the application"),
    sure=Text("Өтінімді бересіз бе?", "Подать заявку?", "Send the application?"),
    sure_more=Text(
        "Бергеннен кейін деректерді өзгертуге болмайды.",
        "После подачи изменить данные нельзя.",
        "Afterwards the data cannot be changed.",
    ),
    sent=Text("Өтінім берілді", "Заявка подана", "The application has been sent"),
    history=Text("Тарих", "История", "History"),
    obligation=Text("Қарсы міндеттеме", "Встречное обязательство", "Counter-obligation"),
    assigned=Text("Маған тапсырылған істер", "Порученные мне дела", "Cases assigned to me"),
    today=Text(
        "21.11.2026, сб · келесі жұмыс күні 23.11.2026",
        "21.11.2026, сб · следующий рабочий день 23.11.2026",
        "21.11.2026, Sat · next working day 23.11.2026",
    ),
    state=Text("Күйі", "Состояние", "State"),
    all=Text("барлығы", "все", "all"),
    overview=Text("Шолу", "Обзор", "Overview"),
    checks=Text("Тексерулер", "Проверки", "Checks"),
    sum=Text("Есеп", "Расчет", "Calculation"),
    none=Text("Әзірге өтінім жоқ", "Заявок пока нет", "No applications yet"),
    none_more=Text(
        "Өтінімді бастаңыз: ол өзі сақталады, кез келген уақытта жалғастыра аласыз.",
        "Начните заявку: она сохраняется сама, продолжить можно в любое время.",
        "Start one: it saves itself, and you can go on at any time.",
    ),
)
