"""The database fixtures keep what they promise: nothing a test commits outlives it, and no rule is weaker inside."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import scoped_session

from dms import scope
from dms.models import DemoClock
from tests.fixtures.application import Clock, Letters

Database = scoped_session[Any]


def ahead(session: Database) -> int:
    return int(session.execute(text("SELECT ahead_seconds FROM demo_clock")).scalar_one())


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_commits_is_gone_in_the_next(session: Database, turn: str) -> None:
    assert ahead(session) == 0
    session.execute(text("UPDATE demo_clock SET ahead_seconds = 5"))
    session.commit()
    session.rollback()
    assert ahead(session) == 5


def test_rollback_goes_back_to_the_last_commit_only(session: Database) -> None:
    session.execute(text("UPDATE demo_clock SET ahead_seconds = 5"))
    session.commit()
    session.execute(text("UPDATE demo_clock SET ahead_seconds = 6"))
    session.rollback()
    assert ahead(session) == 5


def test_a_request_sees_what_the_test_committed_and_the_test_what_the_request_did(
    app: Flask, session: Database, client: FlaskClient
) -> None:
    session.execute(text("UPDATE demo_clock SET ahead_seconds = 7"))
    session.commit()
    with app.app_context():
        assert ahead(session) == 7
    assert client.get("/healthz").status_code == 200
    assert ahead(session) == 7


def test_a_request_starts_with_nothing_of_the_test(app: Flask, client: FlaskClient) -> None:
    g.left_over = True
    seen: list[tuple[bool, scope.Scope]] = []
    app.before_request_funcs.setdefault(None, []).append(lambda: seen.append(("left_over" in g, scope.current())))
    try:
        client.get("/healthz")
    finally:
        app.before_request_funcs[None].pop()
    assert seen == [(False, scope.NOBODY)]
    assert scope.current() == scope.SYSTEM


def test_deferred_constraint_is_checked_at_commit_as_in_production(session: Database) -> None:
    session.execute(text("CREATE TEMP TABLE deferred_pair (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)"))
    session.execute(text("INSERT INTO deferred_pair VALUES (1), (1)"))
    with pytest.raises(IntegrityError):
        session.commit()


def test_the_clock_stands_until_it_is_moved(app: Flask, session: Database, clock: Clock) -> None:
    from dms.services import clock as application_clock

    assert application_clock.now() == Clock.START
    clock.advance(days=1, hours=2)
    assert (application_clock.now() - Clock.START).total_seconds() == 26 * 3600


def test_fresh_application_commits_for_real(fresh_app: Flask, letters: Letters) -> None:
    from dms.extensions import db

    with fresh_app.app_context():
        db.session.get_one(DemoClock, 1).ahead_seconds = 9
        db.session.commit()
    with fresh_app.app_context():
        assert ahead(db.session) == 9
    assert letters.all() == []
