"""The machine of a general document of the office (an order, an instruction, minutes): draft → in force, then
superseded by a later one or cancelled. It comes into force by the signature of another hand than its author's over
exactly its files. It lies in a folder by the nomenclature, which gives it the first part of its
number; the number is given once, when the document comes into force. The folder is closed when its year is over,
whether its documents hold or not.

Who reads it: a draft its author and those who sign, what is in force all of the operator's staff or the roles that it
names. The administrator keeps accounts and tables and reads none of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from workflows.engine import GuardOf, Offer, Row, Workflow
from workflows.facts import Actor
from workflows.letters import REASONS, WRITE_REASONS, other_hand, signed, signer_by_order
from workflows.orders import general_within_order
from workflows.refusals import Refusal
from workflows.states import STAFF_ROLES, Relation, Role
from workflows.text import Text


class GeneralKind(StrEnum):
    """What a general document is."""

    ORDER = "order"
    INSTRUCTION = "instruction"
    LETTER = "letter"
    MINUTES = "minutes"
    OTHER = "other"


class GeneralState(StrEnum):
    """Where a general document stands."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"


class GeneralAction(StrEnum):
    """What is done to a general document."""

    RENEW = "renew"  # a new version of the draft's file
    APPROVE = "approve"
    SUPERSEDE = "supersede"  # by the system: a later one has come into force in its place
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralFacts:
    """One general document. ``files_sound``: it has a file and the checks let every one of its files out;
    ``folder_open``: the folder of its year takes documents; ``predecessor_stands``: what it takes the place of, if
    anything, is in force; ``signers``: row ids of people whose valid signature stands under every file."""

    state: GeneralState
    prepared_by: int | None = None
    files_sound: bool = False
    folder_open: bool = True
    predecessor_stands: bool = True
    signers: frozenset[int] = frozenset()
    reasons_given: bool = False


Guard: TypeAlias = GuardOf[GeneralFacts]
GeneralOffer: TypeAlias = Offer[GeneralState, GeneralAction]
GeneralWorkflow: TypeAlias = Workflow[GeneralState, GeneralAction, GeneralFacts]

KIND_LABELS: Mapping[GeneralKind, Text] = {
    GeneralKind.ORDER: Text("Бұйрық", "Приказ", "Order"),
    GeneralKind.INSTRUCTION: Text("Нұсқаулық", "Инструкция", "Instruction"),
    GeneralKind.LETTER: Text("Хат", "Письмо", "Letter"),
    GeneralKind.MINUTES: Text("Хаттама", "Протокол", "Minutes"),
    GeneralKind.OTHER: Text("Өзге құжат", "Иной документ", "Other document"),
}
GENERAL_STATE_LABELS: dict[GeneralState, Text] = {
    GeneralState.DRAFT: Text("Жоба", "Проект", "Draft"),
    GeneralState.IN_FORCE: Text("Күшінде", "Действует", "In force"),
    GeneralState.SUPERSEDED: Text("Ауыстырылды", "Заменен", "Superseded"),
    GeneralState.CANCELLED: Text("Күші жойылды", "Отменен", "Cancelled"),
}

#: Who approves and cancels, and therefore reads drafts and what is restricted to others.
SIGNERS = frozenset({Role.HEAD, Role.DEPUTY})
#: All who read what is in force; who only administers is not among them.
READERS = STAFF_ROLES - {Role.ADMINISTRATOR}
#: Who drafts general documents, and who opens and closes folders.
WRITERS = READERS - {Role.SUPERVISOR}
KEEPERS = frozenset({Role.REGISTRAR, Role.ARCHIVIST})


def may_read(roles: Iterable[Role], *, author: bool, numbered: bool, named: Iterable[Role] = ()) -> bool:
    """Whether somebody with these roles reads a document. ``numbered``: it has come into force once; what never did is
    read as a draft, cancelled or not. ``named``: the roles to which it is restricted; those who sign read what they
    answer for."""
    held, restricted = frozenset(roles), frozenset(named)
    others = (READERS & restricted if restricted else READERS) if numbered else frozenset[Role]()
    return bool(held & READERS) and (author or bool(held & (SIGNERS | others)))


def may_open(year: int, today: date) -> bool:
    """A folder is opened for this year or, before it begins, for the next."""
    return year in (today.year, today.year + 1)


def may_close(year: int, today: date) -> bool:
    """A folder is closed once its year is over."""
    return year < today.year


