"""Signing with the national program in a real browser, on a system as in production: every way in which the program
answers, and what the page says about it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.national.conftest import start, told
from tests.browser.office import Office
from tests.browser.people import PATIENCE, Person
from tests.fixtures.national import National
from tests.fixtures.ncalayer import NcaLayer
from tests.fixtures.pki.ca import DAY, Ca
from tests.fixtures.pki.ca import Person as Certified
from tests.fixtures.pki.signing import Hand
from tests.fixtures.system import System

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("ncalayer")]

RECEIVED = ("submitted", "registered")  # in office hours the job registers it at once


@dataclass(frozen=True)
class Frozen:
    """An application made into a PDF, its applicant at the page of signing, and whom his key names."""

    case: str
    person: Person
    name: str
    iin: str
    bin: str


@pytest.fixture
def frozen(office: Office) -> Frozen:
    with office.inside() as walk:
        case = walk.draft()
        head = walk.applicant(case)
        key, email = case.public_id, head.email
        about = (head.name, head.iin, case.organisation.bin)
    person = office.person(email, "applicant")
    person.go(f"/portal/a/{key}/review")
    person.press("/freeze")
    person.until(f"/portal/a/{key}/sign", lambda page: page.locator("form[data-signing]").count() > 0)
    return Frozen(key, person, *about)


def signed(frozen: Frozen) -> None:
    """Presses, and comes to the page that offers to submit."""
    start(frozen.person)
    expect(frozen.person.page.locator("form[action*='/submit']").first).to_be_visible(timeout=PATIENCE * 1000)


def test_an_application_is_signed_and_submitted(
    office: Office, frozen: Frozen, program: NcaLayer, national: National
) -> None:
    program.holder = national.key_of(frozen, bin=frozen.bin)
    frozen.person.axe("before signing")
    signed(frozen)
    frozen.person.axe("sign")
    frozen.person.press("/submit")
    assert office.state(frozen.case) in RECEIVED
    assert [call["method"] for call in program.calls] == ["sign"], "more than one question for one set of papers"
    args = program.calls[0]["args"]
    assert len(args["data"]) == 9
    assert max(map(len, args["data"])) == 44, "digests go through the socket, never files"
    assert args["signingParams"] == {"decode": True, "encapsulate": False, "digested": True, "tsaProfile": {}}
    assert args["signerParams"] == {"extKeyUsageOids": ["1.3.6.1.5.5.7.3.4"], "iin": frozen.iin}


def test_a_gost_key_signs_the_digest_of_its_own_kind(
    office: Office, frozen: Frozen, program: NcaLayer, of_gost: Ca
) -> None:
    now, key = datetime.now(UTC), of_gost.make("person")
    person = Certified(frozen.iin, frozen.bin, start=now - DAY, end=now + 300 * DAY, name=frozen.name)
    program.hand = Hand(of_gost.issue(person, key), key)
    assert "GOST 2015" in frozen.person.words(), "what the support is built from"
    signed(frozen)
    asked = [[len(base64.b64decode(item)) for item in call["args"]["data"]] for call in program.calls]
    assert asked == [[32] * 9, [64] * 9], "SHA-256 first; the answer showed the kind of the key"
    frozen.person.press("/submit")
    assert office.state(frozen.case) in RECEIVED


def test_an_old_program_signs_by_its_older_calls(frozen: Frozen, program: NcaLayer, national: National) -> None:
    program.holder, program.family = national.key_of(frozen, bin=frozen.bin), "commonUtils"
    signed(frozen)
    methods = [call["method"] for call in program.calls]
    assert methods == ["sign", "getActiveTokens", *["createCAdESFromBase64Hash"] * 9]


def test_every_other_answer_is_told_with_what_to_do(frozen: Frozen, program: NcaLayer, national: National) -> None:
    program.holder = national.key_of(frozen, bin=frozen.bin)
    for mood, said, words in (
        ("cancels", "", "You cancelled the signing"),
        ("cancels_in_words", "", "You cancelled the signing"),
        ("dies", "", "The connection with NCALayer broke off"),
        ("refuses", "Срок действия сертификата истек", "The certificate of this key has expired"),
        ("refuses", "EMPTY_KEY_STORE", "The key store could not be opened"),
        ("refuses", "CERTIFICATE_NOT_FOUND", "No suitable key in this store"),
        ("refuses", "java.lang.NullPointerException", "NCALayer could not sign"),
    ):
        program.mood, program.said = mood, said
        start(frozen.person)
        told(frozen.person, words)
        told(frozen.person, said)
        frozen.person.axe(words)
    program.mood = "signs"
    signed(frozen)


def test_a_program_that_cannot_sign_at_all_is_called_old(frozen: Frozen, program: NcaLayer) -> None:
    program.family, program.mood, program.said = "commonUtils", "refuses", "java.lang.NoSuchMethodException"
    start(frozen.person)
    told(frozen.person, "Your NCALayer is too old")


def test_without_the_program_the_page_says_how_to_get_it(frozen: Frozen) -> None:
    start(frozen.person)
    told(frozen.person, "NCALayer does not answer")
    frozen.person.axe("absent")


def test_patience_ends(frozen: Frozen, program: NcaLayer) -> None:
    frozen.person.page.clock.install()
    program.mood = "sleeps"
    start(frozen.person)
    told(frozen.person, "Choose your key in the window of NCALayer")
    frozen.person.page.clock.fast_forward(31000)
    told(frozen.person, "Still waiting for NCALayer")
    frozen.person.page.clock.fast_forward(5 * 60 * 1000)
    told(frozen.person, "No answer from NCALayer for five minutes")


def test_the_wrong_key_is_refused_by_name_and_the_right_one_goes_on(
    frozen: Frozen, program: NcaLayer, national: National
) -> None:
    program.holder, program.shape = national.key_of(frozen, bin="990140000011"), "pem"
    start(frozen.person)
    told(frozen.person, f"was issued to BIN 990140000011; BIN {frozen.bin} is needed.")
    program.holder = national.log_in_key_of(frozen, bin=frozen.bin)
    start(frozen.person)
    told(frozen.person, "Not every signature was accepted")
    program.holder = national.key_of(frozen, bin=frozen.bin)
    signed(frozen)


def test_signatures_outlive_a_lost_connection(
    system: System, frozen: Frozen, program: NcaLayer, national: National
) -> None:
    program.holder = national.key_of(frozen, bin=frozen.bin)
    page = frozen.person.page
    page.route("**/signatures", lambda route: route.abort())
    start(frozen.person)
    told(frozen.person, "The signatures could not be sent")
    page.unroute("**/signatures")
    page.locator("[data-sign-again]").click()
    expect(page.locator("form[action*='/submit']").first).to_be_visible(timeout=PATIENCE * 1000)
    assert len(program.calls) == 1, "the person had to sign again"
