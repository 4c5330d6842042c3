"""One browser, one person after another: nothing that the first began is the second's. And bodies of JSON are small."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dms import json_bodies
from dms.extensions import db
from dms.models import WebSession
from tests.fixtures.national import National
from tests.fixtures.people import PASSWORD, make_bin, make_staff, make_user, sign_in
from tests.integration.people.eds import tried
from workflows.states import Role


def test_a_log_in_by_eds_ends_with_the_log_out(
    client: FlaskClient, app: Flask, national: National, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=False))
    same = make_staff(Role.EXECUTOR)
    assert tried(client, national.log_in_key_of(same))["verdict"] == "valid"
    assert kept() & {"by_eds"}
    assert "tf-setup" not in client.get("/desk/").headers.get("Location", ""), "the key is no second factor"
    client.post("/account/sign-out")
    assert not kept() & {"by_eds"}
    for person in (same, make_staff(Role.EXECUTOR)):
        assert client.post("/login", data={"email": person.email, "password": PASSWORD}).status_code == 302
        assert client.get("/desk/").headers["Location"].endswith("/tf-setup"), "in by a password alone"
        client.post("/account/sign-out")


def kept() -> set[str]:
    """What all sessions keep, by name."""
    db.session.expire_all()
    return {name for row in db.session.query(WebSession) for name in row.data}


def test_a_proof_that_one_person_began_is_not_the_next_ones(client: FlaskClient) -> None:
    sign_in(client, make_user())
    client.post("/account/organisations/open", data={"number": make_bin(), "name": "А"})
    assert client.get("/account/organisations/prove").status_code == 200
    client.post("/account/sign-out")
    sign_in(client, make_user())
    assert client.get("/account/organisations/prove").status_code == 302
    assert not kept() & {"head_proof", "claim", "by_eds"}


def test_a_large_body_of_json_is_refused_before_it_is_read(client: FlaskClient) -> None:
    client.post("/login/eds/text", json={})
    body = b'{"signatures": "' + b"x" * json_bodies.FROM_STRANGERS + b'"}'
    assert client.post("/login/eds", data=body, content_type="application/json").status_code == 413
