"""Parts of an application that all programmes keep in the same shape, in JSON while people fill it in. Nothing is
checked here; an absent key and an empty value mean the same."""

from __future__ import annotations

from typing import Literal, TypedDict

#: Who signs. ``acting_head`` needs the proof of acting, ``attorney`` the power of attorney.
SignerCapacity = Literal["first_head", "acting_head", "sole_proprietor", "individual", "attorney"]


class Address(TypedDict, total=False):
    """Legal address or location. ``settlement`` and ``phone`` may stay empty."""

    postcode: str
    region: str
    city: str
    settlement: str
    street: str
    phone: str


class Person(TypedDict, total=False):
    """A person. ``patronymic`` only where the identity document has one."""

    surname: str
    given_name: str
    patronymic: str
    position: str
    phone: str
    email: str


class Bank(TypedDict, total=False):
    """Where the reimbursement goes. ``iban`` is the account (ЖСК), ``bic`` is БСК."""

    name: str
    iban: str
    bic: str
    kbe: str


class Payment(TypedDict, total=False):
    """One payment for a cost. ``amount`` in the cost's currency without VAT; ``rate`` tenge for ``rate_units`` units of
    it on ``paid_on``, both absent for KZT; ``order_no`` is the number of the payment order."""

    paid_on: str
    amount: str
    rate: str
    rate_units: int
    order_no: str


class Spent(TypedDict, total=False):
    """What every cost line says, whichever the programme. ``id`` is unique within the application and never used
    again; ``subitem`` is a key of the edition's sub-items, from which the cost type follows; ``amount`` is in
    ``currency`` (ISO 4217)."""

    id: str
    subitem: str
    name: str
    contract_no: str
    contract_date: str
    act_no: str
    act_date: str
    invoice_no: str
    invoice_date: str
    payment_invoice_no: str
    payment_invoice_date: str
    currency: str
    amount: str
    supplier_name: str
    supplier_bin: str
    supplier_nonresident: bool
    payments: list[Payment]
