"""What the letters of the export programme say."""

from __future__ import annotations

from workflows.text import Text

RECEIVED = Text("Келіп түскен уақыты", "Время поступления", "Received")
REGISTERED = Text("Тіркелген уақыты", "Время регистрации", "Registered")
TOTAL = Text("Өтелетін сома, теңге", "Сумма возмещения, тенге", "Sum to reimburse, tenge")
OPERATOR = Text("Оператор", "Оператор", "Operator")
APPLICANT = Text("Өтініш беруші", "Заявитель", "Applicant")
ACCOUNT = Text("Өтініш берушінің шоты", "Счет заявителя", "Account of the applicant")
HEARING_AT = Text("Тыңдау уақыты", "Время заслушивания", "Hearing")
PLACE = Text("Өткізілетін орны немесе сілтеме", "Место или ссылка", "Place or link")
CONTACT = Text("Анықтама телефоны", "Телефон для справок", "Telephone")
PAGE = Text("{page}-бет", "страница {page}", "page {page}")
LINE = Text("шығын жолы:", "строка затрат:", "cost line:")
IS_REGISTERED = Text(
    "Өтініміңіз {number} нөмірімен тіркелді. Өтінімдер тіркелу ретімен қаралады.",
    "Ваша заявка зарегистрирована под номером {number}. Заявки рассматриваются в порядке регистрации.",
    "Your application was registered under number {number}. Applications are considered in the order of registration.",
)
REMARKS = Text(
    "Өтінім мен оның құжаттары қаралып, қағидалардың 22-тармағына сәйкес мынадай ескертулер жіберіледі:",
    "Заявка и документы к ней рассмотрены, в соответствии с пунктом 22 правил направляются следующие замечания:",
    "The application was considered; under paragraph 22 of the rules the following remarks are sent:",
)
REPEAT = Text(
    "Ұсынылған жауап қаралды. Қағидалардың 22-тармағына сәйкес {round}-хабарлама жіберіледі. Мына ескертулер қалды:",
    "Представленный ответ рассмотрен. В соответствии с пунктом 22 правил направляется {round}-е уведомление. Остаются "
    "следующие замечания:",
    "The answer was considered. Under paragraph 22 of the rules notice {round} is sent. These remarks remain:",
)
ANSWER = Text(
    "Құжаттарды толықтырып немесе өтінімді түзетіп, жауапты жеке кабинет арқылы жіберіңіз.",
    "Дополните документы или исправьте заявку и направьте ответ через личный кабинет.",
    "Add documents or correct the application, and send the answer through your account.",
)
LEFT = Text(
    "Қағидалардың 22-тармағына сәйкес өтінім мына негіз бойынша қараусыз қалдырылды:",
    "В соответствии с пунктом 22 правил заявка оставлена без рассмотрения на следующем основании:",
    "Under paragraph 22 of the rules the application is left without consideration on this ground:",
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
PRELIMINARY = Text(
    "Өтінім бойынша бас тарту туралы алдын ала шешім қабылданды. Қағидалардың 24-тармағына сәйкес Сіз тыңдауға "
    "шақырыласыз. Негіздер:",
    "По заявке принято предварительное решение об отказе. В соответствии с пунктом 24 правил Вы приглашаетесь на "
    "заслушивание. Основания:",
    "A preliminary decision to refuse was made. Under paragraph 24 of the rules you are invited to a hearing. Grounds:",
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
