"""The three answers on receipt with an authority that really answers: whom it certified, and whom the question goes to.
Every row of the table has the one answer it must get."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from asn1crypto import x509

from dms.signing.fetching import Fetcher, Places
from dms.signing.revocation import RevocationData
from dms.signing.types import Verdict
from dms.signing.verifier import CmsVerifier
from tests.fixtures.pki.ca import AT, DAY, EMPLOYEE, INDIVIDUAL, LOG_IN, LOGGING_IN, MAIL, Answer, Person
from tests.fixtures.pki.keys import rsa_key
from tests.fixtures.pki.receipt import CA, NO, OPEN, SECONDS, TWIN, YES, codes, judge, named
from tests.fixtures.pki.servers import Outside
from tests.fixtures.pki.signing import DOCUMENT, Hand, detached

#: Whom the authority certified → the answer, whether OCSP answers or only the lists do.
PEOPLE: dict[str, tuple[Verdict, str, Callable[[Outside], x509.Certificate]]] = {
    "first head": (YES, "", named),
    "employee": (YES, "", lambda s: named(s, Person(extended=(MAIL, *EMPLOYEE)))),
    "individual": (YES, "", lambda s: named(s, Person(bin="", extended=(MAIL, *INDIVIDUAL)))),
    "expired": (NO, "expired", lambda s: named(s, Person(end=AT - DAY))),
    "not yet valid": (NO, "not_yet_valid", lambda s: named(s, Person(start=AT + DAY))),
    "head without a BIN": (NO, "organisation_unnamed", lambda s: named(s, Person(bin=""))),
    "BIN of eleven digits": (NO, "organisation_unnamed", lambda s: named(s, Person(bin="99014000001"))),
    "key for logging in": (
        NO, "wrong_key_usage", lambda s: named(s, Person(usage=LOGGING_IN, extended=(LOG_IN, *EMPLOYEE)))
    ),
    "foreign authority of the same names": (NO, "foreign_chain", lambda s: named(s, ca=TWIN)),
    "names no server": (OPEN, "no_revocation_data", lambda _s: CA.issue()),
    "names a server that is not allowed": (
        OPEN, "no_revocation_data", lambda _s: CA.issue(ocsp="http://127.0.0.1:1/ocsp", crl="http://127.0.0.1:1/a.crl")
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", ["OCSP", "lists"])
@pytest.mark.parametrize("who", PEOPLE)
def test_whom_it_certified(servers: Outside, who: str, way: str) -> None:
    verdict, code, make = PEOPLE[who]
    if way == "lists":
        servers.how = Answer(status="try_later")
    found = judge(servers, make(servers))
    assert (found.verdict, codes(found)) == (verdict, [code] if code else [])


@pytest.mark.parametrize("way", ["OCSP", "lists"])
@pytest.mark.parametrize(("days", "verdict"), [(-1, NO), (0, NO), (1, YES)])
def test_a_revocation_counts_from_its_moment(servers: Outside, days: int, verdict: Verdict, way: str) -> None:
    certificate = named(servers)
    assert servers.ca is not None
    servers.ca.revoked[certificate.serial_number] = AT + days * DAY
    servers.lists["/issuing.crl"] = servers.ca.lists()[1]
    if way == "lists":
        servers.how = Answer(status="try_later")
    found = judge(servers, certificate)
    assert (found.verdict, codes(found)) == (verdict, [] if verdict is YES else ["revoked"])


def test_nobody_is_asked_where_what_is_at_hand_suffices(servers: Outside) -> None:
    data = RevocationData(CA.lists())
    certificate = named(servers)
    judge_ = CmsVerifier(CA.anchors, lambda: data, ask=Fetcher(Places(hosts=frozenset({servers.host}))).about)
    assert judge_.verify(detached(Hand(certificate, rsa_key("person"))), io.BytesIO(DOCUMENT), AT).verdict is YES
    assert servers.asked == []


def test_without_asking_the_question_stays_open_at_once(servers: Outside) -> None:
    judge_ = CmsVerifier(CA.anchors, RevocationData)
    found = judge_.verify(detached(Hand(named(servers), rsa_key("person"))), io.BytesIO(DOCUMENT), AT)
    assert (found.verdict, codes(found), servers.asked) == (OPEN, ["no_revocation_data"], [])


def test_configured_addresses_are_asked_whatever_the_certificate_names(servers: Outside) -> None:
    places = Places(responder=servers.address + "/ocsp")
    assert judge(servers, CA.issue(), places=places).verdict is YES
    servers.how = Answer(status="try_later")
    places = replace(places, lists=(servers.address + "/root.crl", servers.address + "/issuing.crl"))
    assert judge(servers, CA.issue(), places=places).verdict is YES


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://good.kz/x", "http://good.kz:81/x", "http://good.kz@evil.kz/", "http://a@good.kz/",
     "//good.kz/x", "http://[good.kz/x", "http://good.kz.evil.kz/"],
)  # fmt: skip
def test_a_certificate_sends_us_nowhere_else(address: str) -> None:
    places = Places(hosts=frozenset({"good.kz"}))
    assert places.allow("http://good.kz/x")
    assert not places.allow(address)


def test_for_a_broken_signature_nobody_is_asked(servers: Outside) -> None:
    places = Places(hosts=frozenset({servers.host}))
    judge_ = CmsVerifier(CA.anchors, RevocationData, ask=Fetcher(places, seconds=SECONDS).about)
    cms = detached(Hand(named(servers), rsa_key("person")))
    found = judge_.verify(cms, io.BytesIO(DOCUMENT + b" "), AT)
    assert (found.verdict, codes(found)[0], servers.asked) == (NO, "document_changed", [])


def test_all_addresses_together_have_an_end(servers: Outside) -> None:
    servers.sleep = 2
    many = tuple(f"{servers.address}/{n}.crl" for n in range(50))
    began = time.monotonic()
    Fetcher(Places(lists=many), seconds=0.2, budget=0.5).about((named(servers), CA.issuing, CA.root), AT)
    assert time.monotonic() - began < 2
    assert len(servers.asked) < 10
