"""The shape of a signature: reads a detached CMS (RFC 5652) with exactly one signer, its certificate inside, and says
what is wrong with any other; then judges digest and signature. Trust in the certificate is not judged here."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, core, x509
from pyhanko.sign.general import (
    CMSExtractionError,
    check_ess_certid,
    extract_certificate_info,
    find_cms_attribute_iter,
)
from pyhanko.sign.validation.generic_cms import extract_self_reported_ts, get_signing_cert_attr, validate_sig_integrity

from dms.signing import gost
from dms.signing.asn1 import Unreadable, reading
from dms.signing.primitives import VALIDATOR
from dms.signing.types import Digests
from dms.signing.words import reason
from workflows.refusals import Refusal

#: Bytes. A CAdES-T with its whole chain is some 10 kB.
MAX_CMS_BYTES = 1 << 16
MIN_RSA_BITS = 2048
MIN_EC_BITS = 256

#: What of the Kazakh arc and the Russian one we do not judge: GOST 34.310-2004 above all.
_GOST_ARCS = ("1.2.398.3.10.", "1.2.643.")
_FAMILIES = {"rsassa_pkcs1v15": "rsa", "sha256_rsa": "rsa", "rsassa_pss": "rsa", "sha256_ecdsa": "ec"}


class CmsRefused(Exception):
    """This is not a signature we judge. ``reason`` says why."""

    def __init__(self, why: Refusal) -> None:
        self.reason = why
        super().__init__(why.code)


@dataclass(frozen=True, slots=True)
class Signature:
    """A detached CMS of the right shape. ``others`` are further certificates it carries, of no standing.
    ``claimed_at`` is the signing-time attribute, None where it is absent or stands twice."""

    info: cms.SignerInfo
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    timestamps: tuple[bytes, ...]
    claimed_at: datetime | None

    @property
    def gost(self) -> gost.Kind | None:
        """The kind of Kazakh GOST, None for other algorithms."""
        return gost.BY_SIGNATURE.get(self.info["signature_algorithm"]["algorithm"].native)

    @property
    def value(self) -> bytes:
        """The signature's own bytes: what a time stamp of it is over."""
        return bytes(self.info["signature"].native)

    @property
    def algorithm(self) -> str:
        """Digest and signature algorithm, for people and records."""
        digest, mechanism = self.info["digest_algorithm"], self.info["signature_algorithm"]
        return f"{digest['algorithm'].native}/{mechanism['algorithm'].native}"


def der_of(kept: bytes) -> bytes:
    """The CMS in a file that a person keeps: as it is, or as text, in PEM or in the bare base64 that NCALayer gives."""
    if not kept.startswith((b"M", b"-----")):
        return kept
    lines = (line.strip() for line in kept.splitlines())
    try:
        return base64.b64decode(b"".join(line for line in lines if not line.startswith(b"-----")), validate=True)
    except ValueError:
        return kept


def read_signature(data: bytes) -> Signature:
    """Read a CMS in DER or BER.

    Raises:
        CmsRefused: it is not a detached CMS with one signer, signed attributes and the signer's certificate, or its
            algorithms are not those we judge.
    """
    if len(data) > MAX_CMS_BYTES:
        raise CmsRefused(reason("too_large", limit=MAX_CMS_BYTES))
    try:
        with reading():
            signed = _signed_data(data)
            info = _only_signer(signed)
            _check_algorithms(info)
            certificate, others = _certificates(signed)
            _check_key(info, certificate)
            stamps, claimed_at, _ = _timestamps(info), extract_self_reported_ts(info), info["signature"].native
    except Unreadable as error:
        raise CmsRefused(reason("malformed")) from error
    return Signature(info, certificate, others, stamps, claimed_at)


def reasons_against_integrity(signature: Signature, digests: Digests) -> list[Refusal]:
    """Why the signature does not hold over a document with these digests (RFC 5652 5.4; RFC 5035 for the attribute
    that names the signer's certificate; RFC 6211 for algorithm protection)."""
    if digests.trouble:
        return [reason(digests.trouble)]
    digest = digests.sha256 if signature.gost is None else digests.streebog
    if digest is None:
        return [reason("document_needed")]
    try:
        with reading():
            named = get_signing_cert_attr(signature.info["signed_attrs"])
            if named is not None and not check_ess_certid(signature.certificate, named["certs"][0]):
                return [reason("other_certificate")]
            intact, valid = validate_sig_integrity(signature.info, signature.certificate, "data", digest, VALIDATOR)
    except Unreadable:
        return [reason("malformed")]
    reasons = []
    if not intact:
        reasons.append(reason("document_changed"))
    if not valid:
        reasons.append(reason("signature_broken"))
    return reasons


