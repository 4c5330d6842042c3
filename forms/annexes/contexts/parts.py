"""The pieces that many documents share: people, parties, references to other papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms.annexes.contexts.rules import Bin, Context, Iban, Line, Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Context):
    """A person with the details the forms ask for. ``name`` is surname, name and patronymic as in the identity card."""

    name: Line = ""
    position: Line = ""
    phone: Line = ""
    email: Line = ""


NOBODY = Person()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory(Context):
    """Who signs. The signature itself is electronic: the form keeps the place for a written one empty."""

    position: Line = ""
    name: Line = ""


UNSIGNED = Signatory()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee(Context):
    """To whom a letter goes: name of the entity, its address with the index, telephone."""

    name: Name
    address: Line = ""
    phone: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Context):
    """Number and day of another paper; either may be unknown."""

    number: Line = ""
    on: date | None = None


NO_REFERENCE = Reference()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank(Context):
    """Bank details: ``name`` of the bank, ``iban`` (ЖСК), ``bic`` (БСК), ``kbe`` (КБе)."""

    name: Line = ""
    iban: Iban = ""
    bic: Line = ""
    kbe: Line = ""


NO_BANK = Bank()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Context):
    """A side of the agreement with the details of its section 9. ``acts_on``: the paper its head acts on (charter,
    order, power of attorney); ``head`` is who signs for it."""

    name: Name
    acts_on: Line = ""
    head: Person = NOBODY
    address: Line = ""
    phone: Line = ""
    bin: Bin = ""
    iban: Iban = ""
    bic: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited(Context):
    """A sentence of the officer with the clause it rests on (``342:35``)."""

    text: Name
    clause: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation(Context):
    """A numbered choice where the text of the rules is unclear (``I-2``)."""

    id: Name
    unclear: Line = ""
    choice: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Context):
    """A paper that carries a decision. ``relied_on``: the interpretations that stand behind it, told on a sheet of
    their own after the paper, never in its body."""

    relied_on: tuple[Interpretation, ...] = ()
