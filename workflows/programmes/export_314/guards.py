"""Guards that order 314 alone knows (314:3, 314:22, 314:24): remarks and their answer, the order of registration,
leaving without consideration. Its clauses for the shared guards stand in ``machine``."""

from __future__ import annotations

from datetime import datetime

from workflows.facts import Actor, CaseFacts
from workflows.refusals import Refusal
from workflows.states import Verdict
from workflows.text import Text


def something_does_not_conform(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Remarks name what is not there or does not conform; a broken obligation of an earlier agreement is one check."""
    if Verdict.NO in facts.checks.values() or Verdict.NO in facts.completeness.values():
        return None
    return Refusal("nothing_to_remark", _NOTHING, "314:22", _ANSWER_NO)


def answered_with_something_new(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The applicant answers remarks with new documents, or by changing the application."""
    return None if facts.new_documents else Refusal("nothing_new", _NOTHING_NEW, "314:22", _PUT_IN, in_form=True)


def remarks_were_given(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Remarks come before a refusal (I-22): the applicant first gets the chance to mend the application."""
    return None if facts.rounds > 0 else Refusal("no_remarks_yet", _NO_REMARKS, "314:22", _SEND_FIRST)


def review_term_known(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The hearing notice goes out at least 3 working days before the end of the review term, whose length the known
    text does not name: without the setting nobody can tell that day."""
    return None if facts.review_term_set else Refusal("review_term_unknown", _NO_TERM, "314:24", _SET_TERM)


def its_turn(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Applications are considered in the order of registration, within the year's budget: what was registered earlier
    and waits for the operator's decision goes first. That holds for what takes of the budget, from its proposal to its
    signature; a refusal takes nothing and waits for nobody (I-24)."""
    if not facts.earlier_waiting:
        return None
    numbers = ", ".join(facts.earlier_waiting)
    return Refusal("not_its_turn", _EARLIER.fill(numbers=numbers), "314:3", _DECIDE_FIRST)


def ground_to_leave(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """An application is left without consideration on one of the four grounds only, and only while it holds."""
    if facts.leave_clause and facts.leave_clause in facts.leave_clauses:
        return None
    if not facts.leave_clause:
        return Refusal("no_ground_to_leave", _NO_GROUND, "314:22", _CHOOSE, in_form=True)
    return Refusal("ground_does_not_hold", _DOES_NOT_HOLD, facts.leave_clause, _CHOOSE, in_form=True)


def drafted_ground_holds(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The ground that the prepared notice names still holds when it is signed."""
    if facts.draft is None or (facts.draft.clauses and set(facts.draft.clauses) <= facts.leave_clauses):
        return None
    return Refusal("ground_does_not_hold", _DOES_NOT_HOLD, "314:22", _PREPARE_ANEW)


_NOTHING = Text(
    "Ескерту жасайтын ештеңе жоқ: барлық жауап оң.",
    "Замечаний нет: все ответы положительные.",
    "There is nothing to remark on: no answer is “no”.",
)
_ANSWER_NO = Text(
    "Сәйкес келмейтінін «жоқ» деп себебімен белгілеңіз.",
    "Отметьте несоответствие ответом «нет» с причиной.",
    "Answer “no”, with its reason, where the application does not conform.",
)
_NOTHING_NEW = Text(
    "Ескертулерден кейін жаңа құжат енгізілмеген.",
    "После замечаний ничего нового не представлено.",
    "Nothing new has been put in since the remarks.",
)
_PUT_IN = Text(
    "Құжаттарды қосыңыз не ауыстырыңыз немесе өтінімді түзетіңіз.",
    "Приложите или замените документы либо исправьте заявку.",
    "Add or replace documents, or correct the application.",
)
_NO_REMARKS = Text(
    "Өтініш берушіге әлі ескерту жіберілмеген.",
    "Заявителю еще не направлялись замечания.",
    "No remarks have been sent to the applicant yet.",
)
_SEND_FIRST = Text("Алдымен ескертулер жіберіңіз.", "Сначала направьте замечания.", "Send remarks first.")
_NO_TERM = Text(
    "Өтінімді қарау мерзімінің ұзақтығы бағдарлама баптауында белгіленбеген.",
    "Длительность срока рассмотрения не задана в настройках программы.",
    "The length of the review term is not set for this programme.",
)
_SET_TERM = Text(
    "Әкімшіден қарау мерзімін белгілеуді сұраңыз.",
    "Попросите администратора задать срок рассмотрения.",
    "Ask the administrator to set it.",
)
_EARLIER = Text(
    "Ертерек тіркелген өтінімдер шешім күтуде: {numbers}.",
    "Решения ждут зарегистрированные раньше заявки: {numbers}.",
    "Applications registered earlier still wait for a decision: {numbers}.",
)
_DECIDE_FIRST = Text(
    "Алдымен солар бойынша шешім қабылдаңыз.", "Сначала примите решения по ним.", "Decide those first."
)
_NO_GROUND = Text(
    "Қараусыз қалдыру негізі таңдалмаған.",
    "Не выбрано основание оставления без рассмотрения.",
    "No ground of leaving without consideration is chosen.",
)
_DOES_NOT_HOLD = Text(
    "Таңдалған негіз деректермен расталмайды.",
    "Выбранное основание не подтверждается данными.",
    "The ground does not hold by the data.",
)
_CHOOSE = Text(
    "22-тармақтың 1)–4) тармақшаларының орындалғанын таңдаңыз.",
    "Выберите то из оснований 1)–4) пункта 22, которое выполняется.",
    "Choose one of 314:22.1–22.4 that holds.",
)
_PREPARE_ANEW = Text(
    "Жобаны қайтарып, қарауды жалғастырыңыз.",
    "Верните проект и продолжите рассмотрение.",
    "Return the draft and go on.",
)
