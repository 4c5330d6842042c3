"""Money that comes back after a breach, in one payment or several (342:27, 342:A3.5.5): each is a movement of its own,
and the one that leaves nothing open closes the case."""

from __future__ import annotations

from decimal import Decimal

from dms import scope
from dms.errors import StaleCase
from dms.events import Event
from dms.models import Agreement, Case, User
from dms.queries import cases, money
from dms.services import clock, journal, moves
from dms.services.judging.given import Given
from dms.services.judging.law import clause_of
from dms.services.money import ledger, suspension
from dms.services.telling import notices
from dms.services.unit import unit
from workflows.refusals import TransitionRefused
from workflows.states import Action

ZERO = Decimal("0.00")


def left_of(agreement: Agreement) -> Decimal:
    """What is still to be returned, tenge; nothing before the demand."""
    return max(ZERO, (agreement.demanded or ZERO) - agreement.recovered)


def take(case: Case, user: User, *, amount: Decimal, reference: str, version: int) -> Decimal:
    """Writes down a payment that came back and gives what is left. The last one is the act that closes the case.

    Raises:
        BadInput: the number of the payment is recorded already.
        StaleCase: the case has moved on since the person looked.
        TransitionRefused: the case takes no money from this person now, or not so much.
    """
    agreement = cases.agreement_of(case.id)
    left = left_of(agreement) if agreement else ZERO
    if agreement is None or amount == left:
        given = Given(amount=amount, reference=reference)
        moves.perform(case.id, Action.RECOVER, user, version=version, given=given)
        return ZERO
    _part(case.id, user, amount, reference, version)
    return left - amount


def _part(case_id: int, user: User, amount: Decimal, reference: str, version: int) -> None:
    """One payment of several, in one transaction with its entry and its notice."""
    with unit():
        case = cases.lock(case_id)
        if case.version != version:
            raise StaleCase
        money.lock_account(case.programme)
        _check(case, user, Given(amount=amount, reference=reference))
        now, agreement, clause = clock.now(), cases.agreement_of(case.id), clause_of(case, Action.RECOVER)
        assert agreement is not None  # a case in recovery has its demand
        left = left_of(agreement) - amount
        with scope.acting(scope.SYSTEM):
            ledger.take_back(case, amount, user, now, reference)
            agreement.recovered += amount
            case.version += 1
            suspension.follow(case.programme, now)
            notices.tell_applicant(
                case, "returned_part", now, number=case.number, sum=str(amount), left=str(left), clause=clause
            )
            journal.write(
                Event.MONEY_MOVED, actor=user, at=now, case=case, clause=clause,
                facts={"movement": "return", "amount": amount, "left": left, "reference": reference},
            )  # fmt: skip


def _check(case: Case, user: User, given: Given) -> None:
    """Whoever may close the recovery takes its parts: nothing may stand against that act but that more is to come."""
    against = [one for one in moves.against(case, Action.RECOVER, user, given) if one.code != "money_out"]
    if against:
        raise TransitionRefused(Action.RECOVER, against)