def _signed_data(data: bytes) -> cms.SignedData:
    envelope = cms.ContentInfo.load(data, strict=True)
    if envelope["content_type"].native != "signed_data":
        raise CmsRefused(reason("malformed"))
    signed = envelope["content"]
    inner = signed["encap_content_info"]
    if inner["content"].native is not None:
        raise CmsRefused(reason("embedded_content"))
    if inner["content_type"].native != "data":
        raise CmsRefused(reason("malformed"))
    return signed


def _only_signer(signed: cms.SignedData) -> cms.SignerInfo:
    infos = signed["signer_infos"]
    if len(infos) == 0:
        raise CmsRefused(reason("no_signer"))
    if len(infos) > 1:
        raise CmsRefused(reason("several_signers", count=len(infos)))
    info = infos[0]
    # Without signed attributes the DER of another signature's attributes could be passed off as a document.
    if isinstance(info["signed_attrs"], core.Void) or len(info["signed_attrs"]) == 0:
        raise CmsRefused(reason("no_signed_attributes"))
    return info


def _check_algorithms(info: cms.SignerInfo) -> None:
    digest, mechanism = info["digest_algorithm"]["algorithm"], info["signature_algorithm"]["algorithm"]
    kind = gost.BY_SIGNATURE.get(mechanism.native)
    if kind is not None:
        if digest.native != kind.digest:
            raise CmsRefused(reason("wrong_digest_algorithm", oid=digest.dotted))
        return
    for oid in (digest.dotted, mechanism.dotted):
        if oid.startswith(_GOST_ARCS):
            raise CmsRefused(reason("gost_not_yet", oid=oid))
    if digest.native != "sha256":
        raise CmsRefused(reason("wrong_digest_algorithm", oid=digest.dotted))
    if mechanism.native not in _FAMILIES:
        raise CmsRefused(reason("weak_algorithm", name=mechanism.native))
    if mechanism.native == "rsassa_pss" and info["signature_algorithm"].hash_algo != "sha256":
        raise CmsRefused(reason("wrong_digest_algorithm", oid=info["signature_algorithm"].hash_algo))


def _certificates(signed: cms.SignedData) -> tuple[x509.Certificate, tuple[x509.Certificate, ...]]:
    held = signed["certificates"]
    if isinstance(held, core.Void) or len(held) == 0:
        raise CmsRefused(reason("certificate_missing"))
    if any(choice.name != "certificate" for choice in held):
        raise CmsRefused(reason("malformed"))
    for choice in held:
        _ = choice.chosen.native  # reads every part now, so that no later step meets bytes it cannot read
    try:
        found = extract_certificate_info(signed)
    except CMSExtractionError as error:
        raise CmsRefused(reason("certificate_missing")) from error
    if len(found.other_certs) != len(held) - 1:
        raise CmsRefused(reason("certificate_ambiguous"))
    return found.signer_cert, tuple(found.other_certs)


def _check_key(info: cms.SignerInfo, certificate: x509.Certificate) -> None:
    key = certificate.public_key
    kind = gost.BY_SIGNATURE.get(info["signature_algorithm"]["algorithm"].native)
    if kind is not None:
        if key.algorithm != kind.key:
            raise CmsRefused(reason("weak_algorithm", name=key.algorithm))
        return
    needed = _FAMILIES[info["signature_algorithm"]["algorithm"].native]
    if key.algorithm != needed:
        raise CmsRefused(reason("weak_algorithm", name=key.algorithm))
    if key.bit_size < (MIN_RSA_BITS if needed == "rsa" else MIN_EC_BITS):
        raise CmsRefused(reason("weak_algorithm", name=f"{key.algorithm} {key.bit_size}"))


def _timestamps(info: cms.SignerInfo) -> tuple[bytes, ...]:
    if isinstance(info["unsigned_attrs"], core.Void):
        return ()
    tokens = find_cms_attribute_iter(info["unsigned_attrs"], "signature_time_stamp_token")
    return tuple(token.dump() for token in tokens)
