"""How each case of the demo goes, from the draft to where it stands on the day the demo begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from dms.demo import letters
from dms.demo.acts import Hand, Printed
from dms.demo.plans import Plan
from dms.demo.stage import Stage, Story, after, at, calendar_days
from dms.queries import cases, packages
from dms.services import packing
from dms.services.judging.given import Ground
from workflows.states import Action

Tell = Callable[[Hand, Plan, datetime], Story]
Steps = Story


def apply(hand: Hand, begins: datetime, content: dict[str, Any], printed: Printed, clock: str = "11:05") -> Steps:
    """Draft, papers, the frozen application, its signature, the submission on the plan's day."""
    hand.draft(content)
    yield begins + timedelta(minutes=40)
    hand.attach(printed)
    yield begins + timedelta(hours=2)
    hand.freeze()
    yield at(begins.date(), clock)
    hand.submit()
    yield at(begins.date(), clock) + timedelta(minutes=2)


def to_review(hand: Hand, now: datetime) -> Iterator[datetime]:
    """Assigned on the next day, complete on the one after."""
    yield (now := after(now, 1, "09:40"))
    hand.assign()
    yield (now := after(now, 1, "10:30"))
    hand.list_complete()
    hand.by("executor", Action.COMPLETE)
    yield after(now, 0, "11:00")


def to_decision(hand: Hand, now: datetime) -> Steps:
    yield from to_review(hand, now)
    yield (now := after(hand.stage.moment, 2, "15:10"))
    hand.checks()
    if hand.wanting:
        hand.refuse_line(*hand.wanting)
    hand.by("executor", Action.PROPOSE_GRANT)
    yield now + timedelta(minutes=20)


def to_agreement(hand: Hand, plan: Plan, now: datetime) -> Steps:
    yield from to_decision(hand, now)
    yield (now := after(hand.stage.moment, 1, "10:15"))
    if plan.signed_by != "head":  # the papers name the head until another has them made anew in his own name
        hand.by(plan.signed_by, Action.CHANGE_SIGNER)
        yield (now := now + timedelta(minutes=20))
    hand.sign_decision(plan.signed_by, Action.GRANT)
    yield now + timedelta(minutes=15)


def to_payment(hand: Hand, plan: Plan, now: datetime) -> Steps:
    yield from to_agreement(hand, plan, now)
    yield (now := after(hand.stage.moment, 2, "14:50"))
    hand.sign_agreement()
    yield now + timedelta(minutes=10)


def to_monitoring(hand: Hand, plan: Plan, now: datetime) -> Steps:
    yield from to_payment(hand, plan, now)
    yield (now := after(hand.stage.moment, 1, "16:20"))
    hand.by("finance", Action.PAY, reference=f"ТТ-{hand.case.number[-4:] if hand.case.number else ''}")
    yield now + timedelta(minutes=10)
    hand.assign("monitor")


def report(
    hand: Hand, incomes: tuple[int, ...], base: int, *, first: int = 1, days: int = 12, hour: str = "12:10"
) -> Steps:
    """One figure a quarter from the ``first`` on, in tenge: reported so many days after the quarter's end."""
    for no, income in enumerate(incomes, start=first):
        quarter = next(row for row in cases.quarters_of(hand.case_id) if row.no == no)
        yield calendar_days(at(quarter.ends_on, "12:00"), days, hour)
        figures = {"income": Decimal(income), "base_income": Decimal(base)}
        hand.do(Action.REPORT_QUARTER, hand.applicant, quarter=no, **figures)


def closed(hand: Hand, plan: Plan, now: datetime) -> Story:
    """Eight quarters, the obligation met, the conclusion signed."""
    yield from to_monitoring(hand, plan, now)
    yield from report(hand, tuple(31_000_000 + 1_700_000 * n for n in range(8)), 29_400_000)
    yield (now := after(hand.stage.moment, 2, "10:40"))
    hand.by("monitor", Action.PREPARE_CLOSE, reasons="Қарсы міндеттеме орындалды, кіріс белгіленген деңгейден асты.")
    yield after(now, 1, "11:30")
    hand.sign_decision("head", Action.CLOSE)
    yield hand.stage.moment + timedelta(minutes=10)


