"""A clerk at the desk: logged in, in English, on the rolled-back database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dms.events import Event
from dms.extensions import db
from dms.models import User
from dms.services import clock, journal
from tests.fixtures import people


class Browser:
    """A person's browser. Before each request the test's own transaction ends, so that the request's does not lie
    inside it; what the test asks afterwards begins a new one, with the test's own scope."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, *args: Any, **kwargs: Any) -> Any:
        db.session.commit()
        return self.client.get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> Any:
        db.session.commit()
        return self.client.post(*args, **kwargs)


Sign = Callable[[User], Browser]


@pytest.fixture
def as_user(app: Flask, client: FlaskClient) -> Sign:
    """A browser of one's own for a person; several may stand side by side."""

    def browser(user: User) -> Browser:
        return Browser(people.sign_in(app.test_client(), user))

    return browser


@pytest.fixture
def text_of() -> Callable[[Any], str]:
    """The body of an answer that must be a page."""

    def read(answer: Any) -> str:
        assert answer.status_code == 200, (answer.status_code, answer.get_data(as_text=True)[:2000])
        return str(answer.get_data(as_text=True))

    return read


def happen() -> None:
    """What every act does: an entry of the journal goes with all that the session holds."""
    journal.write(Event.USER_CORRECTED, actor=None, at=clock.now())
    db.session.commit()
