"""Payments that wait for money (342:20): suspended while the account is short of the case's sum, resumed when money
has come. The machine's own rule lets nothing be paid meanwhile; here it is said, to the journal and to the applicant,
once for each time."""

from __future__ import annotations

from datetime import datetime

from dms.events import Event
from dms.queries import money
from dms.services import journal
from dms.services.judging.law import cited
from dms.services.telling import notices


def follow(programme: str, now: datetime) -> None:
    """Compares every case that is to be paid with the account. The caller holds the account and commits."""
    balance = money.on_account(programme)
    for row in money.to_pay(programme):
        case, clause = row.case, cited(programme, "342:20")
        short = (case.granted_sum or money.ZERO) - balance
        if short > 0 and not row.suspended:
            facts = {"balance": balance, "sum": case.granted_sum, "short": short}
            said = {"number": case.number, "sum": str(case.granted_sum), "clause": clause}
            notices.tell_applicant(case, "payment_suspended", now, **said)
            journal.write(Event.PAYMENT_SUSPENDED, actor=None, at=now, case=case, clause=clause, facts=facts)
        elif short <= 0 and row.suspended:
            facts = {"balance": balance, "sum": case.granted_sum}
            notices.tell_applicant(case, "payment_resumed", now, number=case.number, sum=str(case.granted_sum))
            journal.write(Event.PAYMENT_RESUMED, actor=None, at=now, case=case, clause=clause, facts=facts)
