"""The page where anybody checks a file: it is hashed in the browser and nothing of it leaves."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import gostcrypto
import pytest
from playwright.sync_api import expect

from dms.signing import gost
from dms.signing.demo_signer import sign
from dms.signing.gost.oids import KIND_256, KIND_512
from tests.browser.office import Office
from tests.browser.people import Person
from tests.fixtures.national import National
from tests.fixtures.pki.ca import DAY, Ca
from tests.fixtures.pki.ca import Person as Certified
from tests.fixtures.pki.signing import Hand, detached

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("ncalayer")]


def test_a_file_is_hashed_where_it_is(office: Office) -> None:
    body = b"%PDF-1.7\n" + bytes(range(256)) * 36_000
    person = office.stranger("anybody")
    sent: list[int] = []
    person.page.on("request", lambda request: sent.append(len(request.post_data_buffer or b"")))
    person.go("/check/file")
    person.axe("check a file")
    person.page.set_input_files("#file", {"name": "x.pdf", "mimeType": "application/pdf", "buffer": body})
    expect(person.page.locator("[name=sha256]")).to_have_value(hashlib.sha256(body).hexdigest(), timeout=20000)
    person.press("/check/file")
    person.axe("the answer about a file")
    assert max(sent) < 2000, "more than a checksum has left the browser"


def choose(person: Person, body: bytes, cms: bytes) -> None:
    """A file and a signature, on a fresh page in English, until everything is counted."""
    person.go("/check/file")
    person.page.set_input_files("#file", {"name": "x.pdf", "mimeType": "application/pdf", "buffer": body})
    person.page.set_input_files("[name=cms]", {"name": "x.cms", "mimeType": "application/x-cms", "buffer": cms})
    expect(person.page.locator("[name=sha256]")).to_have_value(hashlib.sha256(body).hexdigest(), timeout=20000)
    expect(person.page.locator("form[data-checksum] button[type=submit]")).to_be_enabled(timeout=60000)


def verdict(person: Person, body: bytes, cms: bytes) -> str:
    choose(person, body, cms)
    person.press("/check/file")
    return person.words()


def test_a_gost_signature_is_judged_by_a_streebog_counted_here(office: Office, of_gost: Ca) -> None:
    now, body = datetime.now(UTC), os.urandom(200_001)
    hand = Hand(of_gost.issue(Certified(start=now - DAY, end=now + DAY)), of_gost.make("person"))
    cms, person = detached(hand, document=body, at=now), office.stranger("anybody")
    sent: list[int] = []
    person.page.on("request", lambda request: sent.append(len(request.post_data_buffer or b"")))
    person.go("/lang/en")
    assert "The signature is valid for this file" in verdict(person, body, cms)
    assert max(sent) < len(cms) + 2000, "more than checksums and a signature has left the browser"
    person.axe("the answer about a signature")
    assert "The signature is not valid for this file" in verdict(person, body[:-1] + bytes([body[-1] ^ 1]), cms)
    assert "The signature is not valid for this file" in verdict(person, os.urandom(5000), cms)


def test_an_rsa_signature_needs_no_streebog(office: Office, national: National) -> None:
    body, person = os.urandom(5000), office.stranger("anybody")
    holder = type("Holder", (), {"name": "ӘЛІ ҮМІТ", "iin": "800101300012"})
    key, digest = national.key_of(holder, bin="990140000011"), hashlib.sha256(body).hexdigest()
    with ThreadPoolExecutor(1) as aside:  # this thread has the browser's loop
        cms = aside.submit(sign, key, digest, datetime.now(UTC)).result()
    person.go("/lang/en")
    assert "The signature is valid for this file" in verdict(person, body, cms)
    choose(person, body, cms)
    expect(person.page.locator("[name=streebog]")).to_have_value("")


def test_a_file_too_large_to_count_says_what_to_do(office: Office, of_gost: Ca) -> None:
    person = office.stranger("anybody")
    person.go("/lang/en")
    person.go("/check/file")
    cms = detached(Hand(of_gost.issue(), of_gost.make("person")))
    person.page.set_input_files("[name=cms]", {"name": "x.cms", "mimeType": "application/x-cms", "buffer": cms})
    person.page.evaluate(
        """() => {
            const large = new File([new Uint8Array((64 << 20) + 1)], "large.pdf");
            const box = document.querySelector("#file");
            const held = new DataTransfer();
            held.items.add(large);
            box.files = held.files;
            box.dispatchEvent(new Event("change"));
        }"""
    )
    expect(person.page.locator("[data-status=cms]")).to_contain_text("-md_gost12_512 FILE", timeout=60000)
    expect(person.page.locator("form[data-checksum] button[type=submit]")).to_be_enabled()


COUNT = """([body, bits]) => new Promise((resolve, reject) => {
    const worker = new Worker(document.querySelector("form[data-worker]").dataset.worker);
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = reject;
    worker.postMessage({ file: new Blob([Uint8Array.from(body)]), bits });
})"""
#: The second message of RFC 6986; the first one is in the tests of GOST.
SECOND = bytes.fromhex(
    "d1e520e2e5f2f0e82c20d1f2f0e8e1eee6e820e2edf3f6e82c20e2e5fef2fa20f120eceef0ff20f1f2f0e5ebe0ece820ede020f5f0e0e1f0fbff20"
    "efebfaeafb20c8e3eef0e5e2fb"
)
SECOND_512 = (
    "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376"
    "035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28"
)


def test_the_browser_counts_as_both_libraries_do(office: Office) -> None:
    person: Any = office.stranger("anybody")
    person.go("/check/file")
    assert person.page.evaluate(COUNT, [list(SECOND), 512]) == SECOND_512
    bodies = [bytes(no) for no in (0, 1)] + [os.urandom(no) for no in (62, 63, 64, 65, 127, 128, 129, 191, 192, 1000)]
    bodies += [bytes([255]) * no for no in (64, 128, 640)]  # every carry of the sum
    for body in bodies:
        for kind in (KIND_256, KIND_512):
            here = person.page.evaluate(COUNT, [list(body), kind.bits])
            assert here == gost.digest(kind, body).hex(), (kind.bits, len(body))
            assert here == gostcrypto.gosthash.new(kind.digest, data=bytearray(body)).hexdigest(), len(body)
