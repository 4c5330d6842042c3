"""A state in the applicant's words: what it means, what happens next, who acts. ``{result_on}`` is the date of the
result, known from registration on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflows.states import CaseState, Role
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Story:
    """``who`` acts next: ``Role.APPLICANT`` is the reader; None when nobody has to."""

    now: Text
    next: Text
    who: Role | None


STORIES: Mapping[CaseState, Story] = {
    CaseState.DRAFT: Story(
        Text("Сіз өтінімді толтырып жатырсыз", "Вы заполняете заявку", "You are filling in the application"),
        Text(
            "Толтырып, құжаттарды тіркеңіз, қол қойып беріңіз. Жоба сақталады, кез келген уақытта жалғастыра аласыз.",
            "Заполните ее, приложите документы, подпишите и подайте. Черновик сохраняется, продолжить можно в любое "
            "время.",
            "Fill it in, attach the documents, sign and submit. The draft is kept; go on at any time.",
        ),
        Role.APPLICANT,
    ),
    CaseState.SUBMITTED: Story(
        Text(
            "Өтінім берілді, тіркеуді күтуде", "Заявка подана и ждет регистрации", "Submitted, waiting to be registered"
        ),
        Text(
            "Жақын жұмыс уақытында тіркеледі, содан кейін нөмірі мен нәтиже күні көрсетіледі.",
            "Она будет зарегистрирована в ближайшее рабочее время, после этого появятся номер и дата результата.",
            "It is registered in the next office hours; then you see its number and the date of the result.",
        ),
        Role.SYSTEM,
    ),
    CaseState.REGISTERED: Story(
        Text("Өтінім тіркелді", "Заявка зарегистрирована", "The application is registered"),
        Text(
            "Орындаушы тағайындалып, құжаттардың толықтығы 2 жұмыс күні ішінде тексеріледі.",
            "Будет назначен исполнитель, полнота документов проверяется в течение 2 рабочих дней.",
            "An executor is named and checks within 2 working days that the documents are complete.",
        ),
        Role.REGISTRAR,
    ),
    CaseState.COMPLETENESS: Story(
        Text(
            "Құжаттардың толықтығы тексерілуде",
            "Проверяется полнота документов",
            "We check that all documents are there",
        ),
        Text(
            "Құжаттар толық болса, өтінім талаптарға сәйкестігін қарауға өтеді; толық болмаса, себептері көрсетіліп, "
            "одан әрі қараудан бас тартылады.",
            "Если документы полны, заявка перейдет к рассмотрению по существу; если нет, вам направят отказ в "
            "дальнейшем рассмотрении с причинами.",
            "If they are complete, the application goes on to the review; if not, you get a refusal of further "
            "consideration with the reasons.",
        ),
        Role.EXECUTOR,
    ),
    CaseState.SUBSTANTIVE_REVIEW: Story(
        Text(
            "Өтінімнің талаптарға сәйкестігі қаралуда",
            "Проверяется соответствие заявки требованиям",
            "We check the application against the rules",
        ),
        Text(
            "Шешім 6 жұмыс күні ішінде қабылданады. Бас тартуға негіз болса, алдымен сізді тыңдауға шақырамыз.",
            "Решение принимается в течение 6 рабочих дней. Если найдутся основания для отказа, сначала вас пригласят "
            "на заслушивание.",
            "The decision is made within 6 working days. If there are grounds to refuse, you are first invited to a "
            "hearing.",
        ),
        Role.EXECUTOR,
    ),
    CaseState.REMARKS: Story(
        Text("Өтінім ескертулермен қайтарылды", "Заявка возвращена с замечаниями", "Returned to you with remarks"),
        Text(
            "Ескертулерді жойып, қайта беріңіз.", "Устраните замечания и подайте снова.", "Correct it and hand it in."
        ),
        Role.APPLICANT,
    ),
    CaseState.HEARING: Story(
        Text(
            "Бас тарту туралы алдын ала шешім бар, тыңдау тағайындалды",
            "Есть предварительное решение об отказе, назначено заслушивание",
            "A refusal is proposed and a hearing announced",
        ),
        Text(
            "Тыңдау уақытын растаңыз немесе ұстанымыңызды жазбаша жіберіңіз. Ол шешім қабылдағанда ескеріледі.",
            "Подтвердите время заслушивания или направьте позицию письменно. Она будет учтена при решении.",
            "Accept the time of the hearing or send your position in writing. It is weighed in the decision.",
        ),
        Role.APPLICANT,
    ),
    CaseState.DECISION: Story(
        Text("Шешім қабылдануда", "Принимается решение", "The decision is being made"),
        Text(
            "Шешімге Оператордың басшысы қол қояды, содан кейін ол осында көрінеді.",
            "Решение подписывает руководитель Оператора, после этого оно появится здесь.",
            "The operator's head signs the decision; then it appears here.",
        ),
        Role.HEAD,
    ),
    CaseState.AGREEMENT: Story(
        Text(
            "Шығындар өтеледі: Келісімге қол қойыңыз",
            "Затраты возместят: подпишите Соглашение",
            "Granted: sign the agreement",
        ),
        Text(
            "Келісімді оқып, қол қойыңыз. Қол қойылғаннан кейін 2 жұмыс күні ішінде төленеді.",
            "Прочитайте Соглашение и подпишите его. Выплата производится в течение 2 рабочих дней после этого.",
            "Read the agreement and sign it. The money is paid within 2 working days after that.",
        ),
        Role.APPLICANT,
    ),
    CaseState.PAYMENT: Story(
        Text(
            "Келісім жасалды, төлем күтілуде", "Соглашение заключено, ожидается выплата", "Agreed, waiting for payment"
        ),
        Text(
            "Оператор соманы банктік шотыңызға аударады. Ағымдағы шотта қаражат жеткіліксіз болса, қаражат түскенше "
            "төлем тоқтатыла тұрады.",
            "Оператор перечислит сумму на ваш банковский счет. Если средств на текущем счете недостаточно, выплата "
            "приостанавливается до их поступления.",
            "The operator transfers the sum to your bank account. If its account is short, payment waits for money.",
        ),
        Role.FINANCE,
    ),
    CaseState.MONITORING: Story(
        Text("Өтеу төленді, мониторинг жүріп жатыр", "Возмещение выплачено, идет мониторинг", "Paid; monitoring runs"),
        Text(
            "Тоқсан сайын деректерді беріңіз және қарсы міндеттемені орындаңыз.",
            "Подавайте данные каждый квартал и выполняйте встречное обязательство.",
            "Report every quarter and meet the counter-obligation.",
        ),
        Role.APPLICANT,
    ),
    CaseState.RECOVERY: Story(
        Text("Қаражатты қайтару талап етілді", "Предъявлено требование о возврате", "Return of the money is demanded"),
        Text(
            "Хабарламаны алғаннан кейін күнтізбелік 30 күн ішінде талап етілген соманы қайтарыңыз.",
            "Верните указанную сумму в течение 30 календарных дней после получения уведомления.",
            "Return the sum within 30 calendar days of receiving the notice.",
        ),
        Role.APPLICANT,
    ),
    CaseState.CLOSED: Story(
        Text("Іс жабылды", "Дело закрыто", "The case is closed"),
        Text("Басқа әрекет қажет емес.", "Больше ничего делать не нужно.", "There is nothing more to do."),
        None,
    ),
    CaseState.REFUSED: Story(
        Text("Бас тартылды", "Отказано", "Refused"),
        Text(
            "Себептері бас тартуда көрсетілген. Онымен келіспесеңіз, ол туралы білген күннен бастап үш ай ішінде "
            "Операторға шағым бере аласыз (Әкімшілік рәсімдік-процестік кодекстің 91 және 92-баптары, I-44). "
            "Себептерін жойып, жаңа өтінім де бере аласыз.",
            "Причины указаны в отказе. Если вы с ним не согласны, в течение трех месяцев со дня, когда узнали о нем, "
            "вы можете подать оператору жалобу (статьи 91 и 92 Административного процедурно-процессуального кодекса, "
            "I-44). Устранив причины, вы можете подать и новую заявку.",
            "The refusal gives the reasons. If you disagree, you may complain to the operator within three months from "
            "the day when you learned of it (articles 91 and 92 of the Administrative Procedural Code, I-44). Once the "
            "reasons are dealt with, you may also apply again.",
        ),
        None,
    ),
    CaseState.WITHDRAWN: Story(
        Text("Сіз өтінімді кері қайтарып алдыңыз", "Вы отозвали заявку", "You withdrew the application"),
        Text("Жаңа өтінім бере аласыз.", "Вы можете подать новую заявку.", "You may apply again."),
        None,
    ),
    CaseState.DECLINED: Story(
        Text("Сіз Келісімге қол қоюдан бас тарттыңыз", "Вы отказались подписать Соглашение", "You declined to sign"),
        Text("Жаңа өтінім бере аласыз.", "Вы можете подать новую заявку.", "You may apply again."),
        None,
    ),
    CaseState.LEFT: Story(
        Text("Өтінім қараусыз қалдырылды", "Заявка оставлена без рассмотрения", "Left without consideration"),
        Text("Себебі хатта көрсетілген.", "Причина указана в письме.", "The letter gives the reason."),
        None,
    ),
    CaseState.ARCHIVED: Story(
        Text("Іс мұрағатта сақтаулы", "Дело хранится в архиве", "The case is kept in the archive"),
        Text("Құжаттарыңызды жүктеп ала аласыз.", "Вы можете скачать свои документы.", "You can download your papers."),
        None,
    ),
}
