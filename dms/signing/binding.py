"""What a signature was asked for: the nonce of the one-use offer with the person, the case, the version and the bytes
it was bound to. Kept with the evidence; the journal, whose entries hang on one another, holds its commitment, so that
another nonce or another binding shows later, offline. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any

#: Where it stands in the evidence of a signature.
OFFER = "offer"
FIELDS = ("nonce", "user", "case", "version", "sha256")


def commitment(bound: Mapping[str, Any]) -> str:
    """SHA-256 of the five fields in one way of writing."""
    body = json.dumps({key: str(bound[key]) for key in FIELDS}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()


def fault_of(evidence: Mapping[str, Any], committed: Collection[str], *, case: str, version: str, sha256: str) -> str:
    """Why the kept binding is not what the journal committed to for this version of this case; empty when it is, or
    when neither knows of an offer."""
    bound = evidence.get(OFFER)
    if bound is None:
        return "the offer that it answered is missing" if committed else ""
    if not isinstance(bound, Mapping) or set(bound) != set(FIELDS):
        return "its offer cannot be read"
    if (bound["case"], bound["version"], bound["sha256"]) != (case, version, sha256):
        return "its offer was made for another case, version or file"
    return "" if commitment(bound) in committed else "its offer is not the one that the journal names"
