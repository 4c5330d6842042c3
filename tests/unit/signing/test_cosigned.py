"""Several people under one CMS: each part is judged alone and says the same as if it had come alone."""

from __future__ import annotations

import io

from asn1crypto import cms

from dms.signing.cosigned import MOST_SIGNERS, part_of, split
from dms.signing.revocation import RevocationData
from dms.signing.types import Verdict
from dms.signing.verifier import CmsVerifier
from tests.fixtures.pki.ca import AT, DAY, Ca, Person
from tests.fixtures.pki.keys import rsa_key
from tests.fixtures.pki.signing import DOCUMENT, Hand, detached
from tests.fixtures.pki.stamping import Stamping

CA = Ca()
HEAD = Hand(CA.issue(), rsa_key("person"))
OTHER = Hand(CA.issue(Person(iin="750505400023", name="СЕЙІТОВА ГҮЛНАР"), rsa_key("other")), rsa_key("other"))
LATE = Hand(CA.issue(Person(iin="900101300013", end=AT - DAY), rsa_key("late")), rsa_key("late"))


def judged(part: bytes) -> tuple[Verdict, str, list[str]]:
    found = CmsVerifier(CA.anchors, lambda: RevocationData(CA.lists())).verify(part, io.BytesIO(DOCUMENT), AT)
    return found.verdict, found.signer.iin if found.signer else "", [reason.code for reason in found.reasons]


def test_each_part_gets_its_own_answer() -> None:
    parts = split(detached(HEAD, OTHER, LATE, stamp=Stamping(CA).token))
    answers = {iin: (verdict, codes) for verdict, iin, codes in map(judged, parts)}
    assert answers == {
        "800101300012": (Verdict.VALID, []),
        "750505400023": (Verdict.VALID, []),
        "900101300013": (Verdict.INVALID, ["expired"]),
    }


def test_the_whole_is_still_refused() -> None:
    assert judged(detached(HEAD, OTHER))[2] == ["several_signers"]


def test_a_person_gets_his_own_part() -> None:
    whole = detached(HEAD, OTHER)
    assert judged(part_of(whole, "750505400023"))[:2] == (Verdict.VALID, "750505400023")
    assert part_of(whole, "111111111111") == whole
    assert part_of(whole, "") == whole
    assert part_of(detached(HEAD, HEAD, OTHER), "800101300012") == detached(HEAD, HEAD, OTHER)


def test_nothing_signed_is_touched() -> None:
    whole = cms.ContentInfo.load(detached(HEAD, OTHER))
    before = {info["signature"].native: info.dump() for info in whole["content"]["signer_infos"]}
    for part in split(whole.dump()):
        (info,) = cms.ContentInfo.load(part)["content"]["signer_infos"]
        assert before[info["signature"].native] == info.dump()


def test_what_cannot_be_split_comes_back_as_it_was() -> None:
    many = detached(*[HEAD] * (MOST_SIGNERS + 1))
    for data in (b"", b"garbage", DOCUMENT, detached(HEAD), many, detached(HEAD, OTHER)[:-5], b"\x30" * (2 << 20)):
        assert split(data) == (data,)
