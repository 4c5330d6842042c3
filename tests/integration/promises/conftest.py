"""A superuser's hand on the test's own database: to turn it back to a moment, to break the journal, to compare."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url

from dms.platform.postgres import Server, Urls


class Hand:
    """Acts on one database as superuser, beside the application."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.tables = [
            name
            for (name,) in connection.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                " AND relname <> 'alembic_version' ORDER BY 1"
            ).fetchall()
        ]
        self.ask("CREATE SCHEMA kept")

    def ask(self, statement: str) -> list[Any]:
        cursor = self.connection.execute(statement)
        return cursor.fetchall() if cursor.description else []

    def keep(self) -> None:
        """Remembers every table as it is now."""
        for name in self.tables:
            self.ask(f"DROP TABLE IF EXISTS kept.{name}; CREATE TABLE kept.{name} AS TABLE public.{name}")

    def turn_back(self) -> None:
        """Every table as it was at ``keep``; triggers and keys sleep meanwhile."""
        with self.connection.transaction():
            self.ask("SET LOCAL session_replication_role = replica")
            for name in self.tables:
                self.ask(f"DELETE FROM public.{name}")
                self.ask(f"INSERT INTO public.{name} OVERRIDING SYSTEM VALUE SELECT * FROM kept.{name}")

    def digest(self) -> dict[str, Any]:
        """A mark of every table's content."""
        return {
            name: self.ask(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM public.{name} t")[0]
            for name in self.tables
        }

    def make_journal_breakable(self) -> None:
        self.ask(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'the journal does not take it'; END $$;"
            "CREATE TRIGGER a_refuse BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION refuse();"
            "ALTER TABLE journal DISABLE TRIGGER a_refuse"
        )

    @contextmanager
    def broken_journal(self) -> Iterator[None]:
        """Within the block no entry can be written."""
        self.ask("ALTER TABLE journal ENABLE TRIGGER a_refuse")
        try:
            yield
        finally:
            self.ask("ALTER TABLE journal DISABLE TRIGGER a_refuse")


@pytest.fixture
def hand(postgres: Server, fresh_database: Urls) -> Iterator[Hand]:
    name = make_url(fresh_database.app).database or ""
    with psycopg.connect(postgres.admin_conninfo(name), autocommit=True) as connection:
        yield Hand(connection)
