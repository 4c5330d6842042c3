"""Other bank details after the agreement: a supplement that both sides sign; the old details stay with their validity,
and the money goes to those in force at the payment (342:A3.19, 342:A3.20)."""

from __future__ import annotations

import pytest

from dms.errors import BadInput, StaleCase
from dms.events import Event
from dms.extensions import db
from dms.queries import documents
from dms.queries import supplements as queries
from dms.replay import replay
from dms.services import clock, moves
from dms.services.judging.given import Given
from dms.services.packing import contents as packed
from dms.services.papers.sheets import payment_of
from dms.services.signed import supplements
from forms.annexes import contexts
from tests.fixtures.export import ExportWalk
from tests.fixtures.people import journal_of
from tests.fixtures.supplements import NEW, Change, proposed, told
from tests.fixtures.walk import Walk
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role
from workflows.supplements import SupplementAction


def test_the_paper_is_numbered_and_says_what_changes(change: Change) -> None:
    old = change.case.content["bank"]
    assert change.paper.number == f"{change.case.number}/1"
    context = change.paper.current.context
    assert (context["old"]["iban"], context["new"]["iban"]) == (old["iban"], NEW["iban"])
    assert told(Event.SUPPLEMENT_PROPOSED)[-1]["new"] == NEW


def test_both_must_sign_before_the_money_goes_elsewhere(change: Change) -> None:
    old = change.case.content["bank"]["iban"]
    assert change.payee() == old
    change.sign("applicant")
    assert change.payee() == old, "one signature changes nothing"
    assert told(Event.SUPPLEMENT_IN_FORCE) == []
    before = clock.now()
    change.sign("operator")
    assert change.payee() == NEW["iban"]
    assert payment_of(change.case, before).payee.bank.iban == old, "on the day before the old ones were in force"
    db.session.refresh(change.row)
    assert (change.row.old["iban"], change.row.in_force_at) == (old, clock.now())
    assert told(Event.SUPPLEMENT_IN_FORCE)[-1]["old"]["iban"] == old
    change.walk.run_jobs()
    sheets = [p for p in documents.documents_of(change.case.id, "generated") if p.kind == "signature-sheet"]
    assert change.paper.current.file.sha256 in {p.current.context["sha256"] for p in sheets if p.current}


def test_the_order_of_signatures_does_not_matter(change: Change) -> None:
    change.sign("operator")
    change.sign("applicant")
    assert change.payee() == NEW["iban"]


def test_the_operator_signs_after_the_applicant(change: Change) -> None:
    assert supplements.signable(change.case, "operator") == {}
    assert supplements.unsigned(change.case, "operator") == []
    head = change.walk.staff(Role.HEAD)
    with pytest.raises(TransitionRefused, match="role"):
        supplements.check(change.case, SupplementAction.SIGN, head)
    change.sign("applicant")
    supplements.check(change.case, SupplementAction.SIGN, head)
    assert supplements.offers(change.case, head)[SupplementAction.SIGN].clause == "342:A3.19"
    assert list(supplements.signable(change.case, "operator")) == [change.paper.current.public_id]


def test_the_payment_names_its_payee_and_the_replay_checks_it(change: Change) -> None:
    change.sign("applicant")
    change.sign("operator")
    case = change.walk.on(change.case, CaseState.MONITORING)
    assert told(Event.PAID)[-1]["payee"] == NEW
    orders = [p for p in documents.documents_of(case.id, "generated") if p.kind == "payment-order"]
    assert orders[-1].current.context["payee"]["bank"]["iban"] == NEW["iban"]
    assert replay(case.number).differences == []


def test_the_replay_finds_money_that_went_elsewhere(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    from dms.services.acts import agreement

    change.sign("applicant")
    change.sign("operator")
    monkeypatch.setattr(agreement, "bank_at", lambda *_given: NEW | {"iban": "KZ786017131000029501"})
    case = change.walk.on(change.case, CaseState.MONITORING)
    assert "paid to other bank details" in str(replay(case.number).differences)


def test_a_page_with_the_old_details_pays_nobody(change: Change) -> None:
    """Whoever saw the old account before the new one was in force looks again first."""
    seen = change.case.version
    change.sign("applicant")
    change.sign("operator")
    assert change.case.version > seen
    finance = change.walk.staff(Role.FINANCE)
    with pytest.raises(StaleCase):
        moves.perform(change.case.id, Action.PAY, finance, version=seen, given=Given(reference="PP-1"))
    assert payment_of(change.case, clock.now()).payee.bank.iban == NEW["iban"]


def test_one_at_a_time_and_never_the_same_details(walk: Walk, change: Change) -> None:
    with pytest.raises(TransitionRefused, match="wrong_state"):
        supplements.propose(change.case.id, walk.applicant(change.case), NEW, version=change.case.version)
    change.sign("applicant")
    change.sign("operator")
    with pytest.raises(BadInput):
        supplements.propose(change.case.id, walk.applicant(change.case), NEW, version=change.case.version)


def test_only_after_the_agreement(walk: Walk) -> None:
    case = walk.to(CaseState.AGREEMENT)
    with pytest.raises(TransitionRefused, match="agreement_rests"):
        supplements.propose(case.id, walk.applicant(case), NEW, version=case.version)


def test_it_can_be_signed_from_monitoring_too(walk: Walk) -> None:
    change = proposed(walk, walk.to(CaseState.MONITORING))
    change.sign("applicant")
    change.sign("operator")
    assert queries.bank_at(change.case, clock.now()) == NEW
    assert told(Event.PAID)[-1]["payee"]["iban"] != NEW["iban"]


def test_the_package_keeps_every_change(change: Change) -> None:
    change.sign("applicant")
    change.sign("operator")
    (kept,) = packed._case(change.case, [])["supplements"]
    assert (kept["no"], kept["new"], kept["document"]) == (1, NEW, change.paper.public_id)
    assert kept["in_force_at"]


def test_a_supplement_of_the_export_programme_cites_nothing_of_order_342(export_walk: ExportWalk) -> None:
    """The items and the section named are those of Annex 3 of order 342; the other agreement has none of them."""
    change = proposed(export_walk, export_walk.to(CaseState.PAYMENT))
    context = contexts.from_json("supplement", change.paper.current.context)
    assert not context.of_annex_3
    assert journal_of(Event.SUPPLEMENT_PROPOSED)[-1]["clause"] == ""
    change.sign("applicant")
    change.sign("operator")
    assert queries.bank_at(change.case, clock.now()) == NEW
