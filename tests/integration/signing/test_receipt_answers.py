"""What the authority's servers say on receipt, how they fail, and how far each is believed. Every row of either table
has the one answer it must get."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from asn1crypto import x509

from dms.signing.fetching import Fetcher, Places
from dms.signing.ocsp import question
from dms.signing.offline import offline_verify
from dms.signing.revocation import RevocationData
from dms.signing.types import Verdict
from dms.signing.verifier import CmsVerifier
from tests.fixtures.pki.ca import AT, DAY, HOUR, MAIL, OCSP, Answer, Ca, answer
from tests.fixtures.pki.keys import rsa_key
from tests.fixtures.pki.receipt import CA, NO, OPEN, SECONDS, TWIN, YES, codes, judge, named
from tests.fixtures.pki.servers import Outside
from tests.fixtures.pki.signing import DOCUMENT, Hand, detached


def _down(s: Outside) -> None:
    s.status, s.raw = 500, b"broken"


def _how(**answer: Any) -> Callable[[Outside], None]:
    def tell(s: Outside) -> None:
        s.how = Answer(**answer)

    return tell


def _says(**what: Any) -> Callable[[Outside], None]:
    def tell(s: Outside) -> None:
        for name, value in what.items():
            setattr(s, name, value)

    return tell


MINUTE = timedelta(minutes=1)
OTHER_RESPONDER = CA.certify(x509.Name.build({"common_name": "OCSP"}), rsa_key("r2"), extended=(MAIL,))
EXPIRED_RESPONDER = CA.certify(x509.Name.build({"common_name": "OCSP"}), rsa_key("r3"), extended=(OCSP,), end=AT - DAY)
#: How the servers answer → the answer to the question, and the reason.
SERVERS: dict[str, tuple[Verdict, str, Callable[[Outside], None]]] = {
    "as they should": (YES, "", _says()),
    "an hour old": (YES, "", _how(made_at=AT - HOUR + MINUTE)),
    "a minute after": (YES, "", _how(made_at=AT + MINUTE)),
    "a month after": (YES, "", _how(made_at=AT + 30 * DAY)),
    "after the certificate expired": (OPEN, "no_revocation_data", _how(made_at=AT + 60 * DAY)),
    "with a next update": (YES, "", _how(made_at=AT - 5 * HOUR, next_update=AT + HOUR)),
    "past its next update": (OPEN, "no_revocation_data", _how(made_at=AT - 5 * HOUR, next_update=AT - HOUR)),
    "without a nonce": (YES, "", _how(echo=False)),
    "signed by the authority itself": (YES, "", _how(by=CA.key, named=CA.issuing, sent=())),
    "wrong nonce": (OPEN, "no_revocation_data", _how(nonce=b"another question")),
    "two hours old, no next update": (OPEN, "no_revocation_data", _how(made_at=AT - 2 * HOUR)),
    "about another serial": (OPEN, "no_revocation_data", _how(serial=4711)),
    "does not know the certificate": (OPEN, "no_revocation_data", _how(unknown=True)),
    "try again later": (OPEN, "no_revocation_data", _how(status="try_later")),
    "refuses": (OPEN, "no_revocation_data", _how(status="unauthorized")),
    "signed by a stranger": (OPEN, "no_revocation_data", _how(by=TWIN.responder_key)),
    "by a stranger's responder": (
        OPEN, "no_revocation_data", _how(by=TWIN.responder_key, named=TWIN.responder, sent=(TWIN.responder,))
    ),
    "by a person's key": (
        OPEN, "no_revocation_data", _how(by=rsa_key("person"), named=CA.issue(), sent=(CA.issue(),))
    ),
    "by a certificate for another use": (
        OPEN, "no_revocation_data", _how(by=rsa_key("r2"), named=OTHER_RESPONDER, sent=(OTHER_RESPONDER,))
    ),
    "by an expired responder": (
        OPEN, "no_revocation_data", _how(by=rsa_key("r3"), named=EXPIRED_RESPONDER, sent=(EXPIRED_RESPONDER,))
    ),
    "responder's certificate left out": (OPEN, "no_revocation_data", _how(sent=())),
    "says it was made before it was so": (
        OPEN, "no_revocation_data", _how(made_at=AT - HOUR, this_update=AT)
    ),
    "down": (OPEN, "no_revocation_data", _down),
    "slow": (OPEN, "no_revocation_data", _says(sleep=4 * SECONDS)),
    "garbage": (OPEN, "no_revocation_data", _says(raw=b"<html>")),
    "nothing": (OPEN, "no_revocation_data", _says(raw=b"")),
    "endless": (OPEN, "no_revocation_data", _says(raw=b"\x30" * (17 << 20))),
    "elsewhere": (OPEN, "no_revocation_data", _says(to="http://127.0.0.1:1/ocsp")),
}  # fmt: skip


@pytest.mark.parametrize("how", SERVERS)
def test_what_its_responder_says(servers: Outside, how: str) -> None:
    verdict, code, tell = SERVERS[how]
    servers.lists.clear()
    certificate = named(servers)
    tell(servers)
    found = judge(servers, certificate, oldest=HOUR, places=Places(hosts=frozenset({servers.host}), oldest=HOUR))
    assert (found.verdict, codes(found)) == (verdict, [code] if code else [])


#: How the list is → the answer, when the responder does not answer.
LISTS: dict[str, tuple[Verdict, str, Callable[[Ca], bytes]]] = {
    "current": (YES, "", lambda ca: ca.lists()[1]),
    "outdated": (OPEN, "stale_revocation_data", lambda ca: ca.lists(AT - 3 * DAY, AT - DAY)[1]),
    "issued after": (YES, "", lambda ca: ca.lists(AT + HOUR, AT + DAY)[1]),
    "of another authority": (OPEN, "no_revocation_data", lambda ca: ca.lists()[0]),
    "of a twin": (OPEN, "no_revocation_data", lambda _ca: TWIN.lists()[1]),
    "garbage": (OPEN, "no_revocation_data", lambda _ca: b"-----BEGIN X509 CRL-----\n"),
    "cut": (OPEN, "no_revocation_data", lambda ca: ca.lists()[1][:-9]),
}


@pytest.mark.parametrize("how", LISTS)
def test_what_its_list_says(servers: Outside, how: str) -> None:
    verdict, code, make = LISTS[how]
    assert servers.ca is not None
    servers.how = Answer(status="try_later")
    servers.lists["/issuing.crl"] = make(servers.ca)
    found = judge(servers, named(servers))
    assert (found.verdict, codes(found)) == (verdict, [code] if code else [])


def test_only_what_the_answer_rests_on_is_kept(servers: Outside) -> None:
    found = judge(servers, named(servers))
    assert (len(found.evidence["ocsps"]), len(found.evidence["crls"])) == (1, 1)


def test_a_list_that_names_the_certificate_outweighs_a_good_answer(servers: Outside) -> None:
    certificate = named(servers)
    lists = RevocationData(replace(CA, revoked={certificate.serial_number: AT - DAY}).lists())
    asked = Fetcher(Places(hosts=frozenset({servers.host})), seconds=SECONDS)
    judge_ = CmsVerifier(
        CA.anchors, lambda: RevocationData(CA.lists()[:1]), ask=lambda path, at: asked.about(path, at).with_(lists)
    )
    found = judge_.verify(detached(Hand(certificate, rsa_key("person"))), io.BytesIO(DOCUMENT), AT)
    assert (found.verdict, codes(found)) == (NO, ["revoked"])


def _by_unspared(servers: Outside, *, lists: tuple[str, ...] = ()) -> None:
    """The answer comes from a delegate without id-pkix-ocsp-nocheck; only these lists are to be had."""
    servers.how = Answer(sent=(CA.unspared,), named=CA.unspared)
    servers.lists = {path: body for path, body in servers.lists.items() if path in lists}


def _unspared(servers: Outside) -> Places:
    return Places(hosts=frozenset({servers.host}), lists=(servers.address + "/issuing.crl",))


def test_a_responder_whose_own_standing_is_unknown_proves_nothing(servers: Outside) -> None:
    """RFC 6960 4.2.2.2.1."""
    _by_unspared(servers)
    found = judge(servers, named(servers), places=_unspared(servers))
    assert (found.verdict, codes(found)) == (OPEN, ["no_revocation_data"])


def test_a_responder_that_a_list_clears_is_believed_and_the_list_is_kept(servers: Outside) -> None:
    _by_unspared(servers, lists=("/issuing.crl",))
    certificate = named(servers)
    found = judge(servers, certificate, places=_unspared(servers))
    assert (found.verdict, codes(found)) == (YES, [])
    evidence = found.evidence
    assert len(evidence["ocsps"]) == 1
    assert len(evidence["crls"]) == 2  # the root's, and the one that clears the responder
    cms = detached(Hand(certificate, rsa_key("person")))
    again = offline_verify(cms, io.BytesIO(DOCUMENT), evidence, CA.anchors)
    assert again.verdict is YES
    lone = {**evidence, "crls": evidence["crls"][:1]}
    assert offline_verify(cms, io.BytesIO(DOCUMENT), lone, CA.anchors).verdict is OPEN


def test_a_revoked_responder_is_not_believed(servers: Outside) -> None:
    """What it says of the certificate is nothing; the list, which names only the responder, clears the person."""
    assert servers.ca is not None
    servers.ca.revoked[CA.unspared.serial_number] = AT - DAY
    servers.lists["/issuing.crl"] = servers.ca.lists()[1]
    _by_unspared(servers, lists=("/issuing.crl",))
    found = judge(servers, named(servers), places=_unspared(servers))
    assert found.verdict is YES
    assert found.evidence["ocsps"] == []
    said = replace(servers.how, unknown=False)
    certificate = named(servers)
    data = RevocationData(ocsps=(answer(servers.ca, question(certificate, CA.issuing)[0], said),))
    only = CmsVerifier(CA.anchors, lambda: data.with_(RevocationData(crls=CA.lists()[:1])))
    alone = only.verify(detached(Hand(certificate, rsa_key("person"))), io.BytesIO(DOCUMENT), AT)
    assert (alone.verdict, codes(alone)) == (OPEN, ["no_revocation_data"])
