"""Documents of the two years after the payment: warning, request, demand, conclusion (342:24–28). ``on``: the day of
the paper; papers made before it was asked for have none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from forms.annexes.contexts.agreement import Quarter
from forms.annexes.contexts.parts import UNSIGNED, Addressee, Bank, Cited, Decided, Reference, Signatory
from forms.annexes.contexts.rules import Context, Count, Line, Money, Name, Prose, Required, SignedMoney


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Context):
    """The counter-obligation so far (342:26): ``granted`` and ``growth`` of income in tenge, over ``quarters`` of the
    eight (I-12)."""

    granted: Money
    growth: SignedMoney
    quarters: Count

    @property
    def required(self) -> Decimal:
        """Growth that meets the obligation: two tenge for each tenge granted."""
        return 2 * self.granted

    @property
    def percent(self) -> Decimal:
        """Growth against what is required, rounded down to 0.01; negative when income fell."""
        if not self.granted:
            return Decimal("100.00")
        return (100 * self.growth / self.required).quantize(Decimal("0.01"), rounding="ROUND_FLOOR")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskWarning(Context):
    """A warning that the counter-obligation may not be met (342:A3.4.3)."""

    addressee: Addressee
    operator_name: Name
    agreement: Reference
    progress: Progress
    as_of: date
    risks: tuple[Name, ...]
    on: date | None = None
    signatory: Signatory = UNSIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequest(Context):
    """A written request for data. ``ground``: no statistics to be had (342:A3.5.2) or the obligation not met
    (342:A3.5.4). ``answer_by``: the day that the monitor named in place of the term of ``days``."""

    addressee: Addressee
    operator_name: Name
    agreement: Reference
    ground: Literal["no_statistics", "not_met"]
    asked: tuple[Name, ...]
    days: Count = 30
    answer_by: date | None = None
    on: date | None = None
    signatory: Signatory = UNSIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand(Decided):
    """Demand to return money after a breach (342:27, 342:A3.5.5, I-18). ``sum``: what is to come back, tenge.
    ``terminated``: the operator also ends the agreement (342:A3.6.2)."""

    addressee: Addressee
    operator_name: Name
    agreement: Reference
    breach: Required
    progress: Progress
    sum: Money
    days: Count = 30
    bank: Bank
    terminated: bool = False
    on: date | None = None
    signatory: Signatory = UNSIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterIncome(Context):
    """Income of one quarter after the agreement date and of its counterpart before, tenge."""

    quarter: Quarter
    before: Money
    after: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringConclusion(Decided):
    """Conclusion at the end of monitoring (342:24–28). ``proposals``: how the measures may work better (342:25.2)."""

    operator_name: Name
    applicant_name: Name
    agreement: Reference
    cost_types: tuple[Name, ...]
    paid_on: date
    period_from: date
    period_to: date
    progress: Progress
    quarters: tuple[QuarterIncome, ...]
    met: bool
    events: tuple[Cited, ...] = ()
    conclusion: Prose = ""
    proposals: Prose = ""
    on: date | None = None
    monitor: Signatory = UNSIGNED
    head: Signatory = UNSIGNED
    place: Line = ""
