"""Proof that outlives its makers: stamps added later, over the signature that came without one or over its evidence
before the stamps there age (the archive time stamp of ETSI EN 319 122-1 5.5.3, but over our evidence)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from dms.signing.asn1 import Unreadable
from dms.signing.cms import CmsRefused, read_signature
from dms.signing.evidence import EvidenceUnreadable, ders_of, text_of
from dms.signing.revocation import RevocationData
from dms.signing.stamps import Stamp, StampJudge
from dms.signing.types import Verdict
from dms.signing.words import reason
from workflows.refusals import Refusal

#: The key in evidence under which added stamps travel with a package.
ADDED = "archive_stamps"


class StampKind(StrEnum):
    SIGNATURE = "signature"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Added:
    """One added stamp, with the data that cleared its authority."""

    kind: StampKind
    token: bytes
    data: RevocationData

    def plain(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "token": text_of(self.token),
            "crls": [text_of(der) for der in self.data.crls],
            "ocsps": [text_of(der) for der in self.data.ocsps],
        }


@dataclass(frozen=True, slots=True)
class Proof:
    """``until``: how long the newest stamp proves; None: nothing stamped, the journal alone tells the moment."""

    reasons: tuple[Refusal, ...]
    until: datetime | None


def stamped_bytes(evidence: Mapping[str, Any], before: Iterable[bytes]) -> bytes:
    """What the next stamp over the evidence is made over: all of it, and the stamps that were added before."""
    body = {key: value for key, value in evidence.items() if key != ADDED}
    body["stamps_before"] = [hashlib.sha256(token).hexdigest() for token in before]
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_added(evidence: Mapping[str, Any]) -> list[Added]:
    """Raises: EvidenceUnreadable."""
    rows = evidence.get(ADDED, [])
    try:
        return [
            Added(StampKind(row["kind"]), ders_of([row["token"]])[0],
                  RevocationData(ders_of(row["crls"]), ders_of(row["ocsps"])))
            for row in rows
        ]  # fmt: skip
    except (Unreadable, KeyError, TypeError, ValueError, IndexError) as error:
        raise EvidenceUnreadable(ADDED) from error


def proof(
    cms: bytes, evidence: Mapping[str, Any], own: Iterable[Stamp], judge: StampJudge, data: RevocationData
) -> Proof:
    """What ``own`` stamps of the signature and the added ones prove together. Each must have been made while the ones
    before it still proved something.

    Raises:
        EvidenceUnreadable: the added stamps cannot be read. gost.Trouble.
    """
    until = max((s.until for s in own if s.verdict is Verdict.VALID and s.until), default=None)
    before: list[bytes] = []
    for added in read_added(evidence):
        stamp = judge.judge(added.token, _over(added.kind, cms, evidence, before), data.with_(added.data))
        if stamp.verdict is Verdict.INVALID:
            return Proof((reason("evidence_altered", part=ADDED),), until)
        if stamp.verdict is Verdict.CANNOT_TELL or stamp.at is None or stamp.until is None:
            return Proof((reason("evidence_incomplete", part=ADDED),), until)
        if until is not None and stamp.at > until:
            return Proof((reason("proof_aged", day=until.isoformat()),), until)
        until = max(until or stamp.until, stamp.until)
        before.append(added.token)
    return Proof((), until)


def _over(kind: StampKind, cms: bytes, evidence: Mapping[str, Any], before: list[bytes]) -> bytes:
    if kind is StampKind.EVIDENCE:
        return stamped_bytes(evidence, before)
    return value_of(cms)


def value_of(cms: bytes) -> bytes:
    """The bytes of the one signature in a CMS, empty where there is none."""
    try:
        return read_signature(cms).value
    except CmsRefused:
        return b""
