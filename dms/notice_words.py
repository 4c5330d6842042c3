"""What a notice says, by its code, in three languages; the screen and the letter read it from here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from dms.formatting import EMPTY, dmy, dmyhm, money
from dms.notice_dates import OF_DATES, UNDATED
from dms.notice_files import OF_FILES
from dms.notice_letters import OF_LETTERS
from dms.notice_signatures import OF_SIGNATURES
from workflows.text import LANGS, Text

WORDS: Mapping[str, Text] = {
    **OF_DATES,
    **OF_FILES,
    **OF_LETTERS,
    **OF_SIGNATURES,
    "registered": Text(
        "Өтініміңіз {number} нөмірімен тіркелді. Нәтиже мерзімі: {due}.",
        "Ваша заявка зарегистрирована под номером {number}. Срок результата: {due}.",
        "Your application was registered under number {number}. The result is due on {due}.",
    ),
    "registered_in_turn": Text(
        "Өтініміңіз {number} нөмірімен тіркелді. Өтінімдер тіркелу кезектілігімен қаралады.",
        "Ваша заявка зарегистрирована под номером {number}. Заявки рассматриваются в порядке регистрации.",
        "Your application was registered under number {number}. Applications are considered in the order of "
        "registration.",
    ),
    "remarks": Text(
        "{number}: өтінімге {count} ескерту бар. Құжаттарды толықтырып немесе өтінімді түзетіп, жауап беріңіз.",
        "{number}: к заявке есть замечания ({count}). Дополните документы или исправьте заявку и направьте ответ.",
        "{number}: there are {count} remarks on the application. Add documents or correct it, and answer.",
    ),
    "draft_ready": Text(
        "{organisation}: өтінім жобасы дайын, жобаны {by} толтырды. Оқып, қол қойыңыз және тапсырыңыз.",
        "{organisation}: проект заявки готов, его заполнил(а) {by}. Прочтите, подпишите и подайте.",
        "{organisation}: the draft of the application is ready, filled in by {by}. Read it, sign it and submit it.",
    ),
    "remarks_answered": Text(
        "{number}: өтініш беруші ескертулерге жауап берді.",
        "{number}: заявитель ответил на замечания.",
        "{number}: the applicant answered the remarks.",
    ),
    "left": Text(
        "{number}: өтінім қараусыз қалдырылды ({clause}). Хабарламаны іс бетінен жүктеп алыңыз.",
        "{number}: заявка оставлена без рассмотрения ({clause}). Уведомление — на странице дела.",
        "{number}: the application was left without consideration ({clause}). The notice is on the case's page.",
    ),
    "complete": Text(
        "{number}: құжаттар толық, өтінім мәні бойынша қаралып жатыр.",
        "{number}: документы полны, заявка рассматривается по существу.",
        "{number}: the documents are complete, the application is under review.",
    ),
    "hearing": Text(
        "{number}: бас тарту туралы алдын ала шешім шығарылды. Тыңдау {when}, {place}. Осы уақытқа дейін "
        "қатысатын-қатыспайтыныңызды хабарлаңыз және қаласаңыз, ұстанымыңызды жазыңыз.",
        "{number}: вынесено предварительное решение об отказе. Заслушивание {when}, {place}. До этого времени "
        "сообщите, будете ли вы участвовать, и, если хотите, напишите позицию.",
        "{number}: a preliminary decision to refuse was made. The hearing is on {when}, {place}. Say before then "
        "whether you will take part and, if you wish, write your position.",
    ),
    "hearing_moved": Text(
        "{number}: тыңдау {planned} уақытынан {when} уақытына ауыстырылды, {place}. Себебі: {reasons}",
        "{number}: заслушивание перенесено с {planned} на {when}, {place}. Причина: {reasons}",
        "{number}: the hearing of {planned} was moved to {when}, {place}. Reason: {reasons}",
    ),
    "rejected": Text(
        "{number}: құжаттар толық болмағандықтан одан әрі қараудан бас тартылды. Себебін оқып, қайта бере аласыз.",
        "{number}: в дальнейшем рассмотрении отказано из-за неполных документов. Прочтите причины и подайте снова.",
        "{number}: further consideration was refused: incomplete documents. Read the reasons; you may apply again.",
    ),
    "refused": Text(
        "{number}: дәлелді бас тартуға қол қойылды. Оны іс бетінен жүктеп алыңыз.",
        "{number}: подписан мотивированный отказ. Скачайте его на странице дела.",
        "{number}: the reasoned refusal was signed. Download it from the case's page.",
    ),
    "granted": Text(
        "{number}: {sum} өтеу туралы шешім қабылданды. Келісімге қол қойыңыз.",
        "{number}: принято решение о возмещении {sum}. Подпишите соглашение.",
        "{number}: reimbursement of {sum} was granted. Sign the agreement.",
    ),
    "granted_in_part": Text(
        "{number}: {sum} өтеу туралы шешім қабылданды. Қабылданбаған шығындар: {lines} Келісімге қол қойыңыз.",
        "{number}: принято решение о возмещении {sum}. Отказано в принятии затрат: {lines} Подпишите соглашение.",
        "{number}: reimbursement of {sum} was granted. Cost lines refused: {lines} Sign the agreement.",
    ),
    "paid": Text("{number}: {sum} төленді.", "{number}: выплачено {sum}.", "{number}: {sum} was paid."),
    "payment_suspended": Text(
        "{number}: шотта қаражат жеткіліксіз, {sum} төлеу тоқтатыла тұрды ({clause}). Қаражат түскенде жалғасады.",
        "{number}: на счете недостаточно средств, выплата {sum} приостановлена ({clause}) до их поступления.",
        "{number}: the account is short, the payment of {sum} is suspended ({clause}) until money comes.",
    ),
    "payment_resumed": Text(
        "{number}: қаражат түсті, {sum} төлеу жалғастырылды.",
        "{number}: средства поступили, выплата {sum} возобновлена.",
        "{number}: money has come, the payment of {sum} goes on.",
    ),
    "quarter_due": Text(
        "{number}: мониторингтің {quarter}-тоқсаны аяқталды. Деректерді {day} дейін беріңіз.",
        "{number}: закончился {quarter}-й квартал мониторинга. Подайте данные до {day}.",
        "{number}: quarter {quarter} of the monitoring is over. Report its figure by {day}.",
    ),
    "quarter_late": Text(
        "{number}: мониторингтің {quarter}-тоқсаны бойынша деректер {day} дейін берілмеді.",
        "{number}: данные за {quarter}-й квартал мониторинга не поданы до {day}.",
        "{number}: the figure of quarter {quarter} of the monitoring was not reported by {day}.",
    ),
    "risks_due": Text(
        "{number}: Келісім жасалғаннан бері {half}-жартыжылдық аяқталды. Қарсы міндеттемелер бойынша тәуекелдерді "
        "тексеріңіз, тапсаңыз — өтініш берушіге ескертіңіз ({clause}).",
        "{number}: закончилось {half}-е полугодие со дня заключения соглашения. Проверьте риски по встречным "
        "обязательствам и, если они есть, предупредите заявителя ({clause}).",
        "{number}: half-year {half} since the agreement is over. Look for risks to the counter-obligations and, where "
        "you find one, warn the applicant ({clause}).",
    ),
    "agreement_waits": Text(
        "{number}: Келісім {after} күннен бері қол қоюды күтуде. Қол қойыңыз немесе себебін жазып, бас тартыңыз "
        "({clause}).",
        "{number}: соглашение ждет подписи заявителя уже {after} дней. Подпишите его или откажитесь, указав причины "
        "({clause}).",
        "{number}: the agreement has waited for the applicant's signature for {after} days. Sign it, or decline with "
        "reasons ({clause}).",
    ),
    "money_due": Text(
        "{number}: {sum} {day} дейін қайтарылуы тиіс ({clause}).",
        "{number}: {sum} следует вернуть до {day} включительно ({clause}).",
        "{number}: {sum} is to be returned by {day} ({clause}).",
    ),
    "money_late": Text(
        "{number}: {sum} {day} дейін қайтарылмады ({clause}).",
        "{number}: {sum} не возвращены до {day} включительно ({clause}).",
        "{number}: {sum} was not returned by {day} ({clause}).",
    ),
    "terminated": Text(
        "{number}: Келісім бұзылды. Негізін іс бетінен оқыңыз.",
        "{number}: соглашение расторгнуто. Прочтите основание на странице дела.",
        "{number}: the agreement was terminated. Read the ground on the case's page.",
    ),
    "rules_changed": Text(
        "{number}: Қағидалардың жаңа редакциясы {day} бастап күшінде. Іс өз редакциясы бойынша жүргізіледі ({clause}).",
        "{number}: с {day} действует новая редакция Правил. Ваше дело ведется по своей редакции ({clause}).",
        "{number}: a new edition of the rules is in force from {day}. Your case keeps its own ({clause}).",
    ),
    "warned": Text(
        "{number}: қарсы міндеттеменің орындалмау тәуекелі туралы ескертілді. Іс бетін ашыңыз.",
        "{number}: предупреждение о риске неисполнения встречного обязательства. Откройте страницу дела.",
        "{number}: a warning that the counter-obligation is at risk. Open the case's page.",
    ),
    "asked": Text(
        "{number}: Оператор деректерді сұратты. Жауапты іс бетінде беріңіз.",
        "{number}: Оператор запросил данные. Ответьте на странице дела.",
        "{number}: the operator asks for data. Answer on the case's page.",
    ),
    "closed": Text(
        "{number}: мониторинг аяқталды, іс жабылды.",
        "{number}: мониторинг завершен, дело закрыто.",
        "{number}: monitoring is over, the case is closed.",
    ),
    "breach": Text(
        "{number}: {sum} қайтару талап етілді. Талапты іс бетінен оқыңыз.",
        "{number}: предъявлено требование о возврате {sum}. Прочтите его на странице дела.",
        "{number}: the return of {sum} is demanded. Read the demand on the case's page.",
    ),
    "returned_part": Text(
        "{number}: қайтарылған {sum} есепке алынды, қайтаруға {left} қалды ({clause}).",
        "{number}: возвращенные {sum} учтены, осталось вернуть {left} ({clause}).",
        "{number}: the {sum} you returned is recorded, {left} is left to return ({clause}).",
    ),
    "to_assign": Text(
        "{number} тіркелді: орындаушыны тағайындаңыз.",
        "{number} зарегистрирована: назначьте исполнителя.",
        "{number} is registered: assign an executor.",
    ),
    "assigned": Text("{number} сізге тапсырылды.", "{number} поручено вам.", "{number} was assigned to you."),
    "position": Text(
        "{number}: өтініш берушінің ұстанымы келді.",
        "{number}: поступила позиция заявителя.",
        "{number}: the applicant's position has come.",
    ),
    "to_sign": Text(
        "{number}: қол қойылуын күтеді.", "{number}: ждет вашей подписи.", "{number} waits for your signature."
    ),
    "draft_returned": Text(
        "Сіз дайындаған жоба қайтарылды: {remark}",
        "Подготовленный вами проект возвращен: {remark}",
        "The draft you prepared was returned: {remark}",
    ),
    "sent_back": Text(
        "{number} қайта қарауға жіберілді: {reasons}",
        "{number} возвращено на рассмотрение: {reasons}",
        "{number} was sent back to review: {reasons}",
    ),
    "withdrawn": Text(
        "{number}: өтініш беруші өтінімді кері қайтарып алды.",
        "{number}: заявитель отозвал заявку.",
        "{number}: the applicant withdrew the application.",
    ),
    "declined": Text(
        "{number}: өтініш беруші Келісімге қол қоюдан бас тартты.",
        "{number}: заявитель отказался подписать соглашение.",
        "{number}: the applicant declined to sign the agreement.",
    ),
    "to_pay": Text("{number}: төлеу керек.", "{number}: к выплате.", "{number} is to be paid."),
    "give_to_monitor": Text(
        "{number}: төлем жасалды, мониторинг басталды. Істі мониторинг қызметкеріне тапсырыңыз ({clause}).",
        "{number}: выплата произведена, начался мониторинг. Передайте дело специалисту по мониторингу ({clause}).",
        "{number}: the money is paid and monitoring has begun. Give the case to a monitor ({clause}).",
    ),
    "user_corrected": Text(
        "{by} қызметкердің ({name}) деректерін түзетті. Бұрынғысы мен жаңасы журналда тұр.",
        "{by} исправил(а) данные сотрудника ({name}). Прежнее и новое — в журнале.",
        "{by} corrected the details of {name}. Old and new stand in the journal.",
    ),
    "to_monitor": Text(
        "{number}: мониторинг басталды.", "{number}: начался мониторинг.", "{number}: monitoring has begun."
    ),
}


class _Shown(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "—"


def say(code: str, params: Mapping[str, Any]) -> Text:
    """The notice's text. A place without a value shows a dash: a notice must never hide the others; a clause that the
    case's law does not have is left out with its brackets.

    Raises:
        KeyError: a code that has no words (a defect; a test compares both).
    """
    code = next((other for (known, name), other in UNDATED.items() if known == code and not params.get(name)), code)
    words = WORDS[code] if params.get("clause") else _uncited(WORDS[code])
    return Text(*(words.get(lang).format_map(_shown(params, lang)) for lang in LANGS))


def _shown(params: Mapping[str, Any], lang: str) -> _Shown:
    """The values as they are read; one kept in three languages in this one."""
    told = {name: value[lang] if isinstance(value, dict) else value for name, value in params.items()}
    return _Shown({name: EMPTY if value is None else _value(name, value) for name, value in told.items()})


def _uncited(words: Text) -> Text:
    return Text(*(line.replace(" ({clause})", "") for line in (words.kk, words.ru, words.en)))


def _value(name: str, value: Any) -> str:
    if name in ("sum", "left"):
        try:
            return money(Decimal(str(value)))
        except InvalidOperation:
            return str(value)
    if name == "day":
        return dmy(date.fromisoformat(str(value)))
    if name in ("due", "was", "at", "planned", "when"):
        try:
            return dmyhm(datetime.fromisoformat(str(value)))
        except ValueError:
            return str(value)
    return str(value)
