"""The machine of a supplement to an agreement: proposed → signed by the applicant → in force; taken back or declined
before that (342:A3.19, 342:A3.20). The operator signs after the applicant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from workflows.engine import GuardOf, Offer, Row, Workflow
from workflows.facts import Actor
from workflows.guards import named_already, named_otherwise
from workflows.orders import supplement_within_order
from workflows.programmes.editions import DOMESTIC, EXPORT
from workflows.refusals import Refusal
from workflows.states import CaseState, Relation, Role
from workflows.text import Text


class SupplementState(StrEnum):
    """Where a case's supplement stands; ``none``: nothing of the kind waits."""

    NONE = "none"
    PROPOSED = "proposed"
    APPLICANT_SIGNED = "applicant_signed"
    IN_FORCE = "in_force"
    ENDED = "ended"


class SupplementAction(StrEnum):
    """What is done to a supplement."""

    PROPOSE = "propose"
    SIGN = "sign"
    CHANGE_SIGNER = "change_signer"
    TAKE_BACK = "take_back"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementFacts:
    """One supplement. ``made``: its paper can be read; ``reasons_given``: the words of a decline are there. ``signer``:
    row id of the person whom the paper names as the one who signs for the operator, with ``signer_name``."""

    state: SupplementState
    case_state: CaseState
    made: bool = False
    reasons_given: bool = False
    signer: int | None = None
    signer_name: str = ""


Guard: TypeAlias = GuardOf[SupplementFacts]
SupplementOffer: TypeAlias = Offer[SupplementState, SupplementAction]
SupplementRow: TypeAlias = Row[SupplementState, SupplementAction, SupplementFacts]
SupplementWorkflow: TypeAlias = Workflow[SupplementState, SupplementAction, SupplementFacts]

#: The agreement is concluded and the case goes on.
CHANGED_IN = frozenset({CaseState.PAYMENT, CaseState.MONITORING})
SUPPLEMENT_STATE_LABELS: dict[SupplementState, Text] = {
    SupplementState.NONE: Text("Қосымша келісім күтілмейді", "Соглашение не ожидается", "No supplement waits"),
    SupplementState.PROPOSED: Text("Ұсынылды", "Предложено", "Proposed"),
    SupplementState.APPLICANT_SIGNED: Text(
        "Өтініш беруші қол қойды", "Подписано заявителем", "Signed by the applicant"
    ),
    SupplementState.IN_FORCE: Text("Күшінде", "Действует", "In force"),
    SupplementState.ENDED: Text("Аяқталды", "Завершено", "Ended"),
}


