"""Other bank details after the agreement: a supplement that both sides sign; the old details stay with their validity,
and the money goes to those in force at the payment (342:A3.19, 342:A3.20)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from dms.errors import BadInput, StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import Document, Notice
from dms.queries import documents, public
from dms.queries import supplements as queries
from dms.queries.reading import reader_of
from dms.replay import replay
from dms.services import clock, moves
from dms.services.judging.given import Given
from dms.services.packing import contents as packed
from dms.services.packing import making
from dms.services.papers.sheets import payment_of
from dms.services.signed import demo_signing, signatures, supplement_ends, supplements
from dms.views.desk import papers as desk_papers
from forms.annexes import contexts
from tests.fixtures.export import ExportWalk
from tests.fixtures.people import journal_of, sign_in
from tests.fixtures.walk import Walk
from tests.integration.desk.test_worklists import counted
from tests.integration.portal.conftest import check_sound
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role
from workflows.supplements import SupplementAction

NEW = {"name": "Отбасы банк", "iban": "KZ978562203105747338", "bic": "KCJBKZKX", "kbe": "17"}


@dataclass
class Change:
    walk: Walk
    case: Any
    row: Any

    @property
    def paper(self) -> Any:
        (found,) = [p for p in documents.documents_of(self.case.id, "generated") if p.kind == "supplement"]
        return found

    def sign(self, side: str) -> None:
        who = self.walk.applicant(self.case) if side == "applicant" else self.walk.staff(Role.HEAD)
        self.walk.clock.advance(minutes=1)
        cms = demo_signing.sign(self.paper.current, who, self.case, side, clock.now())
        row = signatures.receive(self.paper.current, cms, who, side, clock.now())
        assert row.verdict == "valid", row.reasons
        self.case = self.walk.fresh(self.case)

    def payee(self) -> str:
        return str(payment_of(self.case, clock.now()).payee.bank.iban)


def proposed(walk: Walk, case: Any, bank: dict[str, str] | None = None) -> Change:
    row = supplements.propose(case.id, walk.applicant(case), bank or NEW, version=case.version)
    walk.run_jobs()
    return Change(walk, walk.fresh(case), row)


@pytest.fixture
def change(walk: Walk) -> Change:
    return proposed(walk, walk.to(CaseState.PAYMENT))


def told(event: Event) -> list[dict[str, Any]]:
    return [entry["facts"] for entry in journal_of(event)]


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


def test_the_heads_queue_names_it_once_the_applicant_has_signed(change: Change, client: Any) -> None:
    sign_in(client, change.walk.staff(Role.HEAD))
    link = f"/desk/c/{change.case.public_id}/supplement"
    assert link not in client.get("/desk/to-sign").text
    change.sign("applicant")
    with counted() as asked:
        assert link in client.get("/desk/to-sign").text
    assert len([statement for statement in asked if "supplements" in statement]) == 1
    change.sign("operator")
    assert link not in client.get("/desk/to-sign").text


def test_a_reader_without_the_case_is_not_told_of_its_supplement(change: Change) -> None:
    change.sign("applicant")
    head = reader_of(change.walk.staff(Role.HEAD), clock.today())
    assert [row.id for row, _case in queries.list_to_sign(head, 30)] == [change.row.id]
    own = replace(head, own=frozenset({change.case.organisation_id}))
    assert queries.list_to_sign(own, 30) == []


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


def test_one_at_a_time_and_never_the_same_details(walk: Walk, change: Change) -> None:
    with pytest.raises(TransitionRefused, match="wrong_state"):
        supplements.propose(change.case.id, walk.applicant(change.case), NEW, version=change.case.version)
    change.sign("applicant")
    change.sign("operator")
    with pytest.raises(BadInput):
        supplements.propose(change.case.id, walk.applicant(change.case), NEW, version=change.case.version)


def test_what_is_declined_changes_nothing_and_may_come_again(walk: Walk, change: Change) -> None:
    head = walk.staff(Role.HEAD)
    change.sign("applicant")
    supplements.end(change.case.id, 1, head, "Банктің анықтамасы жоқ")
    assert told(Event.SUPPLEMENT_ENDED)[-1]["reasons"] == "Банктің анықтамасы жоқ"
    old = change.case.content["bank"]["iban"]
    with pytest.raises(TransitionRefused, match="wrong_state"):
        supplements.end(change.case.id, 1, head, "екінші рет")
    cms = demo_signing.sign(change.paper.current, head, change.case, "operator", clock.now())
    signatures.receive(change.paper.current, cms, head, "operator", clock.now())
    assert change.payee() == old, "a late signature does not raise it"
    again = supplements.propose(change.case.id, walk.applicant(change.case), NEW, version=change.case.version)
    assert again.no == 2


def test_only_after_the_agreement(walk: Walk) -> None:
    case = walk.to(CaseState.AGREEMENT)
    with pytest.raises(TransitionRefused, match="agreement_rests"):
        supplements.propose(case.id, walk.applicant(case), NEW, version=case.version)


def test_the_package_keeps_every_change(change: Change) -> None:
    change.sign("applicant")
    change.sign("operator")
    (kept,) = packed._case(change.case, [])["supplements"]
    assert (kept["no"], kept["new"], kept["document"]) == (1, NEW, change.paper.public_id)
    assert kept["in_force_at"]


def test_a_stranger_does_not_see_it(change: Change) -> None:
    db.session.commit()
    db.session.execute(text("SET LOCAL demeu.scope = 'applicant'"))
    db.session.execute(text("SET LOCAL demeu.organisations = ''"))
    assert db.session.execute(text("SELECT count(*) FROM supplements")).scalar_one() == 0
    db.session.rollback()


def test_it_can_be_signed_from_monitoring_too(walk: Walk) -> None:
    change = proposed(walk, walk.to(CaseState.MONITORING))
    change.sign("applicant")
    change.sign("operator")
    assert queries.bank_at(change.case, clock.now()) == NEW
    assert told(Event.PAID)[-1]["payee"]["iban"] != NEW["iban"]


class Site:
    """Both sides' browsers."""

    def __init__(self, app: Flask, change: Walk, case: Any) -> None:
        self.app, self.walk, self.case = app, change, case

    def call(self, who: Any, address: str, **form: Any) -> str:
        db.session.commit()
        client = sign_in(self.app.test_client(), who)
        answer = client.post(address, data=form) if form else client.get(address)
        assert answer.status_code in (200, 302), (address, answer.status_code, answer.text[:400])
        db.session.commit()
        if answer.status_code == 200:
            check_sound(answer.text)
        return str(answer.text)


