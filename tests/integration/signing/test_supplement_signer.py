"""Whom the paper of a supplement names signs it for the operator; another has it made anew, and the applicant signs
again (342:A3.19)."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from dms.events import Event
from dms.extensions import db
from dms.models import Notice, Supplement
from dms.queries import reading
from dms.queries import supplements as queries
from dms.replay import replay
from dms.services import clock
from dms.services.judging import naming
from dms.services.signed import demo_signing, signatures, supplements
from dms.services.signed.offers import Answer
from tests.fixtures.journal_last import written_after_the_journal
from tests.fixtures.people import journal_of, sign_in
from tests.fixtures.supplements import NEW, Change, proposed
from tests.fixtures.walk import Walk
from workflows.refusals import TransitionRefused
from workflows.states import CaseState, Role
from workflows.supplements import SupplementAction


@pytest.fixture
def change(walk: Walk) -> Change:
    deputy = walk.staff(Role.DEPUTY)
    deputy.position, deputy.position_ru = "Төрағаның орынбасары", "Заместитель председателя"
    db.session.commit()
    found = proposed(walk, walk.to(CaseState.PAYMENT))
    found.sign("applicant")
    return found


def open_(change: Change) -> Supplement:
    found = queries.open_of(change.case.id)
    assert found is not None
    return found


def test_the_paper_names_the_head_and_no_deputy_signs_it(change: Change) -> None:
    head, deputy = change.walk.staff(Role.HEAD), change.walk.staff(Role.DEPUTY)
    assert open_(change).signer_id == head.id
    assert change.paper.current.context["operator_kk"]["head"]["name"] == head.name
    with pytest.raises(TransitionRefused) as refused:
        supplements.check(change.case, SupplementAction.SIGN, deputy)
    assert [reason.code for reason in refused.value.reasons] == ["names_another"]
    supplements.check(change.case, SupplementAction.SIGN, head)


def test_a_signature_of_another_brings_nothing_into_force(change: Change) -> None:
    deputy = change.walk.staff(Role.DEPUTY)
    cms = demo_signing.sign(change.paper.current, deputy, change.case, "operator", clock.now())
    assert signatures.receive(change.paper.current, cms, deputy, "operator", clock.now()).verdict == "valid"
    assert journal_of(Event.SUPPLEMENT_IN_FORCE) == []
    change.case = change.walk.fresh(change.case)
    assert supplements.unsigned(change.case, "operator") == [change.paper.current], "it still waits for whom it names"
    head = reading.reader_of(change.walk.staff(Role.HEAD), clock.today())
    assert [row.id for row, _case in queries.list_to_sign(head, 5)] == [open_(change).id]
    change.sign("operator")
    assert queries.list_to_sign(head, 5) == []
    assert len(journal_of(Event.SUPPLEMENT_IN_FORCE)) == 1, "the person named signs, and it is in force"


def test_what_another_sends_is_refused_unread(change: Change) -> None:
    deputy, paper = change.walk.staff(Role.DEPUTY), change.paper.current
    cms = demo_signing.sign(paper, deputy, change.case, "operator", clock.now())
    before = len(paper.signatures)
    with pytest.raises(TransitionRefused, match="names_another"):
        supplements.receive(change.case, [Answer(paper, cms)], deputy)
    db.session.refresh(paper, ["signatures"])
    assert len(paper.signatures) == before


def test_what_was_signed_before_papers_named_anybody_counts(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = walk.to(CaseState.PAYMENT)
    monkeypatch.setattr(naming, "first_signer", lambda *_told: None)
    change = proposed(walk, case)
    change.sign("applicant")
    head = walk.staff(Role.HEAD)
    with pytest.raises(TransitionRefused) as refused:
        supplements.check(change.case, SupplementAction.SIGN, head)
    assert [reason.code for reason in refused.value.reasons] == ["names_nobody"]
    assert queries.bank_at(change.case, clock.now())["iban"] != NEW["iban"]
    change.sign("operator")  # its answer comes after the upgrade
    assert queries.bank_at(change.case, clock.now())["iban"] == NEW["iban"], "money would go to details that both left"


def test_a_deputy_has_it_made_anew_and_the_applicant_signs_again(change: Change) -> None:
    deputy, older = change.walk.staff(Role.DEPUTY), open_(change)
    supplements.change_signer(change.case.id, older.no, deputy)
    change.walk.run_jobs()
    change.case = change.walk.fresh(change.case)
    db.session.refresh(older)
    row = open_(change)
    assert (older.is_open, deputy.name in older.reasons) == (False, True)
    assert (row.no, row.signer_id, row.old, row.new) == (older.no + 1, deputy.id, older.old, older.new)
    head = row.document.current.context["operator_ru"]["head"]
    assert head["name"] == deputy.name
    assert head["position"].startswith("Заместитель председателя (на основании приказа от ")
    told = db.session.query(Notice).filter_by(user_id=change.walk.applicant(change.case).id, code="supplement_anew")
    assert told.count() == 1
    assert journal_of(Event.SUPPLEMENT_PROPOSED)[-1]["facts"]["signer"] == deputy.public_id
    with pytest.raises(TransitionRefused):  # not before the applicant
        supplements.check(change.case, SupplementAction.SIGN, deputy)
    for side, who in (("applicant", change.walk.applicant(change.case)), ("operator", deputy)):
        change.walk.clock.advance(minutes=1)
        cms = demo_signing.sign(row.document.current, who, change.case, side, clock.now())
        assert signatures.receive(row.document.current, cms, who, side, clock.now()).verdict == "valid"
    assert queries.bank_at(change.case, clock.now())["iban"] == NEW["iban"]
    assert replay().differences == []


def test_the_journal_is_written_last(change: Change) -> None:
    deputy, no = change.walk.staff(Role.DEPUTY), open_(change).no
    with written_after_the_journal() as late:
        supplements.change_signer(change.case.id, no, deputy)
    assert late == []


def test_the_database_keeps_whom_it_names(change: Change) -> None:
    open_(change).signer_id = change.walk.staff(Role.DEPUTY).id
    with pytest.raises(DBAPIError):
        db.session.flush()
    db.session.rollback()


def test_the_page_says_whom_it_names_and_offers_the_way(app: Flask, change: Change, client: Any) -> None:
    head, deputy, case = change.walk.staff(Role.HEAD), change.walk.staff(Role.DEPUTY), change.case
    sign_in(client, deputy)
    page = client.get(f"/desk/c/{case.public_id}/supplement").get_data(as_text=True)
    assert f"This paper names another signer: {head.name}." in page
    address = f"/desk/c/{case.public_id}/supplement/{open_(change).no}/signer"
    assert address in page
    assert client.post(f"/desk/c/{case.public_id}/supplement/signing", json={}).status_code == 409
    assert client.post(address).status_code == 302
    assert open_(change).signer_id == deputy.id
    sign_in(client, head)
    assert "Make it anew in your name" in client.get(f"/desk/c/{case.public_id}/supplement").get_data(as_text=True)
