"""The judge of signatures on their receipt. Must not be called inside a running event loop."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from dms.config import Settings
from dms.signing import gost
from dms.signing.anchors import Anchors, anchors_from, is_demo, revocation_from, stamp_anchors_from
from dms.signing.asn1 import Unreadable, reading
from dms.signing.chain import Chain, ChainJudge
from dms.signing.cms import CmsRefused, Signature, read_signature, reasons_against_integrity
from dms.signing.evidence import build_evidence
from dms.signing.fetching import Ask, Fetcher, Places
from dms.signing.ncanode import Postponed, WithSecondOpinion
from dms.signing.ocsp import SKEW
from dms.signing.revocation import Source
from dms.signing.stamps import Stamp, StampJudge
from dms.signing.standing import OLDEST_ANSWER
from dms.signing.subject import read_signer, reasons_against_subject
from dms.signing.types import Digests, Document, Purpose, Verdict, Verification, Verifier, digests_of, sha256_of
from dms.signing.words import UNDECIDED, reason
from workflows.refusals import Refusal

log = logging.getLogger("demeu.signing")


class CmsVerifier:
    """A ``Verifier`` of detached CMS against ``anchors``, with the revocation data that ``revocation`` has at hand.

    ``policies``: certificate policies of which the signer's must bear one; empty: any. ``purpose``: the kind of key.
    ``ask``: who is asked outside where what is at hand does not suffice; None: nobody, and no answer waits for one.
    """

    def __init__(
        self,
        anchors: Anchors,
        revocation: Source,
        *,
        policies: frozenset[str] = frozenset(),
        purpose: Purpose = Purpose.SIGNATURE,
        ask: Ask | None = None,
        oldest: timedelta = OLDEST_ANSWER,
        stamp_anchors: Anchors | None = None,
    ) -> None:
        self._judge = ChainJudge(anchors, policies, purpose, oldest)
        self._revocation, self._ask = revocation, ask
        self._stamps = StampJudge(stamp_anchors or anchors, ask)

    def verify(self, cms: bytes, document: Document, at: datetime) -> Verification:
        """See ``Verifier.verify``. All reasons come at once, except that a CMS of the wrong shape gives one."""
        if at.utcoffset() is None:
            raise ValueError("the moment must know its zone")
        try:
            signature = read_signature(cms)
        except CmsRefused as refused:
            return _refused(refused.reason, build_evidence(cms, sha256_of(document), at, None, None))
        digests = digests_of(document, signature.gost)
        if digests.trouble:
            log.error("gost: %s while hashing", digests.trouble)
        try:
            with reading():  # what the libraries read late may still stumble over a stranger's bytes
                return self._judged(cms, signature, digests, at)
        except Unreadable:
            return _refused(reason("malformed"), build_evidence(cms, digests.sha256, at, None, None))
        except gost.Trouble as trouble:
            log.error("gost: %s", trouble)
            return _refused(reason(trouble.code), build_evidence(cms, digests.sha256, at, signature, None))

    def _judged(self, cms: bytes, signature: Signature, digests: Digests, at: datetime) -> Verification:
        reasons = reasons_against_integrity(signature, digests)
        chain = self._chain(signature, at, asking=not reasons)
        signer = read_signer(signature.certificate, demo=bool(chain.path) and is_demo(chain.path[-1]))
        data = self._revocation()
        stamps = [self._stamps.judge(token, signature.value, data) for token in signature.timestamps]
        reasons += [*chain.reasons, *reasons_against_subject(signer), *_against_stamps(stamps, signature, at)]
        return Verification(
            verdict=verdict_of(reasons),
            reasons=tuple(reasons),
            signer=signer,
            signed_at=signature.claimed_at,
            evidence=build_evidence(cms, digests.sha256, at, signature, chain, stamps),
            algorithm=signature.algorithm,
        )

    def _chain(self, signature: Signature, at: datetime, *, asking: bool) -> Chain:
        """``asking``: nothing stands against the signature itself; for a broken one nobody is asked."""
        data = self._revocation()
        chain = self._judge.judge(signature.certificate, signature.others, data, at)
        if self._ask is None or not asking or not chain.is_in_doubt:
            return chain
        asked = data.with_(self._ask(chain.path, at))
        return self._judge.judge(signature.certificate, signature.others, asked, at)


def verifier_from(settings: Settings, *, purpose: Purpose = Purpose.SIGNATURE, asking: bool = False) -> Verifier:
    """The verifier that the settings describe. ``asking``: it asks the authority's servers and a second opinion where
    one is configured, which takes time and is for jobs; else it judges by what is at hand.

    Raises:
        ConfigError: see ``anchors_from``.
    """
    places = Places.of(settings)
    own = CmsVerifier(
        anchors_from(settings),
        revocation_from(settings),
        purpose=purpose,
        ask=Fetcher(places).about if asking else None,
        oldest=places.oldest,
        stamp_anchors=stamp_anchors_from(settings),
    )
    if not settings.ncanode_url or purpose is not Purpose.SIGNATURE:
        return own
    return WithSecondOpinion(own, settings.ncanode_url) if asking else Postponed(own)


def stamp_judge_from(settings: Settings) -> StampJudge:
    """The judge of time stamps asked for by jobs: it asks the authority's servers. Raises: ConfigError."""
    return StampJudge(stamp_anchors_from(settings), Fetcher(Places.of(settings)).about)


def _against_stamps(stamps: Sequence[Stamp], signature: Signature, at: datetime) -> list[Refusal]:
    """A token that is over other bytes refuses; one by a stranger proves nothing and is only kept."""
    reasons = []
    for stamp in stamps:
        if stamp.verdict is Verdict.INVALID:
            reasons.append(reason("timestamp_broken"))
        elif stamp.verdict is Verdict.VALID and stamp.at is not None:
            if stamp.at > at + SKEW:
                reasons.append(reason("timestamp_later", day=stamp.at.isoformat()))
            if stamp.at < signature.certificate.not_valid_before:
                reasons.append(reason("timestamp_too_early", day=stamp.at.isoformat()))
    return reasons


def _refused(why: Refusal, evidence: dict[str, Any]) -> Verification:
    return Verification(verdict=verdict_of([why]), reasons=(why,), evidence=evidence)


def verdict_of(reasons: list[Refusal]) -> Verdict:
    """Valid without any reason; open while every reason leaves it open; else invalid."""
    if not reasons:
        return Verdict.VALID
    return Verdict.CANNOT_TELL if all(r.code in UNDECIDED for r in reasons) else Verdict.INVALID
