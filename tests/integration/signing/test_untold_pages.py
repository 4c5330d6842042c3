"""What both sides read of a signature that nobody can tell: on the agreement's page, in the tracking of the applicant
and at the desk, while it waits and after the check has ended."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dms.extensions import db
from dms.queries import documents
from dms.services import clock
from dms.services.signed import again, demo_signing, signatures
from dms.signing.types import Verdict, Verification
from dms.signing.words import reason
from tests.fixtures.people import sign_in
from tests.fixtures.walk import Walk
from tests.integration.portal.conftest import check_sound
from workflows.states import CaseState, Role

WAITS = "Whether this signature is valid cannot be told yet"
ENDED = "Of this signature nobody can tell whether it is valid"


class Unsure:
    """A judge without data on revocation; ``opinion``: what NCANode said."""

    def verify(self, *_given: object) -> Verification:
        return Verification(
            verdict=Verdict.CANNOT_TELL, reasons=(reason("no_revocation_data", serial="0a1b"),),
            evidence={"second_opinion": {"by": "NCANode", "valid": True}},
        )  # fmt: skip


@pytest.fixture
def case(walk: Walk, app: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An agreement that the applicant signed, and nobody can tell whether the signature is good."""
    case = walk.to(CaseState.AGREEMENT)
    (paper,) = [paper for paper in documents.documents_of(case.id, "generated") if paper.kind == "annex-3"]
    who, now = walk.applicant(case), clock.now()
    cms = demo_signing.sign(paper.current, who, case, "applicant", now)
    with monkeypatch.context() as patch:
        patch.setitem(app.extensions, "verifier", Unsure())
        case.received = signatures.receive(paper.current, cms, who, "applicant", now)
    return case


def pages(app: Flask, walk: Walk, case: Any) -> dict[str, str]:
    head, officer = walk.applicant(case), walk.staff(Role.EXECUTOR)
    addresses = {
        f"/portal/c/{case.public_id}/agreement": head, f"/portal/c/{case.public_id}/": head,
        f"/desk/c/{case.public_id}/": officer,
    }  # fmt: skip
    found = {}
    for address, who in addresses.items():
        db.session.commit()
        client: FlaskClient = sign_in(app.test_client(), who)
        answer = client.get(address)
        assert answer.status_code == 200, answer.text[:500]
        check_sound(answer.text)
        found[address] = answer.text
    return found


def test_both_sides_read_that_it_waits(app: Flask, walk: Walk, case: Any) -> None:
    for address, text in pages(app, walk, case).items():
        assert WAITS in text, address
        assert "0a1b" in text, address
        assert "for up to three days" in text, address
        assert ("with another key" in text) == address.startswith("/portal"), address


def test_both_sides_read_how_it_ended_and_what_to_do(
    app: Flask, walk: Walk, case: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "asking_verifier", Unsure())
    walk.clock.advance(days=3)
    again.judge_again(case.received.id)
    for address, text in pages(app, walk, case).items():
        assert ENDED in text, address
        assert WAITS not in text, address
        assert "ended on 2026-" in text, address
        assert "NCANode calls it valid; that alone decides nothing." in text, address
        told = (
            "Sign again with another certificate" if address.startswith("/portal") else "The other side has been told"
        )
        assert told in text, address


def test_a_valid_signature_takes_the_word_away(app: Flask, walk: Walk, case: Any) -> None:
    walk.clock.advance(minutes=1)
    walk.sign_agreement(case)
    for address, text in pages(app, walk, case).items():
        assert WAITS not in text, address
        assert ENDED not in text, address
