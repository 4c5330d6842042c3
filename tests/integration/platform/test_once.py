"""A transaction asks once for what it needs more than once, and never shows what it has outlived."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import scoped_session

from dms import scope
from dms.models import Counter, User
from dms.queries.once import once
from tests.fixtures import people

asked: list[str] = []


@pytest.fixture(autouse=True)
def person(session: scoped_session[Any]) -> User:
    made = people.make_user()
    session.commit()
    asked.clear()
    name_of(made.id)
    return made


@once(User)
def name_of(user_id: int) -> str:
    from dms.extensions import db

    asked.append(scope.current().kind)
    return db.session.scalars(select(User.name).where(User.id == user_id)).one()


def test_the_same_question_is_sent_once(person: User) -> None:
    assert name_of(person.id) == name_of(person.id) == person.name
    assert len(asked) == 1


def test_another_scope_asks_for_itself(person: User) -> None:
    with scope.acting(scope.SYSTEM):
        name_of(person.id)
        with scope.acting(scope.NOBODY):
            name_of(person.id)
    assert set(asked) >= {"system", "none"}


def test_what_was_written_is_read(person: User, session: scoped_session[Any]) -> None:
    person.name = "Waits to be written"
    assert name_of(person.id) == "Waits to be written"
    session.execute(text("UPDATE users SET name = 'By a statement' WHERE id = :id"), {"id": person.id})
    assert name_of(person.id) == "By a statement"


def test_a_savepoint_taken_back_is_forgotten(person: User, session: scoped_session[Any]) -> None:
    before = person.name
    with session.begin_nested() as point:
        person.name = "Not for long"
        session.flush()
        assert name_of(person.id) == "Not for long"
        point.rollback()
    assert name_of(person.id) == before


def test_what_another_table_gets_is_no_reason_to_ask_again(person: User, session: scoped_session[Any]) -> None:
    session.add(Counter(programme="another", year=2026, last=1))
    session.flush()
    name_of(person.id)
    assert len(asked) == 1


def test_a_lock_looks_again(person: User, session: scoped_session[Any]) -> None:
    session.execute(select(User.id).where(User.id == person.id).with_for_update())
    name_of(person.id)
    assert len(asked) == 2


def test_the_next_transaction_asks_anew(person: User, session: scoped_session[Any]) -> None:
    session.commit()
    name_of(person.id)
    assert len(asked) == 2
