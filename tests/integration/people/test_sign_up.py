"""Signing up: a letter, a button, an account; and nothing told about accounts that exist."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from flask.testing import FlaskClient

from dms.queries import people
from dms.services import clock
from dms.services.people import accounts
from tests.fixtures.application import Letters
from tests.fixtures.people import PASSWORD, deliver_letters, link_in, make_iin, make_user


def filled(**values: str) -> dict[str, str]:
    base = {"name": "Ахметов Ерлан", "iin": make_iin(), "email": "erlan@example.kz", "password": PASSWORD, "agree": "y"}
    return {**base, **values}


def test_an_account_is_confirmed_by_its_letter(client: FlaskClient, session: Any, letters: Letters) -> None:
    assert client.post("/account/sign-up", data=filled()).headers["Location"] == "/account/sign-up/sent"
    user = people.find_user_by_email("erlan@example.kz")
    assert user is not None
    assert user.confirmed_at is None
    assert client.post("/login", data={"email": user.email, "password": PASSWORD}).status_code == 200
    deliver_letters()
    [letter] = letters.all()
    link = link_in(letter)
    assert client.get(link).status_code == 200
    session.refresh(user)
    assert user.confirmed_at is None, "opening the page alone confirms nothing: mail programs open links too"
    assert client.post(link).status_code == 302
    assert client.post("/login", data={"email": user.email, "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_a_password_of_any_letters_opens_the_account(client: FlaskClient, session: Any, typed: str) -> None:
    """«й» may be typed as one letter or as two signs, in signing up and in each log-in."""
    chosen = "степной трамвай 2026"
    client.post("/account/sign-up", data=filled(password=unicodedata.normalize(typed, chosen)))
    user = people.find_user_by_email("erlan@example.kz")
    assert user is not None
    accounts.confirm(user, clock.now())
    for form in ("NFC", "NFD"):
        password = unicodedata.normalize(form, chosen)
        assert client.post("/login", data={"email": user.email, "password": password}).status_code == 302
        client.post("/account/sign-out")


def test_who_has_an_account_gets_a_letter_and_nobody_else_learns(
    client: FlaskClient, session: Any, letters: Letters
) -> None:
    known = make_user()
    iin = known.iin or ""
    fresh = client.post("/account/sign-up", data=filled())
    by_email = client.post("/account/sign-up", data=filled(email=known.email))
    by_iin = client.post("/account/sign-up", data=filled(email="other@example.kz", iin=iin))
    assert {answer.headers["Location"] for answer in (fresh, by_email, by_iin)} == {"/account/sign-up/sent"}
    assert people.find_user_by_email("other@example.kz") is None
    deliver_letters()
    assert sorted(letter["To"] for letter in letters.all()) == sorted(["erlan@example.kz", known.email, known.email])


def test_wrong_input_is_named(client: FlaskClient) -> None:
    for name, value in (("iin", "123"), ("email", "nobody"), ("password", "short"), ("name", ""), ("agree", "")):
        answer = client.post("/account/sign-up", data=filled(**{name: value}))
        assert answer.status_code == 200
        assert f'href="#{name}"' in answer.text, name


def test_a_forged_confirmation_confirms_nothing(client: FlaskClient) -> None:
    page = client.get("/account/confirm/forged")
    assert "notice-red" in page.text
    assert client.post("/account/confirm/forged").headers["Location"] == "/account/sign-up"


def test_letters_speak_the_readers_language(client: FlaskClient, letters: Letters) -> None:
    client.post("/language", data={"lang": "ru", "next": "/login"})
    client.post("/account/sign-up", data=filled())
    deliver_letters()
    [letter] = letters.all()
    assert re.search("[а-я]", letter["Subject"])
