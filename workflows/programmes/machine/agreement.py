"""Guards after the decision: signatures, money, monitoring, recovery."""

from __future__ import annotations

from datetime import datetime

from workflows.clock import local
from workflows.facts import Actor, CaseFacts
from workflows.money import format_tenge
from workflows.refusals import Refusal
from workflows.text import Text


def operator_signed(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The agreement comes to the applicant already signed by the operator."""
    return None if facts.operator_signed else Refusal("operator_unsigned", _OPERATOR, "", _OPERATOR_SIGNS)


def applicant_signed(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The agreement is made when the one signed by the applicant has reached the operator."""
    return (
        None
        if facts.applicant_signed
        else Refusal("applicant_unsigned", _APPLICANT, "", _APPLICANT_SIGNS, in_form=True)
    )


def sum_granted(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """What is paid is the sum of the decision."""
    if facts.granted is not None and facts.granted > 0:
        return None
    return Refusal("nothing_granted", _NO_SUM, "")


def balance_enough(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """While the account is short the operator suspends the transfer until money comes in."""
    if facts.granted is None or facts.balance >= facts.granted:
        return None
    short = format_tenge(facts.granted - facts.balance)
    return Refusal("account_short", _SHORT.fill(short=short), "", _WAIT_FOR_MONEY)


def payee_is_another(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The money goes to the applicant's own account: the operator's account named there is a mistake of whoever filled
    in the application, and the money would never arrive."""
    return Refusal("pays_itself", _PAYS_ITSELF, "", _RIGHT_ACCOUNT) if facts.pays_itself else None


def details_settled(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Both sides have signed other bank details, and a signature is still being judged: once it is found valid the
    money belongs elsewhere. It is paid when the answer is there, or when the supplement has fallen."""
    if not facts.details_under_judgement:
        return None
    return Refusal("details_under_judgement", _DETAILS_JUDGED, "", _WAIT_FOR_ANSWER)


def quarter_over(facts: CaseFacts, _actor: Actor, now: datetime) -> Refusal | None:
    """A quarter's figures are given for the whole quarter: not before its last day has passed."""
    if facts.quarter_ends_on is not None and facts.quarter_ends_on < local(now).date():
        return None
    if facts.quarter_ends_on is None:
        return Refusal("quarter_runs", _QUARTER_RUNS, "", _NO_QUARTER)
    return Refusal("quarter_runs", _QUARTER_RUNS, "", _RUNS_UNTIL.fill(day=f"{facts.quarter_ends_on:%d.%m.%Y}"))


def figures_given(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A report of a quarter has both figures: its own income and that of the quarter it is set against."""
    if not facts.figure_lacking:
        return None
    return Refusal("no_figures", _NO_FIGURES, "", in_form=True, field=facts.figure_lacking)


def monitoring_over(facts: CaseFacts, _actor: Actor, now: datetime) -> Refusal | None:
    """The monitoring period has passed; its last day still belongs to it."""
    if facts.monitoring_ends_on is not None and facts.monitoring_ends_on < local(now).date():
        return None
    if facts.monitoring_ends_on is None:
        return Refusal("monitoring_runs", _RUNS, "")
    ends = f"{facts.monitoring_ends_on:%d.%m.%Y}"
    return Refusal("monitoring_runs", _RUNS, "", _RUNS_UNTIL.fill(day=ends))


def obligation_met(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The counter-obligation is shown to be met."""
    if facts.obligation_met:
        return None
    return Refusal("obligation_open", _NOT_MET, "", _REPORT_OR_BREACH)


def breach_found(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The counter-obligation is not met, or the agreement is broken."""
    if facts.breach_ground or facts.obligation_met is False:
        return None
    return Refusal("no_breach", _NO_BREACH, "", _RECORD_BREACH, in_form=True)


def something_to_return(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A demand has a sum above zero: where the law has a formula, the one it gives by the quarters reported."""
    if facts.to_return is None or facts.to_return > 0:
        return None
    return Refusal("nothing_to_return", _NOTHING_BACK, "", _LOOK_AT_QUARTERS)


def money_back(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """The case ends when the demanded sum is on the account, or a court has settled it."""
    return None if facts.recovered else Refusal("money_out", _MONEY_OUT, "", _RECORD_RETURN, in_form=True)


def no_more_than_demanded(facts: CaseFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """No more is taken back than was demanded."""
    if not facts.overpaid:
        return None
    return Refusal("more_than_left", _TOO_MUCH, "", _CHECK_SUM, in_form=True, field="amount")


_OPERATOR = Text(
    "Келісімге Оператор қол қоймаған.", "Оператор не подписал Соглашение.", "The operator has not signed the agreement."
)
_OPERATOR_SIGNS = Text(
    "Оператордың басшысы қол қоюы керек.",
    "Соглашение должен подписать руководитель Оператора.",
    "The operator's head has to sign it.",
)
_APPLICANT = Text(
    "Келісімге өтініш беруші қол қоймаған.",
    "Заявитель не подписал Соглашение.",
    "The applicant has not signed the agreement.",
)
_APPLICANT_SIGNS = Text(
    "Келісімге ЭЦҚ-мен қол қойыңыз.", "Подпишите Соглашение ЭЦП.", "Sign the agreement with the EDS."
)
_NO_SUM = Text("Өтеу сомасы белгіленбеген.", "Сумма возмещения не установлена.", "No sum was granted.")
_DETAILS_JUDGED = Text(
    "Банктік деректемелерді өзгерту туралы қосымша келісімге екі тарап қол қойған, бірақ қолтаңба әлі тексерілуде.",
    "Дополнительное соглашение о смене банковских реквизитов подписали обе стороны, но подпись еще проверяется.",
    "Both sides have signed a supplement with other bank details, and a signature under it is still being checked.",
)
_WAIT_FOR_ANSWER = Text(
    "Тексеру нәтижесін күтіңіз: ол үш күннен аспайды. Қосымша келісімнен бас тартылса, бұрынғы деректемелер қалады.",
    "Дождитесь итога проверки: не более трех дней. Если соглашение отклонить, останутся прежние реквизиты.",
    "Wait for the answer: it takes three days at most. If the supplement is declined, the details before stay.",
)
_PAYS_ITSELF = Text(
    "Өтінімде көрсетілген шот – Оператордың өз шоты: ақша өтініш берушіге жетпейді.",
    "Счет, указанный в заявке, – собственный счет Оператора: деньги не дойдут до заявителя.",
    "The account named in the application is the operator's own: the money would not reach the applicant.",
)
_RIGHT_ACCOUNT = Text(
    "Өтініш берушіден дұрыс шотын сұратыңыз; ол анықталғанша төлем жасалмайды.",
    "Запросите у заявителя его счет; до этого выплата не производится.",
    "Ask the applicant for the right account; nothing is paid before that.",
)
_SHORT = Text(
    "Ағымдағы шотта қаражат жеткіліксіз: {short} жетпейді.",
    "На текущем счете недостаточно средств: не хватает {short}.",
    "The account is short of {short}.",
)
_WAIT_FOR_MONEY = Text(
    "Төлем қаражат түскенше тоқтатыла тұрады; түсімді тіркеңіз.",
    "Выплата приостановлена до поступления средств; запишите поступление.",
    "Payment waits for money; record the transfer when it comes.",
)
_QUARTER_RUNS = Text("Тоқсан әлі аяқталмаған.", "Квартал еще не закончился.", "The quarter is not over yet.")
_NO_QUARTER = Text(
    "Мониторинг тоқсандарының бірін көрсетіңіз.",
    "Укажите один из кварталов мониторинга.",
    "Name one of the quarters of monitoring.",
)
_NO_FIGURES = Text(
    "Тоқсанын және екі сомасын да жазыңыз: осы тоқсанның және салыстырылатын тоқсанның табысын.",
    "Укажите квартал и обе суммы: его доход и доход квартала, с которым он сравнивается.",
    "Name the quarter and both figures: its income and that of the quarter it is set against.",
)
_RUNS = Text(
    "Мониторинг кезеңі аяқталмаған.", "Период мониторинга не закончился.", "The monitoring period is not over."
)
_RUNS_UNTIL = Text(
    "Кезең {day} күнін қоса алғанға дейін созылады.",
    "Период длится по {day} включительно.",
    "It runs to {day}, included.",
)
_NOT_MET = Text(
    "Қарсы міндеттеменің орындалғаны расталмаған.",
    "Выполнение встречного обязательства не подтверждено.",
    "The counter-obligation is not shown to be met.",
)
_REPORT_OR_BREACH = Text(
    "Тоқсандық деректерді толықтырыңыз; орындалмаса, қайтару талабын дайындаңыз.",
    "Дополните данные по кварталам; если оно не выполнено, подготовьте требование о возврате.",
    "Complete the quarters' figures; where it is not met, prepare the demand for return.",
)
_NO_BREACH = Text(
    "Қарсы міндеттеменің орындалмауы не Келісімнің бұзылуы тіркелмеген.",
    "Невыполнение встречного обязательства или нарушение Соглашения не зафиксировано.",
    "No failure of the counter-obligation and no broken agreement is on record.",
)
_RECORD_BREACH = Text("Бұзушылықты негізімен тіркеңіз.", "Зафиксируйте нарушение.", "Record the breach and its ground.")
_NOTHING_BACK = Text(
    "Берілген тоқсандар бойынша қайтаруға жататын сома жоқ.",
    "По представленным кварталам возвращать нечего.",
    "By the quarters reported there is nothing to return.",
)
_LOOK_AT_QUARTERS = Text(
    "Тоқсандардың деректерін тексеріңіз; міндеттеме орындалса, істі жабыңыз.",
    "Проверьте данные кварталов; если обязательство выполнено, закройте дело.",
    "Check the figures of the quarters; where the obligation is met, close the case.",
)
_MONEY_OUT = Text(
    "Талап етілген сома қайтарылмаған.", "Требуемая сумма не возвращена.", "The demanded sum is not back."
)
_RECORD_RETURN = Text("Шотқа түскен соманы тіркеңіз.", "Запишите поступление на счет.", "Record what came in.")
_TOO_MUCH = Text(
    "Бұл сома қайтарылуға қалған сомадан көп.",
    "Эта сумма больше, чем осталось вернуть.",
    "This is more than is left to return.",
)
_CHECK_SUM = Text("Соманы тексеріңіз.", "Проверьте сумму.", "Check the sum.")
