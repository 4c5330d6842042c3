"""By what a certificate was cleared is told from the kept evidence; what is not kept is not told."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import pytest

from dms.signing.ocsp import question
from dms.signing.proofs import Proof, proof_of
from dms.signing.revocation import RevocationData
from dms.signing.types import Verdict
from dms.signing.verifier import CmsVerifier
from tests.fixtures.pki.ca import AT, Answer, Ca, answer
from tests.fixtures.pki.keys import rsa_key
from tests.fixtures.pki.signing import DOCUMENT, Hand, detached

CA = Ca()
PERSON = CA.issue()
MADE = AT - timedelta(minutes=2)


def kept(*ocsps: bytes, crls: tuple[bytes, ...] = CA.lists()) -> dict[str, Any]:
    judge = CmsVerifier(CA.anchors, lambda: RevocationData(crls, ocsps))
    found = judge.verify(detached(Hand(PERSON, rsa_key("person"))), io.BytesIO(DOCUMENT), AT)
    assert found.verdict is (Verdict.VALID if crls else Verdict.CANNOT_TELL)
    told: dict[str, Any] = json.loads(json.dumps(dict(found.evidence)))
    return told


def test_an_answer_about_this_certificate() -> None:
    about = answer(CA, question(PERSON, CA.issuing)[0], Answer(made_at=MADE))
    assert proof_of(kept(about)) == Proof(AT, "OCSP", MADE)


def test_the_list_of_its_own_authority() -> None:
    lists = CA.lists(issued=AT - timedelta(hours=3))[0], CA.lists(issued=AT - timedelta(hours=2))[1]
    assert proof_of(kept(crls=lists)) == Proof(AT, "CRL", AT - timedelta(hours=2))


def test_an_answer_about_another_certificate_tells_nothing() -> None:
    other = answer(CA, question(CA.issue(iin="850412300125"), CA.issuing)[0], Answer(made_at=MADE))
    whole = kept() | {"ocsps": kept(other)["ocsps"]}
    found = proof_of(whole)
    assert found is not None
    assert found.by == "CRL"


def test_nothing_kept_is_told_as_nothing() -> None:
    assert proof_of(kept(crls=())) == Proof(AT)


@pytest.mark.parametrize("bent", [{"chain": []}, {"chain": ["junk"]}, {"judged_at": "yesterday"}, {"format": "?"}])
def test_evidence_that_cannot_be_read(bent: dict[str, Any]) -> None:
    assert proof_of(kept() | bent) is None
    assert proof_of({}) is None


def test_junk_among_the_proofs() -> None:
    found = proof_of(kept() | {"crls": ["AAAA"], "ocsps": ["MAA="]})
    assert found == Proof(AT)