def archived(hand: Hand, plan: Plan, now: datetime) -> Story:
    yield from closed(hand, plan, now)
    yield from letters.request_and_answer(hand)
    yield (now := after(hand.stage.moment, 3, "14:45"))
    packing.begin(hand.case_id, hand.stage.officer("archivist"), "07-12")
    yield now + timedelta(minutes=15)
    assert packages.package_of(hand.case_id) is not None  # sealed by the job of this moment
    hand.by("archivist", Action.ARCHIVE)
    yield now + timedelta(minutes=20)


def recovery(hand: Hand, plan: Plan, now: datetime) -> Story:
    """Income fell: a warning in the second year, after eight quarters the demand for return."""
    yield from to_monitoring(hand, plan, now)
    yield from report(hand, (22_100_000, 21_400_000, 20_900_000, 21_600_000), 21_500_000)
    yield (now := after(hand.stage.moment, 2, "11:10"))
    hand.by("monitor", Action.WARN, reasons="Доход за четыре квартала не вырос: встречное обязательство под угрозой.")
    yield now + timedelta(minutes=5)
    yield from report(
        hand, (22_300_000, 22_000_000, 21_200_000, 22_600_000), 21_500_000, first=5, days=15, hour="16:10"
    )
    yield (now := after(hand.stage.moment, 3, "15:30"))
    hand.by("monitor", Action.PREPARE_BREACH, reasons="Рост дохода за восемь кварталов меньше двух тенге на тенге.")
    yield after(now, 1, "09:50")
    hand.sign_decision("head", Action.BREACH)
    yield hand.stage.moment + timedelta(minutes=5)


def monitoring(hand: Hand, plan: Plan, now: datetime) -> Story:
    """Quarters that have passed by today, one figure still asked for."""
    yield from to_monitoring(hand, plan, now)
    yield from letters.free_words(hand)
    over = [row for row in cases.quarters_of(hand.case_id) if at(row.ends_on, "23:00") < hand.stage.ends - MARGIN]
    yield from report(hand, tuple(48_000_000 + 2_600_000 * n for n in range(len(over))), 45_900_000)


MARGIN = timedelta(days=25)


def withdrawn(hand: Hand, _plan: Plan, now: datetime) -> Story:
    yield from to_review(hand, now)
    yield (now := after(hand.stage.moment, 1, "16:30"))
    hand.do(Action.WITHDRAW, hand.applicant, reasons="Затраты будут заявлены вместе с расходами следующего квартала.")
    yield now + timedelta(minutes=5)


def incomplete(hand: Hand, _plan: Plan, now: datetime) -> Story:
    """No bank's mark on the payment orders: refused at completeness, no hearing (342:35)."""
    yield (now := after(now, 1, "09:20"))
    hand.by("executor", Action.TAKE)
    yield now + timedelta(hours=2)
    hand.list_complete(("document.payment_document", "Төлем құжаттарында банктің куәландыру белгісі жоқ."))
    hand.by("executor", Action.PREPARE_REJECTION)
    yield after(now, 1, "12:05")
    hand.sign_decision("head", Action.REJECT_INCOMPLETE)
    yield hand.stage.moment + timedelta(minutes=5)


def heard(hand: Hand, now: datetime, failed: tuple[str, str], facts: str) -> Steps:
    """Reviewed, found wanting, a hearing announced."""
    yield from to_review(hand, now)
    yield (now := after(hand.stage.moment, 1, "10:20"))
    hand.checks(failed)
    planned = after(now, 2, "15:00")
    hand.by("executor", Action.PROPOSE_REFUSAL, grounds=(Ground(2, facts, shown_by=failed[0]),), hearing_at=planned,
            place="Астана қ., Қабанбай батыр даңғылы, 17-үй, 304-кабинет", reasons=facts)  # fmt: skip
    yield now + timedelta(minutes=10)


