"""While the last signature under other bank details is still judged, nothing is paid: neither to details that are about
to end nor to some that may never come into force (342:A3.20)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import Signature
from dms.queries import supplements as queries
from dms.services import clock, moves
from dms.services.judging.given import Given
from dms.services.signed import again, demo_signing, signatures, supplements
from dms.signing.anchors import Anchors
from dms.signing.revocation import RevocationData
from dms.signing.verifier import CmsVerifier
from tests.fixtures.people import sign_in
from tests.fixtures.supplements import NEW, Change, proposed
from tests.fixtures.walk import Walk
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role


@pytest.fixture
def judged(app: Flask, walk: Walk, monkeypatch: pytest.MonkeyPatch) -> tuple[Change, Signature]:
    """The applicant's signature is valid, the head's waits: the authority has not answered yet."""
    change = proposed(walk, walk.to(CaseState.PAYMENT))
    change.sign("applicant")
    assert against(change) == [], "one signature alone holds nothing up"
    anchors = Anchors.from_pem((Path(app.config["SETTINGS"].var) / "demo-ca" / "anchors.pem").read_bytes())
    monkeypatch.setitem(app.extensions, "asking_verifier", app.extensions["verifier"])
    monkeypatch.setitem(app.extensions, "verifier", CmsVerifier(anchors, RevocationData))
    head = walk.staff(Role.HEAD)
    cms = demo_signing.sign(change.paper.current, head, change.case, "operator", clock.now())
    row = signatures.receive(change.paper.current, cms, head, "operator", clock.now())
    assert row.verdict == "cannot_tell"
    return change, row


def against(change: Change) -> list[str]:
    finance = change.walk.staff(Role.FINANCE)
    case = change.walk.fresh(change.case)
    return [reason.code for reason in moves.against(case, Action.PAY, finance, Given(reference="PP-1"))]


def pay(change: Change) -> Any:
    return change.walk.act(change.case, Action.PAY, change.walk.staff(Role.FINANCE), reference="PP-1")


def test_nothing_is_paid_until_it_is_judged_and_then_to_the_new(judged: tuple[Change, Signature]) -> None:
    change, row = judged
    assert against(change) == ["details_under_judgement"]
    with pytest.raises(TransitionRefused, match="details_under_judgement"):
        pay(change)
    again.judge_again(row.id)
    assert against(change) == []
    assert change.payee() == NEW["iban"]
    assert pay(change).state == CaseState.MONITORING


def test_the_page_of_the_payment_says_why_with_the_clause(judged: tuple[Change, Signature], client: Any) -> None:
    change, _row = judged
    finance = change.walk.staff(Role.FINANCE)
    sign_in(client, finance)
    told = client.get(f"/desk/c/{change.case.public_id}/acts").json["acts"]
    (reason,) = next(act for act in told if act["key"] == "pay")["reasons"]
    assert reason["clause"] == "342:A3.20"
    assert "still being checked" in reason["text"]
    assert "three days at most" in reason["remedy"]
    assert "still being checked" in client.get(f"/desk/c/{change.case.public_id}/").get_data(as_text=True)


def test_a_signature_that_falls_lets_the_old_details_be_paid(
    judged: tuple[Change, Signature], monkeypatch: pytest.MonkeyPatch, app: Flask
) -> None:
    change, row = judged
    monkeypatch.setitem(app.extensions, "asking_verifier", app.extensions["verifier"])
    with pytest.raises(OutsideTrouble):
        again.judge_again(row.id)
    assert against(change) == ["details_under_judgement"], "there is still time to ask"
    change.walk.clock.advance(days=3, minutes=1)
    again.judge_again(row.id)
    old = change.case.content["bank"]["iban"]
    assert (against(change), change.payee()) == ([], old)
    assert pay(change).state == CaseState.MONITORING


def test_a_supplement_that_is_declined_holds_nothing_up(judged: tuple[Change, Signature]) -> None:
    change, _row = judged
    supplements.end(change.case.id, change.row.no, change.walk.staff(Role.HEAD), "Банк растамады")
    assert queries.open_of(change.case.id) is None
    assert against(change) == []
    db.session.rollback()
