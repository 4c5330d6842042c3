"""Money that comes back after a breach, in one payment or several (342:27, 342:A3.5.5): each is a movement of its own,
and the one that leaves nothing open closes the case."""

from __future__ import annotations

from decimal import Decimal

from dms import scope
from dms.errors import BadInput, StaleCase
from dms.events import Event
from dms.models import Agreement, Case, User
from dms.queries import cases, money
from dms.services import clock, journal, ledger, moves, notices, suspension
from dms.services.given import Given
from dms.services.law import clause_of
from dms.services.unit import unit
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState
from workflows.text import Text

ZERO = Decimal("0.00")


def left_of(agreement: Agreement) -> Decimal:
    """What is still to be returned, tenge; nothing before the demand."""
    return max(ZERO, (agreement.demanded or ZERO) - agreement.recovered)


def take(case: Case, user: User, *, amount: Decimal, reference: str, version: int) -> Decimal:
    """Writes down a payment that came back and gives what is left. The last one is the act that closes the case.

    Raises:
        BadInput: more than is left, or the number of the payment is recorded already.
        StaleCase: the case has moved on since the person looked.
        TransitionRefused: the case takes no money from this person now.
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
        _check(case, user)
        now, agreement, clause = clock.now(), cases.agreement_of(case.id), clause_of(case, Action.RECOVER)
        assert agreement is not None  # a case in recovery has its demand
        left = left_of(agreement) - amount
        if left < ZERO:
            raise BadInput(TOO_MUCH, field="amount")
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


def _check(case: Case, user: User) -> None:
    """Whoever may close the recovery takes its parts: nothing but the sum itself may stand against that act."""
    offer = next((one for one in moves.offers(case, user) if one.action is Action.RECOVER), None)
    if offer is None:
        wrong = moves.workflow_of(case).wrong_state(CaseState(case.state), Action.RECOVER)
        raise TransitionRefused(Action.RECOVER, [wrong])
    if not offer.can_begin:
        raise TransitionRefused(Action.RECOVER, [reason for reason in offer.reasons if not reason.in_form])


TOO_MUCH = Text(
    "Бұл сома қайтарылуға қалған сомадан көп. Соманы тексеріңіз.",
    "Эта сумма больше, чем осталось вернуть. Проверьте сумму.",
    "This is more than is left to return. Check the sum.",
)
