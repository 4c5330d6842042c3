"""What is known of an organisation before its next application is written: what its page says, what its last submitted
application said, and who is its first head. A change of the page overrules the application, and the next application
the page."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from dms.models import Case, Organisation, User
from dms.queries import organisations

#: What an application leaves behind as it was written, beside the lines of the organisation's page.
KEPT = ("head", "registration_date", "registration_no", "oked_code", "oked_name")
#: Line of the page → key of the application's bank.
BANK = {"bank": "name", "iban": "iban", "bic": "bic", "kbe": "kbe"}


def remember(case: Case) -> None:
    """Keeps what a submitted application says of its organisation. The caller's act commits."""
    told, row = case.content, case.organisation
    bank, where = told.get("bank") or {}, told.get("legal_address") or {}
    parts = {"legal_address": rest} if (rest := {key: text for key, text in where.items() if key != "phone"}) else {}
    lines = {"phone": where.get("phone"), **{k: bank.get(v) for k, v in BANK.items()}}
    kept = {key: copy.deepcopy(told[key]) for key in KEPT if told.get(key)}
    row.details = {**row.details, **parts, **_filled(**lines), "application": kept}


def content_for(organisation: Organisation, user: User) -> dict[str, Any]:
    """The beginning of a new application, in its own shape."""
    details: Mapping[str, Any] = organisation.details
    before: Mapping[str, Any] = details.get("application") or {}
    known: dict[str, Any] = {
        **copy.deepcopy(dict(before)),
        "applicant_name": organisation.name,
        "bin": organisation.bin,
        "legal_address": {
            **(details.get("legal_address") or before.get("legal_address") or {}),
            **_filled(phone=details.get("phone")),
        },
        "bank": _filled(**{v: details.get(k) for k, v in BANK.items()}),
        "contact": {**_named(user.name), **_filled(phone=user.phone, email=user.email, position=user.position)},
    }
    if "head" not in known:
        known |= _filled_part("head", _head(organisation))
    if organisation.registered_on:
        known["registration_date"] = organisation.registered_on.isoformat()
    return known


def _head(organisation: Organisation) -> dict[str, str]:
    found = organisations.find_head(organisation.id)
    if found is None:
        return {}
    user = found.user
    return {**_named(user.name), **_filled(phone=user.phone, email=user.email, position=user.position)}


def _filled_part(key: str, part: dict[str, str]) -> dict[str, Any]:
    return {key: part} if part else {}


def _filled(**values: str | None) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _named(name: str) -> dict[str, str]:
    """Surname, given name and patronymic of a name written in that order."""
    surname, _, rest = name.partition(" ")
    given, _, patronymic = rest.partition(" ")
    return _filled(surname=surname, given_name=given, patronymic=patronymic)
