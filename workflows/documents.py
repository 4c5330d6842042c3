"""The machine of a document, apart from the machine of its case.

An attachment goes uploaded → checked → accepted or not accepted; a generated document drafted → signed → delivered. A
new version, where the law lets the applicant correct, begins the way of the document anew; earlier ones stay. In
monitoring a report may be superseded by a later one; every other file stays what it was (342:35 knows no corrections).
One machine for every programme: only the clauses differ, and a reason names that of the case's own order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import wraps
from typing import TypeAlias

from workflows.engine import GuardOf, Row, Workflow
from workflows.facts import Actor
from workflows.programmes.editions import DOMESTIC, EXPORT
from workflows.refusals import Refusal
from workflows.states import Relation, Role
from workflows.text import Text


class DocumentState(StrEnum):
    """Where a document stands."""

    UPLOADED = "uploaded"
    CHECKED = "checked"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    SUPERSEDED = "superseded"
    DRAFTED = "drafted"
    SIGNED = "signed"
    DELIVERED = "delivered"


class DocumentAction(StrEnum):
    """What is done to a document."""

    CHECK = "check"  # the file was scanned and opened: it is a sound PDF
    REJECT = "reject"  # the file is refused by the checks (342:17)
    ACCEPT = "accept"
    NOT_ACCEPT = "not_accept"
    SUPERSEDE = "supersede"
    RENEW = "renew"  # a new version of the same document is handed in
    REPLACE = "replace"  # a new version of an office's own paper while that is a draft: its machine has decided it
    RENDER = "render"  # drafted anew
    SIGN = "sign"
    DELIVER = "deliver"


#: Papers that reach the applicant without a number of their own among the outgoing letters: sheets that go along with a
#: paper, under its number, and his own application and notice, which came from him.
NOT_REGISTERED = frozenset({"signature-sheet", "calculation-sheet", "annex-1", "applicant-notice"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """One document. ``sound``: what the checks of the file found, None while they run; ``scanned``: free of viruses, or
    scanning is off. ``report``: a figure or report of monitoring. ``frozen``: the bytes to sign are fixed."""

    state: DocumentState
    sound: bool | None = None
    scanned: bool = False
    report: bool = False
    replacement: bool = False  # the later version is there
    reasons_given: bool = False
    frozen: bool = False
    correctable: bool = False  # the applicant may correct it now: a draft, remarks (314:22), his reports (342:24)
    signature_verified: bool = False
    office_draft: bool = False  # the file of a letter or an order that has not been signed yet


Guard: TypeAlias = GuardOf[DocumentFacts]
DocumentRow: TypeAlias = Row[DocumentState, DocumentAction, DocumentFacts]
DocumentWorkflow: TypeAlias = Workflow[DocumentState, DocumentAction, DocumentFacts]

DOCUMENT_STATE_LABELS: dict[DocumentState, Text] = {
    DocumentState.UPLOADED: Text("Жүктелді", "Загружено", "Uploaded"),
    DocumentState.CHECKED: Text("Файл тексерілді", "Файл проверен", "File checked"),
    DocumentState.ACCEPTED: Text("Қабылданды", "Принято", "Accepted"),
    DocumentState.NOT_ACCEPTED: Text("Қабылданбады", "Не принято", "Not accepted"),
    DocumentState.SUPERSEDED: Text("Ауыстырылды", "Заменено", "Superseded"),
    DocumentState.DRAFTED: Text("Жоба", "Проект", "Draft"),
    DocumentState.SIGNED: Text("Қол қойылды", "Подписано", "Signed"),
    DocumentState.DELIVERED: Text("Жіберілді", "Вручено", "Delivered"),
}


def passed_checks(facts: DocumentFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:17: a sound PDF, scanned where scanning is required; only such a file is shown to a clerk."""
    if facts.sound and facts.scanned:
        return None
    return Refusal("not_checked", _NOT_CHECKED, "342:17", _WAIT_OR_REPLACE)


