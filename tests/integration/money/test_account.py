"""The account: every movement once, intake as it follows, payments that wait for money."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import scoped_session

from dms import scope
from dms.errors import BadInput
from dms.events import Event
from dms.models import JournalEntry, MoneyMovement, Notice
from dms.queries import cases, money
from dms.services import moves
from dms.services.dates import reminders
from dms.services.judging.given import Given
from dms.services.money import ledger
from dms.services.unit import unit
from tests.fixtures.office import PROGRAMME
from tests.fixtures.walk import Walk
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role


def events(session: scoped_session[Any], case: Any, kind: Event) -> list[dict[str, Any]]:
    rows = session.scalars(
        select(JournalEntry).where(JournalEntry.case_id == case.id, JournalEntry.event == kind.value)
    )
    return [json.loads(row.body) for row in rows]


def drain_account(walk: Walk, left: str) -> None:
    """The account as after other payments: so much is left on it."""
    with unit():
        over = money.on_account(PROGRAMME) - Decimal(left)
        ledger._add(PROGRAMME, "pay", -over, walk.other, "pay:others", None, walk.clock())


@pytest.fixture
def short(walk: Walk) -> Any:
    """A case that is to be paid while the account holds one tiyn too little; suspended by its own conclusion."""
    case = walk.to(CaseState.AGREEMENT)
    walk.other = case
    drain_account(walk, "479999.99")
    return walk.on(case, CaseState.PAYMENT)


@pytest.mark.clause("342:5")
def test_the_same_incoming_payment_is_written_once(walk: Walk) -> None:
    before = money.on_account(PROGRAMME)
    finance = walk.staff(Role.FINANCE)
    with unit():
        ledger.transfer_in(PROGRAMME, Decimal("10.00"), "IN-7", finance, walk.clock(), "")
    with pytest.raises(BadInput), unit():
        ledger.transfer_in(PROGRAMME, Decimal("10.00"), "IN-7", finance, walk.clock(), "")
    assert money.on_account(PROGRAMME) == before + 10


def test_a_payment_waits_while_the_account_is_short(walk: Walk, session: scoped_session[Any], short: Any) -> None:
    """342:20: the rule refuses, the journal and the applicant are told once, and money resumes it."""
    with pytest.raises(TransitionRefused) as refused:
        walk.act(short, Action.PAY, walk.staff(Role.FINANCE), reference="PP-1")
    assert [reason.code for reason in refused.value.reasons] == ["account_short"]
    told = events(session, short, Event.PAYMENT_SUSPENDED)
    assert [row["facts"]["short"] for row in told] == ["0.01"]
    assert money.to_pay(PROGRAMME)[0].suspended
    finance = walk.staff(Role.FINANCE)
    with unit():
        ledger.transfer_in(PROGRAMME, Decimal("0.01"), "IN-9", finance, walk.clock(), "")
    assert len(events(session, short, Event.PAYMENT_RESUMED)) == 1
    assert len(events(session, short, Event.PAYMENT_SUSPENDED)) == 1
    codes = [row.code for row in session.scalars(select(Notice).where(Notice.case_id == short.id))]
    assert codes.count("payment_suspended") == codes.count("payment_resumed") == 1
    paid = walk.act(short, Action.PAY, finance, reference="PP-1")
    assert paid.state == CaseState.MONITORING
    assert money.on_account(PROGRAMME) == 0
    assert money.reserved_for(short.id) == 0


def test_one_suspended_case_is_told_once_however_often_money_moves(
    walk: Walk, session: scoped_session[Any], short: Any
) -> None:
    from dms.services.money import suspension

    for _ in range(3):
        with unit():
            suspension.follow(PROGRAMME, walk.clock())
    assert len(events(session, short, Event.PAYMENT_SUSPENDED)) == 1


@pytest.mark.clause("342:7")
def test_what_is_left_at_the_end_of_a_year_is_spent_in_the_next(walk: Walk) -> None:
    with unit():
        ledger.transfer_in(PROGRAMME, Decimal("10.00"), "IN-8", walk.staff(Role.FINANCE), walk.clock(), "")
    known, free, moved = money.on_account(PROGRAMME), money.free(PROGRAMME), len(money.movements(PROGRAMME))
    year = walk.clock().year
    walk.clock.advance(days=366)
    assert walk.clock().year > year
    assert (money.on_account(PROGRAMME), money.free(PROGRAMME)) == (known, free)
    assert len(money.movements(PROGRAMME)) == moved
    assert money.intake(PROGRAMME).is_open


@pytest.mark.clause("342:23")
def test_an_applicant_who_declines_frees_the_reserved_sum(walk: Walk) -> None:
    """The act is his, the account is not: he sees no movement of money, and yet the reservation ends."""
    case = walk.to(CaseState.AGREEMENT)
    free = money.free(PROGRAMME)
    who = walk.applicant(case)
    with scope.acting(scope.Scope("applicant", (case.organisation_id,))):
        moves.perform(case.id, Action.DECLINE, who, version=case.version, given=Given(reasons="Қаражат табылды"))
        assert money.movements(PROGRAMME) == []
    assert money.reserved_for(case.id) == 0
    assert money.free(PROGRAMME) == free + Decimal("480000.00")


def test_intake_closes_with_the_last_free_tenge_and_opens_with_the_next(walk: Walk) -> None:
    """342:6, I-17; each with a notice due within one working day."""
    case = walk.to(CaseState.DECISION)
    walk.other = case
    drain_account(walk, "480000.00")
    walk.on(case, CaseState.AGREEMENT)
    closed = money.intake(PROGRAMME)
    assert closed is not None
    assert (closed.is_open, closed.because) == (False, "funds_used")
    assert timedelta(0) < closed.publish_by - closed.since < timedelta(days=4)
    with unit():
        ledger.transfer_in(PROGRAMME, Decimal("1.00"), "IN-1", walk.staff(Role.FINANCE), walk.clock(), "")
    opened = money.intake(PROGRAMME)
    assert opened is not None
    assert opened.is_open


def test_quarters_are_reminded_of_once_and_told_late_once(walk: Walk, session: scoped_session[Any]) -> None:
    case = walk.to(CaseState.MONITORING)
    first = cases.quarters_of(case.id)[0]
    assert reminders.quarters(walk.clock()) == 0
    walk.clock.advance(days=(first.ends_on - walk.clock().date()).days + 1)
    assert (reminders.quarters(walk.clock()), reminders.quarters(walk.clock())) == (1, 0)
    walk.clock.advance(days=(first.due_on - walk.clock().date()).days)
    assert reminders.quarters(walk.clock()) == 0  # its last day still belongs to it
    walk.clock.advance(days=1)
    assert (reminders.quarters(walk.clock()), reminders.quarters(walk.clock())) == (1, 0)
    asked = select(func.count()).select_from(Notice).where(Notice.case_id == case.id, Notice.code == "quarter_late")
    assert session.execute(asked).scalar_one() == 2  # the applicant and who has the case


def test_a_movement_is_never_changed(walk: Walk, session: scoped_session[Any]) -> None:
    from sqlalchemy import delete, update
    from sqlalchemy.exc import DBAPIError

    for change in (update(MoneyMovement).values(amount=1), delete(MoneyMovement)):
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(change)
