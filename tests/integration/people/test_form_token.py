"""The token of forms, which the other tests leave out: without it nothing is done, with it everything works, and its
cookie needs no row in the database."""

from __future__ import annotations

import re
import time
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dms.services.people import sessions
from tests.fixtures.people import PASSWORD, make_user


@pytest.fixture
def guarded(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    return client


def token_in(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def log_in(client: FlaskClient, token: str) -> Any:
    data = {"email": make_user().email, "password": PASSWORD, "csrf_token": token}
    return client.post("/login", data=data)


def test_a_form_without_its_token_does_nothing(guarded: FlaskClient) -> None:
    guarded.get("/login")
    answer = log_in(guarded, "")
    assert answer.status_code in (400, 403, 409)
    assert guarded.get_cookie("demeu") is None


def test_a_token_of_another_browser_does_nothing(app: Flask, guarded: FlaskClient) -> None:
    other = token_in(app.test_client().get("/login").text)
    guarded.get("/login")
    assert log_in(guarded, other).status_code in (400, 403, 409)
    assert guarded.get_cookie("demeu") is None


def test_with_the_token_one_goes_in_and_out(guarded: FlaskClient) -> None:
    assert log_in(guarded, token_in(guarded.get("/login").text)).status_code == 302
    page = guarded.get("/account")
    assert page.status_code == 200
    token = token_in(page.text)
    assert guarded.post("/language", data={"lang": "ru", "next": "/account", "csrf_token": token}).status_code == 302
    assert guarded.post("/account/sign-out").status_code in (400, 403, 409)
    assert guarded.post("/account/sign-out", data={"csrf_token": token}).status_code == 302
    assert guarded.get("/account").status_code == 302


def test_a_changed_page_cookie_counts_for_nothing(guarded: FlaskClient) -> None:
    token = token_in(guarded.get("/login").text)
    cookie = guarded.get_cookie("demeu-page")
    assert cookie is not None
    guarded.set_cookie("demeu-page", cookie.value[:-2] + "xx")
    assert log_in(guarded, token).status_code in (400, 403, 409)


def test_a_page_may_stand_open_as_long_as_the_session_lasts(
    guarded: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_in(guarded.get("/login").text)
    later = time.time() + sessions.LASTS.total_seconds() - 60
    monkeypatch.setattr("itsdangerous.timed.time", SimpleNamespace(time=lambda: later))
    assert log_in(guarded, token).status_code == 302
