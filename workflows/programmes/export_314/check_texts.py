"""What each check of order 314 asks and the shortest way to its answer. Keys as in ``checks``."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.text import Text

TITLES: Mapping[str, Text] = {
    "entity": Text(
        "Өтініш беруші – сыртқы нарықтарға ілгерілететін өнеркәсіптік-инновациялық қызмет субъектісі, оның еншілес "
        "компаниясы, ресми өкілі немесе ақпараттық-коммуникациялық қызмет көрсетуші",
        "Заявитель – субъект промышленно-инновационной деятельности, продвигающий товары или услуги на внешние рынки, "
        "его дочерняя компания, официальный представитель или поставщик информационно-коммуникационных услуг",
        "The applicant is an industrial-innovation entity that promotes abroad, its subsidiary, its official "
        "representative, or a provider of ICT services",
    ),
    "not_state_owned": Text(
        "Акцияларының (жарғылық капиталға қатысу үлестерінің) елу және одан да көп пайызы мемлекетке, ұлттық басқарушы "
        "холдингке, ұлттық холдингке, ұлттық компанияға тікелей немесе жанама тиесілі емес",
        "Пятьдесят и более процентов акций (долей участия в уставном капитале) прямо или косвенно не принадлежат "
        "государству, национальному управляющему холдингу, национальному холдингу, национальной компании",
        "Not fifty per cent or more of its shares belong, directly or indirectly, to the state, a national managing "
        "holding, a national holding or a national company",
    ),
    "no_investment_project": Text(
        "Инвестициялық жобаны (инвестициялық басым жобаны және (немесе) арнайы инвестициялық жобаны) іске асырмайды",
        "Не реализует инвестиционный проект (инвестиционный приоритетный проект и (или) специальный инвестиционный "
        "проект)",
        "Carries out no investment project (priority and/or special investment project)",
    ),
    "no_insolvency": Text(
        "Банкрот деп тану, банкроттық рәсімін қозғамай тарату, оңалту рәсімін қолдану туралы сот шешімі күшінде емес",
        "Нет вступившего в силу решения суда о признании банкротом, ликвидации без возбуждения процедуры банкротства, "
        "применении реабилитационной процедуры",
        "No court decision on bankruptcy, liquidation without bankruptcy proceedings or rehabilitation is in force",
    ),
    "payroll_grew": Text(
        "Соңғы екі жылда еңбекақы төлеу қоры кемінде 10 %-ға өскен",
        "Фонд оплаты труда за последние два года вырос не менее чем на 10 %",
        "The payroll fund grew by at least 10 % over the last two years",
    ),
    "goods_listed": Text(
        "Тауарлар ЕАЭО СЭҚ ТН кемінде 6 белгісі деңгейінде тізбеге сәйкес келеді",
        "Товары соответствуют перечню на уровне не менее 6 знаков ТН ВЭД ЕАЭС",
        "The goods match the goods list at 6 or more digits of the EAEU customs code",
    ),
    "services_listed": Text(
        "Қызметтер ЭҚЖЖ кемінде 4 белгісі деңгейінде тізбеге сәйкес келеді",
        "Услуги соответствуют перечню на уровне не менее 4 знаков ОКЭД",
        "The services match the services list at 4 or more digits of OKED",
    ),
    "own_goods": Text(
        "Шығындар өтініш берушінің өз тауарларын немесе ақпараттық-коммуникациялық қызметтерін ілгерілетуге жұмсалған",
        "Затраты понесены на продвижение собственных товаров или информационно-коммуникационных услуг заявителя",
        "The costs promote the applicant's own goods or ICT services",
    ),
    "reimbursable_cost": Text(
        "Шығындар 9 және 10-тармақтардың түрлеріне жатады",
        "Затраты относятся к видам пунктов 9 и 10",
        "The costs are of the types of paragraphs 9 and 10",
    ),
    "paid_in_window": Text(
        "Шығындар өтінім берілген күнге дейін 12 айдан ерте емес жұмсалған",
        "Затраты понесены не ранее чем за 12 месяцев до дня подачи заявки",
        "The costs were borne no earlier than 12 months before the application",
    ),
    "documented": Text(
        "Шығындар құжаттармен расталған", "Затраты документально подтверждены", "The costs are proved by documents"
    ),
    "without_indirect_taxes": Text(
        "Сомалар Қазақстанның жанама салықтарынсыз (ҚҚС, акциз) көрсетілген",
        "Суммы указаны без косвенных налогов Казахстана (НДС, акцизы)",
        "The sums are without Kazakhstan's indirect taxes (VAT, excise)",
    ),
    "exchange_rates": Text(
        "Шетел валютасы бағдарлама баптауындағы бағаммен қайта есептелген",
        "Иностранная валюта пересчитана по курсу, заданному в настройках программы",
        "Foreign currency is converted at the rate that the programme's settings name",
    ),
    "business_category": Text(
        "Кәсіпкерлік субъектісінің санаты өтінімде дұрыс көрсетілген",
        "Категория субъекта предпринимательства указана в заявке верно",
        "The application states the entity's category of business correctly",
    ),
    "processing_level": Text(
        "Тауардың өңделу деңгейі тауарлар тізбесіне сәйкес көрсетілген",
        "Уровень передела товара указан согласно перечню товаров",
        "The level of processing is that of the goods list",
    ),
    "transport_bonus": Text(
        "Отандық тасымалдаушы немесе теңіз порты арқылы тасымалдау құжатпен расталған",
        "Отечественный перевозчик или перевозка через морской порт подтверждены документами",
        "The domestic carrier or the passage through a sea port is proved",
    ),
    "taxes_paid": Text(
        "Өткен жылы төленген салықтар мен қайтарылған ҚҚС сомалары расталған",
        "Суммы налогов, уплаченных в прошлом году, и возвращенного НДС подтверждены",
        "The taxes paid and the VAT refunded in the year before are proved",
    ),
    "origin_valid": Text(
        "Тауардың шығу тегі туралы құжат өтелетін кезеңге жарамды",
        "Документ о происхождении товара действует в возмещаемый период",
        "The proof of origin is valid in the reimbursed period",
    ),
    "documents_conform": Text(
        "Құжаттар Қағидалардың талаптарына сәйкес",
        "Документы соответствуют требованиям Правил",
        "The documents conform to the Rules",
    ),
    "earlier_obligation": Text(
        "Бұрын жасалған келісімдер бойынша валюталық түсімді 2 жылда кемінде 10 %-ға ұлғайту міндеттемесі бұзылмаған",
        "Обязательство по прежним соглашениям увеличить валютную выручку за 2 года не менее чем на 10 % не нарушено",
        "The obligation of earlier agreements, currency income up by at least 10 % in 2 years, is not broken",
    ),
}

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
_STATE_REVENUE = Text(
    "Мемлекеттік кірістер органының деректерінен қараңыз.",
    "Посмотрите данные органа государственных доходов.",
    "See the data of the state revenue body.",
)
_GOODS_LIST = Text(
    "Тауардың кодын тауарлар тізбесінен табыңыз.", "Найдите код в перечне товаров.", "Find the code in the goods list."
)

REMEDIES: Mapping[str, Text] = {
    "entity": _DOCUMENTS,
    "not_state_owned": Text(
        "Құрылтайшылар туралы деректерден қараңыз; 314:4 жақшасындағы субъект болса, негізін көрсетіңіз.",
        "Посмотрите сведения об учредителях; для субъекта из скобок 314:4 укажите основание.",
        "See the owners' data; for an entity of the bracket of 314:4 give the evidence.",
    ),
    "no_investment_project": Text(
        "Инвестициялық келісімшарттар туралы деректерден қараңыз.",
        "Посмотрите сведения об инвестиционных контрактах.",
        "See the data on investment contracts.",
    ),
    "no_insolvency": Text(
        "Борышкерлер тізілімдері мен сот актілерінен қараңыз.",
        "Посмотрите реестры должников и судебные акты.",
        "See the registers of debtors and the court records.",
    ),
    "payroll_grew": Text(
        "Салыстырылған жылдар мен сомаларды жауапта көрсетіңіз.",
        "Укажите в ответе сравненные годы и суммы.",
        "Name the years and sums compared in the answer.",
    ),
    "goods_listed": _GOODS_LIST,
    "services_listed": Text(
        "ЭҚЖЖ кодын қызметтер тізбесінен табыңыз.",
        "Найдите код ОКЭД в перечне услуг.",
        "Find the OKED code in the services list.",
    ),
    "own_goods": _DOCUMENTS,
    "reimbursable_cost": _COSTS,
    "paid_in_window": _COSTS,
    "documented": _COSTS,
    "without_indirect_taxes": _COSTS,
    "exchange_rates": _COSTS,
    "business_category": Text(
        "Санатты электрондық лицензиялау порталынан алып, өтініммен салыстырыңыз: мөлшерлеме соған байланысты.",
        "Получите категорию на портале электронного лицензирования и сверьте с заявкой: от нее зависит ставка.",
        "Get the category from the e-licensing portal and compare it with the application: the rate depends on it.",
    ),
    "processing_level": _GOODS_LIST,
    "transport_bonus": _COSTS,
    "taxes_paid": _STATE_REVENUE,
    "origin_valid": _DOCUMENTS,
    "documents_conform": _DOCUMENTS,
    "earlier_obligation": Text(
        "Өтініш берушінің бұрынғы істерін қараңыз.",
        "Посмотрите прежние дела заявителя.",
        "See the applicant's earlier cases.",
    ),
}
