"""Signing in and out by the real form: what is kept, what is written down, what a stranger learns."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from passlib.totp import TOTP
from sqlalchemy import func, select

from dms.events import Event
from dms.models import User, WebSession
from dms.services import clock, journal
from dms.services.people import sessions
from tests.fixtures.application import Letters
from tests.fixtures.people import PASSWORD, deliver_letters, journal_of, link_in, make_user, sign_in


def log_in(client: FlaskClient, email: str, password: str = PASSWORD) -> Any:
    return client.post("/login", data={"email": email, "password": password})


def opened(session: Any, user: User) -> list[WebSession]:
    return list(session.scalars(select(WebSession).where(WebSession.user_id == user.id)))


def count(session: Any) -> int:
    return int(session.execute(select(func.count()).select_from(WebSession)).scalar_one())


def token_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("demeu")
    return cookie.value if cookie else ""


def test_a_log_in_is_kept_as_a_hash(client: FlaskClient, session: Any) -> None:
    user = make_user()
    answer = log_in(client, user.email)
    assert answer.status_code == 302
    [row] = opened(session, user)
    assert row.token_hash == sessions.hash_of(token_of(client))
    assert token_of(client) not in str(row.data)
    assert client.get("/account").status_code == 200
    assert journal_of(Event.SIGNED_IN)[-1]["actor"]["id"] == user.public_id


def test_the_cookies_of_a_log_in(client: FlaskClient) -> None:
    user = make_user()
    cookies = log_in(client, user.email).headers.getlist("Set-Cookie")
    [token] = [line for line in cookies if line.startswith("demeu=")]
    assert "HttpOnly" in token
    assert "SameSite=Lax" in token
    assert "Path=/" in token
    assert not re.search(r"Domain|Expires|Max-Age", token)


def test_reading_pages_writes_no_row(client: FlaskClient, session: Any) -> None:
    before = count(session)
    for path in ("/login", "/reset", "/account/sign-up", "/account", "/tf-validate"):
        client.get(path)
    user = make_user()
    sign_in(client, user)
    row = opened(session, user)[0]
    kept = (dict(row.data), row.seen_at)
    for path in ("/account", "/tf-setup", "/account/notices", "/verify"):
        assert client.get(path).status_code == 200
    session.refresh(row)
    assert (row.data, row.seen_at) == kept
    assert count(session) == before + 1


def test_the_last_use_is_noted_now_and_then(client: FlaskClient, session: Any) -> None:
    user = make_user()
    sign_in(client, user)
    [row] = opened(session, user)
    row.seen_at = long_ago = clock.machine_now() - sessions.SEEN_EVERY * 2
    session.commit()
    client.get("/account")
    session.refresh(row)
    assert row.seen_at > long_ago


@pytest.mark.parametrize("part", ["expires_at", "seen_at"])
def test_a_log_in_runs_out(client: FlaskClient, session: Any, part: str) -> None:
    user = make_user()
    sign_in(client, user)
    [row] = opened(session, user)
    setattr(row, part, clock.machine_now() - sessions.LASTS)
    session.commit()
    assert client.get("/account").status_code == 302


def test_moving_the_clock_of_the_law_ends_no_log_in(client: FlaskClient, clock: Any) -> None:
    sign_in(client, make_user())
    clock.advance(days=730)
    assert client.get("/account").status_code == 200


def test_a_log_in_gets_a_token_of_its_own(client: FlaskClient, session: Any) -> None:
    """Nobody can prepare a token and wait until somebody logs in with it."""
    client.set_cookie("demeu", "prepared")
    first, second = make_user(), make_user()
    log_in(client, first.email)
    token = token_of(client)
    assert token != "prepared"
    client.post("/account/sign-out")
    assert token_of(client) == ""
    assert opened(session, first) == []
    log_in(client, second.email)
    assert token_of(client) not in ("", token)


def test_signing_out_ends_the_log_in_on_the_server(client: FlaskClient, session: Any) -> None:
    user = make_user()
    sign_in(client, user)
    stolen = token_of(client)
    assert client.post("/account/sign-out").status_code == 302
    client.set_cookie("demeu", stolen)
    assert client.get("/account").status_code == 302
    assert journal_of(Event.SIGNED_OUT)[-1]["actor"]["id"] == user.public_id


def test_all_failures_look_alike(client: FlaskClient) -> None:
    good, unconfirmed, blocked = make_user(), make_user(confirmed_at=None), make_user(active=False)
    tries = [
        ("nobody@example.kz", PASSWORD),
        (good.email, "not the password at all"),
        (unconfirmed.email, PASSWORD),
        (blocked.email, PASSWORD),
    ]
    pages = set()
    for email, password in tries:
        answer = log_in(client, email, password)
        assert answer.status_code == 200
        assert token_of(client) == ""
        pages.add(re.sub(r"nonce-\S+|value=\"[^\"]*\"", "", answer.text.replace(email, "EMAIL")))
    assert len(pages) == 1
    assert "error-summary" in pages.pop()


def test_failures_are_written_down(client: FlaskClient) -> None:
    user = make_user()
    log_in(client, user.email, "not the password at all")
    log_in(client, "nobody@example.kz")
    found = journal_of(Event.SIGN_IN_FAILED)[-2:]
    assert [entry["facts"]["account"] for entry in found] == [user.public_id, None]


def test_no_journal_no_log_in(client: FlaskClient, session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_user()

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the journal cannot be written")

    monkeypatch.setattr(journal, "write", broken)
    answer = log_in(client, user.email)
    assert answer.status_code == 500
    assert token_of(client) == ""
    monkeypatch.undo()
    assert opened(session, user) == []


def test_a_changed_password_ends_the_other_log_ins(client: FlaskClient, app: Flask, session: Any) -> None:
    user = make_user()
    other = app.test_client()
    sign_in(other, user)
    log_in(client, user.email)
    fresh = "алты жеті сегіз тоғыз"
    answer = client.post("/change", data={"password": PASSWORD, "new_password": fresh, "new_password_confirm": fresh})
    assert answer.status_code == 302
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 302
    assert len(opened(session, user)) == 1
    assert journal_of(Event.PASSWORD_CHANGED)[-1]["actor"]["id"] == user.public_id


@pytest.mark.parametrize("weak", ["short", "password1234", "aaaaaaaaaaaaaaaa"])
def test_weak_passwords_are_refused(client: FlaskClient, weak: str) -> None:
    user = make_user()
    log_in(client, user.email)
    answer = client.post("/change", data={"password": PASSWORD, "new_password": weak, "new_password_confirm": weak})
    assert answer.status_code == 200
    assert "error-summary" in answer.text


def test_a_forgotten_password(client: FlaskClient, session: Any, letters: Letters) -> None:
    user = make_user()
    sign_in(other := client.application.test_client(), user)
    known = client.post("/reset", data={"email": user.email})
    unknown = client.post("/reset", data={"email": "nobody@example.kz"})
    pages = [
        re.sub(r'value="[^"]*"', "", answer.text.replace(email, "EMAIL"))
        for answer, email in ((known, user.email), (unknown, "nobody@example.kz"))
    ]
    assert pages[0] == pages[1]
    deliver_letters()
    [letter] = letters.all()
    assert letter["To"] == user.email
    link, fresh = link_in(letter), "алты жеті сегіз тоғыз"
    assert client.post(link, data={"password": fresh, "password_confirm": fresh}).status_code == 302
    assert other.get("/account").status_code == 302
    again = client.post(link, data={"password": "басқа бір құпиясөз", "password_confirm": "басқа бір құпиясөз"})
    assert again.headers["Location"].endswith("/reset")
    assert log_in(client, user.email, fresh).status_code == 302


def test_the_second_factor(client: FlaskClient, app: Flask, session: Any) -> None:
    user = make_user()
    log_in(client, user.email)
    page = client.post("/tf-setup", data={"setup": "authenticator"}).text
    key = re.search(r'class="hash">([^<]+)<', page)
    target = re.search(r'action="(/tf-setup/[^"]+)"', page)
    assert key is not None
    assert target is not None
    totp = TOTP(key[1].replace("-", ""))
    again = client.post(target[1], data={"code": "000000"}).text
    assert "error-summary" in again
    assert key[0] in again, "the key just scanned stays"
    assert target[0] in again
    session.refresh(user)
    assert user.tf_primary_method is None
    assert client.post(target[1], data={"code": totp.generate().token}).status_code == 302
    session.refresh(user)
    assert user.tf_primary_method == "authenticator"
    assert journal_of(Event.SECOND_FACTOR_CHANGED)[-1]["facts"]["on"] is True

    other = app.test_client()
    answer = log_in(other, user.email)
    assert answer.headers["Location"].startswith("/tf-validate")
    assert other.get("/account").status_code == 302
    codes = re.findall(
        r'class="hash">([^<]+)<', client.post("/mf-recovery-codes", data={"generate_new_codes": "y"}).text
    )
    assert len(codes) == 8
    assert other.post("/mf-recovery", data={"code": codes[0]}).status_code == 302
    assert other.get("/account").status_code == 200
    third = app.test_client()
    log_in(third, user.email)
    assert third.post("/mf-recovery", data={"code": codes[0]}).status_code == 200
    assert third.get("/account").status_code == 302


def test_own_log_ins_are_listed_and_ended(client: FlaskClient, app: Flask, session: Any) -> None:
    user, stranger = make_user(), make_user()
    other, theirs = app.test_client(), app.test_client()
    sign_in(client, user), sign_in(other, user), sign_in(theirs, stranger)
    page = client.get("/account").text
    assert page.count("tests</span></td>") == 2
    hashes = {who: sessions.hash_of(token_of(who)) for who in (other, theirs)}
    assert client.post("/account/sessions/end", data={"session": hashes[theirs]}).status_code == 404
    assert theirs.get("/account").status_code == 200
    assert client.post("/account/sessions/end", data={"session": hashes[other]}).status_code == 302
    assert other.get("/account").status_code == 302


@pytest.mark.parametrize("path", ["/logout", "/tf-rescue", "/tf-select", "/fs-static/js/webauthn.js"])
def test_what_the_library_offers_beyond_is_closed(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code in (404, 405)


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_no_way_to_other_sites(client: FlaskClient, target: str) -> None:
    user = make_user()
    answer = client.post("/login", data={"email": user.email, "password": PASSWORD, "next": target})
    assert re.match(r"/(?![/\\\\])", answer.headers.get("Location", "/"))
    assert client.get("/lang/ru", query_string={"next": target}).headers["Location"] == "/"


def test_the_language_is_kept_without_a_row(client: FlaskClient, session: Any) -> None:
    before = count(session)
    assert 'lang="kk"' in client.get("/login").text
    client.post("/language", data={"lang": "ru", "next": "/login"})
    assert '<html lang="ru">' in client.get("/login").text
    assert client.get("/lang/fr").status_code == 404
    assert count(session) == before
