"""Representatives of an organisation: invited with their paper, ended, and what each may do and see."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dms import scope
from dms.errors import NotPermitted
from dms.models import Case, FileOpening
from dms.queries import people
from dms.services import clock as app_clock
from dms.services import moves
from dms.services.draft import application
from dms.services.files import attach, lone_files
from tests.fixtures import pdfs
from tests.fixtures.application import Letters
from tests.fixtures.people import (
    add_member,
    deliver_letters,
    link_in,
    make_organisation,
    make_staff,
    make_user,
    sign_in,
)
from tests.fixtures.walk import Walk
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Relation, Role


def invitation(**values: Any) -> dict[str, Any]:
    base = {
        "email": "helper@example.kz", "kind": "representative", "scope": ["draft", "sign"], "paper_no": "15",
        "paper_on": "01.03.2026", "valid_from": "01.03.2026", "valid_to": "31.12.2026",
        "paper": (io.BytesIO(pdfs.good(mark="a power of attorney")), "paper.pdf"),
    }  # fmt: skip
    return {**base, **values}


def test_a_representative_is_invited_and_accepts(
    client: FlaskClient, app: Flask, session: Any, letters: Letters, clock: Any
) -> None:
    head = make_user()
    row = make_organisation(head)
    sign_in(client, head)
    assert client.post(f"/account/organisations/{row.public_id}/invite", data=invitation()).status_code == 302
    deliver_letters()
    [letter] = letters.all()
    link = link_in(letter)
    stranger, helper = make_user(), make_user(email="helper@example.kz")
    other = app.test_client()
    page = other.get(link).text
    assert row.name in page, "a stranger reads what the letter is about"
    assert "/login?next=" in page
    assert "/login" in other.post(link).headers["Location"]
    sign_in(other, stranger)
    other.post(link)
    assert not people.active_memberships(stranger, app_clock.today())
    sign_in(other, helper)
    assert urlsplit(link).path in other.get("/portal/").text, "the first page tells of it"
    assert other.post(link).status_code == 302
    assert other.post(link).status_code == 404, "an invitation is good once"
    [membership] = people.active_memberships(helper, app_clock.today())
    assert membership.scope == ["draft", "sign"]
    address = f"/account/organisations/{row.public_id}/members/{membership.id}/paper"
    assert client.get(address).status_code == 409, "not before it was looked at"
    lone_files.check(membership.paper_file_id)
    paper = client.get(address)
    assert paper.data.startswith(b"%PDF")
    assert "sandbox" in paper.headers["Content-Security-Policy"]
    with scope.acting(scope.SYSTEM):
        opened = session.query(FileOpening).filter_by(file_id=membership.paper_file_id).one()
        assert (opened.user_id, opened.how, opened.case_id) == (head.id, "download", None)
    clock.advance(days=400)
    assert not people.active_memberships(helper, app_clock.today())


@pytest.mark.parametrize(
    "wrong",
    [
        {"paper_no": ""},
        {"scope": []},
        {"valid_to": "01.01.2026"},
        {"paper": (io.BytesIO(b"MZ not a pdf"), "paper.pdf")},
        {"email": "x"},
    ],
)
@pytest.mark.clause("342:19")
def test_an_invitation_needs_its_paper(client: FlaskClient, session: Any, wrong: dict[str, Any]) -> None:
    head = make_user()
    row = make_organisation(head)
    sign_in(client, head)
    answer = client.post(f"/account/organisations/{row.public_id}/invite", data=invitation(**wrong))
    assert "error-summary" in answer.text


def test_who_has_no_account_yet_comes_from_the_letter_to_the_open_invitation(
    client: FlaskClient, app: Flask, session: Any, letters: Letters
) -> None:
    head = make_user()
    row = make_organisation(head)
    sign_in(client, head)
    client.post(f"/account/organisations/{row.public_id}/invite", data=invitation())
    deliver_letters()
    other = app.test_client()
    token = link_in(letters.all()[0]).rpartition("/")[2]
    assert "helper@example.kz" in other.get(f"/account/sign-up?invitation={token}").text
    assert "@example.kz" not in other.get("/account/sign-up?invitation=forged").text
    sign_in(other, make_user(email="helper@example.kz"))
    for path in ("/portal/", "/account/organisations"):
        page = other.get(path).text
        assert row.name in page
        assert f"/account/invitations/{token}" in page


def test_a_day_that_does_not_exist_is_told_so(client: FlaskClient, session: Any) -> None:
    head = make_user()
    row = make_organisation(head)
    sign_in(client, head)
    wrong = invitation(paper_on="31.02.2026")
    page = client.post(f"/account/organisations/{row.public_id}/invite", data=wrong).text
    assert "There is no such day" in page
    assert "Fill in this field" not in page


def test_only_the_head_invites_and_ends(client: FlaskClient, session: Any) -> None:
    head, helper, stranger = make_user(), make_user(), make_user()
    row = make_organisation(head)
    member = add_member(row, helper, scope=["draft", "sign"])
    second = add_member(row, make_user())
    sign_in(client, helper)
    assert client.get(f"/account/organisations/{row.public_id}/invite").status_code == 403
    assert client.post(f"/account/organisations/{row.public_id}/members/{second.id}/end").status_code == 403
    sign_in(client, stranger)
    assert client.post(f"/account/organisations/{row.public_id}/members/{second.id}/end").status_code == 404
    sign_in(client, head)
    assert client.post(f"/account/organisations/{row.public_id}/members/{member.id}/end").status_code == 302
    assert not people.active_memberships(helper, app_clock.today())


def test_an_ended_power_ends_the_log_ins(client: FlaskClient, app: Flask, session: Any) -> None:
    head, helper = make_user(), make_user()
    row = make_organisation(head)
    member = add_member(row, helper)
    other = app.test_client()
    sign_in(client, head), sign_in(other, helper)
    client.post(f"/account/organisations/{row.public_id}/members/{member.id}/end")
    assert other.get("/account").status_code == 302


def test_who_somebody_is_towards_a_case(session: Any, clock: Any) -> None:
    today = app_clock.today()
    head, drafter, signer, late = (make_user() for _ in range(4))
    row = make_organisation(head)
    add_member(row, drafter, scope=["draft"])
    add_member(row, signer, scope=["draft", "sign"])
    add_member(row, late, scope=["draft", "sign"], valid_to=today - timedelta(days=1))
    executor, boss, deputy = make_staff(Role.EXECUTOR), make_staff(Role.HEAD), make_staff(Role.DEPUTY)
    case = Case(organisation_id=row.id, assignee_id=executor.id)
    seen = {
        person: (actor.relation, actor.may_sign)
        for person, actor in (
            (name, people.actor_for(user, case, app_clock.now()))
            for name, user in {
                "head": head, "drafter": drafter, "signer": signer, "late": late,
                "executor": executor, "boss": boss, "deputy": deputy,
            }.items()
        )
    }  # fmt: skip
    assert seen == {
        "head": (Relation.OWN, True),
        "drafter": (Relation.OWN, False),
        "signer": (Relation.OWN, True),
        "late": (Relation.NONE, False),
        "executor": (Relation.ASSIGNEE, False),
        "boss": (Relation.STAFF, True),
        "deputy": (Relation.STAFF, True),
    }
    add_member(row, boss, scope=["draft"])
    own = people.actor_for(boss, case, app_clock.now())
    assert own.relation is Relation.OWN
    assert Role.HEAD not in own.acting_roles, "nobody decides on an application of his own organisation"


def test_how_far_somebody_sees(session: Any) -> None:
    today = app_clock.today()
    head, row = make_user(), None
    row = make_organisation(head)
    assert people.scope_for(head, today) == scope.Scope("applicant", (row.id,))
    assert people.scope_for(make_user(), today) == scope.NOBODY
    assert people.scope_for(make_staff(Role.MONITOR), today).kind == "staff"
    assert people.scope_for(make_staff(Role.MONITOR, active=False), today) == scope.NOBODY
    assert people.scope_for(make_staff(), today) == scope.NOBODY


def test_no_service_lets_a_representative_go_beyond_his_paper(walk: Walk) -> None:
    """The rules and the services refuse, not the pages alone; the head's own acts go through."""
    draft = walk.to(CaseState.DRAFT)
    watched = walk.to(CaseState.MONITORING, organisation=draft.organisation)
    reporter = make_user()
    add_member(draft.organisation, reporter, scope=["report"])
    with pytest.raises(NotPermitted):
        application.save(draft.id, reporter, {"products": "Нан"})
    with pytest.raises(NotPermitted):
        application.freeze(draft.id, reporter, version=None)
    with pytest.raises(NotPermitted):
        application.open_draft(draft.organisation, reporter, "kk")
    assert not attach.may_attach(draft, reporter, walk.clock())
    assert attach.may_attach(watched, reporter, walk.clock())
    assert attach.may_attach(draft, walk.applicant(draft), walk.clock())
    with pytest.raises(TransitionRefused) as refused:
        moves.perform(draft.id, Action.WITHDRAW, reporter, version=draft.version)
    assert {reason.code for reason in refused.value.reasons} == {"beyond_paper"}
