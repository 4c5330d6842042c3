"""The server of our own: its letters, its roles, its owner, what is left after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from dms.platform import databases, migrate
from dms.platform.cli import db_upgrade
from dms.platform.lock import Occupied
from dms.platform.postgres import DatabaseError, Server, Urls, require_fit


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short, and passable for the server's account, which pytest's own folders are not."""
    with tempfile.TemporaryDirectory(prefix="demeu-own-", ignore_cleanup_errors=True) as made:
        yield Path(made)
        databases.own_server(Path(made)).stop()


def ask(url: str, query: str) -> object:
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return connection.execute(text(query)).scalar()


@pytest.mark.parametrize("role", ["owner", "app", "reader"])
def test_no_role_is_a_superuser_or_may_make_others(database_urls: Urls, role: str) -> None:
    may = "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    assert ask(getattr(database_urls, role), may) is False


def test_tests_work_as_the_application_which_owns_no_table(database_urls: Urls) -> None:
    assert ask(database_urls.app, "SELECT current_user") == "demeu_app"
    owners = "SELECT string_agg(DISTINCT tableowner, ',') FROM pg_tables WHERE schemaname = 'public'"
    assert ask(database_urls.app, owners) == "demeu_owner"
    with pytest.raises(DBAPIError, match="permission denied"):
        ask(database_urls.app, "CREATE TABLE mine (id int)")


def test_reader_changes_nothing(database_urls: Urls) -> None:
    with pytest.raises(DBAPIError, match=r"read-only|permission denied"):
        ask(database_urls.reader, "UPDATE demo_clock SET ahead_seconds = 1 RETURNING id")


def test_kazakh_letters_are_found_whatever_their_case(database_urls: Urls) -> None:
    assert ask(database_urls.app, "SELECT lower('ӘҒҚҢӨҰҮҺІ')") == "әғқңөұүһі"
    assert ask(database_urls.app, "SELECT 'Өндіріс' ILIKE 'өндір%'") is True
    assert float(str(ask(database_urls.app, "SELECT similarity('ҚҰРЫЛЫС', 'құрылыс')"))) == 1.0


def test_database_that_does_not_know_kazakh_letters_is_refused(postgres: Server) -> None:
    name = f"test_ascii_{os.getpid()}"
    with psycopg.connect(postgres.admin_conninfo("postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE 'C' OWNER demeu_owner")
    try:
        with pytest.raises(DatabaseError, match="Kazakh"):
            require_fit(postgres.admin_conninfo(name))
    finally:
        postgres.drop(name)


def test_data_outlive_a_stop_and_the_socket_path_may_be_long(folder: Path) -> None:
    deep = folder / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)
    server = databases.own_server(deep)
    first = server.start()
    ask_and_commit(first.owner, "CREATE TABLE kept (id int)")
    server.stop()
    assert not server.is_running()
    assert server.start() == first
    assert ask(first.owner, "SELECT count(*) FROM kept") == 0
    server.stop()


def test_killed_server_starts_again_and_its_dead_mark_is_cleared(folder: Path) -> None:
    server = databases.own_server(folder)
    urls = server.start()
    ask_and_commit(urls.owner, "CREATE TABLE kept (id int)")
    os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    assert wait_for(lambda: server.exit_status() is not None)
    assert (server.data / "postmaster.pid").exists()
    assert not server.is_running()
    again = databases.own_server(folder)
    again.start()
    assert ask(urls.owner, "SELECT count(*) FROM kept") == 0
    again.stop()


def test_dead_mark_with_the_number_of_a_stranger_is_no_server(folder: Path) -> None:
    server = databases.own_server(folder)
    server.start()
    server.stop()
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert not server.is_running()
    server.clear_leftovers()
    assert not (server.data / "postmaster.pid").exists()


def test_server_ends_with_a_killed_owner(folder: Path) -> None:
    owner = start_owner(folder)
    server = databases.own_server(folder)
    assert wait_for(server.is_running)
    owner.kill()
    owner.wait()
    assert wait_for(lambda: not server.is_running())


