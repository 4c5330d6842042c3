"""A log-in from a new device is told by a letter, once; what is kept of a device names nobody."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from dms.accounts import devices
from dms.events import Event
from dms.models import RateWindow, User
from tests.fixtures.application import Letters
from tests.fixtures.people import PASSWORD, deliver_letters, journal_of, make_user

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEWER = FIREFOX.replace("140.0", "141.0")
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36"


def log_in(app: Flask, user: User, agent: str, address: str) -> None:
    answer = app.test_client().post(
        "/login", data={"email": user.email, "password": PASSWORD}, headers={"User-Agent": agent},
        environ_base={"REMOTE_ADDR": address},
    )  # fmt: skip
    assert answer.status_code == 302


def told(letters: Letters) -> list[str]:
    deliver_letters()
    return [str(letter["Subject"]) for letter in letters.all()]


def test_only_a_new_device_or_network_is_told(app: Flask, session: Any, letters: Letters) -> None:
    user, other = make_user(), make_user()
    log_in(app, user, FIREFOX, "192.0.2.7")
    assert told(letters) == [], "the first log-in is no news"
    log_in(app, user, NEWER, "192.0.2.200")
    assert told(letters) == [], "an update and the next address of the same network"
    log_in(app, user, PHONE, "192.0.2.7")
    assert told(letters) == ["A log-in from a new device"]
    log_in(app, user, FIREFOX, "198.51.100.7")
    assert len(told(letters)) == 2
    log_in(app, user, PHONE, "192.0.2.9")
    log_in(app, other, PHONE, "198.51.100.7")
    assert len(told(letters)) == 2
    facts = [entry["facts"]["new_device"] for entry in journal_of(Event.SIGNED_IN)]
    assert facts == [False, False, True, True, False, False]


def test_what_is_kept_names_nobody(app: Flask, session: Any) -> None:
    user = make_user()
    log_in(app, user, FIREFOX, "192.0.2.7")
    keys = [row.key for row in session.scalars(select(RateWindow).where(RateWindow.key.startswith("device")))]
    assert len(keys) == 2
    assert not [key for key in keys if user.public_id in key or "192.0" in key or "Firefox" in key]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2::7", "2001:db8:1::/48"),
        ("", ""),
        ("unix:", ""),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
    ],
)
def test_networks(address: str, network: str) -> None:
    assert devices.network_of(address) == network
