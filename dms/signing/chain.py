"""The way from a signer's certificate to a trusted root (RFC 5280 6), judged at a given moment: chain, validity,
revocation (required, see ``standing``), key usage, policy. Nothing is fetched."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from asn1crypto import x509
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext, find_valid_path
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath

from dms.signing.anchors import Anchors
from dms.signing.asn1 import Unreadable, reading
from dms.signing.primitives import VALIDATOR
from dms.signing.revocation import RevocationData
from dms.signing.standing import OLDEST_ANSWER, TOLERANCE, Asked, Standing, Status, standing
from dms.signing.subject import authority_of, serial_of
from dms.signing.types import Purpose
from dms.signing.words import DOUBTS, reason
from workflows.refusals import Refusal

#: Key usage and extended key usage of the national centre's keys: signing, and logging in.
_USAGE = {
    Purpose.SIGNATURE: KeyUsageConstraints(
        key_usage={"digital_signature", "non_repudiation"},
        match_all_key_usages=True,
        extd_key_usage={"email_protection"},
    ),
    Purpose.AUTHENTICATION: KeyUsageConstraints(key_usage={"digital_signature"}, extd_key_usage={"client_auth"}),
    Purpose.STAMP: KeyUsageConstraints(
        key_usage={"digital_signature", "non_repudiation"}, extd_key_usage={"time_stamping"}
    ),
}
_NEEDED = {
    Purpose.SIGNATURE: "digitalSignature, nonRepudiation, emailProtection (1.3.6.1.5.5.7.3.4)",
    Purpose.STAMP: "timeStamping (1.3.6.1.5.5.7.3.8)",
    Purpose.AUTHENTICATION: "digitalSignature, clientAuth (1.3.6.1.5.5.7.3.2)",
}


@dataclass(frozen=True, slots=True)
class Chain:
    """``path`` runs from the signer to the root, and is empty where no trusted way was found. ``data`` is what of the
    revocation data bore on the answer."""

    reasons: tuple[Refusal, ...]
    path: tuple[x509.Certificate, ...] = ()
    data: RevocationData = field(default_factory=RevocationData)

    @property
    def is_in_doubt(self) -> bool:
        """Whether only data on revocation are wanting: a trusted way there is."""
        return bool(self.path) and any(reason.code in DOUBTS for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class ChainJudge:
    """Judges certificates against ``anchors``. ``policies``: certificate policies (OIDs), one of which the signer's
    certificate must bear; empty: any. ``oldest``: how old an OCSP answer without an end may be."""

    anchors: Anchors
    policies: frozenset[str] = frozenset()
    purpose: Purpose = Purpose.SIGNATURE
    oldest: timedelta = OLDEST_ANSWER

    def judge(
        self, signer: x509.Certificate, others: Iterable[x509.Certificate], data: RevocationData, at: datetime
    ) -> Chain:
        """Everything that speaks against ``signer`` at the moment ``at``."""
        reasons = [*self._against_usage(signer), *self._against_policy(signer)]
        try:
            way = self._walk(signer, [*others, *self.anchors.intermediates], at)
        except (ValidationError, PathBuildingError, Unreadable) as error:
            return Chain((*reasons, _reason(error, signer)))
        path = tuple(reversed(list(way.iter_certs(include_root=True))))
        if len(path) < 2:
            why = reason("foreign_chain", serial=serial_of(signer), issuer=authority_of(signer))
            return Chain((*reasons, why), path)
        found = [
            standing(Asked(certificate, issuer, way, at, self.oldest), data) for certificate, issuer in pairwise(path)
        ]
        kept = RevocationData()
        for one in found:
            kept = kept.with_(one.data)
        return Chain((*reasons, *_against_standing(signer, found)), path, kept)

    def _walk(self, signer: x509.Certificate, helpers: list[x509.Certificate], at: datetime) -> ValidationPath:
        """The way to a root, validity and signatures checked; revocation is judged certificate by certificate after."""
        with reading():
            context = ValidationContext(
                trust_roots=list(self.anchors.roots),
                other_certs=helpers,
                moment=at,
                time_tolerance=TOLERANCE,
                revocation_mode="none",
                signature_validator=VALIDATOR,
            )
            ways = context.path_builder.async_build_paths_lazy(signer)
            found: ValidationPath = asyncio.run(find_valid_path(signer, ways, validation_context=context))
            return found

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


def _against_standing(signer: x509.Certificate, found: Sequence[Standing]) -> list[Refusal]:
    """The worst of the chain, in one reason: a revocation before a doubt, the signer's own before its authorities'."""
    own, statuses, serial = found[0], {one.status for one in found}, serial_of(signer)
    if own.status is Status.REVOKED:
        assert own.revoked_at is not None
        return [reason("revoked", serial=serial, day=own.revoked_at.date().isoformat())]
    if Status.REVOKED in statuses:
        return [reason("chain_broken", serial=serial)]
    if Status.UNKNOWN in statuses:
        return [reason("no_revocation_data", serial=serial)]
    return [reason("stale_revocation_data", serial=serial)] if Status.STALE in statuses else []


def _reason(error: Exception, signer: x509.Certificate) -> Refusal:
    serial = serial_of(signer)
    if isinstance(error, PathBuildingError | InvalidCertificateError):
        return reason("foreign_chain", serial=serial, issuer=authority_of(signer))
    if isinstance(error, PathValidationError) and error.is_ee_cert and not error.is_side_validation:
        return _own_reason(error, serial)
    return reason("chain_broken", serial=serial)


def _own_reason(error: PathValidationError, serial: str) -> Refusal:
    if isinstance(error, ExpiredError):
        return reason("expired", serial=serial, day=error.expired_dt.date().isoformat())
    if isinstance(error, NotYetValidError):
        return reason("not_yet_valid", serial=serial, day=error.valid_from.date().isoformat())
    return reason("chain_broken", serial=serial)