def test_second_owner_of_a_folder_is_refused_with_the_first_ones_number(folder: Path) -> None:
    owner = start_owner(folder)
    try:
        from dms.platform.lock import exclusive

        with pytest.raises(Occupied, match=str(owner.pid)), exclusive(folder):
            pass
    finally:
        owner.terminate()
        owner.wait()


def test_one_command_starts_the_database_for_itself_and_uses_a_running_one(folder: Path) -> None:
    server = databases.own_server(folder)
    with databases.at_hand(folder, {}) as urls:
        assert ask(urls.app, "SELECT 1") == 1
        with databases.at_hand(folder, {}) as same:
            assert same == urls
        assert server.is_running()
    assert not server.is_running()


def test_named_database_is_used_and_nothing_of_ours_is_started(database_urls: Urls, folder: Path) -> None:
    environment = {"DMS_DATABASE_URL": database_urls.app, "DMS_OWNER_DATABASE_URL": database_urls.owner}
    with databases.at_hand(folder, environment) as urls:
        assert (urls.app, urls.owner, urls.reader) == (database_urls.app, database_urls.owner, database_urls.app)
    assert list(folder.iterdir()) == []


def test_folder_made_by_another_version_is_refused(folder: Path) -> None:
    server = databases.own_server(folder)
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(DatabaseError, match="made by PostgreSQL 14"):
        server.start()


def test_migrations_agree_with_the_models_and_go_both_ways(postgres: Server) -> None:
    name = f"test_both_ways_{os.getpid()}"
    urls = postgres.clone(name)
    try:
        assert migrate.is_current(urls.app)
        assert migrate.drift(urls.owner) == ""
        migrate.downgrade(urls.owner, "base")
        assert migrate.is_empty(urls.owner)
        left = "SELECT string_agg(tablename, ', ') FROM pg_tables WHERE schemaname = 'public'"
        assert ask(urls.owner, left) == "alembic_version"
        migrate.upgrade(urls.owner)
        assert migrate.is_current(urls.app)
        ask_and_commit(urls.owner, "ALTER TABLE demo_clock ADD COLUMN unheard_of int")
        assert "unheard_of" in migrate.drift(urls.owner)
    finally:
        postgres.drop(name)


def test_a_new_installation_has_the_shipped_tables(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """``dms db-upgrade`` puts them in once, as the owner, whom row-level security holds as well."""
    name = f"test_installed_{os.getpid()}"
    urls = postgres.clone(name)
    monkeypatch.setenv("DMS_DATABASE_URL", urls.app)
    monkeypatch.setenv("DMS_OWNER_DATABASE_URL", urls.owner)
    asked = "SELECT string_agg(DISTINCT \"table\", ' ' ORDER BY \"table\") || ' ' || count(*) FROM reference_rows"
    try:
        found = [CliRunner().invoke(db_upgrade).exit_code or ask(urls.app, asked) for _time in range(2)]
        assert found[0] == found[1]
        assert str(found[0]).startswith("goods holidays mci ")
    finally:
        postgres.drop(name)


def start_owner(folder: Path) -> subprocess.Popen[bytes]:
    """A process that owns the folder and runs its server, until it is told to end."""
    script = (
        "import sys, time; from pathlib import Path\n"
        "from dms.platform import databases\n"
        "from dms.platform.lock import exclusive\n"
        "with exclusive(Path(sys.argv[1])):\n"
        "    databases.own_server(Path(sys.argv[1])).start()\n"
        "    print('up', flush=True)\n"
        "    time.sleep(60)\n"
    )
    owner = subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE)
    assert owner.stdout is not None
    assert owner.stdout.readline() == b"up\n"
    owner.stdout.close()
    return owner


def ask_and_commit(url: str, statement: str) -> None:
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.execute(text(statement))


def wait_for(holds: object, seconds: float = 15.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if callable(holds) and holds():
            return True
        time.sleep(0.05)
    return False
