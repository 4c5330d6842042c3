"""The pieces that many contexts share, from rows: the addressee, the parties, references to other papers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import current_app

from dms.config import Settings
from dms.models import Case, User
from dms.queries import cases
from dms.queries.supplements import bank_at
from dms.services.clock import ALMATY
from dms.services.judging import law
from dms.services.judging.law import edition_of
from dms.services.papers import offices
from dms.services.papers.sources import Source
from forms.annexes.contexts.parts import Addressee, Bank, Interpretation, Party, Person, Reference, Signatory
from forms.words import in_words
from workflows.interpretations import by_ids
from workflows.money import format_number
from workflows.numbers import is_organisation


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def operator_name(case: Case) -> str:
    return settings().operator_name_ru if case.language == "ru" else settings().operator_name_kk


def address(content: dict[str, Any]) -> str:
    """Item 2 in one line; empty parts are left out."""
    where = content.get("legal_address") or {}
    return ", ".join(
        dict.fromkeys(
            str(where[key]) for key in ("postcode", "region", "city", "settlement", "street") if where.get(key)
        )  # a city of the republic is its own region: named once
    )


def addressee(case: Case) -> Addressee:
    where = case.content.get("legal_address") or {}
    return Addressee(name=applicant_name(case), address=address(case.content), phone=where.get("phone") or "")


def applicant_name(case: Case) -> str:
    return case.content.get("applicant_name") or case.organisation.name


def full_name(person: dict[str, Any]) -> str:
    return " ".join(filter(None, (person.get("surname"), person.get("given_name"), person.get("patronymic"))))


def person(given: dict[str, Any] | None) -> Person:
    given = given or {}
    return Person(
        name=full_name(given),
        position=given.get("position") or "",
        phone=given.get("phone") or "",
        email=given.get("email") or "",
    )


def applicant_signatory(case: Case) -> Signatory:
    head = person(case.content.get("head"))
    return Signatory(position=head.position, name=head.name)


def signatory(user: User | None, lang: str) -> Signatory:
    return Signatory(position=offices.post_of(user, lang), name=user.name) if user else Signatory()


def head_signatory(source: Source) -> Signatory:
    """Who will sign, with the post in which he does: of a deputy the order stands beside it (342:35)."""
    if source.signer is None:
        return Signatory()
    found, lang = offices.standing(source.signer, source.now), source.case.language
    return Signatory(position=offices.post_with_order(source.signer, found, lang), name=source.signer.name)


def operator_head(source: Source, lang: str) -> Person:
    """The same where the order has a place of its own, or none."""
    if source.signer is None:
        return Person(position=offices.HEAD.get(lang))
    return Person(
        position=offices.post(source.signer, offices.standing(source.signer, source.now), lang),
        name=source.signer.name,
    )


def bank_on(case: Case, moment: datetime) -> Bank:
    """The applicant's details in force at the moment: a supplement may have changed them (342:A3.20)."""
    return bank({"bank": bank_at(case, moment)})


def bank(content: dict[str, Any]) -> Bank:
    given = content.get("bank") or {}
    return Bank(
        name=given.get("name") or "",
        iban=given.get("iban") or "",
        bic=given.get("bic") or "",
        kbe=given.get("kbe") or "",
    )


def operator_bank(lang: str) -> Bank:
    own = settings()
    name = (own.operator_bank_ru if lang == "ru" else "") or own.operator_bank
    return Bank(name=name, iban=own.operator_iban, bic=own.operator_bic, kbe=own.operator_kbe)


def told_sum(value: Decimal, lang: str) -> str:
    """A sum in tenge as an official paper tells it: in figures, and in words behind."""
    return f"{format_number(value)} ({in_words(value, lang)})"


def application_of(case: Case) -> Reference:
    """The application as other papers name it: number, and the day it came in."""
    received = case.received_at.astimezone(ALMATY).date() if case.received_at else None
    return Reference(number=case.number or "", on=received)


def agreement_of(case: Case) -> Reference:
    found = cases.agreement_of(case.id)
    return Reference(number=case.number or "", on=found.concluded_on if found else None)


def reference(number: Any, on: Any) -> Reference:
    """Of a cost line: both may be absent."""
    return Reference(number=str(number or ""), on=date.fromisoformat(on) if on else None)


def operator_party(source: Source) -> Party:
    own, case, lang = settings(), source.case, source.case.language
    return Party(
        name=operator_name(case),
        acts_on=offices.acts_on(offices.standing(source.signer, source.now) if source.signer else None, lang),
        head=operator_head(source, lang),
        address=own.operator_address_ru if lang == "ru" else own.operator_address_kk,
        phone=own.operator_phone,
        bin=own.operator_bin,
        iban=own.operator_iban,
        bic=own.operator_bic,
    )


def applicant_party(case: Case) -> Party:
    given = bank(case.content)
    to = addressee(case)
    return Party(
        name=applicant_name(case),
        acts_on=(offices.CHARTER if is_organisation(case.organisation.bin) else offices.IDENTITY).get(case.language),
        head=person(case.content.get("head")),
        address=to.address,
        phone=to.phone,
        bin=case.organisation.bin,
        iban=given.iban,
        bic=given.bic,
    )


def cost_type_names(case: Case) -> tuple[str, ...]:
    """The chosen cost types in the words of the law."""
    types = edition_of(case).costs.type_by_key
    return tuple(types[key].title.get(case.language) for key in law.types_of(case))


def lines_of(case: Case) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = case.content.get("costs", [])
    return found


def local_day(moment: datetime) -> date:
    return moment.astimezone(ALMATY).date()


def own_words(source: Source, key: str = "reasons") -> str:
    """What the person wrote with the act."""
    return str(source.extra.get(key) or "")


def relied_on(source: Source) -> tuple[Interpretation, ...]:
    """What the decision that the paper carries out relied on; nothing for a paper without a decision."""
    numbers = source.decision.payload.get("interpretations", ()) if source.decision else ()
    return interpretations(numbers, source.case.language)


def interpretations(numbers: Iterable[str], lang: str) -> tuple[Interpretation, ...]:
    """Entries of the register in the words of a paper, in the register's order."""
    return tuple(
        Interpretation(id=row.id, unclear=row.unclear.get(lang), choice=row.choice.get(lang)) for row in by_ids(numbers)
    )
