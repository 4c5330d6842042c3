"""The commands of ``dms`` and where each is. A command's module is imported when it is called: explaining a term must
not wait for fonts."""

from __future__ import annotations

import sys
from importlib import import_module

import click

#: Command → where it is. These need neither database nor settings, nor the web framework.
LIGHT = {
    "deadlines": "dms.cli.rules:deadlines",
    "calculate": "dms.cli.rules:calculate",
    "render": "dms.cli.render:render",
    "workflow": "dms.cli.workflow:workflow",
    "law": "dms.cli.law:law",
    "package": "dms.cli.package:package",
}
COMMANDS = {
    **LIGHT,
    "demo": "dms.platform.cli:demo",
    "db-upgrade": "dms.platform.cli:db_upgrade",
    "db-check": "dms.platform.cli:db_check",
    "docs": "dms.cli.docs:docs",
    "doctor": "dms.cli.office:doctor",
    "journal": "dms.cli.office:journal",
    "replay": "dms.cli.office:replay",
    "search": "dms.cli.search:search",
    "storage": "dms.cli.office:storage",
    "user": "dms.cli.users:user",
    "worker": "dms.cli.office:worker",
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
    from dms.cli.group import main

    main(prog_name="dms")
