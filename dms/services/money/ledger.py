"""The programme's account: the one writer of its movements, and of the intake that follows from them (342:5-7)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from dms.events import Event
from dms.extensions import db
from dms.models import Case, IntakeNotice, MoneyMovement, User
from dms.queries import money
from dms.services import journal
from dms.services.judging.law import cited, edition_on
from dms.services.money import suspension
from dms.services.tables import reference
from workflows.calendar import NoCalendar
from workflows.clock import TermRule

ZERO = Decimal("0.00")


def transfer_in(programme: str, amount: Decimal, key: str, user: User, now: datetime, note: str) -> None:
    """Money from the ministry by the schedule of payments (342:5); opens intake again (342:6). ``key`` is the number
    of the incoming payment: the same number twice is refused. The caller commits."""
    money.lock_account(programme)
    _add(programme, "transfer_in", amount, None, f"in:{programme}:{key}", user, now, note)
    journal.write(
        Event.MONEY_MOVED, actor=user, at=now, clause=cited(programme, "342:5"),
        facts={"kind": "transfer_in", "programme": programme, "amount": amount, "key": key},
    )  # fmt: skip
    follow_intake(programme, now)
    suspension.follow(programme, now)


def reserve(case: Case, amount: Decimal, user: User | None, now: datetime) -> None:
    """Binds a granted sum (342:20, digest "grant")."""
    _add(case.programme, "reserve", -amount, case, f"reserve:{case.public_id}", user, now)
    follow_intake(case.programme, now)


def release(case: Case, user: User | None, now: datetime) -> Decimal:
    """Frees what is still reserved for the case; returns it."""
    bound = money.reserved_for(case.id)
    if bound > 0:
        _add(case.programme, "release", bound, case, f"release:{case.public_id}", user, now)
        follow_intake(case.programme, now)
    return bound


def pay(case: Case, amount: Decimal, user: User | None, now: datetime, reference_no: str) -> None:
    """Pays once: the movement's key is the case's (342:21)."""
    _add(case.programme, "pay", -amount, case, f"pay:{case.public_id}", user, now, reference_no)
    release(case, user, now)


def take_back(case: Case, amount: Decimal, user: User | None, now: datetime, reference_no: str) -> None:
    """Money that the applicant returned after a breach (342:27)."""
    _add(case.programme, "return", amount, case, f"return:{case.public_id}:{reference_no}", user, now, reference_no)
    follow_intake(case.programme, now)


def _add(
    programme: str,
    kind: str,
    amount: Decimal,
    case: Case | None,
    key: str,
    user: User | None,
    now: datetime,
    note: str = "",
) -> None:
    db.session.add(
        MoneyMovement(
            programme=programme, kind=kind, amount=amount, case_id=case.id if case else None, key=key, note=note,
            actor_id=user.id if user else None, at=now,
        )
    )  # fmt: skip
    db.session.flush()


def follow_intake(programme: str, now: datetime) -> None:
    """Closes intake when nothing is free any more, opens it when money has come; each with its dated notice, due
    within one working day (342:6, I-17)."""
    standing = money.intake(programme)
    should_open = money.free(programme) > ZERO
    if standing is not None and standing.is_open == should_open:
        return
    rule = edition_on(programme, now.date()).timing.intake_notice
    publish_by = _publish_by(rule, now) if rule else now
    because = "money_came" if should_open else "funds_used"
    db.session.add(
        IntakeNotice(programme=programme, is_open=should_open, because=because, since=now, publish_by=publish_by)
    )
    event = Event.INTAKE_OPENED if should_open else Event.INTAKE_CLOSED
    facts = {"programme": programme, "free": money.free(programme), "publish_by": publish_by}
    journal.write(event, actor=None, at=now, clause=cited(programme, "342:6"), facts=facts)


def _publish_by(rule: TermRule, now: datetime) -> datetime | None:
    """None without a calendar: the money moves all the same."""
    try:
        return rule.after(now, reference.calendar()).due_at
    except NoCalendar:
        return None
