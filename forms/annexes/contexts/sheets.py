"""Sheets that stand beside a form: the calculation, the signatures, the data of the payment order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from forms.annexes.contexts.parts import Bank, Cited, Interpretation, Reference
from forms.annexes.contexts.rules import Bin, Context, Line, Money, Name, Percent, Prose, Sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationLine(Context):
    """One cost: accepted in tenge, what the rate proposes, what the caps leave. ``refused_because`` names the clause
    when nothing is accepted, ``fact`` the officer's reason where it was he who refused the cost."""

    id: Name
    name: Name
    accepted: Money
    percent: Percent
    proposed: Money
    granted: Money
    refused_because: Line = ""
    fact: Prose = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationCap(Context):
    """One cap before this application: group of cost types, window in words, limit, used and left in tenge."""

    group: Name
    window: Name
    limit: Money
    used: Money
    left: Money
    clause: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStep(Context):
    """One step of the calculation in words."""

    step: Name
    result: Line = ""
    clause: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationSheet(Context):
    """How the sum came about and the interpretations relied on. Follows the form as a sheet of its own."""

    document: Name
    applicant_name: Name
    application: Reference
    edition: Name
    mci: Money
    lines: tuple[CalculationLine, ...] = ()
    caps: tuple[CalculationCap, ...] = ()
    trace: tuple[TraceStep, ...] = ()
    total: Money
    interpretations: tuple[Interpretation, ...] = ()
    notes: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Context):
    """One verified electronic signature. ``verdict`` is the state of the signature and its certificate at the moment of
    receipt; ``reasons`` tell why it is not valid or cannot be told yet; ``capacity`` and ``basis`` (order, power of
    attorney) are words in the document's language."""

    name: Name
    iin: Bin = ""
    organisation: Line = ""
    bin: Bin = ""
    capacity: Line = ""
    basis: Line = ""
    signed_at: datetime
    verdict: Literal["valid", "invalid", "cannot_tell"]
    reasons: tuple[Name, ...] = ()
    serial: Line = ""
    issuer: Line = ""
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    algorithm: Line = ""
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureSheet(Context):
    """What is known of a document only after it was signed. Prints a DEMO mark when any signature is a demo one.
    ``gost_note``: what the check of GOST signatures is built from, where one of them is GOST."""

    document: Name
    file_name: Line = ""
    sha256: Sha256
    pages: int | None = None
    registration_number: Line = ""
    registered_at: datetime | None = None
    outgoing_number: Line = ""
    outgoing_at: datetime | None = None
    agreement_on: date | None = None
    signatures: tuple[Signature, ...]
    verify_url: Line = ""
    gost_note: Line = ""

    @property
    def demo(self) -> bool:
        """True when a signature comes from the demo authority and so has no legal force."""
        return any(signature.demo for signature in self.signatures)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSide(Context):
    """Payer or payee of a payment order."""

    name: Name
    bin: Bin
    bank: Bank


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrder(Context):
    """Data sheet of a payment order (342:21). ``purpose_code`` is the КНП. ``no_fee``: the rules pay the operator
    nothing for the transfer, and the sheet says so."""

    number: Name
    on: date
    payer: PaymentSide
    payee: PaymentSide
    sum: Money
    purpose_code: Line = ""
    purpose: Name
    application: Reference
    agreement: Reference
    no_fee: bool = True
