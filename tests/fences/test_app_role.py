"""What the application's own database role may do: add to what only grows, see what its scope shows, own nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import scoped_session

from dms import scope
from dms.extensions import db
from dms.platform.databases import conninfo
from dms.platform.postgres import Urls
from tests.fixtures.walk import Walk
from workflows.states import CaseState

ONLY_GROW = ("journal", "money_movements", "signatures", "signature_stamps", "file_openings", "caps")
#: Tables whose rows the application may remove: what is passing by its nature.
PASSING = {"web_sessions", "rate_windows", "done", "invitations", "files", "uploads", "search_entries"}


@pytest.fixture
def app_connection(fresh_database: Urls) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(conninfo(fresh_database.app), autocommit=True) as connection:
        yield connection


def test_app_is_neither_superuser_nor_owner(app_connection: psycopg.Connection[Any]) -> None:
    role = app_connection.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    assert role == ("demeu_app", False, False, False, False)
    owned = app_connection.execute("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user")
    assert owned.fetchall() == []
    member = app_connection.execute("SELECT pg_has_role(current_user, 'demeu_owner', 'MEMBER')").fetchone()
    assert member == (False,)


@pytest.mark.parametrize("table", [*ONLY_GROW, "journal_heads"])
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_only_grows_is_not_edited(app_connection: psycopg.Connection[Any], table: str, act: str) -> None:
    column = "seq" if table == "journal_heads" else "id"
    app_connection.execute("SELECT set_config('demeu.scope', 'system', false)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_connection.execute(act.format(table, column, column))


def test_app_removes_only_what_passes(app_connection: psycopg.Connection[Any]) -> None:
    rows = app_connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " AND has_table_privilege(oid, 'DELETE') AND relname NOT LIKE 'procrastinate%'"
    ).fetchall()
    assert {name for (name,) in rows} == PASSING


def test_app_cannot_forge_a_link(app_connection: psycopg.Connection[Any]) -> None:
    """Hashes and places of the chain are the trigger's: the application may not even name those columns."""
    app_connection.execute("SELECT set_config('demeu.scope', 'system', false)")
    for column in ("id", "case_seq", "hash", "prev_hash", "case_prev_hash"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app_connection.execute(f"INSERT INTO journal (event, at, body, {column}) VALUES ('x', now(), '{{}}', '1')")


def test_every_table_with_a_case_has_a_wall(app_connection: psycopg.Connection[Any]) -> None:
    """A table that points at a case, a document or a version shows nothing without a scope."""
    pointing = app_connection.execute(
        "SELECT DISTINCT t.relname FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid"
        " JOIN pg_class o ON o.oid = k.confrelid WHERE k.contype = 'f'"
        " AND o.relname IN ('cases', 'documents', 'document_versions')"
        " AND NOT (t.relrowsecurity AND t.relforcerowsecurity)"
    ).fetchall()
    # Notices are a person's own, asked by the person; a notice of intake names a public paper.
    assert {name for (name,) in pointing} <= {"notices", "intake_notices"}


COUNTS = ("cases", "documents", "document_versions", "signatures", "journal", "caps", "money_movements", "decisions")


def counts(session: scoped_session[Any]) -> dict[str, int]:
    session.rollback()
    found = {table: session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in COUNTS}
    session.rollback()
    return found


def test_scope_decides_what_is_seen(fresh_walk: Walk, fresh_app: Flask) -> None:
    case = fresh_walk.to(CaseState.AGREEMENT)
    other = fresh_walk.to(CaseState.DRAFT)
    mine = scope.Scope("applicant", (case.organisation_id,))
    everything = counts(db.session)
    assert all(everything.values())
    with scope.acting(scope.NOBODY):
        assert not any(counts(db.session).values())
    with scope.acting(scope.Scope("applicant", ())):
        assert not any(counts(db.session).values())
    with scope.acting(mine):
        seen = counts(db.session)
        assert seen["cases"] == 1
        assert seen["money_movements"] == 0
        assert 0 < seen["journal"] < everything["journal"]
    with scope.acting(scope.Scope("applicant", (other.organisation_id,))):
        assert counts(db.session)["signatures"] == 0


def test_scope_does_not_leak_over_the_pool(fresh_walk: Walk, fresh_app: Flask) -> None:
    """The same connection, next transaction: a scope lives no longer than the transaction that set it."""
    fresh_walk.to(CaseState.DRAFT)
    db.session.remove()
    with db.engine.connect() as connection:
        pid = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        scope.apply(connection)
        assert connection.execute(text("SELECT count(*) FROM cases")).scalar_one() == 1
        connection.commit()
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() == pid
        assert connection.execute(text("SELECT count(*) FROM cases")).scalar_one() == 0


def test_writing_into_anothers_case_is_refused(fresh_walk: Walk, fresh_app: Flask) -> None:
    case = fresh_walk.to(CaseState.DRAFT)
    with scope.acting(scope.Scope("applicant", (case.organisation_id + 1000,))):
        db.session.rollback()
        changed = db.session.execute(text("UPDATE cases SET language = 'ru' RETURNING id")).all()
        assert changed == []
        db.session.rollback()
