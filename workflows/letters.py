"""The machine of a letter. What came in goes received → registered → in work → answered, or filed without an answer;
what goes out draft → signed → sent. Nothing is deleted: a mistake is annulled with its reason and keeps its number.

The number is given once: to an incoming letter with its registration, to an outgoing one with its signature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeAlias

from workflows.clock import TermRule
from workflows.engine import GuardOf, Offer, Row, Workflow
from workflows.facts import Actor
from workflows.letter_kinds import LetterKind
from workflows.orders import letter_within_order
from workflows.refusals import Refusal
from workflows.states import Relation, Role
from workflows.text import Text


class Direction(StrEnum):
    """Which way a letter goes, seen from the operator."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class LetterState(StrEnum):
    """Where a letter stands."""

    RECEIVED = "received"  # sent by the applicant, not registered yet
    REGISTERED = "registered"
    IN_WORK = "in_work"
    ANSWERED = "answered"
    FILED = "filed"  # put into the case without an answer, for a reason
    DRAFT = "draft"
    SIGNED = "signed"
    SENT = "sent"
    ANNULLED = "annulled"


class LetterAction(StrEnum):
    """What is done to a letter."""

    REGISTER = "register"
    GIVE = "give"  # names who answers, and by when
    TAKE = "take"
    ANSWER = "answer"  # by the system: an answer has gone out
    FILE = "file"
    RENEW = "renew"  # a new version of the draft's file
    SIGN = "sign"
    SEND = "send"
    ANNUL = "annul"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """One letter. ``files_sound``: it has a file, and the checks let every one of its files out; ``signers``: row ids
    of those whose verified EDS stands over exactly these files, all of them; ``responsible_fit``: whom the act names
    may write in the case, None where it names nobody; ``sealed``: the case is packed for the archive, nothing can be
    added to it."""

    state: LetterState
    prepared_by: int | None = None
    files_sound: bool = False
    signers: frozenset[int] = frozenset()
    responsible_fit: bool | None = None
    reasons_given: bool = False
    way_given: bool = False  # how it was sent
    sealed: bool = False


class Prepared(Protocol):
    """Facts about a paper of the office that one person prepares and another signs."""

    @property
    def prepared_by(self) -> int | None: ...
    @property
    def signers(self) -> frozenset[int]: ...  # people whose valid signature stands under every file


Guard: TypeAlias = GuardOf[LetterFacts]
LetterOffer: TypeAlias = Offer[LetterState, LetterAction]
LetterWorkflow: TypeAlias = Workflow[LetterState, LetterAction, LetterFacts]

DIRECTION_LABELS: Mapping[Direction, Text] = {
    Direction.INCOMING: Text("Кіріс хат", "Входящее письмо", "Incoming letter"),
    Direction.OUTGOING: Text("Шығыс хат", "Исходящее письмо", "Outgoing letter"),
}
LETTER_STATE_LABELS: dict[LetterState, Text] = {
    LetterState.RECEIVED: Text("Келіп түсті", "Поступило", "Received"),
    LetterState.REGISTERED: Text("Тіркелді", "Зарегистрировано", "Registered"),
    LetterState.IN_WORK: Text("Орындалуда", "В работе", "In work"),
    LetterState.ANSWERED: Text("Жауап берілді", "Дан ответ", "Answered"),
    LetterState.FILED: Text("Жауапсыз іске тігілді", "Списано в дело без ответа", "Filed without an answer"),
    LetterState.DRAFT: Text("Жоба", "Проект", "Draft"),
    LetterState.SIGNED: Text("Қол қойылды", "Подписано", "Signed"),
    LetterState.SENT: Text("Жіберілді", "Отправлено", "Sent"),
    LetterState.ANNULLED: Text("Жойылды", "Аннулировано", "Annulled"),
}
#: An incoming letter that still waits for somebody of the operator.
OPEN = frozenset({LetterState.RECEIVED, LetterState.REGISTERED, LetterState.IN_WORK})
#: What is not finished in either direction: no case is packed for the archive over it.
UNFINISHED = OPEN | {LetterState.DRAFT, LetterState.SIGNED}


def _chosen(key: str, days: int) -> TermRule:
    """A term that stands in none of the orders kept here: Demeu's own choice, counted from the registration."""
    kk = f"Тіркелгеннен кейін {days} жұмыс күні: жүйеде таңдалған мерзім"
    ru = f"{days} рабочих дней после регистрации: срок, выбранный в системе"
    return TermRule(key, days, "", Text(kk, ru, f"{days} working days after registration: a term chosen in the system"))


