"""What the commands that scripts rely on share: bad input is told on one line of standard error, exit status 2."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, Any

import click


class Fault(click.ClickException):
    """Bad input, told on one line."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(" ".join(self.format_message().split()), file=file, err=True)


class OneLineCommand(click.Command):
    """A command whose usage errors, too, take one line. Called without any argument a group still shows its help."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise Fault(error.format_message()) from error


class OneLineGroup(OneLineCommand, click.Group):
    """A group that tells an unknown command on one line."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise Fault(error.format_message()) from error


def read_input(field: str, file: str) -> bytes:
    """The bytes of ``file``, ``-`` for standard input. Raises Fault naming ``field``."""
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not a file name"
        raise Fault(f"{field}: cannot be read: {reason}") from error
