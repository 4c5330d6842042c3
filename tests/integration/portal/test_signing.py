"""Signatures of the applicant's own program: offered, sent, taken once, and refused where they do not belong."""

from __future__ import annotations

import base64
import io
from datetime import timedelta
from typing import Any

import pytest
from asn1crypto import cms
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from dms.extensions import db
from dms.models import Done
from dms.queries import documents
from dms.services import clock, files
from dms.services.files import attach
from dms.services.signed import demo_signing, offers, signatures, uses
from dms.signing import gost
from tests.fixtures import pdfs
from tests.fixtures.people import make_user
from tests.fixtures.walk import Walk
from tests.integration.portal.conftest import Applicant
from tests.integration.portal.test_case import frozen


def offered(applicant: Applicant) -> dict[str, Any]:
    """What the page is told to have signed: one group of papers."""
    answer = applicant.client.post(f"{applicant.address}signing", json={})
    assert answer.status_code == 200, answer.text
    (group,) = answer.json["groups"]
    assert answer.json["wanted"]["iin"] == applicant.user.iin
    return dict(group)


def by_key(applicant: Applicant, name: str, over: str = "") -> dict[str, str]:
    """A signature for one version by the person's own key, or one made ``over`` another."""
    version = documents.get_version(applicant.case, over or name)
    made = demo_signing.sign(version, applicant.user, applicant.case, "applicant", clock.now())
    return {"version": name, "cms": base64.b64encode(made).decode()}


def sent(applicant: Applicant, group: dict[str, Any], *rows: Any) -> Any:
    return applicant.client.post(group["url"], json={"offer": group["offer"], "signatures": list(rows)})


def verdicts(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["verdict"] for row in answer.json["results"]]


def test_signatures_come_in_from_the_persons_own_program(applicant: Applicant) -> None:
    frozen(applicant)
    group = offered(applicant)
    for paper in group["documents"]:
        version = documents.get_version(applicant.case, paper["id"])
        assert base64.b64decode(paper["digest"]).hex() == version.file.sha256
    rows = [by_key(applicant, paper["id"]) for paper in group["documents"]]
    assert verdicts(sent(applicant, group, *rows)) == ["valid"] * len(rows)
    assert verdicts(sent(applicant, group, *rows)) == ["valid"] * len(rows), "sent twice"
    kept = [paper.current.signatures for paper in documents.documents_of(applicant.case.id) if paper.current]
    assert [len(signatures) for signatures in kept] == [1] * len(rows)
    assert "Submit the application" in applicant.get(applicant.draft + "sign")


def test_an_offer_is_good_for_one_answer(applicant: Applicant) -> None:
    frozen(applicant)
    group = offered(applicant)
    first, second = [by_key(applicant, paper["id"]) for paper in group["documents"][:2]]
    told = sent(applicant, group, first)
    assert verdicts(told) == ["valid"]
    other = sent(applicant, group, second)
    assert other.status_code == 409
    assert "it is good once" in other.text
    assert sent(applicant, group, second, first).status_code == 409
    (kept,) = db.session.query(Done).filter(Done.what == uses.WHAT)
    assert kept.user_id == applicant.user.id
    assert verdicts(sent(applicant, offered(applicant), second)) == ["valid"], "a new offer takes it"
    applicant.case.state = "monitoring"  # nothing of it is signable any more
    db.session.commit()
    again = sent(applicant, group, first)
    assert (again.status_code, again.json) == (200, told.json), "the reply that got lost is not told again"


def test_an_answer_that_was_not_read_does_not_use_the_offer_up(applicant: Applicant) -> None:
    frozen(applicant)
    group = offered(applicant)
    row = by_key(applicant, group["documents"][0]["id"])
    assert sent(applicant, group, row | {"cms": "no base64!"}).status_code == 400
    assert sent(applicant, group, row | {"version": "unknown"}).status_code == 409
    assert verdicts(sent(applicant, group, row)) == ["valid"]


def test_nonces_are_swept_when_their_offers_are_over(applicant: Applicant) -> None:
    frozen(applicant)
    group = offered(applicant)
    sent(applicant, group, by_key(applicant, group["documents"][0]["id"]))
    assert uses.sweep() == 0
    db.session.query(Done).update({"at": clock.machine_now() - uses.KEPT - timedelta(minutes=1)})
    db.session.commit()
    assert uses.sweep() == 1


