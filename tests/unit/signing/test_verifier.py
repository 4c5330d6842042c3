"""Only a valid signature of a named person is accepted: forged, doubtful and good ones, and the clock."""

from __future__ import annotations

import datetime as dt
import io
import logging
import random
import time
from dataclasses import replace

import pytest

from dms.signing.types import Capacity, Verdict, Verification, sha256_of
from dms.signing.verifier import CmsVerifier
from tests.unit.signing.authority import AT, DOCUMENT, END, LONG, UTC, Forge, Who, make_cms
from tests.unit.signing.corpus import INVALID, UNDECIDED, VALID
from tests.unit.signing.making import DAY, GOOD, Case, forged, good_certificate


def answer(case: Case) -> Verification:
    data = case.data if case.data is not None else GOOD.crls()
    verifier = CmsVerifier(case.anchors or GOOD.anchors, lambda: data, policies=case.policies, purpose=case.purpose)
    return verifier.verify(case.cms, io.BytesIO(case.document), case.at)


def codes(found: Verification) -> list[str]:
    return [reason.code for reason in found.reasons]


@pytest.mark.parametrize("name", INVALID)
def test_forged_is_invalid(name: str) -> None:
    code, make = INVALID[name]
    found = answer(make())
    assert code in codes(found)
    assert found.verdict is Verdict.INVALID


@pytest.mark.parametrize("name", UNDECIDED)
def test_doubtful_cannot_be_told(name: str) -> None:
    code, make = UNDECIDED[name]
    found = answer(make())
    assert codes(found) == [code]
    assert found.verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize("name", VALID)
def test_good_is_accepted(name: str) -> None:
    found = answer(VALID[name]())
    assert codes(found) == []
    assert found.verdict is Verdict.VALID


def test_corpus_is_large_enough() -> None:
    assert len(INVALID) + len(UNDECIDED) >= 40


def test_certificate_says_who_signed_with_kazakh_letters_unharmed() -> None:
    found = answer(forged())
    signer = found.signer
    assert signer is not None
    assert (signer.iin, signer.bin) == ("800101300012", "990140000011")
    assert (signer.surname, signer.given_name, signer.patronymic) == ("ӘБІЛҚАСЫМҰЛЫ", "ҮМІТ", "ҒАЛЫМҚЫЗЫ")
    assert signer.organisation == "«ҚАЗӨҢДЕУ» ЖШС"
    assert signer.capacity is Capacity.FIRST_HEAD
    assert signer.role_oids == ("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.1")
    assert signer.not_after == END
    assert not signer.demo
    assert found.signed_at == AT
    assert found.algorithm == "sha256/sha256_rsa"


@pytest.mark.parametrize(
    ("oids", "capacity"),
    [
        (("1.2.398.3.3.4.1.1",), Capacity.INDIVIDUAL),
        (("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.1"), Capacity.FIRST_HEAD),
        (("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.2"), Capacity.AUTHORISED),
        (("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.3"), Capacity.EMPLOYEE),
        (("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.5"), Capacity.EMPLOYEE),
    ],
)
def test_role_gives_capacity(oids: tuple[str, ...], capacity: Capacity) -> None:
    certificate = GOOD.issue(replace(Who(), extended=("1.3.6.1.5.5.7.3.4", *oids)))
    found = answer(Case(make_cms(certificate)))
    assert found.verdict is Verdict.VALID
    assert found.signer is not None
    assert found.signer.capacity is capacity


def test_every_reason_comes_at_once() -> None:
    certificate = GOOD.issue(replace(Who(), usage=("digital_signature",), end=AT - DAY))
    found = answer(Case(make_cms(certificate), document=b"other"))
    assert codes(found) == ["document_changed", "wrong_key_usage", "expired"]


def test_a_doubt_never_softens_a_refusal() -> None:
    found = answer(replace(forged(), document=b"other", data=GOOD.crls(signed_by="twin")))
    assert set(codes(found)) == {"document_changed", "no_revocation_data"}
    assert found.verdict is Verdict.INVALID


def test_reasons_speak_three_languages_and_name_the_certificate() -> None:
    (reason,) = answer(replace(forged(), at=END + DAY, data=GOOD.crls(until=LONG))).reasons
    serial = f"{good_certificate().serial_number:X}"
    assert all(serial in reason.text.get(lang) and "2027-01-01" in reason.text.get(lang) for lang in ("kk", "ru", "en"))
    assert reason.remedy is not None


