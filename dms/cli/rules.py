"""``dms deadlines`` and ``dms calculate``: the rules without a database. Bad input is one line on standard error that
names the field, and exit status 2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from dms.cli.input import Fault, OneLineCommand, read_input
from dms.rules_io.answers import deadlines_json, encode, results_json
from dms.rules_io.fields import BadField
from dms.rules_io.moments import OPTIONS, read_deadlines
from dms.rules_io.requests import calculated, read_requests
from workflows.calculation import Result
from workflows.calendar import Calendar
from workflows.clock import local
from workflows.deadlines import Deadlines
from workflows.money import format_tenge
from workflows.programmes.editions import PROGRAMMES
from workflows.text import LANGS

F = TypeVar("F", bound=Callable[..., Any])


def _common(command: F) -> F:
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)
    return click.option("--lang", type=click.Choice(LANGS), default="kk", help="Language of the words.")(command)


@click.command(cls=OneLineCommand)
@click.argument("programme", type=click.Choice(PROGRAMMES), metavar="PROGRAMME")
@click.option("--submitted", multiple=True, required=True, metavar="MOMENT", help="May be given many times.")
@click.option("--completeness-done", metavar="MOMENT", help="Starts substantive_review; domestic-342 only.")
@click.option("--hearing-notice", metavar="MOMENT", help="Starts the term of the hearing.")
@_common
def deadlines(
    programme: str,
    submitted: tuple[str, ...],
    completeness_done: str | None,
    hearing_notice: str | None,
    as_json: bool,
    lang: str,
) -> None:
    """Terms of an application that came in at --submitted, with every day off on the way."""
    more = {"completeness_done": completeness_done, "hearing_notice": hearing_notice}
    found = [_terms(programme, {"submitted": text, **more}) for text in submitted]
    if as_json:
        answers = [deadlines_json(item, lang) for item in found]
        _print_json(answers if len(answers) > 1 else answers[0])
        return
    for item in found:
        _print_deadlines(item, lang)


@click.command(cls=OneLineCommand)
@click.argument("file", metavar="FILE.json")
@_common
def calculate(file: str, as_json: bool, lang: str) -> None:
    """Sums to reimburse for the applications in FILE.json, - for standard input."""
    try:
        results = calculated(read_requests(read_input("FILE", file)))
    except BadField as error:
        raise Fault(str(error)) from error
    if as_json:
        _print_json(results_json(results, lang))
        return
    for result in results if isinstance(results, list) else [results]:
        _print_result(result, lang)


def _terms(programme: str, told: dict[str, str | None]) -> Deadlines:
    try:
        return read_deadlines(programme, told, Calendar.shipped(), names=OPTIONS)
    except BadField as error:
        raise Fault(str(error)) from error


def _print_json(answer: object) -> None:
    # Bytes, so that a terminal without UTF-8 cannot turn Kazakh letters into an error.
    click.echo(encode(answer), nl=False)


def _print_deadlines(item: Deadlines, lang: str) -> None:
    mark = " (edition assumed)" if item.edition_assumed else ""
    click.echo(f"{item.programme}  {item.edition}{mark}")
    click.echo(f"{'submitted_at':<20} {local(item.submitted_at):%Y-%m-%d %H:%M:%S}")
    click.echo(f"{'registered_at':<20} {item.registered_at:%Y-%m-%d %H:%M:%S}")
    for term in item.terms:
        mark = "  provisional" if term.provisional else ""
        click.echo(f"{term.key:<20} {term.due_at:%Y-%m-%d %H:%M}  {term.clause:<7} {term.title.get(lang)}{mark}")
        for day in term.skipped:
            click.echo(f"{'':<20} - {day.date} {day.why.get(lang)}")


def _print_result(result: Result, lang: str) -> None:
    mark = " (edition assumed)" if result.edition_assumed else ""
    click.echo(f"{result.programme}  {result.edition}{mark}")
    for step in result.trace:
        click.echo(f"{step.clause:<9} {step.step.get(lang)}: {step.result}")
    for line in result.lines:
        click.echo(f"{line.id:<9} {format_tenge(line.granted)}  {line.refused_because or ''}".rstrip())
    click.echo(f"{result.outcome.value:<9} {format_tenge(result.total)}  {result.clause or ''}".rstrip())