@pytest.mark.parametrize("kind", gost.KINDS, ids=lambda kind: kind.digest)
def test_a_gost_key_gets_the_digest_of_its_own_kind(applicant: Applicant, kind: gost.Kind) -> None:
    frozen(applicant)
    answer = applicant.client.post(f"{applicant.address}signing", json={"digest": kind.digest})
    paper = answer.json["groups"][0]["documents"][0]
    with files.read(documents.get_version(applicant.case, paper["id"]).file) as reading:
        assert base64.b64decode(paper["digest"]) == gost.digest(kind, reading.read(1 << 20))


def test_a_signature_over_other_bytes_is_refused_with_its_reason(applicant: Applicant) -> None:
    frozen(applicant)
    group = offered(applicant)
    first, second = [paper["id"] for paper in group["documents"][:2]]
    answer = sent(applicant, group, by_key(applicant, second, over=first), by_key(applicant, first))
    assert verdicts(answer) == ["invalid", "valid"], "one bad signature takes a good one with it"
    assert "another one was signed" in answer.json["results"][0]["reasons"][0]


@pytest.mark.parametrize("row", [{"version": "unknown", "cms": "AA=="}, {}, "text"])
def test_a_signature_over_a_strange_version_is_not_taken(applicant: Applicant, row: Any) -> None:
    frozen(applicant)
    assert sent(applicant, offered(applicant), row).status_code == 409


def test_only_what_was_offered_to_this_person_lately_is_taken(applicant: Applicant, app: Flask) -> None:
    frozen(applicant)
    group = offered(applicant)
    name = group["documents"][0]["id"]
    row, version = by_key(applicant, name), documents.get_version(applicant.case, name)
    another = make_user()
    with app.test_request_context():
        of_another = offers.make(another, [version])
        of_other_bytes = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="signing offer").dumps(
            {"user": applicant.user.public_id, "papers": {name: "0" * 64}}
        )
    for token in ("", group["offer"] + "x", of_another, of_other_bytes):
        assert sent(applicant, group | {"offer": token}, row).status_code == 409
    assert sent(applicant, group).status_code == 400
    assert sent(applicant, group, row, row).status_code == 400, "one for each version"
    assert sent(applicant, group, row | {"cms": "no base64!"}).status_code == 400
    assert verdicts(sent(applicant, group, row)) == ["valid"]


def rewritten(data: bytes) -> bytes:
    """The same signature with an attribute beside it that nobody signed."""
    content = cms.ContentInfo.load(data)
    content["content"]["signer_infos"][0]["unsigned_attrs"] = [
        {"type": "signing_time", "values": [cms.Time({"utc_time": clock.now()})]}
    ]
    return bytes(content.dump(force=True))


def test_a_signature_of_another_case_is_not_taken_for_equal_bytes(client: FlaskClient, walk: Walk) -> None:
    body, cases_ = pdfs.good(mark="екі істе"), [walk.draft()]
    cases_.append(walk.draft(cases_[0].organisation))
    head = walk.applicant(cases_[0])
    papers = [attach.upload(case, head, "contract", io.BytesIO(body), "Шарт.pdf").current for case in cases_]
    first, second = [paper for paper in papers if paper]
    made = demo_signing.sign(first, head, cases_[0], "applicant", clock.now())
    assert signatures.receive(first, made, head, "applicant", clock.now()).verdict == "valid"
    refused = signatures.receive(second, made, head, "applicant", clock.now())
    assert (refused.verdict, [reason["code"] for reason in refused.reasons]) == ("invalid", ["replayed"])
    refused = signatures.receive(second, rewritten(made), head, "applicant", clock.now())
    assert [reason["code"] for reason in refused.reasons] == ["replayed"], "another CMS around the same signature"
    assert len(second.signatures) == 1, "and it counts once"
    anew = demo_signing.sign(second, head, cases_[1], "applicant", clock.now() + timedelta(seconds=2))
    assert signatures.receive(second, anew, head, "applicant", clock.now()).verdict == "valid"
