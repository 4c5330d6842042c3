"""What a calculation asks and answers, and the arithmetic that both programmes share: payments into tenge, time
windows, caps, the distribution of what is left, the trace. Rates and caps themselves belong to the programmes."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from workflows.money import CENT, EXACT, ZERO, convert, down, half_up
from workflows.text import Text

TENGE = "KZT"


class Size(StrEnum):
    """Category of business (Entrepreneurial Code, article 24); micro counts as small."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Processing(StrEnum):
    """Level of processing of an exported good (goods list of order 314)."""

    UPPER = "upper"
    MEDIUM = "medium"
    LOWER = "lower"


class NotCalculable(Exception):
    """A request lacks what the sums rest on. ``field``: its name in the request; ``clause``: what asks for it, empty
    where no order does; ``words``: what is missing, for whoever has to give it."""

    def __init__(self, field: str, clause: str, words: Text) -> None:
        self.field, self.clause, self.words = field, clause, words
        super().__init__(f"{field}: {words.en}" + (f" ({clause})" if clause else ""))


class Outcome(StrEnum):
    """What the sums alone lead to."""

    GRANT = "grant"
    REFUSE = "refuse"
    LEAVE = "leave"  # export only: left without consideration (314:22)


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment, without VAT, in the cost's currency. ``rate`` tenge for ``rate_units`` units of it on ``paid_on``;
    None for tenge."""

    paid_on: date
    amount: Decimal
    rate: Decimal | None = None
    rate_units: int = 1

    @property
    def tenge(self) -> Decimal:
        """In tenge, to 0.01 half up (I-10)."""
        return half_up(self.amount) if self.rate is None else convert(self.amount, self.rate, self.rate_units)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One cost line. ``processing`` is needed for export types 9.8 and 9.9; the two marks add to 9.9 only.
    ``refused_because``: the clause under which the officer does not accept the cost (342:A3.1)."""

    id: str
    type: str
    payments: tuple[Payment, ...]
    currency: str = TENGE
    processing: Processing | None = None
    domestic_carrier: bool = False
    sea_port: bool = False
    refused_because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A sum granted before. ``received_on``: when its application came in; only export 9.9 counts by it."""

    type: str
    decided_on: date
    amount: Decimal
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """Costs declared in another application of the same applicant, in tenge (314:22.2-22.4)."""

    type: str
    received_on: date
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Everything a calculation looks at. ``applied_on`` is the day of submission (I-4), ``decided_on`` the day of this
    decision, ``mci`` the value of the day of the application (I-1)."""

    programme: str
    applied_on: date
    decided_on: date
    size: Size
    mci: Decimal
    costs: tuple[Cost, ...]
    earlier: tuple[Earlier, ...] = ()
    declared_earlier: tuple[Declared, ...] = ()
    taxes_paid_previous_year: Decimal | None = None
    vat_refunded_previous_year: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one cost. ``refused_because`` is a clause: outside its time window, of a removed type, or
    refused by the officer."""

    id: str
    type: str
    accepted: Decimal
    rate: Decimal
    proposed: Decimal
    granted: Decimal
    refused_because: str | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """One limit. ``left`` is before this application; never negative."""

    group: str
    window: str
    limit: Decimal
    used: Decimal
    clause: str

    @property
    def left(self) -> Decimal:
        return max(ZERO, EXACT.subtract(self.limit, self.used))


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One step with its inputs in words, its result and its clause."""

    step: Text
    result: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The answer by one edition. ``interpretations`` are the numbers of the register it relied on. ``edition_assumed``:
    the day asked for lies before the first edition known."""

    programme: str
    edition: str
    total: Decimal
    lines: tuple[Line, ...]
    caps: tuple[Cap, ...]
    outcome: Outcome
    clause: str | None
    trace: tuple[TraceStep, ...]
    interpretations: tuple[str, ...]
    edition_assumed: bool = False


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month: 29 February less 24 months is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def total_of(amounts: Iterable[Decimal]) -> Decimal:
    """An exact sum, ``0.00`` of nothing."""
    result = ZERO
    for amount in amounts:
        result = EXACT.add(result, amount)
    return result


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, both ends inside."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class CapRule:
    """A limit in MCI over the costs of one group (``group`` also names it in the answer)."""

    group: str
    types: frozenset[str]
    mci: int
    clause: str

    def limit(self, mci: Decimal) -> Decimal:
        """In tenge."""
        return EXACT.multiply(mci, Decimal(self.mci))


def cost_window(applied_on: date, months: int) -> Window:
    """When a cost must have been paid: so many months back from the application, both days inside (I-14)."""
    return Window(months_before(applied_on, months), applied_on)


def counts(row: Earlier, window: Window, request: Request) -> bool:
    """Whether a sum granted before uses up a cap over ``window``: decided in it, or between this application and this
    decision, so that two cases pending over New Year do not pass a cap twice (I-2)."""
    return row.decided_on in window or row.decided_on in Window(request.applied_on, request.decided_on)


def calendar_year(day: date) -> Window:
    """The year of ``day``."""
    return Window(date(day.year, 1, 1), date(day.year, 12, 31))


def used_of(rule: CapRule, window: Window, request: Request) -> Decimal:
    """What was granted before in the rule's group and counts over ``window``."""
    rows = (row for row in request.earlier if row.type in rule.types)
    return total_of(row.amount for row in rows if counts(row, window, request))


def distribute(
    lines: Sequence[Line], caps: Iterable[Cap], group_of: Callable[[str], str | None], step: Decimal = CENT
) -> tuple[Line, ...]:
    """Grants the proposed sums in their given order until each group's tightest cap is used up, down to ``step``."""
    left: dict[str | None, Decimal] = {}
    for cap in caps:
        left[cap.group] = min(cap.left, left.get(cap.group, cap.left))
    granted = []
    for line in lines:
        group = group_of(line.type)
        amount = down(min(line.proposed, left.get(group, ZERO)), step)
        if group in left:
            left[group] = EXACT.subtract(left[group], amount)
        granted.append(replace(line, granted=amount))
    return tuple(granted)


def nothing_granted(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The same lines with no grant."""
    return tuple(replace(line, granted=ZERO) for line in lines)
