"""The way from a signer's certificate to a trusted root (RFC 5280 6), judged at a given moment: chain, validity,
revocation in mode ``require``, key usage, policy. Nothing is fetched."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import crl, x509
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext, find_valid_path
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
    StaleRevinfoError,
    ValidationError,
)

from dms.signing.anchors import Anchors
from dms.signing.asn1 import Unreadable, reading
from dms.signing.revocation import RevocationData
from dms.signing.subject import authority_of, serial_of
from dms.signing.types import Purpose
from dms.signing.words import reason
from workflows.refusals import Refusal

#: Key usage and extended key usage of the national centre's keys: signing, and logging in.
_USAGE = {
    Purpose.SIGNATURE: KeyUsageConstraints(
        key_usage={"digital_signature", "non_repudiation"},
        match_all_key_usages=True,
        extd_key_usage={"email_protection"},
    ),
    Purpose.AUTHENTICATION: KeyUsageConstraints(key_usage={"digital_signature"}, extd_key_usage={"client_auth"}),
}
_NEEDED = {
    Purpose.SIGNATURE: "digitalSignature, nonRepudiation, emailProtection (1.3.6.1.5.5.7.3.4)",
    Purpose.AUTHENTICATION: "digitalSignature, clientAuth (1.3.6.1.5.5.7.3.2)",
}


@dataclass(frozen=True, slots=True)
class Chain:
    """``path`` runs from the signer to the root, and is empty where no trusted way was found. ``data`` is what of the
    revocation data bore on the answer."""

    reasons: tuple[Refusal, ...]
    path: tuple[x509.Certificate, ...] = ()
    data: RevocationData = field(default_factory=RevocationData)


@dataclass(frozen=True, slots=True)
class ChainJudge:
    """Judges certificates against ``anchors``. ``policies``: certificate policies (OIDs), one of which the signer's
    certificate must bear; empty: any."""

    anchors: Anchors
    policies: frozenset[str] = frozenset()
    purpose: Purpose = Purpose.SIGNATURE

    def judge(
        self, signer: x509.Certificate, others: Iterable[x509.Certificate], data: RevocationData, at: datetime
    ) -> Chain:
        """Everything that speaks against ``signer`` at the moment ``at``.

        A revocation list issued after ``at`` is asked only where none covers ``at``, and only while the certificate
        was not yet expired, since an expired one may leave the list (RFC 5280 3.3): so an open question is answered
        by the next list.
        """
        reasons = [*self._against_usage(signer), *self._against_policy(signer)]
        helpers = [*others, *self.anchors.intermediates]
        try:
            path, used = self._trusted_way(signer, helpers, data, at)
        except InsufficientRevinfoError as doubt:
            return Chain((*reasons, self._worst(doubt, signer, helpers, at)))
        except (ValidationError, PathBuildingError, Unreadable) as error:
            return Chain((*reasons, _reason(error, signer)))
        if len(path) < 2:
            return Chain(
                (*reasons, reason("foreign_chain", serial=serial_of(signer), issuer=authority_of(signer))), path
            )
        if _revoked_this_moment(signer, used, at):
            return Chain((*reasons, reason("revoked", serial=serial_of(signer), day=at.date().isoformat())))
        issuers = {c.subject.hashable for c in path[1:]}
        kept = tuple(c.dump() for c in used if c.issuer.hashable in issuers)
        return Chain(tuple(reasons), path, RevocationData(kept, data.ocsps))

    def _trusted_way(
        self, signer: x509.Certificate, helpers: list[x509.Certificate], data: RevocationData, at: datetime
    ) -> tuple[tuple[x509.Certificate, ...], list[crl.CertificateList]]:
        """The way to a root and the lists it was cleared by."""
        crls = [c for c in data.readable_crls() if _issued(c) <= signer.not_valid_after]
        fresh = [c for c in crls if not _outdated(c, at)]
        given = {"ocsps": data.readable_ocsps(), "revocation_mode": "require"}
        try:
            path = self._walk(signer, helpers, at, crls=crls, **given)
        except InsufficientRevinfoError:
            if all(_issued(c) <= at for c in fresh):
                raise
            return self._walk(signer, helpers, at, crls=fresh, retroactive_revinfo=True, **given), fresh
        return path, [c for c in fresh if _issued(c) <= at + _TOLERANCE]

    def _worst(
        self,
        doubt: InsufficientRevinfoError,
        signer: x509.Certificate,
        helpers: list[x509.Certificate],
        at: datetime,
    ) -> Refusal:
        """What is wrong beside the missing revocation data, so that a doubt never hides a refusal; else the doubt."""
        try:
            self._walk(signer, helpers, at, revocation_mode="none")
        except (ValidationError, PathBuildingError, Unreadable) as error:
            return _reason(error, signer)
        return _reason(doubt, signer)

    def _walk(
        self, signer: x509.Certificate, helpers: list[x509.Certificate], at: datetime, **revocation: Any
    ) -> tuple[x509.Certificate, ...]:
        with reading():
            context = ValidationContext(
                trust_roots=list(self.anchors.roots),
                other_certs=helpers,
                moment=at,
                time_tolerance=_TOLERANCE,
                **revocation,
            )
            ways = context.path_builder.async_build_paths_lazy(signer)
            found = asyncio.run(find_valid_path(signer, ways, validation_context=context))
        return tuple(reversed(list(found.iter_certs(include_root=True))))

    def _against_usage(self, signer: x509.Certificate) -> list[Refusal]:
        try:
            _USAGE[self.purpose].validate(signer)
        except InvalidCertificateError:
            return [reason("wrong_key_usage", serial=serial_of(signer), needed=_NEEDED[self.purpose])]
        return []

    def _against_policy(self, signer: x509.Certificate) -> list[Refusal]:
        stated = signer.certificate_policies_value
        oids = {info["policy_identifier"].dotted for info in stated} if stated is not None else set()
        if not self.policies or oids & self.policies:
            return []
        return [reason("wrong_policy", serial=serial_of(signer), needed=", ".join(sorted(self.policies)))]


_TOLERANCE = timedelta(seconds=1)


def _issued(found: crl.CertificateList) -> datetime:
    moment: datetime = found["tbs_cert_list"]["this_update"].native
    return moment


def _outdated(found: crl.CertificateList, at: datetime) -> bool:
    until = found["tbs_cert_list"]["next_update"].native
    return until is not None and until + _TOLERANCE < at


def _revoked_this_moment(signer: x509.Certificate, lists: list[crl.CertificateList], at: datetime) -> bool:
    """certvalidator takes a revocation to work only after its moment; to us it works from that moment on."""
    return any(
        entry["user_certificate"].native == signer.serial_number and entry["revocation_date"].native == at
        for found in lists
        if found.issuer == signer.issuer
        for entry in found["tbs_cert_list"]["revoked_certificates"]
    )


def _reason(error: Exception, signer: x509.Certificate) -> Refusal:
    serial = serial_of(signer)
    if isinstance(error, StaleRevinfoError):
        return reason("stale_revocation_data", serial=serial)
    if isinstance(error, InsufficientRevinfoError):
        return reason("no_revocation_data", serial=serial)
    if isinstance(error, PathBuildingError | InvalidCertificateError):
        return reason("foreign_chain", serial=serial, issuer=authority_of(signer))
    if isinstance(error, PathValidationError) and error.is_ee_cert and not error.is_side_validation:
        return _own_reason(error, serial)
    return reason("chain_broken", serial=serial)


def _own_reason(error: PathValidationError, serial: str) -> Refusal:
    if isinstance(error, RevokedError):
        return reason("revoked", serial=serial, day=error.revocation_dt.date().isoformat())
    if isinstance(error, ExpiredError):
        return reason("expired", serial=serial, day=error.expired_dt.date().isoformat())
    if isinstance(error, NotYetValidError):
        return reason("not_yet_valid", serial=serial, day=error.valid_from.date().isoformat())
    return reason("chain_broken", serial=serial)