def test_the_clock_decides_not_today() -> None:
    case = replace(forged(), data=GOOD.crls(issued=dt.datetime(2024, 1, 1, tzinfo=UTC), until=LONG))
    moments = [dt.datetime(year, 6, 1, tzinfo=UTC) for year in (2024, 2025, 2026, 2027, 2040)]
    verdicts = [answer(replace(case, at=moment)).verdict for moment in moments]
    no, yes = Verdict.INVALID, Verdict.VALID
    assert verdicts == [no, yes, yes, no, no]


def test_an_expired_certificate_is_not_cleared_by_a_later_list() -> None:
    later = GOOD.crls(issued=END + DAY, until=END + 9 * DAY)
    assert codes(answer(replace(forged(), data=later))) == ["no_revocation_data"]


def test_a_moment_without_zone_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="zone"):
        answer(replace(forged(), at=AT.replace(tzinfo=None)))


def test_a_digest_stands_for_the_file() -> None:
    verifier = CmsVerifier(GOOD.anchors, GOOD.crls)
    cms = make_cms(good_certificate())
    assert verifier.verify(cms, sha256_of(io.BytesIO(DOCUMENT)).hex(), AT).verdict is Verdict.VALID
    assert verifier.verify(cms, "0" * 64, AT).verdict is Verdict.INVALID
    with pytest.raises(ValueError, match="64"):
        verifier.verify(cms, "abc", AT)


class _Endless:
    """A large file that is never in memory; remembers the largest piece asked for."""

    def __init__(self, size: int) -> None:
        self.left, self.largest = size, 0

    def read(self, size: int, /) -> bytes:
        self.largest = max(self.largest, size)
        piece = bytes(min(size, self.left))
        self.left -= len(piece)
        return piece


def test_a_large_file_is_read_in_pieces() -> None:
    size = 40 << 20
    cms = make_cms(good_certificate(), Forge(document=bytes(size)))
    stream = _Endless(size)
    assert CmsVerifier(GOOD.anchors, GOOD.crls).verify(cms, stream, AT).verdict is Verdict.VALID
    assert stream.left == 0
    assert stream.largest <= 1 << 20


def test_flipped_bits_never_break_the_verifier_nor_change_the_signer() -> None:
    """Bits outside what is signed (an unused version, say) may be free; none may let another person or file in."""
    cms, chance = make_cms(good_certificate()), random.Random(342)
    verifier, digest = CmsVerifier(GOOD.anchors, GOOD.crls), sha256_of(io.BytesIO(DOCUMENT)).hex()
    honest = verifier.verify(cms, digest, AT).signer
    for _ in range(150):
        place = chance.randrange(len(cms) * 8)
        bent = bytearray(cms)
        bent[place // 8] ^= 1 << place % 8
        found = verifier.verify(bytes(bent), digest, AT)
        assert found.verdict is not Verdict.VALID or found.signer == honest, place


class Heard(logging.Handler):
    """What reaches the root of the logs; pytest's own handler also hears loggers that keep to themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.names.append(record.name)


def test_hostile_input_does_not_fill_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """The libraries' warnings and stack traces stay inside; other lines come through as before."""
    heard = Heard()
    monkeypatch.setattr(logging.getLogger(), "handlers", [heard])
    hostile = [make() for _code, make in INVALID.values()]
    for case in hostile:
        answer(case)
    logging.getLogger("demeu").warning("ours")
    assert heard.names == ["demeu"]
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name + ".validation").warning("theirs")
    assert heard.names == ["demeu"]
    for name in ("pyhanko", "pyhanko_certvalidator"):  # without the door they would be heard
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
        logging.getLogger(name + ".validation").warning("theirs")
    assert len(heard.names) == 3


def test_speed_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    verifier, cms = CmsVerifier(GOOD.anchors, GOOD.crls), make_cms(good_certificate())
    digest, data = sha256_of(io.BytesIO(DOCUMENT)).hex(), GOOD.crls()
    verifier = CmsVerifier(GOOD.anchors, lambda: data)
    began = time.perf_counter()
    verdicts = {verifier.verify(cms, digest, AT).verdict for _ in range(20)}
    with capsys.disabled():
        print(f"\nsignatures verified: {20 / (time.perf_counter() - began):.0f} a second")  # noqa: T201 - the figure is the message
    assert verdicts == {Verdict.VALID}
