"""The commands of the machine, which the command ``dms`` hooks in: ``demo``, ``db-upgrade``, ``db-check``."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from dms.platform import databases, migrate, supervisor
from dms.platform.lock import Occupied
from dms.platform.postgres import DatabaseError, Server

P = ParamSpec("P")


def var_folder() -> Path:
    """Where this machine keeps what it must not lose: ``DMS_VAR``, by default ``var`` in the working folder."""
    return Path(os.environ.get("DMS_VAR", "var")).absolute()


def _one_line(command: Callable[P, None]) -> Callable[P, None]:
    """What a person at the terminal can mend is told in one line, with exit status 1."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (Occupied, DatabaseError, supervisor.CannotRun) as error:
            raise click.ClickException(str(error)) from error

    return guarded


@click.command("demo")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@_one_line
def demo(port: int) -> None:
    """Run everything on this machine with demo people and sample cases."""
    supervisor.run(var_folder(), port, click.echo, _logins)


@click.command("db-upgrade")
@_one_line
def db_upgrade() -> None:
    """Bring the database to the schema and the shipped tables of this release (DMS_OWNER_DATABASE_URL)."""
    with databases.at_hand(var_folder()) as urls:
        migrate.install(urls.owner)
    click.echo("The database is up to date.")


@click.command("db-check")
@_one_line
def db_check() -> None:
    """Build an empty database by the migrations and compare it with the models; exit status 1 when they differ."""
    with tempfile.TemporaryDirectory(prefix="demeu-check-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder), durable=False)
        try:
            owner = server.start().owner
            migrate.upgrade(owner)
            difference = migrate.drift(owner)
            migrate.downgrade(owner, "base")
            migrate.upgrade(owner)
        finally:
            server.stop()
    if difference:
        raise click.ClickException(f"models and migrations differ: {difference}")
    click.echo("Models and migrations agree; every migration goes down and up again.")


def _logins() -> str:
    from dms.demo import logins

    rows = [("role", "log-in", "password"), *logins()]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


COMMANDS: tuple[click.Command, ...] = (demo, db_upgrade, db_check)
