"""What is known of order 314 for the public: rows by subject with their clauses, from the edition itself where it says
it; and what its known text leaves open, which is data of the operator and never invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.programmes.edition import Edition
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """One subject: its name, and lines of words with the clause of each (empty: none)."""

    name: Text
    lines: tuple[tuple[Text, str], ...]


def rows(edition: Edition) -> tuple[Row, ...]:
    """Every subject that the known text speaks of, in the order of an application."""
    eligible = [(check.title, check.clause) for check in edition.checks.all if check.clause in ("314:3", "314:4")]
    documents = [(kind.title, kind.clause) for kind in edition.papers.kinds if kind.clause]
    obligation = edition.sums.obligation
    return (
        Row(_WHO, _lines(eligible)),
        Row(_COSTS, _lines((kind.title, kind.clause) for kind in edition.costs.types)),
        Row(_HOW_MUCH, _lines(RATES)),
        Row(_LIMITS, _lines(LIMITS)),
        Row(_PAPERS, _lines(documents)),
        Row(_WAY, _lines(WAY)),
        Row(_LEFT, _lines((words, clause) for clause, words in edition.leaving.items())),
        Row(_OBLIGATION, _lines([(obligation.title, obligation.clause)])),
    )


def _lines(found: Iterable[tuple[Text, str]]) -> tuple[tuple[Text, str], ...]:
    return tuple(found)


_WHO = Text("Кім өтініш бере алады", "Кто может подать заявку", "Who may apply")
_COSTS = Text("Қандай шығындар өтеледі", "Какие затраты возмещаются", "Which costs are reimbursed")
_HOW_MUCH = Text("Қанша өтеледі", "Сколько возмещается", "How much")
_LIMITS = Text("Шектер", "Пределы", "Limits")
_PAPERS = Text("Қандай құжаттар керек", "Какие документы нужны", "Which papers are needed")
_WAY = Text("Өтінім қалай қаралады", "Как рассматривается заявка", "How an application is considered")
_LEFT = Text(
    "Өтінім қашан қараусыз қалдырылады", "Когда заявку оставляют без рассмотрения", "When it is left unconsidered"
)
_OBLIGATION = Text("Қарсы міндеттеме", "Встречное обязательство", "Counter-obligation")

RATES: tuple[tuple[Text, str], ...] = (
    (
        Text(
            "9.1, 9.2, 9.4, 9.5, 9.7 және 10-тармақтың барлық шығындары: ірі кәсіпкерлік субъектісіне 30 %, "
            "ортасына 50 %, "
            "шағынына 60 %",
            "затраты 9.1, 9.2, 9.4, 9.5, 9.7 и весь пункт 10: крупным субъектам 30 %, средним 50 %, малым 60 %",
            "costs of 9.1, 9.2, 9.4, 9.5, 9.7 and all of 10: large entities 30 %, medium 50 %, small 60 %",
        ),
        "314:11",
    ),
    (
        Text(
            "9.8 және 9.9 шығындары: жоғарғы қайта бөлу тауарларына 80 %, орташасына 50 %, төменгісіне 30 %",
            "затраты 9.8 и 9.9: товары верхнего передела 80 %, среднего 50 %, нижнего 30 %",
            "costs of 9.8 and 9.9: goods of upper processing 80 %, medium 50 %, lower 30 %",
        ),
        "314:11",
    ),
    (
        Text(
            "9.9 шығындары: отандық тасымалдаушы тартылса, тағы 5 %; Қазақстанның теңіз порты арқылы тасымалданса, "
            "тағы 5 %",
            "затраты 9.9: еще 5 % при отечественном перевозчике и еще 5 % при перевозке через морской порт Казахстана",
            "costs of 9.9: 5 % more with a domestic carrier, and 5 % more through a Kazakh sea port",
        ),
        "314:11",
    ),
)
LIMITS: tuple[tuple[Text, str], ...] = (
    (
        Text(
            "9.9-дан басқа барлық түрлері бойынша бірге: жылына 13 000 АЕК",
            "по всем видам, кроме 9.9, вместе: 13 000 МРП в год",
            "of all types but 9.9 together: 13 000 MCI a year",
        ),
        "314:12",
    ),
    (
        Text(
            "9.9 бойынша: бір жылы түскен өтінімдерге 75 000 АЕК, бірақ өткен жылы төленген салықтардан (ҚҚС "
            "қайтарылуын "
            "шегергенде) көп емес",
            "по 9.9: 75 000 МРП по заявкам одного года, но не больше налогов, уплаченных в прошлом году, за вычетом "
            "возврата НДС",
            "of 9.9: 75 000 MCI for the applications of a year, and no more than the taxes paid in the year before "
            "less "
            "the VAT refunded",
        ),
        "314:12",
    ),
    (
        Text(
            "шығындар өтінімге дейінгі 12 айдан ерте жұмсалмаған; Қазақстанның жанама салықтарынсыз",
            "затраты понесены не ранее 12 месяцев до заявки; без косвенных налогов Казахстана",
            "costs of the 12 months before the application, without Kazakhstan's indirect taxes",
        ),
        "314:20.2",
    ),
)
WAY: tuple[tuple[Text, str], ...] = (
    (
        Text(
            "тіркелу кезектілігімен, ағымдағы жылдың республикалық бюджет қаражаты шегінде",
            "в порядке регистрации, в пределах средств республиканского бюджета на текущий год",
            "in the order of registration, within the year's money of the republican budget",
        ),
        "314:3",
    ),
    (
        Text(
            "толық емес не сәйкес келмейтін өтінімге 15 жұмыс күнінен кешіктірмей ескертулер жіберіледі; жаңа "
            "құжаттар да "
            "сәйкес келмесе, 30 жұмыс күнінен кешіктірмей қайта хабарлама",
            "на неполную или несоответствующую заявку направляют замечания не позднее 15 рабочих дней; если и новые "
            "документы не подходят, повторное уведомление не позднее 30 рабочих дней",
            "an application that is incomplete or does not conform gets remarks within 15 working days; where the "
            "new papers "
            "fall short too, a repeat notice within 30",
        ),
        "314:22",
    ),
    (
        Text(
            "толық бас тарту алдында өтініш беруші тыңдалады; ішінара сәйкес келсе, тиісті бөлігі тыңдаусыз өтеледі",
            "перед полным отказом заявителя заслушивают; при частичном соответствии возмещается соответствующая "
            "часть без "
            "заслушивания",
            "before a refusal of the whole the applicant is heard; what conforms in part is granted without a hearing",
        ),
        "314:24",
    ),
)
#: What the known text does not say: settings or an officer's answer, never taken over from order 342.
UNKNOWN: tuple[Text, ...] = (
    Text("өтінімді қарау мерзімінің ұзақтығы", "длительность срока рассмотрения", "the length of the review term"),
    Text(
        "жұмыс уақыты, құжаттардың толықтығын тексеру және төлеу мерзімдері",
        "рабочее время, сроки проверки полноты и выплаты",
        "office hours, the terms of the completeness check and of the payment",
    ),
    Text("кім қол қояды", "кто подписывает", "who signs"),
    Text(
        "бас тарту негіздерінің жабық тізбесі",
        "закрытый перечень оснований отказа",
        "a closed list of grounds of refusal",
    ),
    Text(
        "өтінім мен басқа құжаттардың нысандары",
        "формы заявки и других документов",
        "forms of the application and other papers",
    ),
    Text(
        "шетел валютасын қайта есептеу тәртібі",
        "порядок пересчета иностранной валюты",
        "how a foreign currency is converted",
    ),
    Text(
        "міндеттеме орындалмағанда қайтарылатын соманың формуласы мен мерзімі",
        "формула и срок возврата при неисполнении обязательства",
        "formula and term of the return when the obligation is not met",
    ),
    Text(
        "9.1, 9.4, 9.5, 9.7, 9.8, 10.1, 10.5, 10.6 және 10.7 шығындарының мәтіні",
        "текст затрат 9.1, 9.4, 9.5, 9.7, 9.8, 10.1, 10.5, 10.6 и 10.7",
        "the words of the costs of 9.1, 9.4, 9.5, 9.7, 9.8, 10.1, 10.5, 10.6 and 10.7",
    ),
)
