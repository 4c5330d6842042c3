"""What the letters of the export programme say."""

from __future__ import annotations

from workflows.text import Text

RECEIVED = Text("Келіп түскен уақыты", "Время поступления", "Received")
REGISTERED = Text("Тіркелген уақыты", "Время регистрации", "Registered")
TOTAL = Text("Өтелетін сома, теңге", "Сумма возмещения, тенге", "Sum to reimburse, tenge")
OPERATOR = Text("Оператор", "Оператор", "Operator")
APPLICANT = Text("Өтініш беруші", "Заявитель", "Applicant")
NUMBER = Text("БСН", "БИН", "BIN")
PERSONAL_NUMBER = Text("ЖСН", "ИИН", "IIN")
ADDRESS = Text("мекенжайы", "адрес", "address")
PHONE = Text("телефоны", "телефон", "telephone")
IBAN = Text("ЖСК", "ИИК", "IBAN")
BANK = Text("банк", "банк", "bank")
BIC = Text("БСК", "БИК", "BIC")
SIGNS = Text("қол қоюшы", "подписывает", "signed by")
ACTS_ON = Text("әрекет ету негізі", "действует на основании", "acts on")
HEARING_AT = Text("Тыңдау уақыты", "Время заслушивания", "Hearing")
PLACE = Text("Өткізілетін орны немесе сілтеме", "Место или ссылка", "Place or link")
CONTACT = Text("Анықтама телефоны", "Телефон для справок", "Telephone")
ON_SHEET = Text("ЭЦҚ – қолтаңбалар парағында", "ЭЦП – в листе подписей", "EDS: on the sheet of signatures")
SENT = Text("жүйе арқылы жіберілді", "направлено через систему", "sent by the system")
#: The rules as a letter names them first, in the genitive; after it they are "the Rules".
_RULES = Text(
    "Қазақстан Республикасы Сауда және интеграция министрінің міндетін атқарушының 2022 жылғы 1 тамыздағы "
    "№ 314-НҚ бұйрығымен бекітілген Қағидалардың (бұдан әрі – Қағидалар)",
    "Правил, утвержденных приказом исполняющего обязанности Министра торговли и интеграции Республики Казахстан "
    "от 1 августа 2022 года № 314-НҚ (далее – Правила)",
    "the Rules approved by order No. 314-НҚ of 1 August 2022 of the acting Minister of Trade and Integration",
)


def _under(kk: str, ru: str, en: str) -> Text:
    """The words with the rules named in the place ``{rules}``; other places stay."""
    return Text(kk.replace("{rules}", _RULES.kk), ru.replace("{rules}", _RULES.ru), en.replace("{rules}", _RULES.en))


