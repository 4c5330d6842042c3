"""Kazakh GOST 2015 of 256 and 512 bits by two libraries, on a synthetic authority of Kazakh names."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from asn1crypto import cms, x509

from dms.signing import gost
from dms.signing.gost import engine
from dms.signing.gost.oids import KIND_256, KIND_512
from dms.signing.offline import offline_verify
from dms.signing.revocation import RevocationData
from dms.signing.types import Verdict, Verification
from dms.signing.verifier import CmsVerifier
from dms.signing.words import ALARMS
from tests.fixtures.pki.ca import AT, DAY, Ca, Person
from tests.fixtures.pki.gost import gost_256, gost_512
from tests.fixtures.pki.keys import Key, rsa_key
from tests.fixtures.pki.signing import DOCUMENT, Hand, detached

pytestmark = pytest.mark.skipif(not engine.is_here(), reason="libengine-gost-openssl makes the keys")
MAKERS: dict[str, Callable[[str], Key]] = {"256": gost_256, "512": gost_512}


@dataclass(frozen=True)
class Made:
    ca: Ca
    certificate: x509.Certificate
    cms: bytes

    def judge(self, document: Any = None, signed: bytes | None = None) -> Verification:
        data = RevocationData(self.ca.lists())
        judge = CmsVerifier(self.ca.anchors, lambda: data)
        return judge.verify(signed or self.cms, document or io.BytesIO(DOCUMENT), AT)


@cache
def made(bits: str) -> Made:
    ca = Ca(make=MAKERS[bits])
    certificate = ca.issue()
    return Made(ca, certificate, detached(Hand(certificate, ca.make("person"))))


def codes(found: Verification) -> list[str]:
    return [reason.code for reason in found.reasons]


@pytest.mark.parametrize("bits", MAKERS)
def test_a_good_one_is_valid_and_proves_itself_again(bits: str) -> None:
    found = made(bits).judge()
    assert (codes(found), found.verdict) == ([], Verdict.VALID)
    assert found.algorithm == f"streebog{bits}/kz_gost2015_{bits}"
    again = offline_verify(made(bits).cms, io.BytesIO(DOCUMENT), found.evidence, made(bits).ca.anchors)
    assert again.verdict is Verdict.VALID


@pytest.mark.parametrize("bits", MAKERS)
def test_another_document_is_refused(bits: str) -> None:
    assert codes(made(bits).judge(io.BytesIO(DOCUMENT + b" "))) == ["document_changed"]


def _edited(signed: bytes, change: Callable[[cms.SignerInfo], None]) -> bytes:
    envelope = cms.ContentInfo.load(signed)
    change(envelope["content"]["signer_infos"][0])
    return bytes(envelope.dump(force=True))


def _flipped(info: cms.SignerInfo) -> None:
    old = info["signature"].native
    info["signature"] = bytes([old[0] ^ 1]) + old[1:]


def _reversed(info: cms.SignerInfo) -> None:
    """The order of bytes of RFC 4491, which the national centre does not use."""
    info["signature"] = info["signature"].native[::-1]


def _short(info: cms.SignerInfo) -> None:
    info["signature"] = info["signature"].native[:-1]


@pytest.mark.parametrize("change", [_flipped, _reversed, _short])
def test_other_bytes_of_the_signature_are_refused(change: Callable[[cms.SignerInfo], None]) -> None:
    assert codes(made("256").judge(signed=_edited(made("256").cms, change))) == ["signature_broken"]


def test_an_authority_of_equal_names_is_refused() -> None:
    twin = Ca(keys="twin", make=gost_256)
    signed = detached(Hand(twin.issue(), gost_256("person")), sent=(twin.issuing,))
    found = made("256").judge(signed=signed)
    assert (codes(found), found.verdict) == (["foreign_chain"], Verdict.INVALID)


def test_a_revoked_and_an_expired_one_are_refused() -> None:
    ca = Ca(make=gost_256, revoked={made("256").certificate.serial_number: AT - DAY})
    assert codes(Made(ca, made("256").certificate, made("256").cms).judge()) == ["revoked"]
    old = made("256").ca.issue(Person(end=AT - DAY))
    assert codes(made("256").judge(signed=detached(Hand(old, gost_256("person"))))) == ["expired"]


def test_an_rsa_key_under_the_name_of_gost_is_refused() -> None:
    class Pretending:
        algorithm, digest, public = KIND_256.signature, KIND_256.digest, rsa_key("person").public

        def sign(self, data: bytes) -> bytes:
            return rsa_key("person").sign(data)

        def hash(self, data: bytes) -> bytes:
            return gost_256("person").hash(data)

    certificate = Ca().issue()
    assert codes(made("256").judge(signed=detached(Hand(certificate, Pretending())))) == ["weak_algorithm"]


def test_two_libraries_that_disagree_decide_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    gost._verify.cache_clear()
    monkeypatch.setattr(gost, "_by_gostcrypto", lambda *_given: False)
    with caplog.at_level(logging.ERROR):
        found = made("256").judge()
    gost._verify.cache_clear()
    assert (codes(found), found.verdict) == (["gost_disagreement"], Verdict.CANNOT_TELL)
    assert set(codes(found)) <= ALARMS
    assert "engine True, gostcrypto False" in caplog.text


def test_digests_that_disagree_decide_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gost.gostcrypto.gosthash, "new", lambda *_g, **_h: _Wrong())
    with pytest.raises(gost.Trouble, match="gost_disagreement"):
        gost.digest(KIND_256, b"text")


class _Wrong:
    def update(self, _data: bytearray) -> None: ...

    def digest(self) -> bytes:
        return bytes(32)


def test_an_engine_that_fails_leaves_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> bool:
        raise engine.EngineTrouble("killed")

    gost._verify.cache_clear()
    monkeypatch.setattr(engine, "verify", fail)
    found = made("256").judge()
    gost._verify.cache_clear()
    assert (codes(found), found.verdict) == (["gost_engine"], Verdict.CANNOT_TELL)


def test_a_kept_signature_is_not_called_altered_where_the_engine_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    found = made("256").judge()

    def fail(*_given: object) -> bool:
        raise engine.EngineTrouble("killed")

    gost._verify.cache_clear()
    monkeypatch.setattr(engine, "verify", fail)
    again = offline_verify(made("256").cms, io.BytesIO(DOCUMENT), found.evidence, made("256").ca.anchors)
    gost._verify.cache_clear()
    assert again.verdict is Verdict.CANNOT_TELL
    assert set(codes(again)) == {"gost_engine"}


def test_a_document_that_streebog_cannot_take_keeps_its_sha256(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "is_here", lambda: False)
    monkeypatch.setattr(gost, "ALONE_UP_TO", 1 << 10)
    large = bytes(3 << 20)
    found = made("256").judge(io.BytesIO(large))
    assert (codes(found), found.verdict) == (["gost_too_large"], Verdict.CANNOT_TELL)
    assert found.evidence["document_sha256"] == hashlib.sha256(large).hexdigest()


def test_without_the_engine_gostcrypto_judges_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    gost._verify.cache_clear()
    monkeypatch.setattr(engine, "is_here", lambda: False)
    assert made("256").judge().verdict is Verdict.VALID
    assert codes(made("256").judge(io.BytesIO(b"other"))) == ["document_changed"]
    large = io.BytesIO(bytes(gost.ALONE_UP_TO + (1 << 20)))
    monkeypatch.setattr(gost, "ALONE_UP_TO", 1 << 10)
    found = made("256").judge(large)
    gost._verify.cache_clear()
    assert (codes(found), found.verdict) == (["gost_too_large"], Verdict.CANNOT_TELL)


def test_a_sha256_alone_is_not_enough() -> None:
    found = made("512").judge("0" * 64)
    assert (codes(found), found.verdict) == (["document_needed"], Verdict.CANNOT_TELL)


def test_a_large_file_goes_through_the_engine() -> None:
    ca = made("512").ca
    large = bytes(5 << 20)
    signed = detached(Hand(made("512").certificate, ca.make("person")), document=large)
    assert made("512").judge(io.BytesIO(large), signed).verdict is Verdict.VALID


@pytest.mark.parametrize("kind", [KIND_256, KIND_512])
def test_streebog_is_that_of_rfc_6986(kind: gost.Kind) -> None:
    """Example 1 of RFC 6986, whose numbers are written from the last byte to the first."""
    message = bytes.fromhex(
        "303132333435363738393031323334353637383930313233343536373839303132333435363738393031323334353637383930313233343536373839303132"
    )
    hashes = {
        256: "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500",
        512: "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
        "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48",
    }
    assert gost.digest(kind, message).hex() == hashes[kind.bits]
