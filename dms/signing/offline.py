"""The judge of kept signatures, years later: from the evidence alone, with anchors of our own. Must not be called
inside a running event loop."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from dms.signing import gost
from dms.signing.anchors import Anchors
from dms.signing.archive import proof
from dms.signing.cms import CmsRefused, read_signature
from dms.signing.evidence import EvidenceUnreadable, Kept, read_evidence
from dms.signing.stamps import StampJudge
from dms.signing.types import Document, Verdict, Verification
from dms.signing.verifier import CmsVerifier, verdict_of
from dms.signing.words import DOUBTS, GOST_TROUBLES, reason
from workflows.refusals import Refusal


def offline_verify(
    cms: bytes,
    document: Document,
    evidence: Mapping[str, Any],
    anchors: Anchors,
    *,
    received_at: datetime | None = None,
    now: datetime | None = None,
) -> Verification:
    """Judge a kept signature again, as of its receipt, with nothing but its evidence and our own ``anchors``, which
    hold the time-stamping authority's root too.

    The moment of receipt is only as good as its source: hand in ``received_at`` from the journal, and evidence that
    tells another moment is refused. ``now``: also asks whether the stamps still prove something then. A part that is
    absent leaves the question open, never accepted.
    """
    try:
        kept = read_evidence(evidence)
        helped = anchors.helped_by(kept.helpers)
        again = CmsVerifier(helped, lambda: kept.data).verify(cms, document, kept.judged_at)
        reasons = [*again.reasons, *_alterations(evidence, again, kept, received_at)]
        reasons += _aged(cms, evidence, helped, kept, now)
    except EvidenceUnreadable as error:
        why = reason("evidence_incomplete", part=error.part)
        return Verification(verdict=Verdict.CANNOT_TELL, reasons=(why,), evidence=evidence)
    return replace(again, verdict=verdict_of(reasons), reasons=tuple(reasons), evidence=evidence)


def _alterations(
    evidence: Mapping[str, Any], again: Verification, kept: Kept, received_at: datetime | None
) -> list[Refusal]:
    fresh, in_doubt = again.evidence, any(why.code in DOUBTS for why in again.reasons)
    altered = [
        part
        for part, stored in (("cms_sha256", kept.cms_sha256), ("document_sha256", kept.document_sha256))
        if not hmac.compare_digest(stored, fresh[part])
    ]
    if received_at is not None and received_at != kept.judged_at:
        altered.append("judged_at")
    altered += [part for part in ("algorithm", "timestamps") if evidence[part] != fresh[part]]
    if any(why.code in GOST_TROUBLES for why in again.reasons):  # no way was looked for, and no stamp judged
        return [reason("evidence_altered", part=part) for part in altered]
    missing = _stamps_in_doubt(evidence, fresh) or (bool(fresh["stamps"]) and "stamps" not in evidence)
    if fresh["chain"]:  # else the chain's own reason says what is missing
        parts = ("chain",) if in_doubt or missing else ("chain", "crls", "ocsps")
        altered += [part for part in parts if evidence[part] != fresh[part]]
    if not missing and evidence.get("stamps", fresh["stamps"]) != fresh["stamps"]:
        altered.append("stamps")
    reasons = [reason("evidence_altered", part=part) for part in altered]
    return [*reasons, reason("evidence_incomplete", part="stamps")] if missing else reasons


def _stamps_in_doubt(evidence: Mapping[str, Any], fresh: Mapping[str, Any]) -> bool:
    """Whether a stamp that once proved something now lacks what it was judged by."""
    pairs = zip(evidence.get("stamps", ()), fresh["stamps"], strict=False)
    return any(was != now and now["verdict"] == Verdict.CANNOT_TELL for was, now in pairs)


def _aged(cms: bytes, evidence: Mapping[str, Any], anchors: Anchors, kept: Kept, now: datetime | None) -> list[Refusal]:
    """Why the stamps do not prove the signature, or do so no longer at ``now``."""
    judge = StampJudge(anchors)
    try:
        signature = read_signature(cms)
        own = [judge.judge(token, signature.value, kept.data) for token in signature.timestamps]
        found = proof(cms, evidence, own, judge, kept.data)
    except CmsRefused:
        return []  # said already
    except gost.Trouble as trouble:
        return [reason(trouble.code)]
    if not found.reasons and now is not None and found.until is not None and now > found.until:
        return [reason("proof_aged", day=found.until.isoformat())]
    return list(found.reasons)
