"""Commands of a running office: the job worker, the journal's check, the doctor."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from urllib.parse import urlsplit

import click
from flask import current_app
from flask.cli import with_appcontext

import dms.jobs.worker as jobs
from dms import replay as replaying
from dms import scope
from dms.cli.input import Fault, OneLineGroup
from dms.jobs import context
from dms.replay.papers import remade
from dms.services.files import scanner_health
from dms.services.journal import checking
from dms.signing import health
from storage.errors import StorageError
from storage.probe import probe
from storage.s3 import S3Store


@click.command("worker")
@click.option("--jobs-at-once", default=2, show_default=True, type=click.IntRange(1, 32))
@with_appcontext
def worker(jobs_at_once: int) -> None:
    """Run the job worker until it is told to stop."""
    jobs.run(context.application(), jobs_at_once)


@click.group("journal", cls=OneLineGroup)
def journal() -> None:
    """The journal of the office."""


@journal.command("verify")
@click.option("--case", "number", help="Only this case, by its registration number.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_appcontext
def verify(number: str | None, as_json: bool) -> None:
    """Walk the journal's chain and compare it with its heads. Exit status 1 when anything does not hold."""
    with scope.acting(scope.SYSTEM):
        found = checking.verify(number)
    if as_json:
        click.echo(json.dumps({"entries": found.entries, "faults": found.faults, "holds": not found.faults}))
    else:
        for fault in found.faults:
            click.echo(fault)
        click.echo(f"{found.entries} entries, {len(found.faults)} faults")
    sys.exit(1 if found.faults else 0)


@click.command("replay")
@click.option("--all", "every", is_flag=True, help="Every case.")
@click.option("--case", "number", help="Only this case, by its registration number.")
@click.option("--papers", is_flag=True, help="Make the generated papers again, too, and compare their words.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_appcontext
def replay(every: bool, number: str | None, papers: bool, as_json: bool) -> None:
    """Rebuild state, terms and sums of the cases from the journal and report differences; exit status 1 for any."""
    if every == (number is not None):
        raise click.UsageError("say --all, or --case NUMBER")
    with scope.acting(scope.SYSTEM):
        try:
            found = replaying.replay(number)
        except LookupError:
            raise click.UsageError(f"--case: no case has the number {number}") from None
        for difference in remade(number) if papers else ():
            found.papers += 1
            found.differences += [difference] if difference else []
    _tell(found, as_json)
    sys.exit(1 if found.differences else 0)


def _tell(found: replaying.Replay, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    for difference in found.differences:
        click.echo(str(difference))
    done = f"{found.cases} cases, {found.grants} grants, {found.papers} papers replayed"
    click.echo(f"{done}: {len(found.differences)} differences")


def _pages() -> str:
    """The origin of our pages, as browsers say it to the store."""
    address = urlsplit(current_app.config["SETTINGS"].public_url)
    return f"{address.scheme}://{address.netloc}"


@click.group("storage", cls=OneLineGroup)
def storage() -> None:
    """The store of files."""


@storage.command("prepare")
@with_appcontext
def prepare() -> None:
    """Make the bucket with versioning and object lock where it is missing, and let our pages send files into it. May be
    run again after DMS_PUBLIC_URL has changed."""
    store = current_app.extensions["store"]
    if not isinstance(store, S3Store):
        click.echo("a directory needs no preparation")
        return
    try:
        store.prepare((_pages(),))
    except StorageError as error:
        raise Fault(f"{type(error).__name__}: {error.detail}") from error
    click.echo(f"bucket {store.calls.bucket}: pages of {_pages()} may send files to {store.upload_origin()}")


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Look at what this installation stands on, and say what is amiss. Exit status 1 when something is."""
    amiss = False
    looked_at = [
        *(("storage", r.name, r.ok, r.detail) for r in probe(current_app.extensions["store"], _pages())),
        *(("signatures", r.name, r.ok, r.detail) for r in health.look(current_app.config["SETTINGS"])),
        *(("virus scan", r.name, r.ok, r.detail) for r in scanner_health.look(current_app.config["SETTINGS"])),
    ]
    for part, name, ok, detail in looked_at:
        mark = {True: "ok ", False: "BAD", None: " - "}[ok]
        amiss = amiss or ok is False
        click.echo(f"{mark} {part}: {name}: {detail}")
    sys.exit(1 if amiss else 0)