def refused(hand: Hand, _plan: Plan, now: datetime) -> Story:
    """Arrears in taxes, a hearing at which the applicant agrees, the refusal signed."""
    facts = "Өтінім берген күні салықтар бойынша берешек бар: мемлекеттік кірістер органының мәліметі."
    yield from heard(hand, now, ("no_arrears", facts), facts)
    yield (now := after(hand.stage.moment, 1, "17:05"))
    hand.do(Action.RECORD_POSITION, hand.applicant, accepts=True,
            position="Берешек өтінім берілгеннен кейін төленді, құжаты бар.")  # fmt: skip
    yield (now := after(now, 1, "15:30"))
    hand.by("executor", Action.HOLD_HEARING, means="in_person", began_at=now - timedelta(minutes=30),
            came=(hand.applicant.name,),
            minutes="Өтініш берушінің өкілі қатысты. Берешек өтінім күнінде болғаны расталды.")  # fmt: skip
    yield now + timedelta(hours=1)
    hand.by("executor", Action.PREPARE_REFUSAL, grounds=(Ground(2, facts, shown_by="no_arrears"),))
    yield after(now, 1, "10:00")
    hand.sign_decision("head", Action.REFUSE)
    yield hand.stage.moment + timedelta(minutes=5)


def hearing(hand: Hand, _plan: Plan, now: datetime) -> Story:
    facts = "На дату подачи заявки имеется задолженность по социальным отчислениям."
    yield from heard(hand, now, ("no_arrears", facts), facts)
    yield from letters.complaint(hand)


def declined(hand: Hand, plan: Plan, now: datetime) -> Story:
    yield from to_agreement(hand, plan, now)
    yield (now := after(hand.stage.moment, 2, "11:45"))
    hand.do(Action.DECLINE, hand.applicant, reasons="Қарсы міндеттемені орындай алмаймыз: өндіріс көлемі азайды.")
    yield now + timedelta(minutes=5)


def review(hand: Hand, _plan: Plan, now: datetime) -> Story:
    """Half of the checks answered."""
    yield from to_review(hand, now)
    yield after(hand.stage.moment, 1, "10:05")
    hand.checks(upto=9)
    yield from letters.data_request(hand)


def completeness(hand: Hand, _plan: Plan, now: datetime) -> Story:
    yield after(now, 1, "09:35")
    hand.assign()
    yield from letters.explanation(hand)


def nothing_more(_hand: Hand, _plan: Plan, _now: datetime) -> Story:
    yield from ()


def decision(hand: Hand, _plan: Plan, now: datetime) -> Story:
    """A grant in part: one of the two costs is refused."""
    hand.wanting = (
        "1",
        "accounting_papers",
        "К платежному поручению не приложен акт на всю сумму услуг.",
    )
    yield from to_decision(hand, now)


STORIES: dict[str, Tell] = {
    "archived": archived,
    "closed": closed,
    "recovery": recovery,
    "monitoring": monitoring,
    "cap": monitoring,
    "withdrawn": withdrawn,
    "incomplete": incomplete,
    "refused": refused,
    "declined": declined,
    "payment": to_payment,
    "agreement": to_agreement,
    "decision": decision,
    "hearing": hearing,
    "review": review,
    "completeness": completeness,
    "registered": nothing_more,
    "submitted": nothing_more,
}


def story(stage: Stage, plan: Plan, begins: datetime, content: dict[str, Any], printed: Printed, tell: Tell) -> Story:
    """The whole story of one plan as ``tell`` goes on from its submission. A draft stays one, its bank
    details still to be filled in."""
    hand = Hand(stage, plan.applicant, plan.programme)
    if plan.key == "draft":
        hand.draft({key: value for key, value in content.items() if key not in ("bank", "declarations", "contact")})
        yield begins + timedelta(minutes=30)
        hand.attach(list(printed)[:4])
        return
    evening = plan.key == "submitted"
    yield from apply(hand, begins, content, printed, f"{stage.ends:%H:%M}" if evening else "14:35")
    yield from tell(hand, plan, stage.moment)
