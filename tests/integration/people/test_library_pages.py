"""Pages of the log-in library: a fault is told under the same name that the field bears, in the reader's language."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dms.services.people import links
from tests.fixtures.people import PASSWORD, make_user, sign_in

LETTERS = re.compile("[A-Za-z]{3}")


def faults_of(page: str) -> list[str]:
    summary = re.search(r'<div class="error-summary".*?</div>', page, re.DOTALL)
    assert summary is not None, page
    return [unescape(words) for words in re.findall(r"<a [^>]*>([^<]*)</a>", summary[0])]


def labels_of(page: str) -> list[str]:
    return [unescape(words).strip() for words in re.findall(r'<label for="[^"]*">([^<]*)', page)]


def told(page: str) -> None:
    """Every fault begins with a label that the page shows, and holds no English."""
    labels = labels_of(page)
    for fault in faults_of(page):
        assert fault.partition(":")[0] in labels, (fault, labels)
        assert not LETTERS.search(fault.replace("name@example.kz", "")), fault


@pytest.fixture(params=["kk", "ru"])
def language(request: pytest.FixtureRequest, client: FlaskClient) -> str:
    client.get(f"/lang/{request.param}")
    return str(request.param)


def test_logging_in_and_the_password(client: FlaskClient, app: Flask, session: object, language: str) -> None:
    user = make_user(locale=language)
    told(client.post("/login", data={"email": "", "password": ""}).text)
    told(client.post("/login", data={"email": user.email, "password": "not it"}).text)
    path = "/reset/" + links.new_password(user).rpartition("/")[2]
    told(client.post(path, data={"password": PASSWORD, "password_confirm": "another"}).text)
    sign_in(client, user)
    wrong = {"password": "not it", "new_password": PASSWORD, "new_password_confirm": "another"}
    told(client.post("/change", data=wrong).text)
    told(client.post("/verify", data={"password": "not it"}).text)


def test_the_second_factor(client: FlaskClient, app: Flask, session: object, language: str) -> None:
    user = make_user(locale=language)
    sign_in(client, user)
    page = client.post("/tf-setup", data={"setup": "authenticator"}).text
    target = re.search(r'action="(/tf-setup/[^"]+)"', page)
    assert target is not None
    told(client.post(target[1], data={"code": "000000"}).text)
    told(client.post(target[1], data={"code": ""}).text)


def test_the_second_step_of_a_log_in(client: FlaskClient, app: Flask, session: object, language: str) -> None:
    user = make_user(locale=language)
    secret = app.extensions["security"].totp_factory.generate_totp_secret()
    app.extensions["people"].tf_set(user, "authenticator", secret)
    app.extensions["people"].commit()
    client.post("/login", data={"email": user.email, "password": PASSWORD})
    told(client.post("/tf-validate", data={"code": "000000"}).text)
    told(client.post("/mf-recovery", data={"code": "no such code"}).text)
