"""What each generated document is called, on screens, in lists and on sheets beside it."""

from __future__ import annotations

from dms.models import Case, Document
from dms.services.judging.law import edition_of
from workflows.programmes import EDITIONS
from workflows.programmes.editions import DOMESTIC
from workflows.text import LANGS, Text

#: Its own title says nothing of what was signed.
SHEET = "signature-sheet"

TITLES: dict[str, Text] = {
    "annex-1": Text("Өтінім (1-қосымша)", "Заявка (приложение 1)", "Application (Annex 1)"),
    "annex-2": Text(
        "Шығындарды өтеу мүмкіндігі туралы хабарлама (2-қосымша)",
        "Уведомление о возможности возмещения затрат (приложение 2)",
        "Notification on the possibility of reimbursement (Annex 2)",
    ),
    "annex-3": Text(
        "Шығындарды өтеу туралы келісім (3-қосымша)",
        "Соглашение о возмещении затрат (приложение 3)",
        "Reimbursement agreement (Annex 3)",
    ),
    "annex-4": Text(
        "Оператордың есебі П342 (4-қосымша)", "Отчет Оператора П342 (приложение 4)", "Operator's report P342 (Annex 4)"
    ),
    "annex-5": Text(
        "Дәлелді бас тарту (5-қосымша)", "Мотивированный отказ (приложение 5)", "Reasoned refusal (Annex 5)"
    ),
    "registration-notice": Text("Тіркеу туралы хабарлама", "Уведомление о регистрации", "Registration notice"),
    "completeness-refusal": Text(
        "Одан әрі қараудан бас тарту", "Отказ в дальнейшем рассмотрении", "Refusal of further consideration"
    ),
    "preliminary-decision": Text(
        "Алдын ала шешім және тыңдау туралы хабарлама",
        "Предварительное решение и уведомление о заслушивании",
        "Preliminary decision and hearing notice",
    ),
    "hearing-minutes": Text("Тыңдау хаттамасы", "Протокол заслушивания", "Hearing minutes"),
    "visit-record": Text("Объектіге бару актісі", "Акт выезда на объект", "Record of the visit"),
    "applicant-notice": Text("Өтініш берушінің хабарламасы", "Уведомление заявителя", "Applicant's notice"),
    "termination-notice": Text(
        "Келісімді бұзу туралы хабарлама", "Уведомление о расторжении соглашения", "Termination notice"
    ),
    "risk-warning": Text("Тәуекел туралы ескерту", "Предупреждение о риске", "Risk warning"),
    "data-request": Text("Деректерді сұрату", "Запрос данных", "Data request"),
    "demand": Text("Қаражатты қайтару туралы талап", "Требование о возврате средств", "Demand for return"),
    "monitoring-conclusion": Text("Мониторинг қорытындысы", "Заключение по мониторингу", "Monitoring conclusion"),
    "calculation-sheet": Text("Есептеу парағы", "Лист расчета", "Calculation sheet"),
    "remarks": Text("Өтінім бойынша ескертулер", "Замечания к заявке", "Remarks on the application"),
    "leaving-notice": Text(
        "Өтінімді қараусыз қалдыру туралы хабарлама",
        "Уведомление об оставлении заявки без рассмотрения",
        "Notice of leaving without consideration",
    ),
    "supplement": Text("Келісімге қосымша келісім", "Дополнительное соглашение", "Supplement to the agreement"),
    SHEET: Text("Қолтаңбалар парағы", "Лист подписей", "Signature sheet"),
    "payment-order": Text("Төлем тапсырмасы", "Платежное поручение", "Payment order"),
    "letter": Text("Хат", "Письмо", "Letter"),
    "general": Text("Жалпы құжат", "Общий документ", "General document"),
    "intake-notice": Text("Қабылдау туралы хабарландыру", "Объявление о приеме", "Intake notice"),
}

#: What papers of these kinds are called where the annexes of order 342 have no place.
PLAIN: dict[str, Text] = {
    "annex-1": Text("Өтінім", "Заявка", "Application"),
    "annex-2": Text(
        "Шығындарды өтеу мүмкіндігі туралы хабарлама",
        "Уведомление о возможности возмещения затрат",
        "Notification on the possibility of reimbursement",
    ),
    "annex-3": Text("Шығындарды өтеу туралы келісім", "Соглашение о возмещении затрат", "Reimbursement agreement"),
    "annex-5": Text("Дәлелді бас тарту", "Мотивированный отказ", "Reasoned refusal"),
}

_UNKNOWN = Text("Құжат", "Документ", "Document")


#: Every kind of attachment of every programme, the oldest edition's words last: for lists over many cases.
_ATTACHED: dict[str, Text] = {
    kind.key: kind.title for known in reversed(EDITIONS.values()) for edition in known for kind in edition.papers.kinds
}


def titled(words: str, case: Case | None = None) -> Text:
    """The title in all languages of which these are the words in one: for what a paper says about another."""
    known = (title_of(kind, case) for kind in TITLES)
    return next((title for title in known if words in (title.kk, title.ru, title.en)), Text(words, words, words))


def whole_title(document: Document, case: Case | None = None) -> Text:
    """What this document is called; a sheet of signatures with what was signed."""
    title = title_of(document.kind, case)
    if document.kind != SHEET or document.current is None:
        return title
    signed = (document.current.context or {}).get("document")
    if not signed:
        return title
    about = titled(signed, case)
    return Text(*(f"{title.get(lang)}: {about.get(lang)}" for lang in LANGS))


def called(words: str) -> frozenset[str]:
    """The kinds of made papers whose title has these words in one of the languages; none where nothing is asked."""
    asked = words.casefold()
    named = [*TITLES.items(), *PLAIN.items()] if asked else []
    return frozenset(kind for kind, title in named if any(asked in title.get(lang).casefold() for lang in LANGS))


def title_of(kind: str, case: Case | None = None) -> Text:
    """What a document of this kind is called, be it attached or made here; in the words of the case's law where the
    case is at hand."""
    own = edition_of(case).papers.by_key.get(kind) if case else None
    if case is not None and case.programme != DOMESTIC and kind in PLAIN:
        return PLAIN[kind]
    return own.title if own else TITLES.get(kind) or _ATTACHED.get(kind, _UNKNOWN)
