"""Writes the documents that are generated from the code, or says that they are stale."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dms.law import page
from dms.law.trail import Trail, trail
from workflows import diagram

FOLDER = Path("docs/workflows")
CLAUSES = Path("docs/clauses.md")


def wanted(clauses: Trail) -> dict[Path, str]:
    """File → its content as the code says it now."""
    drawings = {FOLDER / name: drawing for name, drawing in diagram.drawings().items()}
    return drawings | {CLAUSES: page.text(clauses)}


@click.command("docs")
@click.option(
    "--check", is_flag=True, help="Only say which are stale and which clause lacks its rule or test; status 1 if any."
)
def docs(check: bool) -> None:
    """Write docs/workflows/*.mmd and docs/clauses.md."""
    clauses = trail(Path())
    now = wanted(clauses)
    stale = [path for path, text in now.items() if not path.exists() or path.read_text("utf-8") != text]
    if check:
        problems = list(clauses.problems())
        for said in (*problems, *(f"{path} is stale: run `dms docs`" for path in stale)):
            click.echo(said)
        sys.exit(1 if stale or problems else 0)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now[path], "utf-8")
        click.echo(f"wrote {path}")
