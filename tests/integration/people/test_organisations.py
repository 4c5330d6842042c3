"""Organisations: opened by the first head's certificate, disputed before an administrator."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dms.events import Event
from dms.models import BinDispute, Membership, Organisation, User
from dms.queries import people
from dms.services import clock as app_clock
from dms.services.signed.demo_signing import authority
from dms.signing import demo_signer
from dms.signing.demo_authority import DemoPerson
from dms.signing.types import Capacity
from tests.fixtures.application import Letters
from tests.fixtures.people import (
    add_member,
    deliver_letters,
    journal_of,
    make_bin,
    make_organisation,
    make_staff,
    make_user,
    sign_in,
)
from workflows.states import Role


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


@pytest.mark.clause("342:19")
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
    assert not people.active_memberships(claimant, app_clock.today())
    assert client.get(f"/account/organisations/{row.public_id}").status_code == 404
    [found] = session.scalars(select(BinDispute).where(BinDispute.claimant_id == claimant.id))
    assert found.settled_at is None


@pytest.mark.parametrize("upheld", ["yes", "no"])
def test_an_administrator_settles(client: FlaskClient, app: Flask, session: Any, letters: Letters, upheld: str) -> None:
    head, claimant = make_user(), make_user()
    row, helper = make_organisation(head), make_user()
    add_member(row, helper, scope=["sign"], paper_no="15")
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
    assert bool(people.active_memberships(helper, today)) is (upheld == "no"), "whom no head appointed"
    assert (old.get("/account").status_code == 200) is (upheld == "no")
    deliver_letters()
    assert letters.all()[-1]["To"] == claimant.email
    assert desk.post(f"/admin/disputes/{found.id}", data={"upheld": "yes", "answer": "тағы"}).status_code == 200


def test_names_sort_by_the_kazakh_alphabet() -> None:
    from workflows.collation import sort_key

    names = ["Ақ", "Әже", "Бай", "Ғалым", "Дос", "Қала", "Лашын", "Ңұ", "Өрік", "Ұя", "Үй", "Һ", "Ыр", "Ін"]
    assert sorted(names, key=sort_key) == names
    assert sort_key("«Ақ» ЖШС") == sort_key("АҚ  жшс")
    assert len(sort_key("ы" * 700)) <= 1000
    assert re.fullmatch("[0-9a-f]*", sort_key("ТОО «Éclair» №7"))
