"""The command ``dms`` as Flask's group of all ``commands``."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import FlaskGroup

from dms.cli.commands import COMMANDS, load
from dms.cli.input import Fault, OneLineGroup


class Commands(OneLineGroup, FlaskGroup):
    """Flask's command group over a table of lazily imported commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - fixed by click
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - fixed by click
        return load(name) if name in COMMANDS else None


def _app() -> Any:
    from dms import create_app
    from dms.config import ConfigError

    try:
        return create_app(None)
    except ConfigError as error:
        raise Fault(str(error)) from error


@click.group(cls=Commands, create_app=_app, add_default_commands=False, add_version_option=False, load_dotenv=False)
def main() -> None:
    """Demeu: state support measures, from the application to the archive."""
