"""Logging in by EDS: who comes in, who does not and is told the same, and that a code is good once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dms.events import Event
from dms.extensions import db
from tests.fixtures.application import Clock
from tests.fixtures.national import National
from tests.fixtures.people import add_member, journal_of, make_iin, make_organisation, make_staff, make_user
from tests.integration.people.eds import sent, text, tried
from workflows.states import Role


def test_a_person_comes_in_by_the_key_for_authentication(client: FlaskClient, national: National) -> None:
    user = make_user()
    body = text(client, next="/portal/start")
    assert b"http://localhost:8000" in body
    assert len(body.split(b": ")[-1].strip()) >= 43, "less than 256 bits of secret"
    answer = sent(client, national.log_in_key_of(user), body)
    assert answer.json["results"][0]["verdict"] == "valid"
    assert answer.json["next"] == "/portal/start"
    assert client.get("/account").status_code == 200
    facts = journal_of(Event.SIGNED_IN)[-1]["facts"]
    assert facts["via"] == ["eds"]
    assert facts["serial"], "nobody could say by which certificate"
    assert facts["issuer"]


def test_a_code_is_good_once_for_five_minutes_and_in_one_browser(
    client: FlaskClient, app: Flask, national: National, clock: Clock
) -> None:
    user = make_user()
    key, body = national.log_in_key_of(user), text(client)
    assert sent(app.test_client(), key, body).status_code == 409, "another browser"
    first = text(client)
    assert tried(client, national.key_of(user))["verdict"] == "invalid"
    assert sent(client, key, first).status_code == 409, "a code that a newer one has followed"
    late = text(client)
    clock.advance(minutes=5, seconds=1)
    assert "5 минут" in sent(client, key, late).json["results"][0]["reasons"][0]
    assert "/login" in client.get("/account").headers["Location"]


def test_a_signature_over_another_text_does_not_count(client: FlaskClient, national: National) -> None:
    user = make_user()
    body = text(client)
    for other in (body + b" ", body.replace(b"localhost:8000", b"elsewhere.kz"), b""):
        told = sent(client, national.log_in_key_of(user), other)
        assert told.json["results"][0]["verdict"] == "invalid"
        text(client)
    assert journal_of(Event.SIGN_IN_FAILED)[-1]["facts"]["reasons"] == ["document_changed"]


def test_no_account_and_no_right_are_told_in_the_same_words(client: FlaskClient, national: National) -> None:
    stranger, blocked, waiting = make_user(), make_user(active=False), make_user(confirmed_at=None)
    claimed = make_user(iin_proved_at=None)
    keys = [national.log_in_key_of(user) for user in (stranger, blocked, waiting, claimed)]
    stranger.iin = make_iin()  # the key is of nobody now
    db.session.commit()
    of_others = make_organisation(make_user())
    keys.append(national.log_in_key_of(make_user(), bin=of_others.bin))
    keys.append(national.log_in_key_of(make_staff(Role.EXECUTOR), bin=of_others.bin))
    told = [tried(client, key) for key in keys]
    assert {row["verdict"] for row in told} == {"invalid"}
    assert len({tuple(row["reasons"]) for row in told}) == 1, told


def test_keys_of_organisations_one_acts_for(client: FlaskClient, app: Flask, national: National) -> None:
    head, helper, officer = make_user(), make_user(), make_staff(Role.EXECUTOR)
    organisation = make_organisation(head)
    add_member(organisation, helper)
    own = app.config["SETTINGS"].operator_bin
    for user, number in ((head, organisation.bin), (helper, organisation.bin), (officer, own), (make_user(), own)):
        assert tried(app.test_client(), national.log_in_key_of(user, bin=number))["verdict"] == "valid"


def test_a_key_for_signing_or_one_revoked_does_not_open(client: FlaskClient, national: National) -> None:
    user = make_user()
    assert tried(client, national.key_of(user))["verdict"] == "invalid"
    key = national.log_in_key_of(user)
    national.revoke(key)
    assert "кері қайтарып алынған" in tried(client, key)["reasons"][0]


@pytest.fixture
def strict(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in production: staff need two factors."""
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=False))


def test_staff_without_a_second_factor_set_it_up_first(
    strict: None, client: FlaskClient, app: Flask, national: National
) -> None:
    from tests.fixtures.people import sign_in

    officer = make_staff(Role.EXECUTOR)
    sign_in(client, officer)
    for address in ("/desk/", "/account"):
        assert client.get(address).headers["Location"].endswith("/tf-setup"), address
    assert "Set it up before you go on" in client.get("/tf-setup").text
    by_eds = app.test_client()
    assert tried(by_eds, national.log_in_key_of(officer))["verdict"] == "valid"
    assert by_eds.get("/desk/").status_code == 200
    officer.tf_primary_method = "authenticator"
    db.session.commit()
    assert client.get("/desk/").status_code == 200
