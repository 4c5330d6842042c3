"""The command ``dms``. A command's module is imported when it is called: explaining a term must not wait for fonts."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click
from flask.cli import FlaskGroup

from dms.cli_input import OneLineGroup

#: Command → where it is. Those of the first group need neither database nor settings.
COMMANDS = {
    "deadlines": "dms.cli_rules:deadlines",
    "calculate": "dms.cli_rules:calculate",
    "render": "dms.cli_render:render",
    "workflow": "dms.cli_workflow:workflow",
    "package": "dms.cli_package:package",
    "demo": "dms.platform.cli:demo",
    "db-upgrade": "dms.platform.cli:db_upgrade",
    "db-check": "dms.platform.cli:db_check",
    "docs": "dms.cli_docs:docs",
    "doctor": "dms.cli_office:doctor",
    "journal": "dms.cli_office:journal",
    "replay": "dms.cli_office:replay",
    "user": "dms.cli_users:user",
    "worker": "dms.cli_office:worker",
}


class Commands(OneLineGroup, FlaskGroup):
    """Flask's command group over a table of lazily imported commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - fixed by click
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - fixed by click
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


def _app() -> Any:
    from dms import create_app

    return create_app(None)


@click.group(cls=Commands, create_app=_app, add_default_commands=False, add_version_option=False, load_dotenv=False)
def main() -> None:
    """Demeu: state support measures, from the application to the archive."""