def test_the_way_through_both_sides_pages(app: Flask, walk: Walk) -> None:
    case = walk.to(CaseState.PAYMENT)
    site, applicant, head = Site(app, walk, case), walk.applicant(case), walk.staff(Role.HEAD)
    mine, desk = f"/portal/c/{case.public_id}/details", f"/desk/c/{case.public_id}/supplement"
    assert "Make the supplement" in site.call(applicant, mine)
    typed = {f"bank__{key}": value for key, value in NEW.items()} | {"version": case.version}
    wrong = site.call(applicant, mine, **typed | {"bank__bic": "HSBKKZKX"})
    assert "another bank" in wrong
    site.call(applicant, mine, **typed)
    walk.run_jobs()
    case = walk.fresh(case)
    assert "Sign with the demo key" in site.call(applicant, mine)
    assert "The applicant has not signed yet" in site.call(head, desk)
    site.call(applicant, f"/portal/c/{case.public_id}/sign-demo", version=case.version)
    assert "Signed by you" in site.call(applicant, mine)
    assert "Open the supplement" in site.call(head, f"/desk/c/{case.public_id}/")
    assert "from the moment both signatures are found valid" in site.call(head, desk)
    site.call(head, f"{desk}/sign", any="1")
    assert payment_of(walk.fresh(case), clock.now()).payee.bank.iban == NEW["iban"]
    assert "No supplement waits." in site.call(head, desk)
    assert NEW["iban"] in site.call(applicant, mine)


