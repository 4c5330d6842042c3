"""What is kept with a signature so that it can be judged again when the certificate has expired and the authority's
servers are gone: the moment, the chain, the revocation data, the hashes of signature and document. JSON throughout.

The evidence proves nothing by itself: trust comes from anchors handed in, and the moment from the journal's entry.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import pem, x509

from dms.signing.asn1 import Unreadable, load, reading
from dms.signing.chain import Chain
from dms.signing.cms import Signature
from dms.signing.revocation import RevocationData
from dms.signing.stamps import Stamp

FORMAT = "signature-evidence/1"


class EvidenceUnreadable(Exception):
    """A part is absent or cannot be read; ``part`` is its key."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(part)


@dataclass(frozen=True, slots=True)
class Kept:
    """Evidence read back."""

    judged_at: datetime
    cms_sha256: str
    document_sha256: str
    chain: tuple[bytes, ...]
    data: RevocationData

    @property
    def helpers(self) -> tuple[x509.Certificate, ...]:
        """The kept certificates, to find the way; of no standing of their own."""
        return tuple(x509.Certificate.load(der) for der in self.chain)


def build_evidence(
    cms: bytes,
    digest: bytes,
    at: datetime,
    signature: Signature | None,
    chain: Chain | None,
    stamps: Sequence[Stamp] = (),
) -> dict[str, Any]:
    """The evidence of one verification. ``timestamps`` are RFC 3161 tokens as they came, ``stamps``
    what they proved."""
    path = chain.path if chain else ()
    data = chain.data if chain else RevocationData()
    for stamp in stamps:
        data = data.with_(stamp.data)
    return {
        "format": FORMAT,
        "judged_at": at.isoformat(),
        "cms_sha256": hashlib.sha256(cms).hexdigest(),
        "document_sha256": digest.hex(),
        "algorithm": signature.algorithm if signature else "",
        "chain": [pem.armor("CERTIFICATE", c.dump()).decode("ascii") for c in path],
        "crls": [text_of(der) for der in data.crls],
        "ocsps": [text_of(der) for der in data.ocsps],
        "timestamps": [text_of(der) for der in signature.timestamps] if signature else [],
        "stamps": [_stamp(stamp) for stamp in stamps],
    }


def read_evidence(evidence: Mapping[str, Any]) -> Kept:
    """Read evidence back.

    Raises:
        EvidenceUnreadable: a part is absent or is not what it should be.
    """
    if evidence.get("format") != FORMAT:
        raise EvidenceUnreadable("format")
    chain = _part(evidence, "chain", _certificates)
    if not chain:
        raise EvidenceUnreadable("chain")
    _part(evidence, "algorithm", str.encode)
    _part(evidence, "timestamps", ders_of)
    if not isinstance(evidence.get("stamps", []), list):
        raise EvidenceUnreadable("stamps")
    return Kept(
        judged_at=_part(evidence, "judged_at", _moment),
        cms_sha256=_part(evidence, "cms_sha256", _digest),
        document_sha256=_part(evidence, "document_sha256", _digest),
        chain=chain,
        data=RevocationData(_part(evidence, "crls", ders_of), _part(evidence, "ocsps", ders_of)),
    )


def _part(evidence: Mapping[str, Any], key: str, read: Any) -> Any:
    try:
        with reading():
            return read(evidence[key])
    except Unreadable as error:
        raise EvidenceUnreadable(key) from error


def _stamp(stamp: Stamp) -> dict[str, Any]:
    at, until = stamp.at, stamp.until
    return {
        "verdict": stamp.verdict.value,
        "at": at.isoformat() if at else None,
        "until": until.isoformat() if until else None,
    }


def text_of(der: bytes) -> str:
    """Bytes as they stand in JSON."""
    return base64.b64encode(der).decode("ascii")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() is None or moment.isoformat() != text:
        raise ValueError("not a moment as it was written")
    return moment


def _digest(text: str) -> str:
    if bytes.fromhex(text).hex() != text or len(text) != 64:
        raise ValueError("not a SHA-256 as it was written")
    return text


def _certificates(texts: list[str]) -> tuple[bytes, ...]:
    ders = []
    for text in texts:
        kind, _, der = pem.unarmor(text.encode("ascii"))
        if kind != "CERTIFICATE":
            raise ValueError("not a certificate")
        load(x509.Certificate, der)
        ders.append(bytes(der))
    return tuple(ders)


def ders_of(texts: list[str]) -> tuple[bytes, ...]:
    """Raises: TypeError, ValueError."""
    if not isinstance(texts, list):
        raise TypeError("not a list")
    return tuple(base64.b64decode(text, validate=True) for text in texts)
