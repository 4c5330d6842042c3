"""By what a signer's certificate was cleared at the receipt, read from the kept evidence for a page. It was judged
then; nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import crl, ocsp, x509

from dms.signing.asn1 import Unreadable, reading
from dms.signing.evidence import EvidenceUnreadable, Kept, read_evidence


@dataclass(frozen=True, slots=True)
class Proof:
    """The certificate was good at ``judged_at`` by an answer or a list of its authority (``OCSP``, ``CRL``) of
    ``made_at``; ``by`` is empty where none is kept."""

    judged_at: datetime
    by: str = ""
    made_at: datetime | None = None


def proof_of(evidence: Mapping[str, Any]) -> Proof | None:
    """None: the evidence cannot be read, or no certificate was found in it."""
    try:
        kept = read_evidence(evidence)
    except EvidenceUnreadable:
        return None
    by, made_at = next(_proofs(kept), ("", None))
    return Proof(kept.judged_at, by, made_at)


def _proofs(kept: Kept) -> Iterator[tuple[str, datetime]]:
    """Of the signer's own certificate, the first of the chain. A list may be long: only its head is read."""
    own = kept.helpers[0]
    for der in kept.data.ocsps:
        yield from _by_answer(der, own)
    for der in kept.data.crls:
        yield from _by_list(der, own)


def _by_answer(der: bytes, own: x509.Certificate) -> Iterator[tuple[str, datetime]]:
    try:
        with reading():
            answers = ocsp.OCSPResponse.load(der).basic_ocsp_response["tbs_response_data"]["responses"]
            found = [one for one in answers if one["cert_id"]["serial_number"].native == own.serial_number]
            moments = [one["this_update"].native for one in found]
    except Unreadable:
        return
    yield from (("OCSP", moment) for moment in moments)


def _by_list(der: bytes, own: x509.Certificate) -> Iterator[tuple[str, datetime]]:
    try:
        with reading():
            head = crl.CertificateList.load(der)["tbs_cert_list"]
            fits, moment = head["issuer"] == own.issuer, head["this_update"].native
    except Unreadable:
        return
    if fits:
        yield "CRL", moment
