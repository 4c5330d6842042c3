"""``dms package verify``: whether an archive package proves itself. Needs neither database nor network."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import click

from dms.cli.input import Fault, OneLineCommand, OneLineGroup, read_input
from dms.config import ConfigError
from dms.packages import Report
from dms.signing.anchors import ANCHORS_FILE, DEMO_FOLDER, Anchors

WHOM_TO_TRUST = (
    "Signatures prove nothing while nobody is trusted: name the root certificates that you fetched from the "
    "certification authority yourself with --anchors FILE.pem. A package of the demo is signed by the demo's own "
    f"authority: --anchors var/{DEMO_FOLDER}/{ANCHORS_FILE}"
)


@click.group("package", cls=OneLineGroup)
def package() -> None:
    """Archive packages."""


@package.command("verify", cls=OneLineCommand)
@click.argument("file", metavar="FILE.zip", type=click.Path(path_type=Path))
@click.option("--anchors", "anchors_file", metavar="FILE.pem", help="Root certificates to trust.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(file: Path, anchors_file: str | None, as_json: bool) -> None:
    """Check every checksum, the completeness, the journal's chain and every signature of a package.

    Signatures hold only under root certificates that are trusted: those of --anchors, else of DMS_TRUST_ANCHORS. For a
    package of the demo: --anchors var/demo-ca/anchors.pem.

    Exit status 0 when all holds, 1 when anything does not, each failed file or entry named."""
    from dms.packages import verify as check

    anchors = _anchors(anchors_file)
    try:
        report = check(file, anchors)
    except OSError as error:
        raise Fault(f"FILE: cannot be read: {error.strerror or 'not a file'}") from error
    _print(file, report, as_json)
    sys.exit(0 if report.holds else 1)


def _anchors(given: str | None) -> Anchors | None:
    """Those handed in, else those of the installed configuration; None where nobody is trusted."""
    if given is not None:
        return _read("--anchors", read_input("--anchors", given))
    files = [path for path in (os.environ.get("DMS_TRUST_ANCHORS", ""), _of_demo()) if path]
    found = [_read("DMS_TRUST_ANCHORS", read_input("DMS_TRUST_ANCHORS", path)) for path in files]
    return Anchors(
        tuple(root for one in found for root in one.roots), tuple(c for one in found for c in one.intermediates)
    ) if found else None  # fmt: skip


def _of_demo() -> str:
    """The demo authority's anchors, where this is configured as a demo and it has been made."""
    path = Path(os.environ.get("DMS_VAR", "var")) / DEMO_FOLDER / ANCHORS_FILE
    return str(path) if os.environ.get("DMS_DEMO", "").lower() in ("1", "true") and path.exists() else ""


def _read(field: str, data: bytes) -> Anchors:
    """A text of PEM and nothing else: the certificates that lie inside a package must not be taken by mistake."""
    if b"\0" in data:
        raise Fault(f"{field}: is not a PEM file")
    try:
        return Anchors.from_pem(data, name=field)
    except ConfigError as error:
        raise Fault(str(error)) from error


def _print(file: Path, report: Report, as_json: bool) -> None:
    if as_json:
        answer = {"package": file.name, "holds": report.holds, "files": report.files, "entries": report.entries,
                  "signatures": report.signatures, "faults": [asdict(fault) for fault in report.faults]}  # fmt: skip
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1).encode())
        return
    for fault in report.faults:
        click.echo(str(fault).encode())
    if any(fault.kind == "untrusted" for fault in report.faults):
        click.echo(WHOM_TO_TRUST.encode())
    word = "holds" if report.holds else "DOES NOT HOLD"
    click.echo(
        f"{file.name} {word}: {report.files} files, {report.entries} journal entries, {report.signatures} signatures, "
        f"{len(report.faults)} faults".encode()
    )
