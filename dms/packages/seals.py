"""The signatures of a package, judged again as of their receipt, with the evidence kept beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from asn1crypto import pem, x509

from dms.packages.chain import Told
from dms.packages.fault import Report
from dms.packages.reading import Payload
from dms.signing.anchors import Anchors
from dms.signing.asn1 import Unreadable, load, reading
from dms.signing.binding import fault_of
from dms.signing.offline import offline_verify
from dms.signing.types import Verdict


class Signed(NamedTuple):
    """What a signature stands under: the case and the version as the lists name them, the path of the file, the SHA-256
    that it has here."""

    case: str
    version: str
    document: str
    sha256: str | None


def check_signature(
    payload: Payload,
    over: Signed,
    signature: Mapping[str, Any],
    told: Told,
    anchors: Anchors | None,
    report: Report,
) -> bool:
    """Whether it counts as a valid signature that was found here; its faults are noted. One that was refused at its
    receipt is kept for the record and proves nothing, so that it is not judged again."""
    path, beside, sha256 = str(signature.get("path")), str(signature.get("evidence")), over.sha256
    cms, evidence = payload.bytes_of(path), payload.json_of(beside)
    if signature.get("verdict") != Verdict.VALID or cms is None or sha256 is None:
        return False
    report.signatures += 1
    received = _moment(signature.get("received_at"))
    key = (sha256, str(signature.get("received_at")))
    if received is None or key not in told.signed:
        report.note("not-in-journal", path, "no entry tells of this signature at this moment")
    if not isinstance(evidence, dict):
        report.note("evidence", beside, "not the evidence of a signature")
        return True
    wrong = fault_of(
        evidence, told.offers.get(key, ()), case=over.case, version=over.version, sha256=sha256
    )  # fmt: skip
    if wrong:
        report.note("offer", beside, wrong)
    if anchors is None:
        report.note("untrusted", path, _no_anchor(evidence))
        return True
    found = offline_verify(cms, sha256, evidence, anchors, received_at=received)
    if any(reason.code == "document_needed" for reason in found.reasons):
        with payload.stream_of(over.document) as stream:
            found = offline_verify(cms, stream or sha256, evidence, anchors, received_at=received)
    for reason in found.reasons:
        strange = reason.code == "foreign_chain"
        report.note("untrusted" if strange else "signature", path, _no_anchor(evidence) if strange else reason.text.en)
    return True


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _no_anchor(evidence: Mapping[str, Any]) -> str:
    """Whose word would have to be taken: the root that lies in the package itself."""
    names = []
    for text in evidence.get("chain") or ():
        try:
            with reading():
                certificate = load(x509.Certificate, pem.unarmor(str(text).encode("ascii"))[2])
                if certificate.self_signed != "no":
                    names.append(str(certificate.subject.native.get("common_name")))
        except Unreadable:
            continue
    if names:
        return f"its root «{', '.join(names)}» is found only in the package, not among the trusted anchors"
    return "its chain leads to no trusted anchor"
