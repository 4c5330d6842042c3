"""NCANode as a second opinion: a stand-in answers as its published interface says, late, wrongly or not at all."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from dms.signing.ncanode import MOST_DOCUMENT, Postponed, WithSecondOpinion
from dms.signing.revocation import RevocationData
from dms.signing.types import Verdict, Verification
from dms.signing.verifier import CmsVerifier
from dms.signing.words import reason
from tests.fixtures.pki.ca import AT, Ca
from tests.fixtures.pki.keys import rsa_key
from tests.fixtures.pki.servers import Outside, outside
from tests.fixtures.pki.signing import DOCUMENT, Hand, detached

CA = Ca()
SIGNED = detached(Hand(CA.issue(), rsa_key("person")))
OWN = CmsVerifier(CA.anchors, lambda: RevocationData(CA.lists()))
#: An exchange as NCANode v3 words it; names and numbers are of the tests' own.
CERTIFICATE = {
    "valid": True, "revocations": [{"revoked": False, "by": "OCSP", "revocationTime": None, "reason": None}],
    "notBefore": "2025-01-01T00:00:00.000+00:00", "notAfter": "2027-01-01T00:00:00.000+00:00", "keyUsage": "SIGN",
    "serialNumber": "1234567890abcdef", "signAlg": "SHA256WITHRSA",
    "keyUser": ["ORGANIZATION", "CEO"], "subject": {"commonName": "ӘБІЛҚАСЫМҰЛЫ ҮМІТ", "iin": "800101300012"},
}  # fmt: skip
YES = {"status": 200, "message": "OK", "valid": True, "signers": [{"certificates": [CERTIFICATE], "tsp": None}]}
NO = {**YES, "valid": False}


class Node(Outside):
    """Keeps what it was asked."""

    sent: list[dict[str, Any]]

    def say(self, path: str, body: bytes) -> bytes | None:
        self.sent.append(json.loads(body))
        return super().say(path, body)


@pytest.fixture
def node() -> Iterator[Outside]:
    with outside(CA) as made:
        made.__class__ = Node
        made.sent = []  # type: ignore[attr-defined]
        made.raw = json.dumps(YES).encode()
        yield made


def judge(node: Outside, document: bytes = DOCUMENT, signed: bytes = SIGNED) -> Verification:
    judge_ = WithSecondOpinion(OWN, node.address + "/", seconds=0.5)
    return judge_.verify(signed, io.BytesIO(document), AT)


def test_an_agreeing_one_is_kept_beside_ours(node: Outside) -> None:
    found = judge(node)
    assert found.verdict is Verdict.VALID
    kept = {"by": "NCANode", "valid": True, "detail": "OK", "serials": ["1234567890abcdef"]}
    assert found.evidence["second_opinion"] == kept
    assert node.asked == ["/cms/verify"]
    (sent,) = node.sent  # type: ignore[attr-defined]
    assert set(sent) == {"cms", "data", "revocationCheck"}


def test_a_disagreeing_one_leaves_it_undecided(node: Outside) -> None:
    node.raw = json.dumps(NO).encode()
    found = judge(node)
    assert (found.verdict, [r.code for r in found.reasons]) == (Verdict.CANNOT_TELL, ["second_opinion_differs"])
    assert found.evidence["second_opinion"]["valid"] is False


@pytest.mark.parametrize(
    "raw",
    [
        b"<html>", b"[]", b"null", b'{"valid": "yes", "signers": []}', b'{"valid": true, "signers": []}',
        b'{"valid": true}', b'{"valid": true, "signers": [{"certificates": []}]}', b"[" * 100_000, b" " * (2 << 20),
    ],
    ids=lambda raw: f"{raw[:12]!r}",
)  # fmt: skip
def test_a_senseless_answer_changes_nothing(node: Outside, raw: bytes) -> None:
    node.raw = raw
    found = judge(node)
    assert found.verdict is Verdict.VALID
    assert found.evidence["second_opinion"]["valid"] is None


def test_a_silent_one_changes_nothing(node: Outside) -> None:
    node.sleep = 2
    assert judge(node).evidence["second_opinion"]["valid"] is None
    node.sleep, node.status = 0, 500
    assert judge(node).verdict is Verdict.VALID


def test_what_we_refuse_is_not_put_to_it(node: Outside) -> None:
    assert judge(node, b"other").verdict is Verdict.INVALID
    assert node.asked == []


def test_a_large_file_is_not_sent(node: Outside) -> None:
    large = bytes(MOST_DOCUMENT + 1)
    assert judge(node, large, detached(Hand(CA.issue(), rsa_key("person")), document=large)).verdict is Verdict.VALID
    assert node.asked == []


def test_a_request_waits_for_it_and_asks_nobody(node: Outside) -> None:
    found = Postponed(OWN).verify(SIGNED, io.BytesIO(DOCUMENT), AT)
    assert (found.verdict, [r.code for r in found.reasons]) == (Verdict.CANNOT_TELL, ["second_opinion_waits"])
    assert node.asked == []


class Beyond:
    """Our own judge of a GOST 2004 signature."""

    def verify(self, *_given: object) -> Verification:
        return Verification(verdict=Verdict.CANNOT_TELL, reasons=(reason("gost_not_yet", oid="1.2.398.3.10.1.1.1.2"),))


@pytest.mark.parametrize(("raw", "said"), [(YES, True), (NO, False), ("none", None)])
def test_of_what_we_can_never_tell_its_word_stands_beside_and_decides_nothing(
    node: Outside, raw: Any, said: bool | None
) -> None:
    node.raw = json.dumps(raw).encode()
    first = Postponed(Beyond()).verify(SIGNED, io.BytesIO(DOCUMENT), AT)
    assert [r.code for r in first.reasons] == ["gost_not_yet", "second_opinion_waits"]
    found = WithSecondOpinion(Beyond(), node.address).verify(SIGNED, io.BytesIO(DOCUMENT), AT)
    assert (found.verdict, [r.code for r in found.reasons]) == (Verdict.CANNOT_TELL, ["gost_not_yet"])
    assert found.evidence["second_opinion"]["valid"] is said
