"""What each check asks and the shortest way to its answer. Keys as in ``checks``."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.text import Text

TITLES: Mapping[str, Text] = {
    "entity": Text(
        "Өтініш беруші – өнеркәсіптік-инновациялық қызмет субъектісі",
        "Заявитель – субъект промышленно-инновационной деятельности",
        "The applicant is an industrial-innovation entity",
    ),
    "not_state_owned": Text(
        "Акцияларының (жарғылық капиталға қатысу үлестерінің) елу және одан көп пайызы тікелей не жанама түрде "
        "мемлекетке, ұлттық басқарушы холдингке, ұлттық холдингке, ұлттық компанияға тиесілі емес",
        "Пятьдесят и более процентов акций (долей участия в уставном капитале) прямо или косвенно не принадлежат "
        "государству, национальному управляющему холдингу, национальному холдингу, национальной компании",
        "Not fifty per cent or more of its shares belong, directly or indirectly, to the state, a national managing "
        "holding, a national holding or a national company",
    ),
    "local_producer": Text(
        "Қазақстанда шығарылған өңделген тауарларды, жұмыстарды және көрсетілетін қызметтерді өндіруші",
        "Производитель обработанных товаров, работ и услуг казахстанского происхождения",
        "A producer of processed goods, works or services made in Kazakhstan",
    ),
    "no_arrears": Text(
        "Өтінім берген күні салықтар, міндетті зейнетақы жарналары, міндетті кәсіптік зейнетақы жарналары, әлеуметтік "
        "аударымдар, міндетті медициналық сақтандыру бойынша берешегі жоқ (салық заңнамасына сәйкес төлем мерзімі "
        "ұзартылған жағдайларды қоспағанда)",
        "На дату подачи заявки нет задолженности по налогам, обязательным пенсионным взносам, обязательным "
        "профессиональным пенсионным взносам, социальным отчислениям, обязательному медицинскому страхованию (кроме "
        "случаев, когда срок уплаты продлен по налоговому законодательству)",
        "On the day of the application there are no arrears in taxes, pension contributions, occupational ones too, "
        "social deductions, medical insurance (save where tax law deferred the payment)",
    ),
    "one_year_registered": Text(
        "Тіркелген және/немесе хабарлаған күннен бастап өтінім келіп түскенге дейін кемінде күнтізбелік 1 жыл өткен",
        "Со дня регистрации и/или уведомления до поступления заявки прошло не менее 1 календарного года",
        "At least 1 calendar year passed between registration or notification and the application's receipt",
    ),
    "priority_product": Text(
        "Басым тауарлардың тізбесіне кіретін өнім өндірісін жүзеге асырады",
        "Осуществляет производство продукции, входящей в Перечень приоритетных товаров",
        "Makes a product of the List of priority goods",
    ),
    "small_or_medium": Text(
        "Шағын немесе орта кәсіпкерлік субъектісі",
        "Субъект малого или среднего предпринимательства",
        "A small or medium enterprise",
    ),
    "taxes_grew": Text(
        "Өтінім берілген күнге дейін алдыңғы 3 жыл үшін салық аударымдарының жыл сайынғы ұлғаюын қамтамасыз еткен",
        "Обеспечил ежегодное увеличение налоговых отчислений за 3 года, предшествующих дате подачи заявки",
        "Tax payments grew every year over the 3 years before the application",
    ),
    "reimbursable_cost": Text(
        "Шығындар өтелетін шығын түрлеріне жатады",
        "Затраты относятся к возмещаемым видам затрат",
        "The costs are of the reimbursable types",
    ),
    "priority_cargo": Text(
        "Тасымалданған тауар Басым тауарлардың тізбесіне кіреді, межелі пункт Қазақстан Республикасының аумағында",
        "Перевезенный товар входит в Перечень приоритетных товаров, пункт назначения – на территории Республики "
        "Казахстан",
        "The goods carried are on the List of priority goods and the destination lies in Kazakhstan",
    ),
    "paid_in_window": Text(
        "Төлем құжаттарының кем дегенде біреуі өтінім түскен күнге дейінгі жиырма төрт ай ішінде жүзеге асырылған",
        "Хотя бы один из платежных документов исполнен в течение двадцати четырех месяцев до дня поступления заявки",
        "At least one payment of each cost was made within twenty-four months before the application",
    ),
    "accounting_papers": Text(
        "Шығынның жалпы сомасы бастапқы есепке алу құжаттарымен расталған",
        "Общая сумма затрат подтверждена первичными учетными документами",
        "Primary accounting documents prove the total sum",
    ),
    "without_taxes": Text(
        "Сомалар салықтар мен бюджетке төленетін басқа да міндетті төлемдерсіз көрсетілген",
        "Суммы указаны без налогов и других обязательных платежей в бюджет",
        "The sums are without taxes and other mandatory payments to the budget",
    ),
    "no_other_budget": Text(
        "Іс-шаралар мемлекеттік қолдаудың өзге шаралары шеңберінде бюджет қаражатынан қаржыландырылмаған",
        "Мероприятия не финансировались из бюджета в рамках иных мер государственной поддержки",
        "The activities were not financed from a budget under another support measure",
    ),
    "exchange_rates": Text(
        "Шетел валютасы төлем жүргізілген күнгі Ұлттық Банк бағамымен қайта есептелген",
        "Иностранная валюта пересчитана по курсу Национального Банка на день оплаты",
        "Foreign currency is converted at the National Bank's rate of the day of payment",
    ),
    "site_compared": Text(
        "Құжаттар топтамасы сатып алынған жабдықпен, орындалған жұмыстармен, көрсетілген қызметтермен салыстырылды",
        "Пакет документов сопоставлен с приобретенным оборудованием, выполненными работами, оказанными услугами",
        "The papers were compared with the equipment, works or services on site",
    ),
    "language": Text(
        "Құжаттар мемлекеттік немесе орыс тілінде не аудармасымен ұсынылған",
        "Документы на государственном или русском языке либо с переводом",
        "The documents are in Kazakh or Russian, or translated",
    ),
    "scans": Text(
        "Электрондық нұсқалар түпнұсқадан түсті сканерленген, PDF форматында",
        "Электронные версии отсканированы в цвете с подлинников, в формате PDF",
        "The electronic versions are colour scans of originals, in PDF",
    ),
    "no_corrections": Text(
        "Тазартылып өшірілген, қосып жазылған, сызылған сөздер және өзге келісілмеген түзетулер жоқ",
        "Нет подчисток, приписок, зачеркнутых слов и иных неоговоренных исправлений",
        "No erasures, additions, struck-out words or other unagreed corrections",
    ),
    "signer": Text(
        "Өтінімге бірінші басшы, оның міндетін атқарушы, жеке кәсіпкер, жеке тұлға не уәкілетті тұлға қол қойған",
        "Заявку подписал первый руководитель, исполняющий его обязанности, индивидуальный предприниматель, физическое "
        "лицо либо уполномоченное лицо",
        "Signed by the first head, the acting head, the sole proprietor, the natural person or an authorised person",
    ),
    "origin_valid": Text(
        "Қазақстанда шыққандығын растайтын құжат өтелетін кезеңде жарамды",
        "Документ о казахстанском происхождении действителен в возмещаемый период",
        "The proof of Kazakh origin is valid in the reimbursed period",
    ),
    "documents_true": Text(
        "Құжаттар мен олардағы деректер анық", "Документы и данные в них достоверны", "The documents and data are true"
    ),
    "no_negative_opinion": Text(
        "Уәкілетті органның теріс жауабы, сараптаманың, зерттеудің не тексерудің теріс қорытындысы жоқ",
        "Нет отрицательного ответа уполномоченного органа, отрицательного заключения экспертизы, исследования либо "
        "проверки",
        "No negative answer of an authorised body, no negative expert review, study or inspection",
    ),
    "no_court_ban": Text(
        "Қызметке тыйым салу туралы соттың заңды күшіне енген шешімі жоқ",
        "Нет вступившего в силу решения суда о запрещении деятельности",
        "No court decision in force bans the activity",
    ),
    "special_right": Text(
        "Сот үкімімен арнаулы құқығынан айырылмаған",
        "Не лишен специального права приговором суда",
        "No court judgment took away the special right",
    ),
    "personal_data": Text(
        "Дербес деректерге қол жеткізуге келісім берілген",
        "Дано согласие на доступ к персональным данным",
        "Consent to access to personal data is given",
    ),
}

_STATE_REVENUE = Text(
    "Мемлекеттік кірістер комитетінің интернет-ресурсынан алыңыз (342:A6.8).",
    "Получите на интернет-ресурсе Комитета государственных доходов (342:A6.8).",
    "Look it up on the site of the State Revenue Committee (342:A6.8).",
)
_DOCUMENTS = Text(
    "Өтінімге қоса берілген құжаттардан қараңыз.",
    "Посмотрите в приложенных к заявке документах.",
    "See the documents attached to the application.",
)
_COSTS = Text(
    "Шығын жолын оны растайтын құжаттармен салыстырыңыз.",
    "Сверьте строку затрат с подтверждающими документами.",
    "Compare the cost line with the documents that prove it.",
)
_COURTS = Text(
    "Сот актілерінің ашық деректерінен және өтінімнің 16-тармағынан қараңыз.",
    "Посмотрите открытые данные судебных актов и пункт 16 заявки.",
    "See the open court records and item 16 of the application.",
)

REMEDIES: Mapping[str, Text] = {
    "entity": _DOCUMENTS,
    "not_state_owned": Text(
        "Құрылтайшылар туралы деректерден қараңыз; 342:2 жақшасындағы субъект болса, негізін көрсетіңіз.",
        "Посмотрите сведения об учредителях; для субъекта из скобок 342:2 укажите основание.",
        "See the owners' data; for an entity of the bracket of 342:2 give the evidence.",
    ),
    "local_producer": Text(
        "Қазақстандық тауар өндірушілер тізілімінен немесе шыққандығын растайтын құжаттан қараңыз.",
        "Посмотрите реестр казахстанских товаропроизводителей или документ о происхождении.",
        "See the register of Kazakh producers or the proof of origin.",
    ),
    "no_arrears": _STATE_REVENUE,
    "one_year_registered": Text(
        "Тіркеу күнін (5-тармақ) мемлекеттік тіркеу деректерімен салыстырыңыз.",
        "Сверьте дату регистрации (пункт 5) с данными государственной регистрации.",
        "Compare the date of registration (item 5) with the state register.",
    ),
    "priority_product": Text(
        "Өнімді Басым тауарлардың тізбесінен табыңыз.",
        "Найдите продукцию в Перечне приоритетных товаров.",
        "Find the product in the List of priority goods.",
    ),
    "small_or_medium": Text(
        "Кәсіпкерлік субъектісінің санатын электрондық лицензиялау порталынан алыңыз (342:A6.8).",
        "Получите категорию субъекта на портале электронного лицензирования (342:A6.8).",
        "Get the category from the e-licensing portal (342:A6.8).",
    ),
    "taxes_grew": _STATE_REVENUE,
    "reimbursable_cost": _COSTS,
    "priority_cargo": _COSTS,
    "paid_in_window": _COSTS,
    "accounting_papers": _COSTS,
    "without_taxes": _COSTS,
    "no_other_budget": Text(
        "Өтінімнің 10 және 15-тармақтарын, бұрынғы өтеулерді қараңыз.",
        "Посмотрите пункты 10 и 15 заявки и прежние возмещения.",
        "See items 10 and 15 of the application and earlier reimbursements.",
    ),
    "exchange_rates": Text(
        "Бағамды Ұлттық Банктің төлем күнгі бағамымен салыстырыңыз.",
        "Сверьте курс с курсом Национального Банка на день оплаты.",
        "Compare the rate with the National Bank's rate of the day of payment.",
    ),
    "site_compared": Text(
        "Қажет болса, өндірістік объектіге барып, баруды тіркеңіз; қажет болмаса, «қолданылмайды» деп белгілеңіз.",
        "При необходимости выезжайте на объект и запишите выезд; если ее нет, отметьте «неприменимо».",
        "Where needed visit the site and record it; else answer “not applicable”.",
    ),
    "language": _DOCUMENTS,
    "scans": _DOCUMENTS,
    "no_corrections": _DOCUMENTS,
    "signer": Text(
        "Қолтаңбаны тексеру нәтижесін және өкілеттік құжатын қараңыз.",
        "Посмотрите результат проверки подписи и документ о полномочиях.",
        "See the result of the signature's check and the paper of authority.",
    ),
    "origin_valid": _DOCUMENTS,
    "documents_true": _DOCUMENTS,
    "no_negative_opinion": Text(
        "Сұрау салынған болса, жауабын тіркеңіз; болмаса, «қолданылмайды» деп белгілеңіз.",
        "Если запрос направлялся, приложите ответ; если нет, отметьте «неприменимо».",
        "If a request was sent, attach the answer; else answer “not applicable”.",
    ),
    "no_court_ban": _COURTS,
    "special_right": _COURTS,
    "personal_data": Text(
        "Өтінімнің 17-тармағын қараңыз.", "Посмотрите пункт 17 заявки.", "See item 17 of the application."
    ),
}