def failed_checks(facts: DocumentFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A file is refused only for a fault that was found, never because a check could not be made."""
    return None if facts.sound is False else Refusal("no_fault", _NO_FAULT, "342:17")


def reasons_given(facts: DocumentFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:35: whoever does not accept a document says why."""
    return None if facts.reasons_given else Refusal("reasons_missing", _REASONS, "342:35", _WRITE_REASONS)


def is_report_with_successor(facts: DocumentFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:24: only a report of monitoring gives way, and only to a later version that is there."""
    if facts.report and facts.replacement:
        return None
    return Refusal("not_replaceable", _NOT_REPLACEABLE, "342:24", _UPLOAD_LATER)


def correctable(facts: DocumentFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:35, 342:24, 314:22: what was handed in stays as it is, save in answer to remarks and in reports of
    monitoring."""
    return None if facts.correctable else Refusal("not_correctable", _NOT_CORRECTABLE, "342:35")


def frozen(facts: DocumentFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """What is signed are fixed bytes."""
    return None if facts.frozen else Refusal("not_frozen", _NOT_FROZEN, "", _RENDER)


def signature_verified(facts: DocumentFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """342:35, 342:36: a signature counts once it is verified over exactly these bytes."""
    return None if facts.signature_verified else Refusal("not_signed", _NOT_SIGNED, "342:36")


def is_office_draft(facts: DocumentFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A paper of the office is rewritten only until it is signed."""
    return None if facts.office_draft else Refusal("not_a_draft", _NOT_A_DRAFT)


_NOT_CHECKED = Text(
    "Файл тексерілмеген немесе жарамсыз.", "Файл не проверен или непригоден.", "The file is unchecked or unsound."
)
_WAIT_OR_REPLACE = Text(
    "Тексеруді күтіңіз немесе файлды ауыстырыңыз.",
    "Дождитесь проверки или замените файл.",
    "Wait for the checks or replace the file.",
)
_NO_FAULT = Text("Файлда кінәрат табылмады.", "Дефектов в файле не найдено.", "No fault was found in the file.")
_REASONS = Text("Себебі жазылмаған.", "Не указана причина.", "No reason is given.")
_WRITE_REASONS = Text("Себебін жазыңыз.", "Напишите причину.", "Write down the reason.")
_NOT_REPLACEABLE = Text(
    "Мониторинг есебінен басқа құжат ауыстырылмайды, ал есептің кейінгі нұсқасы болуы керек.",
    "Заменяется только отчет мониторинга и только более поздней версией.",
    "Only a report of monitoring can be superseded, by a later version that is there.",
)
_NOT_CORRECTABLE = Text(
    "Берілген құжат түзетілмейді: бұйрық бұл кезеңде жаңа нұсқаны көздемейді.",
    "Поданный документ не исправляется: приказ не предусматривает новой версии на этой стадии.",
    "A document that was handed in is not corrected: the order knows no new version at this stage.",
)
_NOT_A_DRAFT = Text(
    "Жобаның ғана файлы ауыстырылады.", "Заменяется файл только проекта.", "Only a draft's file is replaced."
)
_UPLOAD_LATER = Text("Жаңа нұсқасын жүктеңіз.", "Загрузите новую версию.", "Upload the later version.")
_NOT_FROZEN = Text("Құжат бекітілмеген.", "Документ не зафиксирован.", "The document is not frozen.")
_RENDER = Text("Құжатты жасаңыз.", "Сформируйте документ.", "Make the document.")
_NOT_SIGNED = Text("Расталған қолтаңба жоқ.", "Нет подтвержденной подписи.", "There is no verified signature.")

_SYSTEM = frozenset({Role.SYSTEM})
_NOBODY = frozenset({Relation.NONE})
_CLERKS = frozenset({Role.EXECUTOR, Role.MONITOR})
_ASSIGNEE = frozenset({Relation.ASSIGNEE})
_SIGNERS = frozenset({Role.APPLICANT, Role.HEAD, Role.DEPUTY})
_SIGNERS_RELATIONS = frozenset({Relation.OWN, Relation.STAFF, Relation.ASSIGNEE})
_APPLICANT = frozenset({Role.APPLICANT})
_OWN = frozenset({Relation.OWN})
_AUTHORS = _CLERKS | {Role.SYSTEM}

_S, _A = DocumentState, DocumentAction


def _row(
    action: DocumentAction,
    source: DocumentState,
    target: DocumentState,
    roles: frozenset[Role],
    relations: frozenset[Relation],
    clause: str,
    *guards: Guard,
) -> DocumentRow:
    return Row(action, source, target, roles, relations, guards, clause, _TITLES[action])


_TITLES: dict[DocumentAction, Text] = {
    _A.CHECK: Text("Файлды тексеру", "Проверить файл", "Check the file"),
    _A.REJECT: Text("Файлды қайтару", "Отклонить файл", "Refuse the file"),
    _A.ACCEPT: Text("Қабылдау", "Принять", "Accept"),
    _A.NOT_ACCEPT: Text("Қабылдамау", "Не принять", "Do not accept"),
    _A.SUPERSEDE: Text("Ауыстыру", "Заменить", "Supersede"),
    _A.RENEW: Text("Жаңа нұсқасын беру", "Подать новую версию", "Hand in a new version"),
    _A.REPLACE: Text("Жобаның файлын ауыстыру", "Заменить файл проекта", "Replace the draft's file"),
    _A.RENDER: Text("Қайта жасау", "Сформировать заново", "Make anew"),
    _A.SIGN: Text("Қол қою", "Подписать", "Sign"),
    _A.DELIVER: Text("Жіберу", "Вручить", "Deliver"),
}

#: What the table below cites of order 342 → where order 314 asks for the same. 314:22 knows remarks and their answer,
#: 314:24 what the operator decides.
_OF_314: Mapping[str, str] = {"342:17": "314:16", "342:24": "314:22", "342:35": "314:22", "342:36": "314:24"}

ROWS: tuple[DocumentRow, ...] = (
    _row(_A.CHECK, _S.UPLOADED, _S.CHECKED, _SYSTEM, _NOBODY, "342:17", passed_checks),
    _row(_A.REJECT, _S.UPLOADED, _S.NOT_ACCEPTED, _SYSTEM, _NOBODY, "342:17", failed_checks),
    _row(_A.ACCEPT, _S.CHECKED, _S.ACCEPTED, _CLERKS, _ASSIGNEE, "342:35"),
    _row(_A.NOT_ACCEPT, _S.CHECKED, _S.NOT_ACCEPTED, _CLERKS, _ASSIGNEE, "342:35", reasons_given),
    *(
        _row(_A.SUPERSEDE, state, _S.SUPERSEDED, _SYSTEM, _NOBODY, "342:24", is_report_with_successor)
        for state in (_S.CHECKED, _S.ACCEPTED, _S.NOT_ACCEPTED)
    ),
    *(
        _row(_A.RENEW, state, _S.UPLOADED, _APPLICANT, _OWN, "342:35", correctable)
        for state in (_S.UPLOADED, _S.CHECKED, _S.ACCEPTED, _S.NOT_ACCEPTED)
    ),
    *(
        _row(_A.REPLACE, state, _S.UPLOADED, _SYSTEM, _NOBODY, "", is_office_draft)
        for state in (_S.UPLOADED, _S.CHECKED, _S.NOT_ACCEPTED)
    ),
    _row(_A.RENDER, _S.DRAFTED, _S.DRAFTED, _AUTHORS, _ASSIGNEE | _NOBODY, "342:36"),
    _row(_A.SIGN, _S.DRAFTED, _S.SIGNED, _SIGNERS, _SIGNERS_RELATIONS, "342:36", frozen, signature_verified),
    _row(_A.DELIVER, _S.SIGNED, _S.DELIVERED, _SYSTEM, _NOBODY, "342:36"),
)

WORKFLOW: DocumentWorkflow = DocumentWorkflow("document", ROWS, DOCUMENT_STATE_LABELS)


def _under_314(
    row: DocumentRow,
) -> DocumentRow:
    return replace(row, clause=_OF_314.get(row.clause, ""), guards=tuple(_citing_314(guard) for guard in row.guards))


def _citing_314(guard: Guard) -> Guard:
    @wraps(guard)
    def cited(facts: DocumentFacts, actor: Actor, now: datetime) -> Refusal | None:
        refusal = guard(facts, actor, now)
        return replace(refusal, clause=_OF_314.get(refusal.clause, "")) if refusal else None

    return cited


#: The machine by the programme of the case.
WORKFLOWS: Mapping[str, DocumentWorkflow] = {
    DOMESTIC: WORKFLOW,
    EXPORT: DocumentWorkflow("document", tuple(_under_314(row) for row in ROWS), DOCUMENT_STATE_LABELS),
}
