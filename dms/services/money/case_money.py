"""A case's money in one look: what was granted, reserved and paid, and what its quarters show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from dms.models import Agreement, Case, Quarter
from dms.queries import cases, money
from dms.services.judging import monitoring_facts
from dms.services.judging.law import edition_of
from dms.services.money import recovery
from workflows.programmes.periods import Quarter as CalendarQuarter
from workflows.programmes.sums import Obligation

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """One of the eight. ``before`` is the quarter it is set against (I-12); ``late``: due and not reported."""

    row: Quarter
    name: CalendarQuarter
    before: CalendarQuarter
    late: bool
    over: bool

    @property
    def growth(self) -> Decimal | None:
        if self.row.reported_at is None:
            return None
        return (self.row.income or ZERO) - (self.row.base_income or ZERO)


@dataclass(frozen=True, slots=True)
class CaseMoney:
    """``share`` of the target in whole per cent, 0 and more; ``to_return`` None where the law has no
    formula; ``short`` what the account lacks for the payment;
    ``left`` what is still to be returned after a breach."""

    agreement: Agreement
    obligation: Obligation
    movements: Sequence[money.Moved]
    reserved: Decimal
    suspended: bool
    short: Decimal
    quarters: Sequence[QuarterLine]
    growth: Decimal
    target: Decimal
    share: int
    to_return: Decimal | None
    left: Decimal


def of_case(case: Case, now: datetime) -> CaseMoney | None:
    """None before the agreement. Needs the staff's sight: an applicant sees no movements."""
    agreement = cases.agreement_of(case.id)
    if agreement is None:
        return None
    rows = cases.quarters_of(case.id)
    obligation, granted = edition_of(case).sums.obligation, agreement.amount
    standing = monitoring_facts.standing(case, granted, rows)
    waiting = next((row for row in money.to_pay(case.programme) if row.case.id == case.id), None)
    balance = money.on_account(case.programme)
    return CaseMoney(
        agreement=agreement,
        obligation=obligation,
        movements=money.movements(case.programme, case_id=case.id),
        reserved=money.reserved_for(case.id),
        suspended=waiting is not None and waiting.suspended,
        short=max(ZERO, granted - balance) if waiting else ZERO,
        quarters=lines_of(obligation, rows, now.date()),
        growth=standing.growth,
        target=standing.target,
        share=max(0, int((standing.progress or ZERO) * 100)),
        to_return=standing.to_return,
        left=recovery.left_of(agreement),
    )


def lines_of(obligation: Obligation, rows: Sequence[Quarter], today: date) -> list[QuarterLine]:
    """The quarters in their order, each beside the one it is compared with."""
    if not rows:
        return []
    here = CalendarQuarter.of(rows[0].starts_on).shifted(-rows[0].no)  # of the agreement; it belongs to neither side
    before = obligation.before(here.first)
    return [
        QuarterLine(
            row,
            CalendarQuarter.of(row.starts_on),
            before[row.no - 1],
            row.reported_at is None and row.due_on < today,
            row.ends_on < today,
        )
        for row in rows
    ]
