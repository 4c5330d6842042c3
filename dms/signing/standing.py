"""Whether one certificate of a chain was revoked at a moment: by OCSP answers, else by revocation lists (RFC 5280 6.3).
Absent, unreadable, foreign or outdated data never clear a certificate: then it cannot be told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from asn1crypto import crl, x509
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import CRLNoMatchesError, CRLValidationError, CRLValidationIndeterminateError
from pyhanko_certvalidator.errors import RevokedError as Revoked
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.revinfo.validate_crl import verify_crl

from dms.signing.asn1 import Unreadable, reading
from dms.signing.ocsp import Told, told
from dms.signing.primitives import VALIDATOR
from dms.signing.revocation import RevocationData

TOLERANCE = timedelta(seconds=1)
#: How old an answer without ``nextUpdate`` may be, at most, whatever is configured.
OLDEST_ANSWER = timedelta(days=1)


class Status(StrEnum):
    CLEAR = "clear"
    REVOKED = "revoked"
    STALE = "stale"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """``data``: what the answer rests on."""

    status: Status
    revoked_at: datetime | None = None
    data: RevocationData = field(default_factory=RevocationData)


@dataclass(frozen=True, slots=True)
class Asked:
    """One certificate of ``path`` and the moment; ``oldest``: how old an OCSP answer without an end may be then."""

    certificate: x509.Certificate
    issuer: x509.Certificate
    path: ValidationPath
    at: datetime
    oldest: timedelta = OLDEST_ANSWER


def standing(asked: Asked, data: RevocationData) -> Standing:
    """What ``data`` say about the certificate at the moment: a revocation anywhere outweighs every good answer. Data
    that cannot be read to the end, a list with an impossible name say, tell nothing."""
    try:
        with reading():
            return _standing(asked, data)
    except Unreadable:
        return Standing(Status.UNKNOWN)


def _standing(asked: Asked, data: RevocationData) -> Standing:
    by_answers = _by_ocsp(asked, data)
    if by_answers.status is Status.REVOKED:
        return by_answers
    by_lists = _by_crl(asked, data)
    if by_lists.status is not Status.REVOKED and by_answers.status is Status.CLEAR:
        return by_answers
    if by_lists.status is Status.UNKNOWN and by_answers.status is Status.STALE:
        return by_answers
    return by_lists


def _by_ocsp(asked: Asked, data: RevocationData) -> Standing:
    found = Standing(Status.UNKNOWN)
    for response in data.readable_ocsps():
        said = told(response, asked.certificate, asked.issuer)
        by = _responder(said, asked, data) if said is not None else None
        if said is None or by is None:
            continue
        kept = RevocationData(ocsps=(response.dump(),)).with_(by)
        if said.revoked_at is not None and said.revoked_at <= asked.at:
            return Standing(Status.REVOKED, said.revoked_at, kept)
        if found.status is not Status.CLEAR:
            covers = said.revoked_at is not None or _covers(said, asked)
            found = Standing(Status.CLEAR if covers else Status.STALE, data=kept)
    return found


def _responder(said: Told, asked: Asked, data: RevocationData) -> RevocationData | None:
    """The lists that clear whoever gave the answer, by the moment he gave it; None: nothing clears him, and his answer
    proves nothing."""
    if said.unchecked is None:
        return RevocationData()
    about = replace(asked, certificate=said.unchecked, at=max(asked.at, said.made_at))
    found = _by_crl(about, data)
    return found.data if found.status is Status.CLEAR else None


def _covers(said: Told, asked: Asked) -> bool:
    """Whether a good answer speaks of the moment. One that was made later does, while the certificate had not expired
    (an expired one may be forgotten): who is good now was not revoked before."""
    if said.this_update > asked.at + TOLERANCE:
        return bool(said.this_update <= asked.certificate.not_valid_after)
    until: datetime = said.next_update or said.this_update + asked.oldest
    return asked.at <= until + TOLERANCE


def _by_crl(asked: Asked, data: RevocationData) -> Standing:
    """A list issued after the moment is asked only where none covers it, and only while the certificate had not yet
    expired, since an expired one may leave the list (RFC 5280 3.3): so an open question is answered by the next."""
    issued_in_time = [c for c in data.readable_crls() if _issued(c) <= asked.certificate.not_valid_after]
    current = [c for c in issued_in_time if not _outdated(c, asked.at)]
    status = _look_up(asked, issued_in_time, later=False)
    used = [c for c in current if _issued(c) <= asked.at + TOLERANCE]
    if status.status in (Status.UNKNOWN, Status.STALE) and any(_issued(c) > asked.at for c in current):
        status, used = _look_up(asked, current, later=True), current
    mine = [c for c in used if c.issuer == asked.issuer.subject]
    if _revoked_this_moment(asked, mine):
        status = Standing(Status.REVOKED, asked.at)
    kept = RevocationData(crls=tuple(c.dump() for c in mine))
    return Standing(status.status, status.revoked_at, kept)


def _look_up(asked: Asked, lists: list[crl.CertificateList], *, later: bool) -> Standing:
    context = ValidationContext(
        trust_roots=[asked.path.trust_anchor],
        other_certs=list(asked.path.iter_certs(include_root=False)),
        moment=asked.at,
        crls=lists,
        ocsps=[],
        revocation_mode="require",
        retroactive_revinfo=later,
        time_tolerance=TOLERANCE,
        signature_validator=VALIDATOR,
    )
    # Each certificate is judged by itself: that of the list's issuer is another question of the same chain.
    context.record_validation(asked.issuer, asked.path)  # type: ignore[no-untyped-call]
    try:
        with reading():
            asyncio.run(verify_crl(asked.certificate, asked.path, context))
    except Revoked as found:
        return Standing(Status.REVOKED, found.revocation_dt)
    except CRLNoMatchesError:
        return Standing(Status.UNKNOWN)
    except CRLValidationIndeterminateError as doubt:
        return Standing(Status.STALE if doubt.suspect_stale else Status.UNKNOWN)
    except (CRLValidationError, Unreadable):
        return Standing(Status.UNKNOWN)
    return Standing(Status.CLEAR)


def _issued(found: crl.CertificateList) -> datetime:
    moment: datetime = found["tbs_cert_list"]["this_update"].native
    return moment


def _outdated(found: crl.CertificateList, at: datetime) -> bool:
    """A list that does not say when the next one comes counts as outdated (RFC 5280 5.1.2.5 wants it said)."""
    until = found["tbs_cert_list"]["next_update"].native
    return until is None or until + TOLERANCE < at


def _revoked_this_moment(asked: Asked, lists: Iterable[crl.CertificateList]) -> bool:
    """certvalidator takes a revocation to work only after its moment; to us it works from that moment on."""
    return any(
        entry["user_certificate"].native == asked.certificate.serial_number
        and entry["revocation_date"].native == asked.at
        for found in lists
        for entry in found["tbs_cert_list"]["revoked_certificates"]
    )
