"""Guards that every programme shares: who signs, what is signed, who is asked. One rule each.

A guard takes the facts, the actor and the moment and gives the reason why the act is not allowed, or None. Where a
law says what a guard asks stands with its programme (``programmes.machine.law``), which also adds the clause.
"""

from __future__ import annotations

from datetime import datetime

from workflows.engine import Guard
from workflows.facts import Actor, CaseFacts
from workflows.labels import DRAFT_LABELS
from workflows.refusals import Refusal
from workflows.states import DraftKind
from workflows.text import Text


def reasons_given(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """An act that ends, returns or refuses something, or burdens the applicant, says why."""
    return None if facts.reasons_given else Refusal("reasons_missing", _REASONS, "", _WRITE_REASONS, in_form=True)


def reassignment_explained(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The first assignment needs no reason; taking a case from one person and giving it to another does."""
    if facts.assignee_id is None or facts.reasons_given:
        return None
    return Refusal("reasons_missing", _REASSIGNED, "", _WRITE_REASONS, in_form=True)


def given_to_a_worker(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A case is given to somebody who is an executor or a monitor on this day."""
    return None if facts.assignee_fit else Refusal("assignee_unfit", _UNFIT, "", _CHOOSE_ANOTHER, in_form=True)


def not_given_to_another(facts: CaseFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """An executor takes only what nobody has; a case given to another is reassigned by the registrar or the head."""
    if facts.assignee_id is None or facts.assignee_id == actor.id:
        return None
    return Refusal("given_to_another", _GIVEN, "", _ASK_REASSIGN)


def may_sign(_facts: CaseFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """The head signs, or the person replacing him under an order that covers today."""
    return None if actor.may_sign else Refusal("may_not_sign", _NOT_SIGNER, "", _BRING_ORDER)


def not_author(facts: CaseFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """Whoever prepared an act does not sign it; a signer without a name has not shown that he is somebody else."""
    if facts.draft is None or (actor.id is not None and facts.draft.prepared_by != actor.id):
        return None
    return Refusal("author_signs", _AUTHOR, "", _OTHER_SIGNER)


def signer_is_named(facts: CaseFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """The person whom the prepared paper names signs it, nobody else: the paper and its signature say the same."""
    draft = facts.draft
    return named_otherwise(draft.signer, draft.signer_name, actor, _IN_YOUR_NAME) if draft else None


def names_another(facts: CaseFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """A paper is made anew only in another name than it bears."""
    return named_already(facts.draft.signer, actor) if facts.draft else None


def named_otherwise(signer: int | None, name: str, actor: Actor, way: Text) -> Refusal | None:
    """Why somebody does not sign a paper that names ``signer``; ``way``: what he can do."""
    if actor.id is not None and signer == actor.id:
        return None
    if signer is None:
        return Refusal("names_nobody", _NAMES_NOBODY, "", way)
    return Refusal("names_another", _NAMES_ANOTHER.fill(name=name), "", way)


def named_already(signer: int | None, actor: Actor) -> Refusal | None:
    """Why a paper is not made anew in the name that it bears."""
    return Refusal("names_you", _NAMES_YOU) if signer is not None and signer == actor.id else None


def draft_of(kind: DraftKind) -> Guard:
    """A guard: a draft of just this kind waits for its signature."""

    def draft_is_there(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
        if facts.draft is not None and facts.draft.kind is kind:
            return None
        label = DRAFT_LABELS[kind]
        return Refusal("no_draft", _NO_DRAFT.fill(kind=label), "", _PREPARE.fill(kind=label))

    draft_is_there.__name__ = f"draft_of_{kind}"
    draft_is_there.__doc__ = f"A draft of the kind {kind} waits for its signature."
    return draft_is_there


def draft_waiting(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """There is something to return."""
    return None if facts.draft is not None else Refusal("no_draft", _NOTHING_WAITS)


def no_draft_waiting(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """What a prepared act stands on is not changed under it: sign it, return it, or prepare it anew."""
    return None if facts.draft is None else Refusal("draft_waits", _DRAFT_WAITS, "", _RETURN_FIRST)


def draft_ready(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The files to sign are rendered and frozen with their hashes."""
    if facts.draft is None or facts.draft.ready:
        return None
    return Refusal("draft_not_ready", _NOT_READY, "", _WAIT)


def draft_signed(facts: CaseFacts, actor: Actor, _now: datetime) -> Refusal | None:
    """The EDS of whoever decides is verified over exactly the frozen files: nobody decides by another's signature."""
    if facts.draft is None or actor.id in facts.draft.signers:
        return None
    return Refusal("draft_not_signed", _NOT_SIGNED, "", _SIGN, in_form=True)


def package_sealed(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A case leaves for the archive only as a sealed and verified package, which is made on the page of the act."""
    return None if facts.package_sealed else Refusal("package_not_sealed", _NOT_SEALED, "", _SEAL, in_form=True)


def was_submitted(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A draft that was never submitted is no record: it is deleted after 30 days, not archived."""
    return None if facts.received_at is not None else Refusal("never_submitted", _NEVER_SUBMITTED)


_REASONS = Text("Себептері жазылмаған.", "Не указаны причины.", "No reasons are given.")
_WRITE_REASONS = Text("Себебін жазыңыз.", "Напишите причину.", "Write down the reason.")
_UNFIT = Text(
    "Таңдалған адам бүгін орындаушы да, мониторинг қызметкері де емес.",
    "Выбранный человек сегодня не исполнитель и не специалист по мониторингу.",
    "The chosen person is neither an executor nor a monitor today.",
)
_CHOOSE_ANOTHER = Text("Басқа адамды таңдаңыз.", "Выберите другого.", "Choose somebody else.")
_REASSIGNED = Text(
    "Іс басқа қызметкерге тапсырылған; қайта тапсырудың себебі керек.",
    "Дело уже поручено сотруднику; для передачи нужна причина.",
    "The case is already given to somebody; passing it on needs a reason.",
)
_GIVEN = Text(
    "Іс басқа орындаушыға тапсырылған.", "Дело поручено другому исполнителю.", "The case is given to another executor."
)
_ASK_REASSIGN = Text(
    "Тіркеушіден немесе басшыдан қайта тапсыруды сұраңыз.",
    "Попросите регистратора или руководителя передать дело.",
    "Ask the registrar or the head to reassign it.",
)
_NOT_SIGNER = Text(
    "Қол қою құқығы расталмаған.", "Право подписи не подтверждено.", "The right to sign is not established."
)
_BRING_ORDER = Text(
    "Басшы не бүгінгі күнге бұйрығы бар орынбасар қол қояды.",
    "Подписывает руководитель или заместитель с приказом на сегодняшний день.",
    "The head signs, or a deputy whose order covers today.",
)
_AUTHOR = Text(
    "Құжатты дайындаған адам оған қол қоя алмайды.",
    "Подготовивший документ не может его подписать.",
    "Whoever prepared the paper cannot sign it.",
)
_NAMES_ANOTHER = Text(
    "Бұл құжатта қол қоюшы ретінде {name} көрсетілген.",
    "В этом документе подписывающим названо другое лицо: {name}.",
    "This paper names another signer: {name}.",
)
_NAMES_NOBODY = Text(
    "Бұл құжатта қол қоюшы көрсетілмеген.",
    "В этом документе подписывающее лицо не названо.",
    "This paper names nobody who signs it.",
)
_IN_YOUR_NAME = Text(
    "Құжатқа сол адам қол қойсын немесе жобаны өз атыңызға қайта дайындаңыз.",
    "Пусть подпишет названное лицо, или подготовьте проект заново на свое имя.",
    "Let the person named sign it, or prepare the draft anew in your name.",
)
_NAMES_YOU = Text(
    "Бұл құжатта қол қоюшы ретінде өзіңіз көрсетілгенсіз.",
    "В этом документе подписывающим названы вы.",
    "This paper names you already.",
)
_OTHER_SIGNER = Text(
    "Құжатқа басқа қол қоюшы қол қояды.", "Подписать должно другое лицо.", "Another signer has to sign it."
)
_NO_DRAFT = Text(
    "Қол қоюға дайындалған құжат жоқ: {kind}.",
    "Нет подготовленного к подписи документа: {kind}.",
    "Nothing is prepared for signature: {kind}.",
)
_PREPARE = Text("Алдымен дайындаңыз: {kind}.", "Сначала подготовьте: {kind}.", "Prepare it first: {kind}.")
_NOTHING_WAITS = Text("Қол қоюды күтіп тұрған жоба жоқ.", "Нет проекта на подписи.", "No draft waits for a signature.")
_DRAFT_WAITS = Text(
    "Қол қоюды күтіп тұрған жоба бар.", "На подписи находится проект.", "A draft is waiting for its signature."
)
_RETURN_FIRST = Text(
    "Жобаға қол қойыңыз немесе оны ескертумен қайтарыңыз.",
    "Подпишите проект или верните его с замечанием.",
    "Have it signed, or returned with a remark.",
)
_NOT_READY = Text("Құжат файлдары әлі жасалуда.", "Файлы документа еще готовятся.", "The files are still being made.")
_WAIT = Text("Дайын болғанша күтіңіз.", "Подождите, пока они будут готовы.", "Wait until they are ready.")
_NOT_SIGNED = Text(
    "Құжатқа электрондық цифрлық қолтаңба қойылмаған немесе ол расталмаған.",
    "Документ не подписан ЭЦП или подпись не подтверждена.",
    "The paper has no verified electronic digital signature.",
)
_SIGN = Text("Құжатқа ЭЦҚ-мен қол қойыңыз.", "Подпишите документ ЭЦП.", "Sign it with your EDS.")
_NOT_SEALED = Text(
    "Мұрағаттық пакет мөрленбеген немесе тексерілмеген.",
    "Архивный пакет не запечатан или не проверен.",
    "The archive package is not sealed and verified.",
)
_SEAL = Text("Пакетті жинап, тексеріңіз.", "Соберите и проверьте пакет.", "Assemble the package and verify it.")
_NEVER_SUBMITTED = Text(
    "Өтінім берілмеген: жоба мұрағатқа тапсырылмайды.",
    "Заявка не подавалась: черновик в архив не сдается.",
    "It was never submitted: a draft is not archived.",
)
