"""``dms law``: editions laid out, compared, and tried on the cases of the office. Bad input is one line on standard
error, exit status 2; only ``impact`` needs a database."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dms.cli.input import Fault, OneLineCommand, OneLineGroup, read_input
from dms.rules_io.draft_fields import schema as draft_schema
from dms.rules_io.drafts import read_draft
from dms.rules_io.editions import difference_json, entry_json
from dms.rules_io.fields import BadField
from workflows.programmes import Edition, by_name, known_names
from workflows.programmes.differences import CHANGE_TITLES, Change, Difference, differences
from workflows.programmes.editions import PROGRAMMES
from workflows.programmes.layout import GROUP_TITLES, Entry, layout
from workflows.text import LANGS, Text

F = TypeVar("F", bound=Callable[..., Any])


@click.group(cls=OneLineGroup)
def law() -> None:
    """Editions of a programme's law: what one says, what a new one changes, who would be decided differently."""


def _common(command: F) -> F:
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)
    return click.option("--lang", type=click.Choice(LANGS), default="en", help="Language of the words.")(command)


def edition_at(argument: str, text: str) -> Edition:
    """The edition of this name, or the draft in this file. Raises Fault."""
    if text in known_names():
        return by_name(text)
    is_file = text == "-" or Path(text).suffix in (".toml", ".json") or Path(text).is_file()
    if not is_file:
        shown = text if text.isprintable() else repr(text)
        raise Fault(f"{argument}: {shown} is not an edition nor a file; editions: {', '.join(known_names())}")
    data = read_input(argument, text)
    as_json = Path(text).suffix == ".json" or data.lstrip()[:1] == b"{"
    try:
        return read_draft(data, as_json=as_json)
    except BadField as error:
        raise Fault(f"{text}: {error}") from error


@law.command("show", cls=OneLineCommand)
@click.argument("edition", metavar="EDITION", required=False)
@_common
def show(edition: str | None, as_json: bool, lang: str) -> None:
    """Every provision of EDITION with its clause; without it, the editions that are known."""
    if edition is None:
        known = [by_name(name) for name in known_names()]
        rows = [{"edition": law.name, "programme": law.programme, "since": law.since.isoformat()} for law in known]
        if as_json:
            _print(rows)
        for row in () if as_json else rows:
            click.echo("  ".join(row.values()))
        return
    entries = layout(edition_at("EDITION", edition))
    if as_json:
        _print([entry_json(entry, lang) for entry in entries.values()])
        return
    for entry in entries.values():
        click.echo(_line(entry, lang))


@law.command("schema", cls=OneLineCommand)
def schema() -> None:
    """The JSON schema of the file of a draft edition."""
    _print(draft_schema(known_names()))


@law.command("diff", cls=OneLineCommand)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@_common
def diff(old: str, new: str, as_json: bool, lang: str) -> None:
    """What changes from OLD to NEW: provisions added, taken out, changed, each with its clause."""
    before, after = edition_at("OLD", old), edition_at("NEW", new)
    try:
        found = differences(before, after)
    except ValueError as error:
        raise Fault(f"NEW: {error}") from error
    if as_json:
        changes = [difference_json(one, lang) for one in found]
        _print({"programme": after.programme, "old": before.name, "new": after.name, "changes": changes})
        return
    click.echo(f"{after.programme}: {before.name} -> {after.name}")
    for one in found:
        _print_difference(one, lang)
    told = [f"{sum(one.change is change for one in found)} {CHANGE_TITLES[change].get(lang)}" for change in Change]
    click.echo(", ".join(told))


def _print_difference(one: Difference, lang: str) -> None:
    mark = {Change.ADDED: "+", Change.REMOVED: "-", Change.CHANGED: "~"}[one.change]
    click.echo(f"{mark} {_line(one.entry, lang)}")
    for turn in one.turns:
        click.echo(f"    {turn.name}: {_said(turn.old, lang)} -> {_said(turn.new, lang)}")


def _line(entry: Entry, lang: str) -> str:
    value = ", ".join(f"{name} {text}" for name, text in entry.value.items() if text)
    told = f"{GROUP_TITLES[entry.group].get(lang)}: {entry.title.get(lang)}"
    return f"{entry.clause or '-':<12} {entry.name:<32} {told}" + (f" [{value}]" if value else "")


def _said(value: str | Text, lang: str) -> str:
    return (value.get(lang) if isinstance(value, Text) else value) or "-"


def _print(answer: object) -> None:
    # Bytes, so that a terminal without UTF-8 cannot turn Kazakh letters into an error.
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1).encode())


@law.command("impact", cls=OneLineCommand)
@click.argument("new", metavar="NEW...", nargs=-1, required=True)
@click.option("--programme", type=click.Choice(PROGRAMMES), help="Only an edition of this programme.")
@_common
def impact(new: tuple[str, ...], programme: str | None, as_json: bool, lang: str) -> None:
    """Past and open cases under the edition NEW: who would be decided differently, by which clause, for how much."""
    editions = [edition_at("NEW", text) for text in new]
    for edition in editions:
        if programme not in (None, edition.programme):
            raise Fault(f"NEW: {edition.name} is an edition of {edition.programme}, not of {programme}")
    # Asking the rules alone must not wait for the application.
    from flask.cli import ScriptInfo

    from dms import create_app
    from dms.impact.telling import tell

    office = click.get_current_context().find_object(ScriptInfo)
    with (office.load_app() if office else create_app(None)).app_context():
        tell(editions, as_json=as_json, lang=lang)
