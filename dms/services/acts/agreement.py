"""The agreement, the payment, its end before payment (342:20-23, 342:A3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from dms.extensions import db
from dms.models import Agreement, Quarter
from dms.queries import cases, documents, people
from dms.queries.supplements import bank_at
from dms.services import papers
from dms.services.acts import decisions
from dms.services.acts.act import Act
from dms.services.judging.law import clause_of, edition_of
from dms.services.money import ledger, suspension
from dms.services.papers import parts
from dms.services.telling import notices
from workflows.clock import local
from workflows.reliance import of_act
from workflows.states import Action, DraftKind, Role


def sign_agreement(act: Act) -> dict[str, Any]:
    """Concluded on the day the signed agreement reaches the operator: now (342:22). The quarters that will be compared
    are fixed with it (342:A3.5.1)."""
    agreement = _agreement(act)
    agreement.applicant_signed_at = act.now
    agreement.concluded_on = act.now.date()
    counted_by = _counted_by(act)
    after = edition_of(act.case).sums.obligation.after(counted_by)
    for no, quarter in enumerate(after, start=1):
        db.session.add(
            Quarter(
                case_id=act.case.id,
                no=no,
                starts_on=quarter.first,
                ends_on=quarter.last,
                due_on=quarter.report_due_on,
            )
        )
    for paper in documents.documents_of(act.case.id, "generated"):
        if paper.kind == "annex-3" and paper.for_applicant:
            papers.order_signature_sheet(paper, now=act.now)
    notices.tell_role("finance", act.case, "to_pay", act.now, number=act.case.number)
    act.after_move(lambda: suspension.follow(act.case.programme, act.now))
    relied = of_act(Action.SIGN_AGREEMENT, act.case.programme)
    return {"concluded_on": agreement.concluded_on, "quarters_by": counted_by, "interpretations": relied}


def _counted_by(act: Act) -> date:
    """The day by which the agreement that both sides signed counts its quarters: its draft's, whenever the second
    signature came (I-41)."""
    signed = [row for row in cases.decisions(act.case.id) if row.kind == DraftKind.GRANT and row.status == "signed"]
    return local(signed[-1].prepared_at).date()


def decline(act: Act) -> dict[str, Any]:
    agreement = _agreement(act)
    agreement.declined_at = act.now
    agreement.decline_reasons = act.given.reasons
    act.case.ended_at = act.now
    released = ledger.release(act.case, act.user, act.now)
    papers.order(act.case, "applicant-notice", now=act.now, deliver=True, extra={"reasons": act.given.reasons})
    notices.tell_assignee(act.case, "declined", act.now, number=act.case.number)
    return {"reasons": act.given.reasons, "released": released}


def pay(act: Act) -> dict[str, Any]:
    agreement = _agreement(act)
    assert agreement.concluded_on is not None  # the guard has seen both signatures
    ledger.pay(act.case, agreement.amount, act.user, act.now, act.given.reference)
    ends_on = edition_of(act.case).sums.obligation.ends_on
    agreement.monitoring_ends_on = ends_on(act.now.date(), agreement.concluded_on)
    order = {
        "reference": act.given.reference,
        "purpose_code": act.given.purpose_code or parts.settings().payment_purpose_code,
    }
    papers.order(act.case, "payment-order", now=act.now, author=act.user, extra=order)
    notices.tell_applicant(act.case, "paid", act.now, number=act.case.number, sum=str(agreement.amount))
    notices.tell_role("monitor", act.case, "to_monitor", act.now, number=act.case.number)
    act.after_move(lambda: suspension.follow(act.case.programme, act.now))
    act.after_move(lambda: _ask_for_a_monitor(act))
    return {
        "amount": agreement.amount,
        **order,
        "payee": dict(bank_at(act.case, act.now)),
        "monitoring_ends_on": agreement.monitoring_ends_on,
        "interpretations": of_act(Action.PAY, act.case.programme),
    }


def _ask_for_a_monitor(act: Act) -> None:
    """The case is still with whoever reviewed it; somebody has to hand it on (342:24)."""
    if act.case.assignee_id not in people.users_with_role(Role.MONITOR.value, act.now.date()):
        clause = clause_of(act.case, Action.REPORT_QUARTER)
        notices.tell_assigners(act.case, "give_to_monitor", act.now, number=act.case.number, clause=clause)


def prepare_termination(act: Act) -> dict[str, Any]:
    payload = {"reasons": act.given.reasons}
    return decisions.prepare(act, DraftKind.TERMINATION, ("termination-notice",), payload).payload


def terminate(act: Act) -> dict[str, Any]:
    told = decisions.sign(act)
    act.case.ended_at = act.now
    released = ledger.release(act.case, act.user, act.now)
    notices.tell_applicant(act.case, "terminated", act.now, number=act.case.number)
    return told | {"released": released}


def _agreement(act: Act) -> Agreement:
    agreement = cases.agreement_of(act.case.id)
    assert agreement is not None  # made at the grant
    return agreement
