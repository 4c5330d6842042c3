"""The application of the export programme, built from the items of its form: the order's own form is not at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms.annexes.contexts.parts import NO_REFERENCE, UNSIGNED, Reference, Signatory
from forms.annexes.contexts.rules import Context, Count, Currency, Line, Money, Name, Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine(Context):
    """One line of an item; an empty value leaves its place blank."""

    label: Name
    value: Prose = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Context):
    """One numbered item. ``lines`` where it asks, ``ticked`` where it is a declaration. ``costs``: the table of costs
    stands here."""

    number: Count
    title: Name
    lines: tuple[ItemLine, ...] = ()
    ticked: bool | None = None
    costs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCost(Context):
    """One cost. ``codes``: customs code of the goods or OKED code of the service. ``marks``: level of processing,
    domestic carrier, sea port. Amounts are without VAT."""

    type: Line = ""
    name: Name
    codes: Line = ""
    marks: Line = ""
    supplier: Line = ""
    contract: Reference = NO_REFERENCE
    act: Reference = NO_REFERENCE
    invoice: Reference = NO_REFERENCE
    currency: Currency = "KZT"
    amount_currency: Money | None = None
    amount_tenge: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportApplication(Context):
    """The items in the order of the form, the costs, the attachments, the place to sign."""

    operator_name: Name
    applicant_name: Name
    programme: Name
    items: tuple[Item, ...]
    costs: tuple[ExportCost, ...] = ()
    total: Money | None = None
    attachments: tuple[Name, ...] = ()
    filled_on: date | None = None
    signatory: Signatory = UNSIGNED
