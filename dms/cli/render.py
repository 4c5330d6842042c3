"""``dms render``: a form of the order filled from JSON, as PDF. Needs no database. Bad input is one line on standard
error that names the field, and exit status 2."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from dms.cli.input import Fault, OneLineCommand, read_input
from dms.rules_io.fields import BadField
from dms.rules_io.strict_json import parse_json
from forms.annexes.contexts import ANNEXES, ContextError, from_json, schema
from forms.annexes.contexts.samples import sample
from forms.annexes.render import LANGS, AnnexError, Lang
from forms.annexes.render import render as render_form


@click.command(cls=OneLineCommand)
@click.argument("form", type=click.Choice(list(ANNEXES)), metavar="FORM")
@click.option("--input", "source", metavar="FILE.json", help="The filled-in form, - for standard input.")
@click.option("--lang", type=click.Choice(LANGS), help="Language of the form.")
@click.option("--output", "target", metavar="FILE.pdf", help="Where the PDF goes.")
@click.option("--schema", "only_schema", is_flag=True, help="Print the JSON schema of the input.")
@click.option("--sample", "only_sample", is_flag=True, help="Print a filled-in sample input.")
def render(
    form: str, source: str | None, lang: Lang | None, target: str | None, only_schema: bool, only_sample: bool
) -> None:
    """Make the PDF of FORM: annex-1, annex-2, annex-3, annex-4 or annex-5."""
    if only_schema:
        _print_json(schema(form))
        return
    if only_sample:
        _print_json(sample(form))
        return
    for option, value in (("--input", source), ("--lang", lang), ("--output", target)):
        if not value:
            raise Fault(f"{option}: required option is missing")
    if source and lang and target:
        _write(target, _pdf(form, source, lang))


def _pdf(form: str, source: str, lang: Lang) -> bytes:
    try:
        context = from_json(form, parse_json(read_input("--input", source), "--input"))
        return render_form(form, context, lang)
    except ContextError as error:
        raise Fault(str(error) if error.path else f"--input: {error}") from error
    except (BadField, AnnexError) as error:
        raise Fault(str(error)) from error


def _write(target: str, pdf: bytes) -> None:
    try:
        Path(target).write_bytes(pdf)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not a file name"
        raise Fault(f"--output: cannot be written: {reason}") from error


def _print_json(answer: Any) -> None:
    # Bytes, so that a terminal without UTF-8 cannot turn Kazakh letters into an error.
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1).encode())
