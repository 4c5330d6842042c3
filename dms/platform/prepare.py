"""Makes the demo's database ready before anything serves it: ``python -m dms.platform.prepare``.

A process of its own, so that the supervisor stays small."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from dms.platform import databases, migrate


def main() -> int:
    """Migrates, and fills a database that was empty. Exit status 0, or 1 after one line that says why not."""
    var, urls = Path(os.environ["DMS_VAR"]), databases.named()
    mark = databases.unfinished_mark(var)
    if urls is None:
        click.echo("prepare: DMS_DATABASE_URL is not set", err=True)
        return 1
    if mark.exists():
        click.echo(f"prepare: the demo data were never finished: empty the database, then remove {mark}", err=True)
        return 1
    empty = migrate.is_empty(urls.owner)
    if empty:
        mark.touch()
    migrate.install(urls.owner)
    if empty:
        _fill()
    mark.unlink(missing_ok=True)
    return 0


def _fill() -> None:
    from dms import create_app
    from dms.demo import fill

    click.echo("Filling the demo: two to five minutes, only once …")
    fill(create_app(None), click.echo)


if __name__ == "__main__":
    sys.exit(main())
