"""Where a supplement is seen: on both sides' pages and in the queue of who signs it; by the public only in force, by
strangers never."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Flask
from sqlalchemy import select, text

from dms.extensions import db
from dms.models import Document
from dms.queries import documents, public
from dms.queries import supplements as queries
from dms.queries.reading import reader_of
from dms.services import clock
from dms.services.papers.sheets import payment_of
from dms.services.signed import supplements
from dms.views.desk import papers as desk_papers
from tests.fixtures.people import sign_in
from tests.fixtures.statements import counted
from tests.fixtures.supplements import NEW, Change
from tests.fixtures.walk import Walk
from tests.integration.portal.conftest import check_sound
from workflows.states import CaseState, Role


class Site:
    """Both sides' browsers."""

    def __init__(self, app: Flask, walk: Walk, case: Any) -> None:
        self.app, self.walk, self.case = app, walk, case

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


def test_a_stranger_does_not_see_it(change: Change) -> None:
    db.session.commit()
    db.session.execute(text("SET LOCAL demeu.scope = 'applicant'"))
    db.session.execute(text("SET LOCAL demeu.organisations = ''"))
    assert db.session.execute(text("SELECT count(*) FROM supplements")).scalar_one() == 0
    db.session.rollback()


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
    assert change.paper in documents.list_readable(change.case, walk.applicant(change.case), clock.now())
