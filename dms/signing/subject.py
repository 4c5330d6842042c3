"""A certificate of the national centre read into ``SignerInfo``: the subject's fields and the role OIDs (NUC profile:
SERIALNUMBER = ``IIN`` + 12 digits, OU = ``BIN`` + 12 digits, roles in the extended key usage)."""

from __future__ import annotations

import re

from asn1crypto import x509

from dms.signing.types import Capacity, SignerInfo
from dms.signing.words import reason
from workflows.refusals import Refusal

ROLE_ARC = "1.2.398.3.3.4.1"
INDIVIDUAL_OID = "1.2.398.3.3.4.1.1"
ORGANISATION_OID = "1.2.398.3.3.4.1.2"

#: Role OID → capacity, the strongest first. Finance (.1.2.3) and personnel (.1.2.4) rights do not reach beyond their
#: own papers, so such a signer counts as an employee.
ROLE_CAPACITY: dict[str, Capacity] = {
    "1.2.398.3.3.4.1.2.1": Capacity.FIRST_HEAD,
    "1.2.398.3.3.4.1.2.2": Capacity.AUTHORISED,
    "1.2.398.3.3.4.1.2.3": Capacity.EMPLOYEE,
    "1.2.398.3.3.4.1.2.4": Capacity.EMPLOYEE,
    "1.2.398.3.3.4.1.2.5": Capacity.EMPLOYEE,
    ORGANISATION_OID: Capacity.EMPLOYEE,
    INDIVIDUAL_OID: Capacity.INDIVIDUAL,
}

_SURNAME, _SERIAL_NUMBER, _COMMON_NAME = "2.5.4.4", "2.5.4.5", "2.5.4.3"
_ORGANISATION, _UNIT, _GIVEN = "2.5.4.10", "2.5.4.11", "2.5.4.42"
_IIN, _BIN = re.compile(r"IIN([0-9]{12})"), re.compile(r"BIN([0-9]{12})")


def read_signer(certificate: x509.Certificate, *, demo: bool) -> SignerInfo:
    """The certificate's words. A field that is absent or stands twice with different values is empty."""
    fields = _fields(certificate.subject)
    roles = _roles(certificate)
    validity = certificate["tbs_certificate"]["validity"]
    common_name, surname = _single(fields, _COMMON_NAME), _single(fields, _SURNAME)
    return SignerInfo(
        iin=_numbered(fields, _SERIAL_NUMBER, _IIN),
        bin=_numbered(fields, _UNIT, _BIN),
        surname=surname,
        given_name=common_name.removeprefix(surname).strip(),
        patronymic=_single(fields, _GIVEN),
        common_name=common_name,
        organisation=_single(fields, _ORGANISATION),
        role_oids=roles,
        capacity=next((c for oid, c in ROLE_CAPACITY.items() if oid in roles), None),
        serial=serial_of(certificate),
        not_before=validity["not_before"].native,
        not_after=validity["not_after"].native,
        issuer=authority_of(certificate),
        demo=demo,
    )


def authority_of(certificate: x509.Certificate) -> str:
    """Who issued it, by name and organisation: the words of the certificate alone, in whatever language it has them."""
    fields = _fields(certificate.issuer)
    return ", ".join(filter(None, (_single(fields, _COMMON_NAME), _single(fields, _ORGANISATION))))


def reasons_against_subject(signer: SignerInfo) -> list[Refusal]:
    """Why this certificate cannot say who signed: no IIN, no role, a role in an organisation without its BIN."""
    reasons = []
    if not signer.iin:
        reasons.append(reason("signer_unnamed", serial=signer.serial))
    if signer.capacity is None:
        reasons.append(reason("role_missing", serial=signer.serial))
    elif signer.capacity is not Capacity.INDIVIDUAL and not signer.bin:
        reasons.append(reason("organisation_unnamed", serial=signer.serial))
    return reasons


def serial_of(certificate: x509.Certificate) -> str:
    """The serial number in hexadecimal, as certificates are named on screens and in reasons."""
    return f"{certificate.serial_number:X}"


def _fields(name: x509.Name) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for rdn in name.chosen:
        for pair in rdn:
            found.setdefault(pair["type"].dotted, []).append(str(pair["value"].native))
    return found


def _single(fields: dict[str, list[str]], oid: str) -> str:
    values = set(fields.get(oid, ()))
    return values.pop() if len(values) == 1 else ""


def _numbered(fields: dict[str, list[str]], oid: str, pattern: re.Pattern[str]) -> str:
    matches = {m.group(1) for value in fields.get(oid, ()) if (m := pattern.fullmatch(value))}
    return matches.pop() if len(matches) == 1 else ""


def _roles(certificate: x509.Certificate) -> tuple[str, ...]:
    usage = certificate.extended_key_usage_value
    dotted = (purpose.dotted for purpose in usage) if usage is not None else ()
    return tuple(oid for oid in dotted if oid == ROLE_ARC or oid.startswith(ROLE_ARC + "."))
