"""``dms workflow show``: the machines as they run, for people and for programs. Needs no database."""

from __future__ import annotations

import json

import click

from dms.cli_input import OneLineCommand
from workflows.diagram import MACHINES, as_json, mermaid, table
from workflows.text import LANGS


@click.group()
def workflow() -> None:
    """The state machines: states, triggers, who, guards, clause, term."""


@workflow.command("show", cls=OneLineCommand)
@click.argument("programme", type=click.Choice(list(MACHINES)), metavar="PROGRAMME|document")
@click.option("--format", "form", type=click.Choice(["table", "mermaid", "json"]), default="table", show_default=True)
@click.option("--lang", type=click.Choice(LANGS), default="en", show_default=True, help="Language of the words.")
def show(programme: str, form: str, lang: str) -> None:
    """Print one machine."""
    machine, terms = MACHINES[programme]
    if form == "json":
        click.echo(json.dumps(as_json(machine, terms), ensure_ascii=False, indent=1))
    elif form == "mermaid":
        click.echo(mermaid(machine, lang), nl=False)
    else:
        click.echo(table(machine, terms, lang), nl=False)
