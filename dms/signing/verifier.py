"""The judge of RSA and ECDSA signatures, by pyHanko and certvalidator. ``CmsVerifier`` answers on receipt,
``offline_verify`` years later from the kept evidence. Both must not be called inside a running event loop."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from dms.config import Settings
from dms.signing.anchors import Anchors, anchors_from, is_demo, revocation_from
from dms.signing.chain import ChainJudge
from dms.signing.cms import CmsRefused, read_signature, reasons_against_integrity
from dms.signing.evidence import EvidenceUnreadable, Kept, build_evidence, read_evidence
from dms.signing.revocation import Source
from dms.signing.subject import read_signer, reasons_against_subject
from dms.signing.types import Document, Purpose, Verdict, Verification, sha256_of
from dms.signing.words import UNDECIDED, reason
from workflows.refusals import Refusal


class CmsVerifier:
    """A ``Verifier`` of detached CMS against ``anchors``, with the revocation data that ``revocation`` has at hand.

    ``policies``: certificate policies of which the signer's must bear one; empty: any. ``purpose``: the kind of key.
    """

    def __init__(
        self,
        anchors: Anchors,
        revocation: Source,
        *,
        policies: frozenset[str] = frozenset(),
        purpose: Purpose = Purpose.SIGNATURE,
    ) -> None:
        self._judge = ChainJudge(anchors, policies, purpose)
        self._revocation = revocation

    def verify(self, cms: bytes, document: Document, at: datetime) -> Verification:
        """See ``Verifier.verify``. All reasons come at once, except that a CMS of the wrong shape gives one."""
        if at.utcoffset() is None:
            raise ValueError("the moment must know its zone")
        digest = sha256_of(document)
        try:
            signature = read_signature(cms)
        except CmsRefused as refused:
            evidence = build_evidence(cms, digest, at, None, None)
            return Verification(verdict=_verdict([refused.reason]), reasons=(refused.reason,), evidence=evidence)
        reasons = reasons_against_integrity(signature, digest)
        chain = self._judge.judge(signature.certificate, signature.others, self._revocation(), at)
        signer = read_signer(signature.certificate, demo=bool(chain.path) and is_demo(chain.path[-1]))
        reasons += [*chain.reasons, *reasons_against_subject(signer)]
        return Verification(
            verdict=_verdict(reasons),
            reasons=tuple(reasons),
            signer=signer,
            signed_at=signature.claimed_at,
            evidence=build_evidence(cms, digest, at, signature, chain),
            algorithm=signature.algorithm,
        )


def verifier_from(settings: Settings, *, purpose: Purpose = Purpose.SIGNATURE) -> CmsVerifier:
    """The verifier that the settings describe.

    Raises:
        ConfigError: see ``anchors_from``.
    """
    return CmsVerifier(anchors_from(settings), revocation_from(settings), purpose=purpose)


def offline_verify(
    cms: bytes,
    document: Document,
    evidence: Mapping[str, Any],
    anchors: Anchors,
    *,
    received_at: datetime | None = None,
) -> Verification:
    """Judge a kept signature again, as of its receipt, with nothing but its evidence and our own ``anchors``.

    The moment of receipt is only as good as its source: hand in ``received_at`` from the journal, and evidence that
    tells another moment is refused. A part that is absent leaves the question open, never accepted.
    """
    try:
        kept = read_evidence(evidence)
    except EvidenceUnreadable as error:
        why = reason("evidence_incomplete", part=error.part)
        return Verification(verdict=Verdict.CANNOT_TELL, reasons=(why,), evidence=evidence)
    digest = sha256_of(document).hex()
    verifier = CmsVerifier(anchors.helped_by(kept.helpers), lambda: kept.data)
    again = verifier.verify(cms, digest, kept.judged_at)
    reasons = [*again.reasons, *_alterations(evidence, again.evidence, kept, received_at)]
    return replace(again, verdict=_verdict(reasons), reasons=tuple(reasons), evidence=evidence)


def _alterations(
    evidence: Mapping[str, Any], fresh: Mapping[str, Any], kept: Kept, received_at: datetime | None
) -> list[Refusal]:
    altered = [
        part
        for part, stored in (("cms_sha256", kept.cms_sha256), ("document_sha256", kept.document_sha256))
        if not hmac.compare_digest(stored, fresh[part])
    ]
    if received_at is not None and received_at != kept.judged_at:
        altered.append("judged_at")
    altered += [part for part in ("algorithm", "timestamps") if evidence[part] != fresh[part]]
    if fresh["chain"]:  # else the chain's own reason says what is missing
        altered += [part for part in ("chain", "crls", "ocsps") if evidence[part] != fresh[part]]
    return [reason("evidence_altered", part=part) for part in altered]


def _verdict(reasons: list[Refusal]) -> Verdict:
    if not reasons:
        return Verdict.VALID
    return Verdict.CANNOT_TELL if all(r.code in UNDECIDED for r in reasons) else Verdict.INVALID
