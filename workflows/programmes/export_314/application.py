"""The shape of one application of order 314 as it is kept in JSON while people fill it in.

The order's own form is not at hand: the fields are those that its known rules need (314:3, 314:4, 314:12, 314:20).
Nothing is checked here: every key may be absent, an absent key and an empty value mean the same. Text is text, a day is
an ISO date string, a sum or a rate is a decimal string, a count is an int.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from workflows.programmes.application_parts import Address, Bank, Person, SignerCapacity, Spent

#: Who applies (314:3): the entity itself, its subsidiary, its official representative, a provider of ICT services.
ApplicantKind = Literal["entity", "subsidiary", "representative", "ict_provider"]


class Payroll(TypedDict, total=False):
    """The payroll fund of one year, tenge (314:4)."""

    year: int
    amount: str


class Goods(TypedDict, total=False):
    """Goods of the applicant's own that are promoted (314:20.1). ``code`` is that of the EAEU customs list."""

    code: str
    name: str


class Service(TypedDict, total=False):
    """ICT services that are promoted (314:20.1)."""

    oked_code: str
    oked_name: str


class Declarations(TypedDict, total=False):
    """Each ticked by the applicant."""

    accuracy: bool
    no_bars: bool  # no investment project, no court decision in force (314:4)
    personal_data: bool


class Circumstances(TypedDict, total=False):
    """Plain questions whose answers decide which conditional documents are required (``documents``)."""

    foreign_language: bool
    no_reconciliation_act: bool  # of 9.9: there is no act of reconciliation (314:17.5)


class CostLine(Spent, total=False):
    """One cost, without Kazakhstan's indirect taxes (314:12), in ``currency`` (ISO 4217).

    ``id`` is unique within the application and never used again. ``subitem`` is a key of the edition's sub-items.
    ``goods_code`` is that of the goods promoted or carried, ``oked_code`` that of the ICT service. ``processing`` is
    the goods' level in the goods list: ``upper``, ``medium``, ``lower`` (9.8, 9.9). The two marks add to 9.9 only."""

    event: str
    country: str
    goods_code: str
    oked_code: str
    processing: Literal["upper", "medium", "lower"]
    domestic_carrier: bool
    sea_port: bool


class Application(TypedDict, total=False):
    """The whole form. ``bin`` holds the BIN or, for a natural person, the IIN."""

    language: Literal["kk", "ru"]
    applicant_name: str
    legal_address: Address
    head: Person
    bin: str
    registration_no: str  # may stay empty
    registration_date: str
    applicant_kind: ApplicantKind
    size: Literal["small", "medium", "large"]  # category of business; micro counts as small (314:11)
    payroll: list[Payroll]
    goods: list[Goods]
    services: list[Service]
    cost_subitems: list[str]
    costs: list[CostLine]
    last_cost: int  # the highest id that a cost line has had; no id is used again
    taxes_paid_previous_year: str  # where a cost of 9.9 is there (314:12)
    vat_refunded_previous_year: str
    bank: Bank
    declarations: Declarations
    contact: Person
    circumstances: Circumstances
    signer_capacity: SignerCapacity  # absent: first_head
