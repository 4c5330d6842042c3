"""Whom the test authority certifies, in each of the three algorithms, and the one of the three answers that a signature
of theirs for an organisation must get."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pytest
from asn1crypto import x509

from dms.signing.revocation import RevocationData
from dms.signing.types import Verdict
from dms.signing.verifier import CmsVerifier
from dms.signing.who import Paper, PaperKind, Party, Side, reasons_against
from tests.fixtures.pki.ca import AT, DAY, EMPLOYEE, HEAD, INDIVIDUAL, LOG_IN, LOGGING_IN, MAIL, Ca, Person
from tests.fixtures.pki.gost import gost_256, gost_512, need_engine
from tests.fixtures.pki.keys import Key, rsa_key
from tests.fixtures.pki.signing import DOCUMENT, Hand, detached
from workflows.states import Action

YES, NO, OPEN = Verdict.VALID, Verdict.INVALID, Verdict.CANNOT_TELL
KEYS: dict[str, Callable[[str], Key]] = {"RSA": rsa_key, "GOST 256": gost_256, "GOST 512": gost_512}
GIVEN = Paper(
    kind=PaperKind.POWER_OF_ATTORNEY, number="5", holder_iin=Person().iin, valid_from=(AT - DAY).date(),
    valid_to=(AT + DAY).date(), scope=frozenset({Action.SUBMIT}),
)  # fmt: skip

#: Who signs → the answer and its reason; with a power of attorney of these days where one stands.
PEOPLE: dict[str, tuple[Verdict, str, Person, Paper | None]] = {
    "first head": (YES, "", Person(), None),
    "employee with a paper": (YES, "", Person(extended=(MAIL, *EMPLOYEE)), GIVEN),
    "employee without one": (NO, "not_first_head", Person(extended=(MAIL, *EMPLOYEE)), None),
    "individual": (NO, "individual_certificate", Person(bin="", extended=(MAIL, *INDIVIDUAL)), None),
    "expired": (NO, "expired", Person(end=AT - DAY), None),
    "not yet valid": (NO, "not_yet_valid", Person(start=AT + DAY), None),
    "wrong BIN": (NO, "other_organisation", Person(bin="060140000018"), None),
    "no BIN": (NO, "organisation_unnamed", Person(bin=""), None),
    "wrong usage": (NO, "wrong_key_usage", Person(usage=LOGGING_IN, extended=(LOG_IN, *HEAD)), None),
}


@cache
def authority(kind: str, keys: str = "good") -> Ca:
    if kind != "RSA":
        need_engine()
    return Ca(keys=keys, make=KEYS[kind])


def answer(
    kind: str, certificate: x509.Certificate, paper: Paper | None = None, *, data: RevocationData | None = None
) -> tuple[Verdict, list[str]]:
    ca = authority(kind)
    known = data or RevocationData(ca.lists())
    cms = detached(Hand(certificate, ca.make("person")))
    found = CmsVerifier(ca.anchors, lambda: known).verify(cms, io.BytesIO(DOCUMENT), AT)
    reasons = list(found.reasons)
    if found.verdict is YES and found.signer is not None:
        party = Party(Side.APPLICANT, bin=Person().bin)
        reasons = reasons_against(found.signer, party, Person().iin, paper, Action.SUBMIT, AT.date())
    verdict = NO if found.verdict is YES and reasons else found.verdict
    return verdict, [reason.code for reason in reasons]


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("who", PEOPLE)
def test_whom_it_certified(who: str, kind: str) -> None:
    verdict, code, person, paper = PEOPLE[who]
    assert answer(kind, authority(kind).issue(person), paper) == (verdict, [code] if code else [])


@pytest.mark.parametrize("kind", KEYS)
def test_a_revoked_one(kind: str) -> None:
    ca = authority(kind)
    certificate = ca.issue(name="ҚАЙТАРЫЛҒАН КІЛТ")
    ca.revoked[certificate.serial_number] = AT - DAY
    try:
        assert answer(kind, certificate) == (NO, ["revoked"])
    finally:
        ca.revoked.clear()


@pytest.mark.parametrize("kind", KEYS)
def test_a_foreign_chain_of_the_same_names(kind: str) -> None:
    assert answer(kind, authority(kind, "twin").issue()) == (NO, ["foreign_chain"])


@pytest.mark.parametrize("kind", KEYS)
def test_without_news_of_revocation_nobody_can_tell(kind: str) -> None:
    assert answer(kind, authority(kind).issue(), data=RevocationData(())) == (OPEN, ["no_revocation_data"])
