"""The commands of ``dms`` and where each is. A command's module is imported when it is called: explaining a term must
not wait for fonts."""

from __future__ import annotations

import sys
from importlib import import_module

import click

#: Command → where it is. These need neither database nor settings, nor the web framework.
LIGHT = {
    "deadlines": "dms.cli_rules:deadlines",
    "calculate": "dms.cli_rules:calculate",
    "render": "dms.cli_render:render",
    "workflow": "dms.cli_workflow:workflow",
    "law": "dms.cli_law:law",
    "package": "dms.cli_package:package",
}
COMMANDS = {
    **LIGHT,
    "demo": "dms.platform.cli:demo",
    "db-upgrade": "dms.platform.cli:db_upgrade",
    "db-check": "dms.platform.cli:db_check",
    "docs": "dms.cli_docs:docs",
    "doctor": "dms.cli_office:doctor",
    "journal": "dms.cli_office:journal",
    "replay": "dms.cli_office:replay",
    "search": "dms.cli_search:search",
    "storage": "dms.cli_office:storage",
    "user": "dms.cli_users:user",
    "worker": "dms.cli_office:worker",
}


def load(name: str) -> click.Command:
    """The command of this name. Raises KeyError."""
    module, _, attribute = COMMANDS[name].partition(":")
    command: click.Command = getattr(import_module(module), attribute)
    return command


def run() -> None:
    """The console script: a light command at once, all others through Flask's group."""
    if len(sys.argv) > 1 and sys.argv[1] in LIGHT:
        load(sys.argv[1]).main(sys.argv[2:], prog_name=f"dms {sys.argv[1]}")
    from dms.cli import main

    main(prog_name="dms")
