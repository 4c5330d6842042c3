"""Sums over the movements of money and over what was granted."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select

from dms.extensions import db
from dms.models import Cap, IntakeNotice, MoneyMovement

ZERO = Decimal("0.00")
#: Kinds that change what stands on the bank account; reserve and release only bind and free it.
CASH = ("transfer_in", "pay", "return")


def lock_account(programme: str) -> None:
    """Holds the programme's account until the end of the transaction: two payments cannot both see the same balance."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"account:{programme}"))))


def on_account(programme: str) -> Decimal:
    """Tenge on the programme's account: in, less paid, plus returned."""
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


def movements(programme: str, *, before: int | None = None, limit: int = 50) -> list[MoneyMovement]:
    """Newest first; ``before`` is the last id of the page before."""
    chosen = select(MoneyMovement).where(MoneyMovement.programme == programme)
    if before is not None:
        chosen = chosen.where(MoneyMovement.id < before)
    return list(db.session.scalars(chosen.order_by(MoneyMovement.id.desc()).limit(limit)))


def intake(programme: str) -> IntakeNotice | None:
    """How intake stands: the newest notice; None before the first money came."""
    return db.session.scalars(
        select(IntakeNotice).where(IntakeNotice.programme == programme).order_by(IntakeNotice.id.desc()).limit(1)
    ).one_or_none()


def granted_before(organisation_id: int, programme: str, since: datetime) -> list[Cap]:
    """Sums granted to one applicant, decided at or after ``since``."""
    return list(
        db.session.scalars(
            select(Cap)
            .where(Cap.organisation_id == organisation_id, Cap.programme == programme, Cap.decided_on >= since)
            .order_by(Cap.id)
        )
    )