#: By when a letter of this kind is answered where no person names a day.
ANSWER_TERMS: Mapping[LetterKind, TermRule] = {
    LetterKind.REQUEST: _chosen("letter_request", 15),
    LetterKind.COMPLAINT: _chosen("letter_complaint", 20),
}


def case_is_open(facts: LetterFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """What has been sealed for the archive stays as it was sealed."""
    return Refusal("sealed", SEALED) if facts.sealed else None


def somebody_named(facts: LetterFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A letter is given to somebody."""
    unnamed = facts.responsible_fit is None
    return Refusal("nobody_named", _NOBODY, "", _NAME_ONE, in_form=True) if unnamed else None


def named_may_write(facts: LetterFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Whoever is to answer can: he may write letters in the case as it stands."""
    unfit = facts.responsible_fit is False
    return Refusal("responsible_unfit", _UNFIT, "", _NAME_ONE, in_form=True) if unfit else None


def reasons_given(facts: LetterFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Leaving without an answer, and annulling, are told with their reason."""
    return None if facts.reasons_given else Refusal("reasons_missing", REASONS, "", WRITE_REASONS, in_form=True)


def files_sound(facts: LetterFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Only what can be read is signed."""
    return None if facts.files_sound else Refusal("files_unsound", _UNSOUND, "", _WAIT_OR_RENEW)


def signer_by_order(_facts: Prepared, actor: Actor, _now: datetime) -> Refusal | None:
    """A deputy signs by a dated order only, as he signs decisions."""
    return None if actor.may_sign else Refusal("no_order", _NO_ORDER, "", _ASK_ORDER)


def other_hand(facts: Prepared, actor: Actor, _now: datetime) -> Refusal | None:
    """Whoever prepared a paper of the office does not sign it."""
    return Refusal("same_hand", _SAME_HAND, "", _OTHER_SIGNS) if facts.prepared_by == actor.id else None


def signed(facts: Prepared, actor: Actor, _now: datetime) -> Refusal | None:
    """A paper of the office is signed by whoever signs it: his own signature is verified over exactly these bytes."""
    return None if actor.id in facts.signers else Refusal("not_signed", _NOT_SIGNED, in_form=True)


def way_given(facts: LetterFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A letter is sent in a way that can be named."""
    return None if facts.way_given else Refusal("way_missing", _NO_WAY, "", _NAME_WAY, in_form=True)


def office_or_author(_facts: LetterFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """The registrar, those who sign, and whoever the letter is with."""
    if actor.relation is Relation.ASSIGNEE or actor.acting_roles & _OFFICE:
        return None
    return Refusal("not_with_you", _NOT_WITH_YOU, "", _TURN_TO_OFFICE)


SEALED = Text(
    "Іс мұрағатқа мөрленген: хаттары өзгертілмейді.",
    "Дело запечатано для архива: его письма не меняются.",
    "The case is sealed for the archive: its letters stay as they are.",
)
_NOBODY = Text("Жауапты адам аталмаған.", "Не назван ответственный.", "Nobody is named to answer.")
_UNFIT = Text(
    "Аталған адам бұл іс бойынша хат жаза алмайды.",
    "Названный сотрудник не может писать письма по этому делу.",
    "The person named may not write letters in this case.",
)
_NAME_ONE = Text("Жауапты адамды таңдаңыз.", "Выберите ответственного.", "Choose who answers.")
REASONS = Text("Себебі жазылмаған.", "Не указана причина.", "No reason is given.")
WRITE_REASONS = Text("Себебін жазыңыз.", "Напишите причину.", "Write down the reason.")
_UNSOUND = Text(
    "Хаттың файлы жоқ, әлі тексерілмеген немесе жарамсыз.",
    "У письма нет файла, или он еще не проверен, или непригоден.",
    "The letter has no file, or its file is unchecked or unsound.",
)
_WAIT_OR_RENEW = Text(
    "Тексеруді күтіңіз немесе жаңа нұсқасын жүктеңіз.",
    "Дождитесь проверки или загрузите новую версию.",
    "Wait for the checks, or upload a new version.",
)
_NO_ORDER = Text(
    "Қол қою құқығын беретін бұйрық жоқ.", "Нет приказа о праве подписи.", "There is no order that lets you sign."
)
_ASK_ORDER = Text("Оған басшы қол қояды.", "Его подписывает руководитель.", "The head signs it.")
_SAME_HAND = Text("Хатты өзіңіз дайындадыңыз.", "Письмо подготовили вы сами.", "You prepared this letter yourself.")
_OTHER_SIGNS = Text(
    "Оған басшы немесе басқа орынбасары қол қояды.",
    "Его подписывает руководитель или другой заместитель.",
    "The head or another deputy signs it.",
)
_NOT_SIGNED = Text(
    "Сіздің расталған қолтаңбаңыз жоқ.",
    "Нет вашей подтвержденной подписи.",
    "There is no verified signature of yours.",
)
_NO_WAY = Text("Қалай жіберілгені көрсетілмеген.", "Не указано, как отправлено.", "It is not said how it was sent.")
_NAME_WAY = Text("Жіберу тәсілін таңдаңыз.", "Выберите способ отправки.", "Choose the way it was sent.")
_NOT_WITH_YOU = Text("Бұл хат сізге тапсырылмаған.", "Это письмо поручено не вам.", "This letter is not with you.")
_TURN_TO_OFFICE = Text(
    "Тіркеушіге немесе хатты дайындаған адамға жүгініңіз.",
    "Обратитесь к регистратору или к тому, кто подготовил письмо.",
    "Turn to the registrar or to whoever prepared the letter.",
)

_S, _A = LetterState, LetterAction
_SYSTEM = frozenset({Role.SYSTEM})
_NONE = frozenset({Relation.NONE})
_REGISTRAR = frozenset({Role.REGISTRAR})
_SIGNERS = frozenset({Role.HEAD, Role.DEPUTY})
_OFFICE = _REGISTRAR | _SIGNERS
#: Who writes and answers letters.
WRITERS = _OFFICE | {Role.EXECUTOR, Role.MONITOR, Role.FINANCE, Role.ARCHIVIST}
_MINE = frozenset({Relation.ASSIGNEE})
_ANYBODYS = frozenset({Relation.STAFF, Relation.ASSIGNEE})

ACTION_TITLES: dict[LetterAction, Text] = {
    _A.REGISTER: Text("Тіркеу", "Зарегистрировать", "Register"),
    _A.GIVE: Text("Жауапты адамды тағайындау", "Назначить ответственного", "Name who answers"),
    _A.TAKE: Text("Орындауға алу", "Взять в работу", "Take into work"),
    _A.ANSWER: Text("Жауап беру", "Дать ответ", "Answer"),
    _A.FILE: Text("Жауапсыз іске тігу", "Списать в дело без ответа", "File without an answer"),
    _A.RENEW: Text("Жаңа нұсқасын жүктеу", "Загрузить новую версию", "Upload a new version"),
    _A.SIGN: Text("Қол қою", "Подписать", "Sign"),
    _A.SEND: Text("Жіберілді деп белгілеу", "Отметить отправку", "Mark as sent"),
    _A.ANNUL: Text("Жою", "Аннулировать", "Annul"),
}


def _row(
    action: LetterAction,
    source: LetterState,
    target: LetterState,
    roles: frozenset[Role],
    relations: frozenset[Relation],
    *guards: Guard,
) -> Row[LetterState, LetterAction, LetterFacts]:
    return Row(action, source, target, roles, relations, (case_is_open, *guards), "", ACTION_TITLES[action])


_SIGNING: tuple[Guard, ...] = (signer_by_order, letter_within_order, other_hand, files_sound, signed)
ROWS: tuple[Row[LetterState, LetterAction, LetterFacts], ...] = (
    _row(_A.REGISTER, _S.RECEIVED, _S.REGISTERED, _REGISTRAR, _ANYBODYS, named_may_write),
    _row(_A.TAKE, _S.REGISTERED, _S.IN_WORK, WRITERS, _MINE),
    *(
        row
        for state in (_S.REGISTERED, _S.IN_WORK)
        for row in (
            _row(_A.GIVE, state, _S.REGISTERED, _OFFICE, _ANYBODYS, somebody_named, named_may_write),
            _row(_A.ANSWER, state, _S.ANSWERED, _SYSTEM, _NONE),
            _row(_A.FILE, state, _S.FILED, WRITERS, _MINE, reasons_given),
        )
    ),
    _row(_A.RENEW, _S.DRAFT, _S.DRAFT, WRITERS, _MINE),
    _row(_A.SIGN, _S.DRAFT, _S.SIGNED, _SIGNERS, _ANYBODYS, *_SIGNING),
    _row(_A.SEND, _S.SIGNED, _S.SENT, WRITERS, _ANYBODYS, office_or_author, way_given),
    _row(_A.ANNUL, _S.DRAFT, _S.ANNULLED, WRITERS, _ANYBODYS, office_or_author, reasons_given),
    *(
        _row(_A.ANNUL, state, _S.ANNULLED, _OFFICE, _ANYBODYS, reasons_given)
        for state in (_S.RECEIVED, _S.REGISTERED, _S.IN_WORK, _S.FILED, _S.SIGNED)
    ),
)

WORKFLOW: LetterWorkflow = LetterWorkflow("letter", ROWS, LETTER_STATE_LABELS)
