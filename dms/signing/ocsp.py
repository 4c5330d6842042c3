"""OCSP (RFC 6960): the question about one certificate, and what an answer is worth. Judged here and not by
certvalidator, which takes no other algorithm for a delegated responder's certificate and does not know answers without
``nextUpdate``, as the national centre gives them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import ocsp, x509

from dms.signing.asn1 import Unreadable, reading
from dms.signing.primitives import holds

#: Between our clock and the responder's.
SKEW = timedelta(minutes=5)
NONCE_BYTES = 16
_HASHES = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}


@dataclass(frozen=True, slots=True)
class Told:
    """What a responder said about the certificate. ``revoked_at`` None: good. ``next_update`` None: it gave none.
    ``made_at``: when it was signed. ``unchecked``: the responder's certificate whose own revocation must be looked up
    before the answer counts; None where the issuer spared it that."""

    this_update: datetime
    next_update: datetime | None
    revoked_at: datetime | None
    made_at: datetime
    unchecked: x509.Certificate | None = None


def question(certificate: x509.Certificate, issuer: x509.Certificate) -> tuple[bytes, bytes]:
    """A request about ``certificate`` and the nonce in it."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    about = {
        "hash_algorithm": {"algorithm": "sha1"},  # an identifier, no proof: the one that every responder knows
        "issuer_name_hash": issuer.subject.sha1,
        "issuer_key_hash": issuer.public_key.sha1,
        "serial_number": certificate.serial_number,
    }
    extension = {"extn_id": "nonce", "extn_value": nonce}
    asked = {"request_list": [{"req_cert": about}], "request_extensions": [extension]}
    return ocsp.OCSPRequest({"tbs_request": asked}).dump(), nonce


def nonce_fits(response: ocsp.OCSPResponse, nonce: bytes) -> bool:
    """Whether the answer belongs to our question. One without a nonce may be older: its age decides then."""
    try:
        with reading():
            found = response.nonce_value
            return found is None or hmac.compare_digest(found.native, nonce)
    except Unreadable:
        return False


def told(response: ocsp.OCSPResponse, certificate: x509.Certificate, issuer: x509.Certificate) -> Told | None:
    """What a response proves about the certificate; None: nothing, be it for another one, unsigned, by a stranger, or
    no answer at all ("try later")."""
    try:
        with reading():
            if response["response_status"].native != "successful":
                return None
            basic = response.basic_ocsp_response
            single = _about(basic, certificate, issuer)
            signer = _signer_of(basic, issuer) if single is not None else None
            return _read(basic, single, _unchecked(signer, issuer)) if signer is not None else None
    except Unreadable:
        return None


def _unchecked(signer: x509.Certificate, issuer: x509.Certificate) -> x509.Certificate | None:
    """A delegate without id-pkix-ocsp-nocheck may itself have been revoked (RFC 6960 4.2.2.2.1)."""
    is_spared = signer.dump() == issuer.dump() or signer.ocsp_no_check_value is not None
    return None if is_spared else signer


def _read(
    basic: ocsp.BasicOCSPResponse, single: ocsp.SingleResponse, unchecked: x509.Certificate | None
) -> Told | None:
    status, made = single["cert_status"], basic["tbs_response_data"]["produced_at"].native
    begins, ends = single["this_update"].native, single["next_update"].native
    if begins > made + SKEW or (ends is not None and ends < begins):
        return None
    if status.name == "good":
        return Told(begins, ends, None, made, unchecked)
    if status.name == "revoked":
        return Told(begins, ends, status.chosen["revocation_time"].native, made, unchecked)
    return None


def _about(
    basic: ocsp.BasicOCSPResponse, certificate: x509.Certificate, issuer: x509.Certificate
) -> ocsp.SingleResponse | None:
    """The one response that names this serial of this issuer."""
    found = [single for single in basic["tbs_response_data"]["responses"] if _names(single, certificate, issuer)]
    return found[0] if len(found) == 1 else None


def _names(single: ocsp.SingleResponse, certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    about = single["cert_id"]
    digest = _HASHES.get(about["hash_algorithm"]["algorithm"].native)
    if digest is None or about["serial_number"].native != certificate.serial_number:
        return False
    name, key = digest(issuer.subject.dump()).digest(), digest(bytes(issuer.public_key["public_key"])).digest()
    return bool(about["issuer_name_hash"].native == name and about["issuer_key_hash"].native == key)


def _signer_of(basic: ocsp.BasicOCSPResponse, issuer: x509.Certificate) -> x509.Certificate | None:
    """The issuer itself, or a responder to whom the issuer gave a certificate for it (RFC 6960 4.2.2.2)."""
    data, made = basic["tbs_response_data"].dump(), basic["tbs_response_data"]["produced_at"].native
    signature, algorithm = basic["signature"].native, basic["signature_algorithm"]
    for signer in _candidates(basic, issuer):
        if signer.dump() != issuer.dump() and not _is_delegate(signer, issuer, made):
            continue
        if holds(signature, data, signer, algorithm):
            return signer
    return None


def _candidates(basic: ocsp.BasicOCSPResponse, issuer: x509.Certificate) -> Iterator[x509.Certificate]:
    named = basic["tbs_response_data"]["responder_id"]
    for certificate in (issuer, *(basic["certs"] or ())):
        if named.name == "by_name":
            fits = certificate.subject == named.chosen
        else:
            fits = hashlib.sha1(bytes(certificate.public_key["public_key"])).digest() == named.native  # noqa: S324 - an identifier
        if fits:
            yield certificate


def _is_delegate(signer: x509.Certificate, issuer: x509.Certificate, made: datetime) -> bool:
    usage = signer.extended_key_usage_value
    return (
        usage is not None
        and "ocsp_signing" in usage.native
        and signer.issuer == issuer.subject
        and signer.not_valid_before <= made <= signer.not_valid_after
        and holds(signer.signature, signer["tbs_certificate"].dump(), issuer, signer["signature_algorithm"])
    )
