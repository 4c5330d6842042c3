"""How often something may be tried; and what happens where it cannot be counted."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from dms.accounts import limits
from dms.models import RateWindow
from dms.services.people import sessions
from tests.fixtures.people import PASSWORD, make_user


def log_in(client: FlaskClient, email: str) -> Any:
    return client.post("/login", data={"email": email, "password": "x"})


def test_an_account_is_tried_twenty_times(client: FlaskClient, session: Any) -> None:
    user, other = make_user(), make_user()
    found = [log_in(client, user.email).status_code for _ in range(21)]
    assert found == [200] * 20 + [429]
    assert client.post("/login", data={"email": user.email, "password": PASSWORD}).status_code == 429
    assert client.post("/login", data={"email": other.email, "password": PASSWORD}).status_code == 302
    assert not [row for row in session.scalars(select(RateWindow)) if user.email in row.key]


def test_the_page_says_so(client: FlaskClient) -> None:
    user = make_user()
    for _ in range(21):
        answer = log_in(client, user.email)
    assert answer.status_code == 429
    assert "Too many tries" in answer.text or "<h1>" in answer.text


def test_looking_at_the_page_is_not_a_try(client: FlaskClient, session: Any) -> None:
    for _ in range(3):
        client.get("/login")
    assert session.scalars(select(RateWindow)).all() == []


def test_what_cannot_be_counted_is_refused(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_user()

    def broken(*_: object, **__: object) -> None:
        raise OperationalError("select", {}, Exception("no connection"))

    monkeypatch.setattr(limits, "Session", broken)
    answer = client.post("/login", data={"email": user.email, "password": PASSWORD})
    assert answer.status_code == 503
    assert client.get_cookie("demeu") is None


def test_a_window_ends(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = limits.TableStorage()
    assert [storage.incr("k", 60), storage.incr("k", 60)] == [1, 2]
    assert storage.get("k") == 2
    row = session.get(RateWindow, "k")
    row.expires_at = limits.clock.machine_now()
    session.commit()
    assert storage.get("k") == 0
    assert storage.incr("k", 60) == 1
    assert sessions.sweep() == 0
