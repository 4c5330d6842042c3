"""Annex 1: the application for a support measure (342:33)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from forms.annexes.contexts.parts import NO_BANK, NO_REFERENCE, NOBODY, UNSIGNED, Bank, Person, Reference, Signatory
from forms.annexes.contexts.rules import Bin, Context, ContextError, Count, Currency, Line, Money, Name, Percent, Year

#: Keys of ``workflows.programmes.domestic_342.cost_types.SUBITEMS``; a test holds the two together.
CostSubitem = Literal[
    "1.assessment",
    "1.tests",
    "1.inspection",
    "1.registration",
    "1.reissue",
    "2.means",
    "2.printing",
    "2.reequipment",
    "3.rail",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Context):
    """One earlier support measure (item 10)."""

    year: Year
    programme: Name
    measure: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow(Context):
    """One row of the table of item 12, as in its tax invoice. Amounts are without VAT."""

    name: Name
    oked_code: Line = ""
    oked_name: Line = ""
    contract: Reference = NO_REFERENCE
    act: Reference = NO_REFERENCE
    invoice: Reference = NO_REFERENCE
    payment_invoice: Reference = NO_REFERENCE
    currency: Currency = "KZT"
    amount_currency: Money | None = None
    amount_tenge: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Application(Context):
    """Annex 1. Items 14–17 are declarations of the form itself and need no data. ``costs`` may be long: the table runs
    over pages. ``total`` is the sum claimed for reimbursement. None and an empty text leave the place of the form
    blank; ``support_participant`` answers item 10."""

    operator_name: Name
    applicant_name: Name
    legal_address: Line = ""
    head: Person = NOBODY
    bin: Bin = ""
    registration_number: Line = ""
    registered_on: date | None = None
    staff_total: Count | None = None
    staff_citizens: Count | None = None
    local_content_share: Percent | None = None
    oked_code: Line = ""
    oked_name: Line = ""
    products: Line = ""
    support_participant: bool | None = None
    support_history: tuple[Support, ...] = ()
    cost_subitems: tuple[CostSubitem, ...] = ()
    costs: tuple[CostRow, ...] = ()
    total: Money | None = None
    bank: Bank = NO_BANK
    contact: Person = NOBODY
    attachments: tuple[Name, ...] = ()
    filled_on: date | None = None
    signatory: Signatory = UNSIGNED

    def check_together(self) -> None:
        if self.staff_total is not None and (self.staff_citizens or 0) > self.staff_total:
            raise ContextError("staff_citizens", "is more than staff_total")
