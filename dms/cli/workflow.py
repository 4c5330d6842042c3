"""``dms workflow show``: the machines as they run, for people and for programs. Needs no database."""

from __future__ import annotations

import json

import click

from dms.cli.input import OneLineCommand, OneLineGroup
from workflows.diagram import MACHINES, as_json, mermaid, table
from workflows.text import LANGS


@click.group(cls=OneLineGroup)
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
        _print(json.dumps(as_json(machine, terms), ensure_ascii=False, indent=1) + "\n")
    elif form == "mermaid":
        _print(mermaid(machine, lang))
    else:
        _print(table(machine, terms, lang))


def _print(text: str) -> None:
    # Bytes, so that a terminal without UTF-8 cannot turn Kazakh letters into an error.
    click.echo(text.encode(), nl=False)
