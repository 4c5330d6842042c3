"""From the frozen PDF to the end of monitoring, by the applicant's pages alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, text
from sqlalchemy.orm import scoped_session

from dms.queries import cases
from tests.fixtures.people import add_member, make_organisation, make_user, sign_in
from tests.fixtures.walk import REACHED, Walk
from tests.integration.portal.conftest import Applicant, come, form_of, text_of
from workflows.states import CaseState as S


def frozen(applicant: Applicant) -> None:
    applicant.send(applicant.draft + "freeze", page=applicant.draft + "review")
    applicant.walk.run_jobs()


def signed(applicant: Applicant) -> None:
    frozen(applicant)
    applicant.send(f"{applicant.address}sign-demo", page=applicant.draft + "sign")


@pytest.mark.clause("342:19", "342:33")
def test_the_application_is_frozen_read_signed_and_submitted(applicant: Applicant) -> None:
    applicant.send(applicant.draft + "freeze", page=applicant.draft + "review")
    state = applicant.client.get(applicant.draft + "frozen").json
    assert not state["finished"]
    applicant.walk.run_jobs()
    assert applicant.client.get(applicant.draft + "frozen").json["finished"]
    assert "not signed" in text_of(applicant.get(applicant.draft + "sign"))
    applicant.send(f"{applicant.address}sign-demo", page=applicant.draft + "sign")
    answer = applicant.send(applicant.draft + "submit", page=applicant.draft + "sign")
    assert applicant.now().state == S.SUBMITTED
    assert "01.04.2026" in applicant.get(answer.location)


def test_a_double_click_submits_once(applicant: Applicant) -> None:
    signed(applicant)
    form = form_of(applicant.get(applicant.draft + "sign"), applicant.draft + "submit")
    answers = [applicant.client.post(applicant.draft + "submit", data=form).status_code for _ in range(2)]
    assert answers == [302, 409]
    assert applicant.now().state == S.SUBMITTED


def test_an_unsigned_application_is_refused_with_every_reason(applicant: Applicant) -> None:
    answer = applicant.client.post(applicant.draft + "submit", data={"version": applicant.case.version})
    assert answer.status_code == 409
    told = text_of(answer.text)
    assert "PDF is not made" in told
    assert "not signed with the EDS" in told


@pytest.mark.parametrize("state", [state for state in REACHED if state is not S.DRAFT])
def test_the_case_is_told_in_every_state(client: FlaskClient, walk: Walk, state: S) -> None:
    applicant = come(client, walk, walk.to(state))
    html = applicant.get(applicant.address)
    assert text_of(html)
    assert applicant.get("/portal/")
    stranger = make_user()
    make_organisation(stranger)
    sign_in(client, stranger)
    applicant.get(applicant.address, status=404)


def test_of_the_office_the_applicant_sees_no_inside(client: FlaskClient, walk: Walk) -> None:
    case = walk.to(S.DECISION)
    applicant = come(client, walk, case)
    told = text_of(applicant.get(applicant.address))
    assert walk.assignee(case).name not in told
    for inside in ("Check answered", "Grant proposed", "Completeness item", "calculation", "annex-2"):
        assert inside not in told


@pytest.mark.clause("342:37", "342:38")
def test_the_hearing_is_accepted_and_answered(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.HEARING))
    address = f"{applicant.address}hearing"
    applicant.send(address, status=200)
    applicant.send(address, part="comes", position="Шот-фактура түпнұсқа.")
    row = cases.newest_hearing(applicant.case.id)
    assert row is not None
    assert (row.accepted_at, row.position) == (walk.clock(), "Шот-фактура түпнұсқа.")
    assert "Шот-фактура түпнұсқа." in applicant.get(applicant.address)


@pytest.mark.clause("342:22")
def test_the_agreement_is_signed_and_concluded_once(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.AGREEMENT))
    address = f"{applicant.address}agreement"
    applicant.send(f"{applicant.address}sign-demo", page=address)
    form = form_of(applicant.get(address), address)
    answers = [client.post(address, data=form).status_code for _ in range(2)]
    assert answers == [302, 409]
    assert applicant.now().state == S.PAYMENT


@pytest.mark.clause("342:23")
def test_the_agreement_is_declined_only_with_reasons(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.AGREEMENT))
    address = f"{applicant.address}decline"
    applicant.send(address, status=200)
    assert applicant.now().state == S.AGREEMENT
    applicant.send(address, reasons="Қаражат табылды")
    assert applicant.now().state == S.DECLINED


@pytest.mark.parametrize("state", [S.DRAFT, S.SUBMITTED, S.SUBSTANTIVE_REVIEW, S.HEARING, S.DECISION])
def test_it_is_withdrawn_after_a_confirmation(client: FlaskClient, walk: Walk, state: S) -> None:
    applicant = come(client, walk, walk.to(state))
    address = f"{applicant.address}withdraw"
    applicant.send(address, status=200)
    assert applicant.now().state == state
    applicant.send(address, sure="y")
    assert applicant.now().state == S.WITHDRAWN


def test_a_granted_case_cannot_be_withdrawn(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.AGREEMENT))
    assert "cannot be withdrawn" in applicant.get(f"{applicant.address}withdraw")


def test_a_stale_screen_is_refused(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.SUBMITTED))
    address = f"{applicant.address}withdraw"
    form = form_of(applicant.get(address), address)
    walk.on(applicant.case, S.REGISTERED)
    assert client.post(address, data={**form, "sure": "y"}).status_code == 409
    assert applicant.now().state == S.REGISTERED


def test_a_quarter_is_reported_after_its_end(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.MONITORING))
    address = f"{applicant.address}quarters/1"
    assert "not over yet" in applicant.get(address)
    walk.clock.advance(days=200)
    applicant.send(address, status=200, income="much")
    applicant.send(address, income="900 000", base_income="100 000,00")
    told = text_of(applicant.get(f"{applicant.address}quarters")).replace("\N{NO-BREAK SPACE}", " ")
    assert "900 000,00" in told
    assert "83 %" in told


def test_nothing_waits_for_the_applicant_before_a_quarter_is_over(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.MONITORING))
    box = '<section class="next-box notice notice-gold"'
    assert box not in applicant.get(applicant.address)
    assert "case-card-gold" not in applicant.get("/portal/")
    walk.clock.advance(days=200)
    assert box in applicant.get(applicant.address)
    assert "case-card-gold" in applicant.get("/portal/")


def test_a_representative_who_only_drafts_does_not_report(client: FlaskClient, walk: Walk) -> None:
    applicant = come(client, walk, walk.to(S.MONITORING))
    person = make_user()
    add_member(applicant.case.organisation, person, scope=["draft"])
    sign_in(client, person)
    applicant.get(f"{applicant.address}quarters/1", status=403)


class Counted:
    """Statements that a block sends to the database."""

    def __init__(self, session: scoped_session[Any]) -> None:
        self.connection, self.number = session.connection(), 0

    def __enter__(self) -> Counted:
        event.listen(self.connection.engine, "before_cursor_execute", self._count)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self.connection.engine, "before_cursor_execute", self._count)

    def _count(self, *_: object) -> None:
        self.number += 1


def test_the_list_costs_the_same_however_long_it_is(applicant: Applicant, session: scoped_session[Any]) -> None:
    from dms.services.draft import application

    applicant.get("/portal/")
    with Counted(session) as one:
        applicant.get("/portal/")
    for _ in range(25):
        application.open_draft(applicant.case.organisation, applicant.user, "kk")
    with Counted(session) as many:
        html = applicant.get("/portal/")
    assert one.number == many.number > 0
    assert html.count("<article") == 20
    rest = applicant.get("/portal/?before=" + html.split("?before=")[1].split('"')[0])
    assert rest.count("<article") == 6


def test_no_page_of_the_portal_writes_when_it_is_read(applicant: Applicant, session: scoped_session[Any]) -> None:
    def written() -> Any:
        return session.execute(text("SELECT n_tup_ins FROM pg_stat_xact_user_tables WHERE relname = 'journal'")).all()

    before, version = written(), applicant.now().version
    for page in ("", "applicant", "costs", "costs/1", "documents", "review", "estimate", "sign"):
        applicant.client.get(applicant.draft + page)
    assert (written(), applicant.now().version) == (before, version)


@pytest.mark.clause("342:A6.7", "342:33")
def test_after_hours_the_moment_of_registration_is_told(applicant: Applicant) -> None:
    signed(applicant)
    applicant.walk.clock.advance(hours=9)
    assert "02.04.2026" in applicant.get(applicant.draft + "sign")
    applicant.send(applicant.draft + "submit", page=applicant.draft + "sign")
    told = text_of(applicant.get(f"{applicant.address}submitted")).replace("\N{NO-BREAK SPACE}", " ")
    assert "02.04.2026 08:30" in told


def test_the_messages_of_a_case_stand_on_its_page_newest_first(client: FlaskClient, walk: Walk) -> None:
    case = walk.to(S.HEARING)
    browser = come(client, walk, case)
    page = browser.get(f"/portal/c/{case.public_id}/")
    messages = page.split('id="messages"')[1].split("</section>")[0]
    told = re.findall(r"<li[^>]*>(.*?)</li>", messages, re.DOTALL)
    assert len(told) >= 2
    assert "hearing" in text_of(told[0]).lower()
    assert messages.count("message-unread") == len(told)
    answer = client.post("/account/notices/read", data={"case": case.public_id})
    assert answer.location.endswith(f"/portal/c/{case.public_id}/#messages")
    assert "message-unread" not in browser.get(f"/portal/c/{case.public_id}/")


def test_reading_the_messages_of_one_case_leaves_the_others_new(client: FlaskClient, walk: Walk) -> None:
    first = walk.to(S.REGISTERED)
    second = walk.to(S.REGISTERED, organisation=first.organisation)
    browser = come(client, walk, first)
    client.post("/account/notices/read", data={"case": first.public_id})
    assert "message-unread" not in browser.get(f"/portal/c/{first.public_id}/")
    assert "message-unread" in browser.get(f"/portal/c/{second.public_id}/")
