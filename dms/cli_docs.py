"""Writes the documents that are generated from the code, or says that they are stale."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dms.law import page
from dms.law.trail import trail
from workflows import diagram

FOLDER = Path("docs/workflows")
CLAUSES = Path("docs/clauses.md")


def wanted() -> dict[Path, str]:
    """File → its content as the code says it now."""
    drawings = {FOLDER / name: drawing for name, drawing in diagram.drawings().items()}
    return drawings | {CLAUSES: page.text(trail(Path()))}


@click.command("docs")
@click.option("--check", is_flag=True, help="Only say which are stale; exit status 1 if any is.")
def docs(check: bool) -> None:
    """Write docs/workflows/*.mmd and docs/clauses.md."""
    now = wanted()
    stale = [path for path, text in now.items() if not path.exists() or path.read_text("utf-8") != text]
    if check:
        for path in stale:
            click.echo(f"{path} is stale: run `dms docs`")
        sys.exit(1 if stale else 0)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now[path], "utf-8")
        click.echo(f"wrote {path}")