def agreement_runs(facts: SupplementFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Details change by a supplement once the agreement is concluded and while the case goes on."""
    return None if facts.case_state in CHANGED_IN else Refusal("agreement_rests", _RESTS)


def paper_made(facts: SupplementFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Only what can be read is signed."""
    return None if facts.made else Refusal("paper_not_made", _NOT_MADE, "", _WAIT)


def entitled(_facts: SupplementFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """The first head or whoever may sign for him; at the operator the head, or a deputy by an order."""
    return None if actor.may_sign else Refusal("may_not_sign", _NOT_ENTITLED, "", _ASK_HEAD)


def signer_is_named(facts: SupplementFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """For the operator the person signs whom the paper names, nobody else."""
    return named_otherwise(facts.signer, facts.signer_name, actor, _IN_YOUR_NAME)


def names_another(facts: SupplementFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """A paper is made anew only in another name than it bears."""
    return named_already(facts.signer, actor)


def reasons_given(facts: SupplementFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Whoever declines says why."""
    return None if facts.reasons_given else Refusal("reasons_missing", _REASONS, "", _WRITE, in_form=True)


_RESTS = Text(
    "Деректемелер келісім жасалғаннан кейін, іс төлемде не мониторингте тұрғанда ғана өзгертіледі.",
    "Реквизиты изменяются после заключения соглашения, пока дело на стадии выплаты или мониторинга.",
    "Details change once the agreement is concluded, while the case is in payment or monitoring.",
)
_NOT_MADE = Text("Құжат әлі жасалып жатыр.", "Документ еще формируется.", "The paper is still being made.")
_WAIT = Text("Біраздан соң қайталаңыз.", "Повторите немного позже.", "Try again in a while.")
_NOT_ENTITLED = Text(
    "Қол қою құқығы расталмаған.", "Право подписи не подтверждено.", "The right to sign is not established."
)
_ASK_HEAD = Text(
    "Бірінші басшы не қол қоюға өкілеттігі бар адам қол қояды.",
    "Подписывает первый руководитель или лицо с правом подписи.",
    "The first head signs, or somebody entitled to sign.",
)
_IN_YOUR_NAME = Text(
    "Құжатқа сол адам қол қойсын немесе оны өз атыңызға қайта дайындаңыз: өтініш беруші қайта қол қояды.",
    "Пусть подпишет названное лицо, или подготовьте документ заново на свое имя: заявитель подпишет еще раз.",
    "Let the person named sign it, or have it made anew in your name: the applicant then signs again.",
)
_REASONS = Text("Себебі жазылмаған.", "Не указана причина.", "No reason is given.")
_WRITE = Text("Себебін жазыңыз.", "Напишите причину.", "Write down the reason.")

_S, _A = SupplementState, SupplementAction
_TITLES: dict[SupplementAction, Text] = {
    _A.PROPOSE: Text("Қосымша келісім жасау", "Составить дополнительное соглашение", "Make the supplement"),
    _A.SIGN: Text("Қол қою", "Подписать", "Sign"),
    _A.CHANGE_SIGNER: Text("Өз атыңызға қайта дайындау", "Подготовить заново на свое имя", "Make it anew in your name"),
    _A.TAKE_BACK: Text("Қайтарып алу", "Отозвать", "Take back"),
    _A.DECLINE: Text("Бас тарту", "Отклонить", "Decline"),
}
_APPLICANT, _OWN = frozenset({Role.APPLICANT}), frozenset({Relation.OWN})
_SIGNERS, _STAFF = frozenset({Role.HEAD, Role.DEPUTY}), frozenset({Relation.STAFF, Relation.ASSIGNEE})


def _own(action: SupplementAction, source: SupplementState, target: SupplementState, *guards: Guard) -> SupplementRow:
    return Row(action, source, target, _APPLICANT, _OWN, (entitled, *guards), "342:A3.20", _TITLES[action])


def _office(
    action: SupplementAction, source: SupplementState, target: SupplementState, *guards: Guard
) -> SupplementRow:
    asked = (entitled, supplement_within_order, *guards)
    return Row(action, source, target, _SIGNERS, _STAFF, asked, "342:A3.19", _TITLES[action])


ROWS: tuple[SupplementRow, ...] = (
    _own(_A.PROPOSE, _S.NONE, _S.PROPOSED, agreement_runs),
    _own(_A.SIGN, _S.PROPOSED, _S.APPLICANT_SIGNED, agreement_runs, paper_made),
    _office(_A.SIGN, _S.APPLICANT_SIGNED, _S.IN_FORCE, agreement_runs, paper_made, signer_is_named),
    *(
        row
        for state in (_S.PROPOSED, _S.APPLICANT_SIGNED)
        for row in (
            _office(_A.CHANGE_SIGNER, state, _S.PROPOSED, agreement_runs, names_another),
            _own(_A.TAKE_BACK, state, _S.ENDED),
            _office(_A.DECLINE, state, _S.ENDED, reasons_given),
        )
    ),
)
#: The machine by the programme of the case; the known text of order 298 has no clauses for it.
WORKFLOWS: Mapping[str, SupplementWorkflow] = {
    DOMESTIC: SupplementWorkflow("supplement", ROWS, SUPPLEMENT_STATE_LABELS),
    EXPORT: SupplementWorkflow("supplement", tuple(replace(row, clause="") for row in ROWS), SUPPLEMENT_STATE_LABELS),
}
