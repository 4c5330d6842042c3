"""A file that somebody holds, checked by its checksum; and a signature over it. No word of what it says."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dms.formatting import dmyhm
from dms.queries import documents
from dms.services import files
from dms.signing import gost
from dms.signing.proofs import proof_of
from dms.signing.revocation import RevocationData
from dms.signing.verifier import CmsVerifier
from dms.signing.words import GOST_2015_NOTE
from tests.fixtures.pki.ca import AT as NOW
from tests.fixtures.pki.ca import HOUR
from tests.fixtures.pki.gost import need_engine
from tests.fixtures.pki.signing import DOCUMENT, Hand, detached
from tests.fixtures.walk import Walk
from tests.integration.signing.test_gost import made as gost_made
from workflows.states import CaseState


def asked(client: FlaskClient, sha256: str, cms: bytes | None = None, **more: str) -> str:
    data: dict[str, Any] = {"sha256": sha256, **more}
    if cms is not None:
        data["cms"] = (io.BytesIO(cms), "signature.cms")
    client.get("/lang/en")
    answer = client.post("/check/file", data=data, content_type="multipart/form-data")
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


@pytest.fixture
def paper(walk: Walk) -> Any:
    """A notification of a granted case, signed by the head and delivered."""
    case = walk.to(CaseState.AGREEMENT)
    made = next(p for p in documents.documents_of(case.id, "generated") if p.kind == "annex-2")
    return made.current


def test_our_file_and_its_signature(client: FlaskClient, paper: Any) -> None:
    (signature,) = paper.signatures
    said = asked(client, f" {paper.file.sha256.upper()} ", signature.cms)
    assert "We issued this file" in said
    assert "The signature is valid for this file" in said
    assert "We received this very signature on" in said
    assert signature.signer["iin"] not in said
    page = " ".join(client.get(f"/d/{paper.document.public_id}").text.split())
    assert paper.document.public_id in page
    assert f"{paper.document.outgoing_number}</span>, " in page
    assert signature.signer["iin"] not in page
    proof = proof_of(signature.evidence)
    assert proof is not None
    assert proof.judged_at == signature.received_at
    judged, made = [" ".join(dmyhm(moment).split()) for moment in (proof.judged_at, proof.made_at)]
    for shown in (said, page):
        assert f"Certificate No. {signature.signer['serial']} of {signature.signer['issuer']}" in shown
        assert f"Good at {judged}" in shown
        assert f"{proof.by} of {made}" in shown, "by what it was checked"


def test_another_file_and_the_same_signature(client: FlaskClient, paper: Any) -> None:
    other = ("0" if paper.file.sha256[0] != "0" else "1") + paper.file.sha256[1:]
    said = asked(client, other, paper.signatures[0].cms)
    assert "No document of ours has this checksum" in said
    assert "The signature is not valid for this file" in said
    assert "We received this very signature" not in said


def test_what_is_not_public_is_as_unknown(client: FlaskClient, walk: Walk) -> None:
    case = walk.to(CaseState.DECISION)
    for made in documents.documents_of(case.id):
        if made.current is not None and not made.for_applicant and made.state not in ("signed", "delivered"):
            assert "No document of ours" in asked(client, made.current.file.sha256), made.kind


@pytest.mark.parametrize("cms", [b"junk", b"\x30\x80", b"0" * 300000])
def test_junk_in_place_of_a_signature(client: FlaskClient, cms: bytes) -> None:
    assert "not valid for this file" in asked(client, "0" * 64, cms)


@pytest.mark.parametrize("sha256", ["", "abc", "g" * 64])
def test_what_is_no_checksum_says_so(client: FlaskClient, sha256: str) -> None:
    said = asked(client, sha256)
    assert "We issued" not in said
    assert "No document of ours" not in said


def test_a_signature_kept_as_text_is_the_same(client: FlaskClient, paper: Any) -> None:
    (signature,) = paper.signatures
    lines = base64.encodebytes(signature.cms)
    for kept in (lines, base64.b64encode(signature.cms), b"-----BEGIN CMS-----\r\n" + lines + b"-----END CMS-----\n"):
        said = asked(client, paper.file.sha256, kept)
        assert "The signature is valid for this file" in said
        assert "We received this very signature on" in said


@pytest.fixture(params=["256", "512"])
def bits(request: pytest.FixtureRequest, app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    """The system trusts an authority of GOST keys of this length."""
    need_engine()
    ca = gost_made(request.param).ca
    judge = CmsVerifier(ca.anchors, lambda: RevocationData(ca.lists(issued=NOW - HOUR, until=NOW + HOUR)))
    monkeypatch.setitem(app.extensions, "verifier", judge)
    monkeypatch.setitem(app.config, "CLOCK", lambda: NOW)
    return str(request.param)


def streebog(bits: str, body: bytes) -> str:
    return gost.digest(gost.BY_DIGEST[f"streebog{bits}"], body).hex()


def test_a_gost_signature_over_a_file_of_a_stranger(client: FlaskClient, bits: str) -> None:
    cms, sha256 = gost_made(bits).cms, hashlib.sha256(DOCUMENT).hexdigest()
    said = asked(client, sha256, cms, streebog=f" {streebog(bits, DOCUMENT).upper()}")
    assert "The signature is valid for this file" in said
    changed = DOCUMENT + b" "
    said = asked(client, hashlib.sha256(changed).hexdigest(), cms, streebog=streebog(bits, changed))
    assert "The signature is not valid for this file" in said
    other = {"256": "512", "512": "256"}[bits]
    said = asked(client, sha256, cms, streebog=streebog(other, DOCUMENT))
    assert "Of the signature nobody can tell yet" in said, "a Streebog of the other length says nothing"
    assert "64 or 128 digits" in asked(client, sha256, cms, streebog="ab")


def test_the_streebog_of_our_own_file_is_counted_here(client: FlaskClient, paper: Any, bits: str) -> None:
    ca, certificate = gost_made(bits).ca, gost_made(bits).certificate
    with files.read(paper.file) as reading:
        body = reading.read(1 << 30)
    cms = detached(Hand(certificate, ca.make("person")), document=body)
    for told in ("", streebog(bits, b"another one")):
        assert "The signature is valid for this file" in asked(client, paper.file.sha256, cms, streebog=told)
    said = asked(client, paper.file.sha256, gost_made(bits).cms, streebog=streebog(bits, DOCUMENT))
    assert "The signature is not valid for this file" in said, "what the browser says of our own bytes does not count"


def test_a_gost_signature_is_not_called_invalid_for_want_of_its_own_digest(client: FlaskClient, bits: str) -> None:
    said = asked(client, "0" * 64, gost_made(bits).cms)
    assert "Of the signature nobody can tell yet" in said
    assert "its SHA-256 is not enough" in said
    assert "not valid for this file" not in said
    assert GOST_2015_NOTE.en.partition("; ")[2] in said
