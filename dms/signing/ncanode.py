"""NCANode (v3) as a second opinion, where an office runs one. Our own verdict is the verdict; NCANode's answer is kept
beside it, and where it says no to what we call valid, nothing is decided and the administrators hear of it. What we
refuse is not put to it; of what we can never tell, GOST 2004 say, its word stands beside ours; one that does not answer
changes nothing: by reading, it does not check OCSP answers' signatures nor a stamp's imprint, judges at "now", and
starts from *valid*."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dms.outside import Away, post
from dms.signing.types import Digests, Document, Readable, Verdict, Verification, Verifier
from dms.signing.words import BEYOND_US, reason

SECONDS, MOST_ANSWER = 15.0, 1 << 20
#: Bytes of a document that is sent along; a larger one is not put to it.
MOST_DOCUMENT = 8 << 20
#: The key in evidence.
KEY = "second_opinion"


class WithSecondOpinion:
    """A ``Verifier`` that puts what ``own`` calls valid, or can never tell, to the NCANode at ``address``. Of
    the latter the answer is kept for those who read it, and decides nothing. For jobs."""

    def __init__(self, own: Verifier, address: str, *, seconds: float = SECONDS) -> None:
        self._own, self._address, self._seconds = own, address.rstrip("/") + "/cms/verify", seconds

    def verify(self, cms: bytes, document: Document, at: datetime) -> Verification:
        """See ``Verifier.verify``."""
        if isinstance(document, str | Digests):
            return self._own.verify(cms, document, at)
        kept = _Kept(document)
        found = self._own.verify(cms, kept, at)
        if not (found.verdict is Verdict.VALID or _is_beyond_us(found)) or kept.is_too_large:
            return found
        told = self._asked(cms, bytes(kept.data))
        evidence = {**found.evidence, KEY: told.plain()}
        if told.is_valid is not False or found.verdict is not Verdict.VALID:
            return replace(found, evidence=evidence)
        why = reason("second_opinion_differs")
        return replace(found, verdict=Verdict.CANNOT_TELL, reasons=(why,), evidence=evidence)

    def _asked(self, cms: bytes, data: bytes) -> _Told:
        body = {"cms": _text(cms), "data": _text(data), "revocationCheck": ["OCSP", "CRL"]}
        try:
            answer = post(
                self._address, json.dumps(body).encode(), kind="application/json", seconds=self._seconds,
                most_bytes=MOST_ANSWER,
            )  # fmt: skip
        except Away as away:
            return _Told(None, str(away))
        return _read(answer)


class Postponed:
    """A ``Verifier`` for requests where a second opinion is configured: what it would call valid, or can never tell,
    waits for the job."""

    def __init__(self, own: Verifier) -> None:
        self._own = own

    def verify(self, cms: bytes, document: Document, at: datetime) -> Verification:
        """See ``Verifier.verify``."""
        found = self._own.verify(cms, document, at)
        if not (found.verdict is Verdict.VALID or _is_beyond_us(found)) or isinstance(document, str | Digests):
            return found
        waits = (*found.reasons, reason("second_opinion_waits"))
        return replace(found, verdict=Verdict.CANNOT_TELL, reasons=waits)


def _is_beyond_us(found: Verification) -> bool:
    return found.verdict is Verdict.CANNOT_TELL and all(why.code in BEYOND_US for why in found.reasons)


@dataclass(frozen=True, slots=True)
class _Told:
    """``is_valid`` None: no answer that counts; ``detail`` says why."""

    is_valid: bool | None
    detail: str = ""
    serials: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        return {"by": "NCANode", "valid": self.is_valid, "detail": self.detail, "serials": list(self.serials)}


def _read(answer: bytes) -> _Told:
    """A word without a signer behind it counts for nothing."""
    try:
        told = json.loads(answer)
        valid, signers = told["valid"], told["signers"]
        serials = tuple(str(one["serialNumber"]) for signer in signers for one in signer["certificates"][:1])
    except (ValueError, KeyError, TypeError, RecursionError):
        return _Told(None, "the answer is not one of NCANode v3")
    if not isinstance(valid, bool) or (valid and not serials):
        return _Told(None, "the answer names no signer")
    return _Told(valid, str(told.get("message", ""))[:200], serials)


class _Kept:
    """Lets the document through and remembers it, as far as it is not too large."""

    def __init__(self, document: Readable) -> None:
        self._document, self.data, self.is_too_large = document, bytearray(), False

    def read(self, size: int, /) -> bytes:
        piece = self._document.read(size)
        self.is_too_large = self.is_too_large or len(self.data) + len(piece) > MOST_DOCUMENT
        if not self.is_too_large:
            self.data += piece
        return piece


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
