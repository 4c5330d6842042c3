"""Every migration goes up, down and up again, with data in the tables, and loses none on the way up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from dms.platform import migrate
from dms.platform.databases import conninfo
from dms.platform.postgres import Server, Urls
from tests.fences.sources import ROOT
from tests.fixtures.run import shared_server
from tests.fixtures.walk import Walk
from workflows.states import CaseState

FOLDER = ROOT / "dms" / "migrations"

#: The database made bare here has one name in the whole run.
pytestmark = pytest.mark.xdist_group("migrations")


def revisions() -> list[str]:
    """From the first to the last; one line without branches."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    script = ScriptDirectory.from_config(config)
    assert len(script.get_heads()) == 1, "two heads: put one migration after the other"
    return [step.revision for step in script.walk_revisions()][::-1]


REVISIONS = revisions()


@pytest.fixture(scope="module")
def empty_database() -> Iterator[tuple[Server, Urls]]:
    """A database as a superuser prepares it, without a table."""
    server = shared_server()
    with psycopg.connect(server.admin_conninfo("postgres"), autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS test_migrations WITH (FORCE)")
        admin.execute("CREATE DATABASE test_migrations OWNER demeu_owner")
    with psycopg.connect(server.admin_conninfo("test_migrations"), autocommit=True) as admin:
        from dms.platform.postgres import statements

        admin.execute(statements("database"))
    yield server, server.urls("test_migrations")
    server.drop("test_migrations")


def shape(url: str) -> list[tuple[Any, ...]]:
    """Tables, columns, indexes, policies, triggers, functions, rights: what a migration can change."""
    asked = """
        SELECT 'column', table_name, column_name, data_type, is_nullable, coalesce(column_default, '')
          FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT 'index', tablename, indexname, indexdef, '', '' FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT 'policy', tablename, policyname, coalesce(qual, ''), coalesce(with_check, ''), cmd
          FROM pg_policies
        UNION ALL SELECT 'trigger', event_object_table, trigger_name, action_statement, event_manipulation, ''
          FROM information_schema.triggers WHERE trigger_schema = 'public'
        UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', ''
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT 'right', table_name, grantee, privilege_type, '', ''
          FROM information_schema.role_table_grants WHERE table_schema = 'public' AND grantee <> 'demeu_owner'
        UNION ALL SELECT 'function', p.oid::regprocedure::text, md5(p.prosrc), '', '', ''
          FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
            SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
        ORDER BY 1, 2, 3, 4, 5, 6"""
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return [tuple(row) for row in connection.execute(text(asked))]


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_revision_goes_up_down_and_up(empty_database: tuple[Server, Urls], revision: str) -> None:
    _server, urls = empty_database
    place = REVISIONS.index(revision)
    before = REVISIONS[place - 1] if place else "base"
    migrate.downgrade(urls.owner, "base")
    migrate.upgrade(urls.owner, before) if place else None
    bare = shape(urls.owner)
    migrate.upgrade(urls.owner, revision)
    there = shape(urls.owner)
    migrate.downgrade(urls.owner, before)
    assert shape(urls.owner) == bare, f"{revision} leaves something behind when it goes back"
    migrate.upgrade(urls.owner, revision)
    assert shape(urls.owner) == there, f"{revision} is another one the second time"


def test_newest_revision_keeps_what_is_there(fresh_walk: Walk, fresh_database: Urls) -> None:
    """Down and up over real cases: rows of tables that the revision did not make are untouched."""
    from dms.extensions import db

    fresh_walk.to(CaseState.AGREEMENT)
    db.session.remove()
    db.engine.dispose()
    newest = REVISIONS[-1]
    if newest <= "0003":
        pytest.skip("the first three revisions make everything: nothing can be there before them")
    kept = ("cases", "documents", "journal", "signatures", "money_movements", "users")
    before = digests(fresh_database.owner, kept)
    migrate.downgrade(fresh_database.owner, REVISIONS[-2])
    migrate.upgrade(fresh_database.owner, newest)
    assert digests(fresh_database.owner, kept) == before


def digests(url: str, tables: tuple[str, ...]) -> dict[str, Any]:
    """Number and content of the rows; as the owner on behalf of the system."""
    with psycopg.connect(conninfo(url)) as connection:
        connection.execute("SELECT set_config('demeu.scope', 'system', true)")
        return {
            name: connection.execute(
                f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {name} t"
            ).fetchone()
            for name in tables
        }


def test_models_and_migrations_agree(fresh_database: Urls) -> None:
    assert migrate.drift(fresh_database.owner) == ""


def test_every_file_is_a_revision() -> None:
    files = {Path(name).stem.split("_")[0] for name in map(str, (FOLDER / "versions").glob("*.py"))}
    assert files == set(REVISIONS)
