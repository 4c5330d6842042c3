"""Organisations: opened by the first head's certificate, shared with representatives, disputed before an
administrator."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dms import scope
from dms.events import Event
from dms.models import BinDispute, Case, FileOpening, Membership, Organisation, User
from dms.queries import people
from dms.services import clock as app_clock
from dms.services.demo_signing import authority
from dms.signing import demo_signer
from dms.signing.demo_authority import DemoPerson
from dms.signing.types import Capacity
from tests.fixtures.application import Letters
from tests.fixtures.people import (
    add_member,
    deliver_letters,
    journal_of,
    link_in,
    make_bin,
    make_organisation,
    make_staff,
    make_user,
    sign_in,
)
from workflows.states import Relation, Role


def begin(client: FlaskClient, number: str) -> bytes:
    answer = client.post("/account/organisations/open", data={"number": number, "name": "«Жаңа» ЖШС"})
    assert answer.headers["Location"] == "/account/organisations/prove"
    return bytes(client.get("/account/organisations/text").data)


def signed(app: Flask, text: bytes, user: User, number: str, **values: Any) -> bytes:
    fields: dict[str, Any] = {
        "iin": user.iin,
        "surname": "Сейітова",
        "given_name": "Айгүл",
        "capacity": Capacity.FIRST_HEAD,
        "bin": number,
        "organisation": "«Жаңа» ЖШС",
    }
    with app.app_context():
        identity = authority().issue(DemoPerson(**{**fields, **values}))
        return demo_signer.sign(identity, io.BytesIO(text), app_clock.now())


def send(client: FlaskClient, cms: bytes) -> Any:
    return client.post("/account/organisations/prove", data={"cms": (io.BytesIO(cms), "proof.cms")})


def organisation_of(session: Any, number: str) -> Organisation | None:
    found: Organisation | None = session.scalars(select(Organisation).where(Organisation.bin == number)).one_or_none()
    return found


def test_a_first_head_opens_his_organisation(client: FlaskClient, app: Flask, session: Any) -> None:
    user, number = make_user(), make_bin()
    sign_in(client, user)
    answer = send(client, signed(app, begin(client, number), user, number))
    row = organisation_of(session, number)
    assert row is not None
    assert answer.headers["Location"] == f"/account/organisations/{row.public_id}"
    [membership] = people.active_memberships(user, app_clock.today())
    assert (membership.kind, membership.organisation_id) == ("head", row.id)
    said = journal_of(Event.ORGANISATION_OPENED)[-1]["facts"]
    assert (said["bin"], said["signer"]["iin"]) == (number, user.iin)


def test_the_demo_key_opens_too(client: FlaskClient, session: Any) -> None:
    user, number = make_user(), make_bin()
    sign_in(client, user)
    begin(client, number)
    assert client.post("/account/organisations/prove", data={"demo": "1"}).status_code == 302
    assert organisation_of(session, number) is not None


def test_an_entrepreneur_signs_as_himself(client: FlaskClient, app: Flask, session: Any) -> None:
    user = make_user()
    number = user.iin or ""
    sign_in(client, user)
    send(client, signed(app, begin(client, number), user, "", capacity=Capacity.INDIVIDUAL, organisation=""))
    assert organisation_of(session, number) is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"capacity": Capacity.EMPLOYEE},
        {"capacity": Capacity.AUTHORISED},
        {"capacity": Capacity.INDIVIDUAL, "bin": "", "organisation": ""},
        {"iin": "791028302728"},
        {"bin": "090840000906"},
    ],
)
def test_another_certificate_opens_nothing(
    client: FlaskClient, app: Flask, session: Any, wrong: dict[str, Any]
) -> None:
    user, number = make_user(), make_bin()
    sign_in(client, user)
    answer = send(client, signed(app, begin(client, number), user, number, **wrong))
    assert "does not open the organisation" in answer.text
    assert organisation_of(session, number) is None


def test_a_challenge_is_good_once_and_for_five_minutes(
    client: FlaskClient, app: Flask, session: Any, clock: Any
) -> None:
    user, number = make_user(), make_bin()
    sign_in(client, user)
    text = begin(client, number)
    old = signed(app, text, user, number)
    send(client, b"rubbish")
    assert send(client, old).headers["Location"] == "/account/organisations/open"
    assert begin(client, number) != text
    assert "does not open" in send(client, old).text, "an answer to another challenge"
    text = begin(client, number)
    clock.advance(minutes=6)
    assert "does not open" in send(client, signed(app, text, user, number)).text
    assert organisation_of(session, number) is None


def claim(client: FlaskClient, app: Flask, row: Organisation, claimant: User) -> None:
    number = row.bin
    sign_in(client, claimant)
    answer = send(client, signed(app, begin(client, number), claimant, number))
    assert answer.headers["Location"] == "/account/organisations/dispute"
    client.post("/account/organisations/dispute", data={"words": "2026 жылғы 3 наурыздағы № 4 шешім"})


def test_a_second_head_can_only_dispute(client: FlaskClient, app: Flask, session: Any) -> None:
    row, claimant = make_organisation(), make_user()
    claim(client, app, row, claimant)
    assert people.active_memberships(claimant, app_clock.today()) == []
    assert client.get(f"/account/organisations/{row.public_id}").status_code == 404
    [found] = session.scalars(select(BinDispute).where(BinDispute.claimant_id == claimant.id))
    assert found.settled_at is None


@pytest.mark.parametrize("upheld", ["yes", "no"])
def test_an_administrator_settles(client: FlaskClient, app: Flask, session: Any, letters: Letters, upheld: str) -> None:
    head, claimant = make_user(), make_user()
    row = make_organisation(head)
    claim(client, app, row, claimant)
    [found] = session.scalars(select(BinDispute).where(BinDispute.claimant_id == claimant.id))
    old, desk = app.test_client(), app.test_client()
    sign_in(old, head), sign_in(desk, make_staff(Role.ADMINISTRATOR))
    answer = desk.post(f"/admin/disputes/{found.id}", data={"upheld": upheld, "answer": "Тізілімнен үзінді"})
    assert answer.status_code == 302
    today = app_clock.today()
    heads = [m.user_id for m in session.scalars(select(Membership).where(Membership.organisation_id == row.id,
             Membership.kind == "head", Membership.ended_at.is_(None)))]  # fmt: skip
    assert heads == [claimant.id if upheld == "yes" else head.id]
    assert bool(people.active_memberships(head, today)) is (upheld == "no")
    assert (old.get("/account").status_code == 200) is (upheld == "no")
    deliver_letters()
    assert letters.all()[-1]["To"] == claimant.email
    assert desk.post(f"/admin/disputes/{found.id}", data={"upheld": "yes", "answer": "тағы"}).status_code == 200


def invitation(**values: Any) -> dict[str, Any]:
    base = {
        "email": "helper@example.kz", "kind": "representative", "scope": ["draft", "sign"], "paper_no": "15",
        "paper_on": "01.03.2026", "valid_from": "01.03.2026", "valid_to": "31.12.2026",
        "paper": (io.BytesIO(b"%PDF-1.7 a power of attorney"), "paper.pdf"),
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
    assert "/login" in other.get(link).headers["Location"]
    sign_in(other, stranger)
    other.post(link)
    assert people.active_memberships(stranger, app_clock.today()) == []
    sign_in(other, helper)
    assert other.post(link).status_code == 302
    assert other.post(link).status_code == 404, "an invitation is good once"
    [membership] = people.active_memberships(helper, app_clock.today())
    assert membership.scope == ["draft", "sign"]
    paper = client.get(f"/account/organisations/{row.public_id}/members/{membership.id}/paper")
    assert paper.data.startswith(b"%PDF")
    assert "sandbox" in paper.headers["Content-Security-Policy"]
    with scope.acting(scope.SYSTEM):
        opened = session.query(FileOpening).filter_by(file_id=membership.paper_file_id).one()
        assert (opened.user_id, opened.how, opened.case_id) == (head.id, "download", None)
    clock.advance(days=400)
    assert people.active_memberships(helper, app_clock.today()) == []


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
def test_an_invitation_needs_its_paper(client: FlaskClient, session: Any, wrong: dict[str, Any]) -> None:
    head = make_user()
    row = make_organisation(head)
    sign_in(client, head)
    answer = client.post(f"/account/organisations/{row.public_id}/invite", data=invitation(**wrong))
    assert "error-summary" in answer.text


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
    assert people.active_memberships(helper, app_clock.today()) == []


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


def test_names_sort_by_the_kazakh_alphabet() -> None:
    from workflows.collation import sort_key

    names = ["Ақ", "Әже", "Бай", "Ғалым", "Дос", "Қала", "Лашын", "Ңұ", "Өрік", "Ұя", "Үй", "Һ", "Ыр", "Ін"]
    assert sorted(names, key=sort_key) == names
    assert sort_key("«Ақ» ЖШС") == sort_key("АҚ  жшс")
    assert len(sort_key("ы" * 700)) <= 1000
    assert re.fullmatch("[0-9a-f]*", sort_key("ТОО «Éclair» №7"))