PAGE = Text("{page}-бет", "страница {page}", "page {page}")
LINE = Text("шығын жолы:", "строка затрат:", "cost line:")
IS_REGISTERED = Text(
    "Өтініміңіз {number} нөмірімен тіркелді. Өтінімдер тіркелу ретімен қаралады.",
    "Ваша заявка зарегистрирована под номером {number}. Заявки рассматриваются в порядке регистрации.",
    "Your application was registered under number {number}. Applications are considered in the order of registration.",
)
REMARKS = _under(
    "Өтінім мен оның құжаттары қаралып, {rules} 22-тармағына сәйкес мынадай ескертулер жіберіледі:",
    "Заявка и документы к ней рассмотрены, в соответствии с пунктом 22 {rules} направляются следующие замечания:",
    "The application was considered; under paragraph 22 of {rules} the following remarks are sent:",
)
REPEAT = _under(
    "Ұсынылған жауап қаралды. {rules} 22-тармағына сәйкес {round}-хабарлама жіберіледі. Мына ескертулер қалды:",
    "Представленный ответ рассмотрен. В соответствии с пунктом 22 {rules} направляется {round}-е уведомление. "
    "Остаются следующие замечания:",
    "The answer was considered. Under paragraph 22 of {rules} notice {round} is sent. These remarks remain:",
)
ANSWER = Text(
    "Құжаттарды толықтырып немесе өтінімді түзетіп, жауапты жеке кабинет арқылы жіберіңіз.",
    "Дополните документы или исправьте заявку и направьте ответ через личный кабинет.",
    "Add documents or correct the application, and send the answer through your account.",
)
LEFT = _under(
    "{rules} 22-тармағына сәйкес өтінім мына негіз бойынша қараусыз қалдырылды:",
    "В соответствии с пунктом 22 {rules} заявка оставлена без рассмотрения на следующем основании:",
    "Under paragraph 22 of {rules} the application is left without consideration on this ground:",
)
GRANTED = Text(
    "Өтінім қаралды, шығындардың бір бөлігін өтеу мүмкін деп танылды. Шығындар бойынша:",
    "Заявка рассмотрена, возмещение части затрат признано возможным. По затратам:",
    "The application was considered, and a part of the costs can be reimbursed. By cost:",
)
GRANTED_LINE = Text(
    "{name}: қабылданды {accepted} теңге, үлесі {percent} %, өтеледі {granted} теңге",
    "{name}: принято {accepted} тенге, доля {percent} %, возмещается {granted} тенге",
    "{name}: accepted {accepted} tenge, share {percent} %, reimbursed {granted} tenge",
)
REFUSED_LINE = Text(
    "{name}: шығын қабылданбады, себебі: {fact}",
    "{name}: отказано в принятии затраты по причине: {fact}",
    "{name}: the cost is refused, because: {fact}",
)
AGREED = Text(
    "Оператор мен өтініш беруші өтініш берушінің сыртқы нарықтарға ілгерілету жөніндегі шығындарының бір бөлігін өтеу "
    "туралы келісті. Шығын түрлері және өтініш берушінің қарсы міндеттемесі:",
    "Оператор и заявитель договорились о возмещении части затрат заявителя по продвижению на внешние рынки. Виды "
    "затрат и встречное обязательство заявителя:",
    "The operator and the applicant agree on the reimbursement of a part of the applicant's costs of promotion on "
    "foreign markets. Types of cost and the counter-obligation:",
)
REPORTS = Text(
    "Өтініш беруші екі жыл бойы тоқсан сайын валюталық түсім туралы деректер береді.",
    "Заявитель в течение двух лет ежеквартально представляет данные о валютной выручке.",
    "For two years the applicant reports the income in foreign currency every quarter.",
)
REFUSED = Text(
    "Өтінім қаралып, алдын ала шешім бойынша тыңдау өткізілді. Мына негіздер бойынша бас тартылады:",
    "Заявка рассмотрена, заслушивание по предварительному решению проведено. Отказано на следующих основаниях:",
    "The application was considered and the hearing was held. It is refused on these grounds:",
)
PRELIMINARY = _under(
    "Өтінім бойынша бас тарту туралы алдын ала шешім қабылданды. {rules} 24-тармағына сәйкес Сіз тыңдауға "
    "шақырыласыз. Негіздер:",
    "По заявке принято предварительное решение об отказе. В соответствии с пунктом 24 {rules} Вы приглашаетесь на "
    "заслушивание. Основания:",
    "A preliminary decision to refuse was made. Under paragraph 24 of {rules} you are invited to a hearing. Grounds:",
)
NO_LONGER = Text(
    "Өтініш беруші өтінімді кері қайтарып алатынын және оны қарауды тоқтатуды сұрайтынын хабарлайды.",
    "Заявитель сообщает, что отзывает заявку и просит прекратить ее рассмотрение.",
    "The applicant withdraws the application and asks to end its consideration.",
)
DECLINED = Text(
    "Өтініш беруші Шығындарды өтеу туралы келісімге қол қоюдан мына себептермен бас тартатынын хабарлайды:",
    "Заявитель сообщает об отказе подписать соглашение о возмещении затрат по следующим причинам:",
    "The applicant declines to sign the reimbursement agreement, for these reasons:",
)
