"""How each case of the export programme goes in the demo. The order of registration holds: what is granted was decided
before anything later, and what is with its applicant holds nobody up."""

from __future__ import annotations

from datetime import datetime, timedelta

from dms.demo.acts import Hand
from dms.demo.papers import print_now
from dms.demo.plans import Plan
from dms.demo.stage import Story, after, at
from dms.demo.stories import MARGIN, Tell, report, to_agreement, to_monitoring, to_payment
from dms.models import Document
from dms.queries import cases, documents
from dms.services.judging.given import Ground
from workflows.states import Action, ExportAction


def remarks(hand: Hand, _plan: Plan, now: datetime) -> Story:
    """The invoice is not signed: remarks go out, the case waits for its applicant."""
    yield (now := after(now, 1, "09:50"))
    hand.assign()
    yield (now := after(now, 3, "15:20"))
    lacking, why, words = _LACKING[hand.head.language]
    hand.list_complete((lacking, why))
    hand.by("executor", ExportAction.SEND_REMARKS, reasons=words)
    yield now + timedelta(minutes=10)


_LACKING = {
    "kk": ("document.invoice_or_act", "Актіде орындаушының қолы мен мөрі жоқ.",
           "Актіні екі тараптың қолы қойылған түрінде қайта тіркеп, жауап беріңіз."),
    "ru": ("document.invoice_or_act", "В акте нет подписи и печати исполнителя.",
           "Приложите акт, подписанный обеими сторонами, и направьте ответ."),
}  # fmt: skip


def answered(hand: Hand, plan: Plan, now: datetime) -> Story:
    """The applicant puts in the act anew, signs and answers: the check begins again, under the repeat notice's term."""
    yield from remarks(hand, plan, now)
    yield (now := after(hand.stage.moment, 4, "16:40"))
    hand.attach(print_now(hand.case.content, ("invoice_or_act",)))
    hand.freeze()
    yield now + timedelta(minutes=20)
    frozen = documents.frozen_application(hand.case_id)
    papers = [*([frozen] if frozen else []), *documents.documents_of(hand.case_id, "uploaded")]
    hand.sign([paper for paper in papers if not _signed(paper)], hand.applicant, "applicant")
    hand.do(ExportAction.ANSWER_REMARKS, hand.applicant)
    yield now + timedelta(minutes=30)


def _signed(paper: Document) -> bool:
    return paper.current is None or bool(paper.current.signatures)


def refused(hand: Hand, plan: Plan, now: datetime) -> Story:
    """The payroll fund did not grow: remarks first (I-22), their answer, the hearing, the refusal."""
    yield from answered(hand, plan, now)
    yield (now := after(hand.stage.moment, 2, "10:30"))
    hand.list_complete()
    hand.by("executor", Action.COMPLETE)
    facts = "Фонд оплаты труда вырос на 4 %: данные органа государственных доходов."
    yield (now := after(now, 1, "11:15"))
    hand.checks(("payroll_grew", facts))
    grounds = (Ground(0, facts, clause="314:4", shown_by="payroll_grew"),)
    hand.by("executor", Action.PROPOSE_REFUSAL, grounds=grounds, hearing_at=after(now, 1, "15:00"),
            place="г. Астана, пр. Кабанбай батыра, 17, кабинет 304", reasons=facts)  # fmt: skip
    yield (now := after(now, 1, "15:40"))
    hand.by("executor", Action.HOLD_HEARING, absent=True, minutes="Представитель заявителя не явился.")
    yield now + timedelta(hours=1)
    hand.by("executor", Action.PREPARE_REFUSAL, grounds=grounds)
    yield after(now, 1, "10:10")
    hand.sign_decision("head", Action.REFUSE)
    yield hand.stage.moment + timedelta(minutes=5)


def left(hand: Hand, _plan: Plan, now: datetime) -> Story:
    """The costs declared are over 13 000 MCI: left without consideration (314:22.2), signed by the head."""
    yield (now := after(now, 1, "10:00"))
    hand.assign()
    yield (now := after(now, 2, "11:40"))
    hand.by("executor", ExportAction.PREPARE_LEAVING, leave_clause="314:22.2",
            reasons="Мәлімделген шығындар 13 000 АЕК-тен асады.")  # fmt: skip
    yield after(now, 1, "12:10")
    hand.sign_decision("head", ExportAction.LEAVE)
    yield hand.stage.moment + timedelta(minutes=5)


def watched(hand: Hand, plan: Plan, now: datetime) -> Story:
    """In monitoring: the income in a foreign currency of the quarters that have passed."""
    yield from to_monitoring(hand, plan, now)
    over = [row for row in cases.quarters_of(hand.case_id) if at(row.ends_on, "23:00") < hand.stage.ends - MARGIN]
    yield from report(hand, tuple(286_000 + 9_500 * n for n in range(len(over))), 271_400)


def granted(hand: Hand, plan: Plan, now: datetime) -> Story:
    yield from to_agreement(hand, plan, now)


EXPORT_STORIES: dict[str, Tell] = {
    "e_monitoring": watched,
    "e_left": left,
    "e_refused": refused,
    "e_payment": to_payment,
    "e_agreement": granted,
    "e_answered": answered,
    "e_remarks": remarks,
}
