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
