"""Which database this machine works with: the one named in the environment, or our own server under the var folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dms.platform.lock import exclusive
from dms.platform.postgres import Server, Urls, require_fit


def named(environment: Mapping[str, str] = os.environ) -> Urls | None:
    """The addresses in ``DMS_DATABASE_URL``, ``DMS_OWNER_DATABASE_URL`` (needed for migrations only) and
    ``DMS_READER_DATABASE_URL``; None when the first is not set. The last two stand for the first when absent."""
    app = environment.get("DMS_DATABASE_URL", "")
    if not app:
        return None
    owner = environment.get("DMS_OWNER_DATABASE_URL") or app
    return Urls(owner=owner, app=app, reader=environment.get("DMS_READER_DATABASE_URL") or app)


def own_server(var: Path) -> Server:
    return Server(var / "postgres")


def unfinished_mark(var: Path) -> Path:
    """The file that stands from before the demo's first row until after its last: an interrupted first start can be
    told from a finished one."""
    return var / "demo.unfinished"


def running(var: Path, environment: Mapping[str, str] = os.environ) -> Urls | None:
    """The database that can be asked right now without starting anything; None when there is none."""
    server = own_server(var)
    return named(environment) or (server.urls() if server.is_running() else None)


@contextmanager
def at_hand(var: Path, environment: Mapping[str, str] = os.environ) -> Iterator[Urls]:
    """The database for one command of the command line: the one that runs, else ours, started for this command alone.

    Raises:
        DatabaseError: it cannot be had or does not know Kazakh letters.
    """
    present = running(var, environment)
    if present is not None:
        require_fit(conninfo(present.app))
        yield present
        return
    with exclusive(var):
        server = own_server(var)
        try:
            yield server.start()
        finally:
            server.stop()


def conninfo(url: str) -> str:
    """An SQLAlchemy address in the form that libpq and Procrastinate read."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)
