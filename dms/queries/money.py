"""Sums over the movements of money and over what was granted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from dms.events import Event
from dms.extensions import db
from dms.models import Agreement, Cap, Case, IntakeNotice, JournalEntry, MoneyMovement, User
from dms.queries.once import once
from workflows.programmes.grants import Fate
from workflows.states import CaseState

ZERO = Decimal("0.00")
#: Kinds that change what stands on the bank account; reserve and release only bind and free it.
CASH = ("transfer_in", "pay", "return")


def lock_account(programme: str) -> None:
    """Holds the programme's account until the end of the transaction: two payments cannot both see the same balance."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"account:{programme}"))))


def on_account(programme: str) -> Decimal:
    """Tenge on the programme's account: in, less paid, plus returned. No year ends it: what is left is
    spent in the next (342:7)."""
    return _sum(programme, CASH)


def free(programme: str) -> Decimal:
    """Tenge on the account less what granted cases have reserved (I-17). A payment frees its reservation."""
    return _sum(programme, (*CASH, "reserve", "release"))


def _sum(programme: str, kinds: tuple[str, ...]) -> Decimal:
    total = db.session.execute(
        select(func.coalesce(func.sum(MoneyMovement.amount), ZERO)).where(
            MoneyMovement.programme == programme, MoneyMovement.kind.in_(kinds)
        )
    ).scalar_one()
    return Decimal(total)


def reserved_for(case_id: int) -> Decimal:
    """What is still reserved for one case, positive."""
    total = db.session.execute(
        select(func.coalesce(func.sum(MoneyMovement.amount), ZERO)).where(
            MoneyMovement.case_id == case_id, MoneyMovement.kind.in_(("reserve", "release"))
        )
    ).scalar_one()
    return -Decimal(total)


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement with its case and who recorded it."""

    movement: MoneyMovement
    case: Case | None
    actor: User | None


def movements(programme: str, *, before: int | None = None, limit: int = 50, case_id: int | None = None) -> list[Moved]:
    """Newest first; ``before`` is the last id of the page before."""
    chosen = (
        select(MoneyMovement, Case, User)
        .outerjoin(Case, Case.id == MoneyMovement.case_id)
        .outerjoin(User, User.id == MoneyMovement.actor_id)
        .where(MoneyMovement.programme == programme)
        .options(joinedload(Case.organisation, innerjoin=False))  # money that came in has no case
    )
    if before is not None:
        chosen = chosen.where(MoneyMovement.id < before)
    if case_id is not None:
        chosen = chosen.where(MoneyMovement.case_id == case_id)
    rows = db.session.execute(chosen.order_by(MoneyMovement.id.desc()).limit(limit))
    return [Moved(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class ToPay:
    """A case whose agreement is concluded and not paid; ``suspended`` as the journal last said (342:20)."""

    case: Case
    agreement: Agreement
    suspended: bool


def to_pay(programme: str, *, limit: int = 500) -> list[ToPay]:
    """Cases that wait for payment, the nearest term first."""
    last = (
        select(JournalEntry.event)
        .where(
            JournalEntry.case_id == Case.id,
            JournalEntry.event.in_((Event.PAYMENT_SUSPENDED.value, Event.PAYMENT_RESUMED.value)),
        )
        .order_by(JournalEntry.id.desc())
        .limit(1)
        .correlate(Case)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Case, Agreement, last)
        .join(Agreement, Agreement.case_id == Case.id)
        .where(Case.programme == programme, Case.state == CaseState.PAYMENT.value)
        .order_by(Case.due_at, Case.id)
        .limit(limit)
    )
    return [ToPay(case, agreement, event == Event.PAYMENT_SUSPENDED.value) for case, agreement, event in rows]


def paid_at(case_id: int) -> datetime | None:
    """When the money of the case went out; None before."""
    chosen = select(func.min(MoneyMovement.at)).where(MoneyMovement.case_id == case_id, MoneyMovement.kind == "pay")
    return db.session.scalar(chosen)


def reserved(programme: str) -> Decimal:
    """What granted cases have reserved and were not paid yet, positive."""
    return -_sum(programme, ("reserve", "release"))


def intake_notices(programme: str, *, limit: int = 20) -> list[IntakeNotice]:
    """Newest first (342:6)."""
    chosen = select(IntakeNotice).where(IntakeNotice.programme == programme)
    return list(db.session.scalars(chosen.order_by(IntakeNotice.id.desc()).limit(limit)))


def intake(programme: str) -> IntakeNotice | None:
    """How intake stands: the newest notice; None before the first money came."""
    return db.session.scalars(
        select(IntakeNotice).where(IntakeNotice.programme == programme).order_by(IntakeNotice.id.desc()).limit(1)
    ).one_or_none()


def received_before(case: Case, since: datetime) -> list[Case]:
    """The applicant's other applications of the programme that came in at or after ``since`` and before this one. What
    was withdrawn or left without consideration declares nothing any more."""
    gone = (CaseState.WITHDRAWN.value, CaseState.LEFT.value)
    chosen = select(Case).where(
        Case.organisation_id == case.organisation_id,
        Case.programme == case.programme,
        Case.id != case.id,
        Case.received_at >= since,
        Case.state.not_in(gone),
    )
    if case.received_at is not None:
        chosen = chosen.where(Case.received_at < case.received_at)
    return list(db.session.scalars(chosen.order_by(Case.id)))


@once(Cap, Case, Agreement)
def granted_before(organisation_id: int, programme: str, since: datetime) -> Sequence[Cap]:
    """Sums granted to one applicant, decided at or after ``since``, but for what was given up unpaid (I-43)."""
    rows = db.session.execute(
        select(Cap, Case.ended_at, Agreement.monitoring_ends_on)  # monitoring begins with the payment
        .join(Case, Case.id == Cap.case_id)
        .outerjoin(Agreement, Agreement.case_id == Cap.case_id)
        .where(Cap.organisation_id == organisation_id, Cap.programme == programme, Cap.decided_on >= since)
        .order_by(Cap.id)
    )
    return [cap for cap, ended_at, watched in rows if Fate(ended_at, paid=watched is not None).given_up_at is None]