def files_sound(facts: GeneralFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Only what can be read comes into force."""
    return None if facts.files_sound else Refusal("files_unsound", _UNSOUND, "", _WAIT_OR_RENEW)


def folder_open(facts: GeneralFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A closed folder takes no more documents."""
    return None if facts.folder_open else Refusal("folder_closed", FOLDER_CLOSED, "", _OTHER_FOLDER)


def predecessor_stands(facts: GeneralFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Only what is in force can be replaced; else two documents would hold beside each other, or one that was
    cancelled would seem replaced."""
    return None if facts.predecessor_stands else Refusal("predecessor_gone", _PREDECESSOR_GONE, "", _DRAFT_ANEW)


def author_or_signer(_facts: GeneralFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """A draft is given up by its author or, where he does not, by whoever could have approved it."""
    mine = actor.relation is Relation.ASSIGNEE or actor.may_sign
    return None if mine else Refusal("not_author", _NOT_AUTHOR)


def reasons_given(facts: GeneralFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A document is cancelled for a reason."""
    return None if facts.reasons_given else Refusal("reasons_missing", REASONS, "", WRITE_REASONS, in_form=True)


FOLDER_CLOSED = Text("Бұл жылдың ісі жабылған.", "Дело этого года закрыто.", "The folder of this year is closed.")
OTHER_YEAR = Text(
    "Іс {folder} жылдікі, ал құжат {year} жылғы. {year} жылдың ісін таңдаңыз немесе басқа жылдың ісіне "
    "тіркелетінін белгілеңіз.",
    "Дело за {folder} год, а документ {year} года. Выберите дело {year} года или отметьте, что документ подшивается "
    "в дело другого года.",
    "The folder is of {folder}, the document of {year}. Choose a folder of {year}, or mark that it goes into the "
    "folder of another year.",
)
_OTHER_FOLDER = Text(
    "Биылғы іске жаңа жоба дайындаңыз.", "Подготовьте проект в деле текущего года.", "Draft it in this year's folder."
)
_PREDECESSOR_GONE = Text(
    "Ауыстырылатын құжат енді күшінде емес.",
    "Заменяемый документ больше не действует.",
    "The document whose place it takes is no longer in force.",
)
_DRAFT_ANEW = Text(
    "Жобаның күшін жойып, жаңасын дайындаңыз.",
    "Отмените проект и подготовьте новый.",
    "Cancel the draft and prepare a new one.",
)
_NOT_AUTHOR = Text(
    "Жобаның күшін оны дайындаған адам немесе қол қоюшы жояды.",
    "Проект отменяет тот, кто его подготовил, или тот, кто подписывает.",
    "A draft is cancelled by whoever prepared it or by somebody who signs.",
)
_UNSOUND = Text(
    "Құжаттың файлы жоқ, әлі тексерілмеген немесе жарамсыз.",
    "У документа нет файла, или он еще не проверен, или непригоден.",
    "The document has no file, or its file is unchecked or unsound.",
)
_WAIT_OR_RENEW = Text(
    "Тексеруді күтіңіз немесе жаңа нұсқасын жүктеңіз.",
    "Дождитесь проверки или загрузите новую версию.",
    "Wait for the checks, or upload a new version.",
)

_S, _A = GeneralState, GeneralAction
_SYSTEM, _NONE = frozenset({Role.SYSTEM}), frozenset({Relation.NONE})
_MINE = frozenset({Relation.ASSIGNEE})
_ANYBODYS = frozenset({Relation.STAFF, Relation.ASSIGNEE})
ACTION_TITLES: dict[GeneralAction, Text] = {
    _A.RENEW: Text("Жаңа нұсқасын жүктеу", "Загрузить новую версию", "Upload a new version"),
    _A.APPROVE: Text("Бекіту", "Утвердить", "Approve"),
    _A.SUPERSEDE: Text("Ауыстыру", "Заменить", "Supersede"),
    _A.CANCEL: Text("Күшін жою", "Отменить", "Cancel"),
}


def _row(
    action: GeneralAction,
    source: GeneralState,
    target: GeneralState,
    roles: frozenset[Role],
    relations: frozenset[Relation],
    *guards: Guard,
) -> Row[GeneralState, GeneralAction, GeneralFacts]:
    return Row(action, source, target, roles, relations, guards, "", ACTION_TITLES[action])


_APPROVING: tuple[Guard, ...] = (
    signer_by_order, general_within_order, other_hand, files_sound, folder_open, predecessor_stands, signed,
)  # fmt: skip
ROWS: tuple[Row[GeneralState, GeneralAction, GeneralFacts], ...] = (
    _row(_A.RENEW, _S.DRAFT, _S.DRAFT, WRITERS, _MINE),
    _row(_A.APPROVE, _S.DRAFT, _S.IN_FORCE, SIGNERS, _ANYBODYS, *_APPROVING),
    _row(_A.CANCEL, _S.DRAFT, _S.CANCELLED, WRITERS, _ANYBODYS, author_or_signer, reasons_given),
    _row(_A.SUPERSEDE, _S.IN_FORCE, _S.SUPERSEDED, _SYSTEM, _NONE),
    _row(
        _A.CANCEL, _S.IN_FORCE, _S.CANCELLED, SIGNERS, _ANYBODYS, signer_by_order, general_within_order, reasons_given
    ),
)

WORKFLOW: GeneralWorkflow = GeneralWorkflow("general", ROWS, GENERAL_STATE_LABELS)