def test_the_operator_declines_with_a_reason(app: Flask, walk: Walk, change: Change) -> None:
    change.sign("applicant")
    case, site = change.case, Site(app, walk, change.case)
    address = f"/desk/c/{case.public_id}/supplement/1/decline"
    site.call(walk.staff(Role.HEAD), address, version=case.version, reasons="")
    assert queries.open_of(case.id) is not None
    site.call(walk.staff(Role.HEAD), address, version=case.version, reasons="Банк растамады")
    assert "Банк растамады" in site.call(walk.applicant(case), f"/portal/c/{case.public_id}/details")


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


def known(paper: Any) -> bool:
    """To anybody, by its address or by its bytes."""
    found = db.session.get_one(Document, paper.id)
    in_state = found.state in public.CONFIRMED or found.for_applicant
    rows = db.session.scalars(select(Document.id).where(Document.id == paper.id, *public._known_to_all())).all()
    assert in_state == bool(rows)
    return bool(rows)


def test_the_public_check_knows_only_what_is_in_force(walk: Walk, change: Change) -> None:
    assert not known(change.paper)
    change.sign("applicant")
    assert not known(change.paper), "signed by one side"
    chip, _tone = desk_papers._standing(change.paper)
    assert chip != desk_papers.SENT
    change.sign("operator")
    assert known(change.paper)
    assert (change.paper.state, change.paper.for_applicant) == ("delivered", True)


def test_the_public_check_does_not_know_a_declined_one(walk: Walk, change: Change) -> None:
    change.sign("applicant")
    supplements.end(change.case.id, 1, walk.staff(Role.HEAD), "Банк растамады")
    assert not known(change.paper)
    assert change.paper in documents.list_readable(change.case.id, walk.applicant(change.case))


def test_the_case_that_leaves_ends_what_waits(walk: Walk, change: Change) -> None:
    change.sign("applicant")
    case = walk.on(change.case, CaseState.CLOSED)
    db.session.refresh(change.row)
    assert change.row.ended_at is not None
    assert change.row.reasons == supplement_ends.LEFT_BEHIND.get(case.language)
    assert told(Event.SUPPLEMENT_ENDED)[-1]["reasons"] == change.row.reasons
    codes = db.session.scalars(select(Notice.code).where(Notice.case_id == case.id)).all()
    assert "supplement_left_behind" in codes


def test_nothing_comes_into_force_outside_its_states(
    walk: Walk, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the row still waits: a case that has ended keeps its details."""
    change.sign("applicant")
    monkeypatch.setattr(supplement_ends, "with_case", lambda *_given: None)
    case = walk.on(change.case, CaseState.CLOSED)
    change.sign("operator")
    assert queries.open_of(case.id) is not None
    assert told(Event.SUPPLEMENT_IN_FORCE) == []
    with pytest.raises(BadInput, match="supplement"):
        making.begin(case.id, walk.staff(Role.ARCHIVIST), "")


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


@pytest.mark.parametrize(
    "change_of",
    ["new = '{}'", "old = '{}'", "no = 9", "in_force_at = now() + interval '1 day'", "in_force_at = NULL",
     "ended_at = now(), ended_by_id = author_id"],
)  # fmt: skip
def test_the_database_keeps_what_is_in_force(change: Change, change_of: str) -> None:
    change.sign("applicant")
    change.sign("operator")
    with pytest.raises(DBAPIError, match=r"permission denied|never changes|once"):
        db.session.execute(text(f"UPDATE supplements SET {change_of}"))
    db.session.rollback()


def test_an_end_has_a_hand(change: Change) -> None:
    with pytest.raises(IntegrityError):
        db.session.execute(text("UPDATE supplements SET ended_at = now()"))
    db.session.rollback()


def test_a_supplement_of_the_export_programme_cites_nothing_of_order_342(export_walk: ExportWalk) -> None:
    """The items and the section named are those of Annex 3 of order 342; the other agreement has none of them."""
    change = proposed(export_walk, export_walk.to(CaseState.PAYMENT))
    context = contexts.from_json("supplement", change.paper.current.context)
    assert not context.of_annex_3
    assert journal_of(Event.SUPPLEMENT_PROPOSED)[-1]["clause"] == ""
    change.sign("applicant")
    change.sign("operator")
    assert queries.bank_at(change.case, clock.now()) == NEW
