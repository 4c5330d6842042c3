"""Decisions on an application: annexes 2 and 5, the refusal of further consideration, the hearing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from forms.annexes.contexts.parts import UNSIGNED, Addressee, Cited, Decided, Reference, Signatory
from forms.annexes.contexts.rules import Context, ContextError, Count, Line, Money, Name, Percent, Prose, Required


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedContract(Context):
    """One row of the table of annex 2. ``cap``: the most this contract may get, in tenge."""

    contract: Reference
    supplier: Name
    cost: Money
    percent: Percent = Decimal(50)
    cap: Money
    sum: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedContract(Context):
    """A cost refused inside a partly granted application (I-7). ``paragraph`` and ``item`` of the rules it does not
    meet: ``12`` and ``1``."""

    contract: Reference
    supplier: Name
    reasons: Required
    paragraph: Line
    item: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLimit(Context):
    """A cap of the calendar year: ``mci`` units (15 000) and what they make in tenge."""

    mci: Count
    tenge: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification(Context):
    """Annex 2, the notification on the possibility of reimbursement (342:36). Always a grant, in full or in part: a
    refusal goes out as annex 5 (I-7)."""

    addressee: Addressee
    operator_name: Name
    applicant_name: Name
    order_on: date = date(2022, 6, 15)
    order_number: Line = "342"
    application: Reference
    granted: tuple[GrantedContract, ...]
    refused: tuple[RefusedContract, ...] = ()
    year_limits: tuple[YearLimit, ...]
    percent: Percent = Decimal(50)
    months: Count = 24
    rate_paragraph: Line = "9"
    proof_paragraph: Line = "10"
    proof_item: Line = "2"
    agreement_pages: Count | None = None
    signatory: Signatory = UNSIGNED

    def check_together(self) -> None:
        if not self.granted:
            raise ContextError("granted", "must hold at least one contract (a refusal is annex-5)")
        if not self.year_limits:
            raise ContextError("year_limits", "must hold at least one limit")

    @property
    def documented(self) -> Decimal:
        """Costs of the granted contracts, tenge."""
        return sum((row.cost for row in self.granted), Decimal(0))

    @property
    def total(self) -> Decimal:
        """The sum granted, tenge."""
        return sum((row.sum for row in self.granted), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Context):
    """One ground of the closed list A6.9: its number, its words in the document's language, the officer's facts."""

    number: Count
    text: Name
    facts: Prose = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Decided):
    """Annex 5, the reasoned refusal (342:36). ``incoming``: day and number under which the application came in."""

    addressee: Addressee
    provider_name: Name
    incoming: Reference
    grounds: tuple[Ground, ...]
    signatory: Signatory = UNSIGNED

    def check_together(self) -> None:
        if not self.grounds:
            raise ContextError("grounds", "must hold at least one ground")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessRefusal(Decided):
    """Refusal of further consideration of an incomplete application (342:35). No hearing goes before it."""

    addressee: Addressee
    operator_name: Name
    application: Reference
    checked_on: date
    missing: tuple[Cited, ...]
    signatory: Signatory = UNSIGNED

    def check_together(self) -> None:
        if not self.missing:
            raise ContextError("missing", "must name at least one missing document or datum")


@dataclass(frozen=True, slots=True, kw_only=True)
class PreliminaryDecision(Context):
    """The preliminary decision to refuse, with the hearing notice (342:37). ``place`` is an address or a link."""

    addressee: Addressee
    operator_name: Name
    application: Reference
    grounds: tuple[Ground, ...]
    hearing_at: datetime
    means: Literal["in_person", "video", "written"] = "in_person"
    place: Line = ""
    notice_on: date
    contact: Line = ""
    signatory: Signatory = UNSIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingMinutes(Context):
    """Minutes of a hearing (342:37, 342:38, I-42). ``planned_at``: the hour announced; ``held_at``: when it began in
    fact, None where nobody came. ``position`` is the applicant's, in his own words; ``absent`` when nobody came for
    him, ``stays_away_on`` the day when he said so beforehand."""

    operator_name: Name
    applicant_name: Name
    application: Reference
    notice_on: date
    planned_at: datetime
    held_at: datetime | None = None
    means: Literal["in_person", "video", "written"] = "in_person"
    place: Line = ""
    for_operator: tuple[Signatory, ...] = ()
    for_applicant: tuple[Signatory, ...] = ()
    absent: bool = False
    stays_away_on: date | None = None
    grounds: tuple[Ground, ...] = ()
    position: Prose = ""
    attachments: tuple[Name, ...] = ()
    outcome: Required
    chair: Signatory = UNSIGNED
    secretary: Signatory = UNSIGNED

    def check_together(self) -> None:
        if self.absent == bool(self.for_applicant):
            raise ContextError("for_applicant", "must name who took part, or nobody did")
        if self.absent != (self.held_at is None):
            raise ContextError("held_at", "must tell when it began, where somebody came")
