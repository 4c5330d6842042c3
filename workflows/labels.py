"""What the words of the machine are called on screen: states, roles, relations, drafts, rights, answers.

Acts are in ``act_labels``, the applicant's view of a state in ``stories``. Legal words as in ``docs/glossary.md``.
"""

from __future__ import annotations

from collections.abc import Mapping

from workflows.states import CaseState, DraftKind, Relation, Right, Role, Verdict
from workflows.text import Text

STATE_LABELS: Mapping[CaseState, Text] = {
    CaseState.DRAFT: Text("Жоба", "Черновик", "Draft"),
    CaseState.SUBMITTED: Text("Берілді", "Подана", "Submitted"),
    CaseState.REGISTERED: Text("Тіркелді", "Зарегистрирована", "Registered"),
    CaseState.COMPLETENESS: Text("Толықтығын тексеруде", "Проверка полноты", "Completeness check"),
    CaseState.SUBSTANTIVE_REVIEW: Text(
        "Талаптарға сәйкестігін қарауда", "Рассмотрение по существу", "Review against the rules"
    ),
    CaseState.REMARKS: Text("Ескертулер бойынша түзетуде", "На доработке по замечаниям", "Back with remarks"),
    CaseState.HEARING: Text("Тыңдау", "Заслушивание", "Hearing"),
    CaseState.DECISION: Text("Шешім қабылдауда", "Принятие решения", "Decision"),
    CaseState.AGREEMENT: Text("Келісім жасалуда", "Соглашение", "Agreement"),
    CaseState.PAYMENT: Text("Төлемде", "Выплата", "Payment"),
    CaseState.MONITORING: Text("Мониторингте", "Мониторинг", "Monitoring"),
    CaseState.RECOVERY: Text("Қаражат қайтарылуда", "Возврат средств", "Recovery of funds"),
    CaseState.CLOSED: Text("Жабылды", "Закрыта", "Closed"),
    CaseState.REFUSED: Text("Бас тартылды", "Отказано", "Refused"),
    CaseState.WITHDRAWN: Text("Кері қайтарып алынды", "Отозвана", "Withdrawn"),
    CaseState.DECLINED: Text(
        "Өтініш беруші қол қоюдан бас тартты", "Заявитель отказался подписать", "The applicant declined to sign"
    ),
    CaseState.LEFT: Text("Қараусыз қалдырылды", "Оставлена без рассмотрения", "Left without consideration"),
    CaseState.ARCHIVED: Text("Мұрағатта", "В архиве", "Archived"),
}

ROLE_LABELS: Mapping[Role, Text] = {
    Role.APPLICANT: Text("өтініш беруші", "заявитель", "applicant"),
    Role.REGISTRAR: Text("тіркеуші", "регистратор", "registrar"),
    Role.EXECUTOR: Text("орындаушы", "исполнитель", "executor"),
    Role.HEAD: Text("басшы", "руководитель", "head"),
    Role.DEPUTY: Text("орынбасар", "заместитель", "deputy"),
    Role.FINANCE: Text("қаржы қызметкері", "финансист", "finance officer"),
    Role.MONITOR: Text("мониторинг қызметкері", "специалист по мониторингу", "monitor"),
    Role.ARCHIVIST: Text("мұрағатшы", "архивариус", "archivist"),
    Role.SUPERVISOR: Text("бақылаушы (министрлік)", "наблюдатель (министерство)", "supervisor (ministry)"),
    Role.ADMINISTRATOR: Text("әкімші", "администратор", "administrator"),
    Role.SYSTEM: Text("жүйе", "система", "system"),
}

RELATION_LABELS: Mapping[Relation, Text] = {
    Relation.OWN: Text("өз ұйымының ісі", "дело своей организации", "a case of one's own organisation"),
    Relation.ASSIGNEE: Text("іс осы қызметкерге тапсырылған", "дело поручено этому сотруднику", "the case is given"),
    Relation.STAFF: Text("Оператор қызметкері", "сотрудник Оператора", "staff of the operator"),
    Relation.NONE: Text("іске қатысы жоқ", "не имеет отношения к делу", "has nothing to do with the case"),
}

DRAFT_LABELS: Mapping[DraftKind, Text] = {
    DraftKind.REJECTION: Text(
        "одан әрі қараудан бас тарту", "отказ в дальнейшем рассмотрении", "refusal of further consideration"
    ),
    DraftKind.GRANT: Text(
        "шығындарды өтеу мүмкіндігі туралы хабарлама және Келісім",
        "уведомление о возможности возмещения затрат и Соглашение",
        "notification of the possibility of reimbursement, with the agreement",
    ),
    DraftKind.REFUSAL: Text("дәлелді бас тарту", "мотивированный отказ", "reasoned refusal"),
    DraftKind.CLOSING: Text("мониторинг қорытындысы", "заключение мониторинга", "monitoring conclusion"),
    DraftKind.BREACH: Text(
        "қаражатты қайтару туралы талап", "требование о возврате средств", "demand for the return of money"
    ),
    DraftKind.TERMINATION: Text(
        "Келісімді бұзу туралы хабарлама", "уведомление о расторжении Соглашения", "notice of the agreement's end"
    ),
    DraftKind.LEAVING: Text(
        "өтінімді қараусыз қалдыру", "оставление заявки без рассмотрения", "leaving without consideration"
    ),
}

RIGHT_LABELS: Mapping[Right, Text] = {
    Right.READ: Text("оқу", "читать", "read"),
    Right.EDIT: Text("өзгерту", "изменять", "edit"),
    Right.ATTACH: Text("файл қосу", "прикладывать файлы", "attach files"),
    Right.NOTE: Text("ішкі жазбалар", "внутренние заметки", "internal notes"),
    Right.LETTER: Text("хат жазу", "писать письма", "write letters"),
    Right.EXPORT: Text("жүктеп алу", "выгружать", "export"),
    Right.ASSIGN: Text("тағайындау", "назначать", "assign"),
}

VERDICT_LABELS: Mapping[Verdict, Text] = {
    Verdict.YES: Text("иә", "да", "yes"),
    Verdict.NO: Text("жоқ", "нет", "no"),
    Verdict.NOT_APPLICABLE: Text("қолданылмайды", "неприменимо", "not applicable"),
}
