"""A signature stays provable: judged again from its evidence alone, and any part altered or gone is noticed."""

from __future__ import annotations

import hashlib
import io
import json
import random
from datetime import timedelta
from typing import Any

import pytest

from dms.signing.anchors import Anchors
from dms.signing.offline import offline_verify
from dms.signing.revocation import RevocationData
from dms.signing.types import Verdict, Verification
from dms.signing.verifier import CmsVerifier
from tests.fixtures.pki.ca import AT, Ca
from tests.fixtures.pki.keys import rsa_key
from tests.fixtures.pki.signing import DOCUMENT, Hand, detached
from tests.fixtures.pki.stamping import Stamping

CA, TWIN, STRANGER = Ca(), Ca(keys="twin"), Ca(name="БӨТЕН", keys="stranger")
HAND = Hand(CA.issue(), rsa_key("person"))
CMS = detached(HAND, stamp=Stamping(CA).token)
DATA = RevocationData(CA.lists())
SHA256 = hashlib.sha256(DOCUMENT).hexdigest()
ROOT_ONLY = Anchors(CA.anchors.roots)


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """Evidence as it comes back from a package: through JSON."""
    found = CmsVerifier(CA.anchors, lambda: DATA).verify(CMS, io.BytesIO(DOCUMENT), AT)
    assert found.verdict is Verdict.VALID
    return json.loads(json.dumps(dict(found.evidence)))


def judge(evidence: dict[str, Any], anchors: Anchors = ROOT_ONLY, **given: Any) -> Verification:
    return offline_verify(given.pop("cms", CMS), given.pop("document", SHA256), evidence, anchors, **given)


def codes(found: Verification) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_passes_with_the_root_alone(kept: dict[str, Any]) -> None:
    """Nothing asks what day it is: the certificate may have expired long ago."""
    again = judge(kept, received_at=AT)
    assert codes(again) == []
    assert again.verdict is Verdict.VALID
    assert again.signer is not None
    assert again.signer.iin == "800101300012"


def test_passes_over_the_file_itself(kept: dict[str, Any]) -> None:
    assert judge(kept, document=io.BytesIO(DOCUMENT)).verdict is Verdict.VALID


@pytest.mark.parametrize("anchors", [STRANGER.anchors, TWIN.anchors], ids=["stranger", "same names"])
def test_an_anchor_in_the_package_is_no_anchor(kept: dict[str, Any], anchors: Anchors) -> None:
    assert judge(kept, anchors).verdict is Verdict.INVALID


@pytest.mark.parametrize(
    "part",
    ["format", "judged_at", "cms_sha256", "document_sha256", "algorithm", "chain", "crls", "ocsps", "timestamps"],
)
def test_a_part_gone_leaves_the_question_open(kept: dict[str, Any], part: str) -> None:
    found = judge({key: value for key, value in kept.items() if key != part})
    assert codes(found) == ["evidence_incomplete"]
    assert found.verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize("index", [0, 1])
def test_a_list_gone_leaves_the_question_open(kept: dict[str, Any], index: int) -> None:
    found = judge({**kept, "crls": [c for i, c in enumerate(kept["crls"]) if i != index]})
    assert found.verdict is Verdict.CANNOT_TELL


def test_no_evidence_leaves_the_question_open() -> None:
    assert judge({}).verdict is Verdict.CANNOT_TELL
    assert judge({"format": "signature-evidence/1", "chain": 5}).verdict is Verdict.CANNOT_TELL


def test_altered_parts_are_named(kept: dict[str, Any]) -> None:
    other_chain = [*kept["chain"][1:], kept["chain"][0]]
    assert "evidence_altered" in codes(judge({**kept, "chain": other_chain}))
    assert "evidence_altered" in codes(judge({**kept, "chain": kept["chain"][:2]}))
    assert "evidence_altered" in codes(judge({**kept, "cms_sha256": "0" * 64}))
    assert "evidence_altered" in codes(judge({**kept, "document_sha256": "0" * 64}))
    assert "evidence_altered" in codes(judge({**kept, "algorithm": "sha256/sha256_ecdsa"}))
    assert "evidence_altered" in codes(judge({**kept, "timestamps": []}))


def test_the_journals_moment_holds_against_the_packages(kept: dict[str, Any]) -> None:
    moved = {**kept, "judged_at": (AT + timedelta(minutes=30)).isoformat()}
    assert judge(moved, received_at=AT + timedelta(minutes=30)).verdict is Verdict.VALID
    found = judge(moved, received_at=AT)
    assert codes(found) == ["evidence_altered"]
    assert found.verdict is Verdict.INVALID
    before_its_stamp = {**kept, "judged_at": (AT - timedelta(minutes=30)).isoformat()}
    assert codes(judge(before_its_stamp)) == ["timestamp_later"]


def test_another_document_or_signature_is_refused(kept: dict[str, Any]) -> None:
    assert "document_changed" in codes(judge(kept, document=hashlib.sha256(b"other").hexdigest()))
    other = detached(HAND)
    assert codes(judge(kept, cms=other)) == ["evidence_altered"] * 3  # its hash, and no time stamp


def test_one_bit_anywhere_is_found(kept: dict[str, Any]) -> None:
    """In signature, file's hash and evidence, at random places; the moment is held by the journal's."""
    chance, text = random.Random(19), json.dumps(kept).encode()
    for attempt in range(120):
        bent, cms, document = text, CMS, SHA256
        if attempt % 3 == 0:
            cms = _flipped(CMS, chance)
        elif attempt % 3 == 1:
            document = _flipped(bytes.fromhex(SHA256), chance).hex()
        else:
            bent = _flipped(text, chance)
        try:
            evidence = json.loads(bent)
        except ValueError:
            continue  # no JSON any more
        if attempt % 3 == 2 and evidence == kept:
            continue  # white space between the parts
        assert judge(evidence, cms=cms, document=document, received_at=AT).verdict is not Verdict.VALID


def _flipped(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) * 8)
    bent = bytearray(data)
    bent[place // 8] ^= 1 << place % 8
    return bytes(bent)
