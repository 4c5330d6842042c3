"""An IIN said at sign-up opens nothing: a signature proves it, and its holder takes it from whoever claims it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dms.errors import BadInput
from dms.events import Event
from dms.extensions import db
from dms.models import User
from dms.queries import people
from dms.services import clock
from dms.services.people import accounts, identity, organisations
from tests.fixtures.national import National
from tests.fixtures.people import PASSWORD, journal_of, make_bin, make_iin, make_staff, make_user, sign_in
from tests.integration.people.eds import sent, text, tried
from workflows.states import Role

PROOF = "/account/iin"


def claimant(**values: Any) -> User:
    return make_user(iin_proved_at=None, **values)


def signed_up(iin: str, email: str) -> User:
    accounts.sign_up(email=email, name="А Б", iin=iin, password=PASSWORD, locale="ru", now=clock.now())
    user = people.find_user_by_email(email)
    assert user is not None
    accounts.confirm(user, clock.now())
    return user


def test_a_key_does_not_lead_into_an_account_that_only_claims_its_iin(client: FlaskClient, national: National) -> None:
    trap = signed_up(make_iin(), "trap@example.kz")
    told = tried(client, national.log_in_key_of(trap))
    assert told["verdict"] == "invalid"
    assert "Подтвер" in told["reasons"][0] or "растаңыз" in told["reasons"][0]
    assert "/login" in client.get("/account").headers["Location"]
    assert journal_of(Event.SIGN_IN_FAILED)[-1]["facts"]["reasons"] == ["eds_not_let_in"]


def test_a_proof_on_the_profile_lets_the_key_in(client: FlaskClient, app: Flask, national: National) -> None:
    user = claimant()
    sign_in(client, user)
    assert "Prove the IIN" in client.get("/account").text
    body = text(client, PROOF)
    assert user.email.encode() in body
    assert sent(client, national.log_in_key_of(user), body, PROOF).json["results"][0]["verdict"] == "valid"
    assert sent(client, national.log_in_key_of(user), body, PROOF).status_code == 409, "a code is good once"
    entry = journal_of(Event.IIN_PROVED)[-1]
    assert entry["facts"]["account"] == user.public_id
    assert entry["facts"]["key"]["serial"]
    assert "Prove the IIN" not in client.get("/account").text
    assert tried(app.test_client(), national.log_in_key_of(user))["verdict"] == "valid"


def test_another_persons_key_proves_nothing(client: FlaskClient, national: National) -> None:
    user = claimant()
    sign_in(client, user)
    for key in (national.log_in_key_of(make_user()), national.key_of(user)):
        assert tried(client, key, PROOF)["verdict"] == "invalid"
    db.session.refresh(user)
    assert user.iin_proved_at is None


def test_the_true_holder_frees_his_iin(client: FlaskClient, app: Flask, national: National) -> None:
    iin = make_iin()
    trap = signed_up(iin, "mallory@example.kz")
    theirs = app.test_client()
    sign_in(theirs, trap)
    holder = signed_up(iin, "holder@example.kz")
    sign_in(client, holder)
    assert tried(client, national.log_in_key_of(holder), PROOF)["verdict"] == "valid"
    for user in (trap, holder):
        db.session.refresh(user)
    assert (trap.iin, holder.iin) == (None, iin)
    assert "/login" in theirs.get("/account").headers["Location"], "his log-ins end"
    freed = journal_of(Event.IIN_FREED)[-1]["facts"]
    assert (freed["account"], freed["proved_by"]) == (trap.public_id, holder.public_id)
    assert tried(app.test_client(), national.log_in_key_of(holder))["verdict"] == "valid"


def test_a_proved_iin_stays_with_its_account(client: FlaskClient) -> None:
    holder = make_user()
    accounts.sign_up(
        email="second@example.kz", name="А", iin=holder.iin or "", password=PASSWORD, locale="ru", now=clock.now()
    )
    assert people.find_user_by_email("second@example.kz") is None
    other = claimant(iin=holder.iin)
    with pytest.raises(BadInput):
        identity.prove(other, other.iin or "", {}, clock.now())


def test_opening_an_organisation_is_a_proof_and_an_administrators_account_is_proved(client: FlaskClient) -> None:
    head, number = claimant(), make_bin()
    signer = {"iin": head.iin, "serial": "1", "issuer": "CN=X"}
    organisations.open_organisation(head, number=number, name="А", signer=signer, session_hash="", now=clock.now())
    assert head.iin_proved_at == clock.now()
    by = make_staff(Role.ADMINISTRATOR)
    made = accounts.create_staff(email="new@example.kz", name="Б", iin=make_iin(), by=by, now=clock.now())
    assert made.iin_proved_at == clock.now()
    assert accounts.create_staff(email="no@example.kz", name="Б", by=by, now=clock.now()).iin_proved_at is None
