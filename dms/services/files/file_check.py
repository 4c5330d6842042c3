"""The checks of an attached file, done by jobs: the virus scan where it is required, then the look inside by the child
process, then the move of the document and the pictures of its pages. Each job may run twice and be killed anywhere."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import text

from dms import pdf
from dms.errors import OutsideTrouble
from dms.events import Event
from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, File
from dms.services import clock, files, journal, moves
from dms.services.files import told
from dms.services.judging.law import cited
from dms.services.later import later
from dms.services.unit import unit
from storage.errors import StorageError
from storage.port import CHUNK
from storage.scanner import Reason, Scan, Scanner, Verdict
from workflows.documents import DocumentAction, DocumentState
from workflows.text import Text

NOT_CHECKED = Text(
    "Файлды тексеру аяқталмады, жүйе қайталайды.",
    "Проверка файла не завершилась, система ее повторит.",
    "The check of the file did not end; the system will repeat it.",
)

#: Children of one file that the machine killed, after which the file itself is called too heavy.
MOST_DEATHS = 5


def scanning() -> bool:
    """Whether nothing is shown or submitted before the virus scanner has called it clean."""
    return bool(current_app.config["SETTINGS"].scanner == "required")


def order(version: DocumentVersion) -> None:
    """Orders the checks of a new version in the caller's transaction."""
    if scanning():
        later("scan_file", version_id=version.id)
    else:
        later("check_file", version_id=version.id)


def scan(version_id: int) -> None:
    """Asks the virus scanner; only its own clean bill lets the file go on to ``check``.

    Raises:
        OutsideTrouble: no answer that counts; the file waits, the job is tried again.
    """
    version = db.session.get(DocumentVersion, version_id)
    if version is None or version.scan_status in ("clean", "infected"):
        return
    try:
        with files.read(version.file) as reading:
            found = Scanner(current_app.config["SETTINGS"].scanner_address).scan(reading)
    except StorageError as error:
        raise OutsideTrouble(files.NOT_READ) from error
    _keep_scan(version_id, found)
    if found.verdict is Verdict.NOT_SCANNED and found.reason is not Reason.TOO_LARGE:
        raise OutsideTrouble(NOT_CHECKED)


def _keep_scan(version_id: int, found: Scan) -> None:
    with unit():
        version = _held(version_id)
        if version.scan_status in ("clean", "infected"):
            return
        if found.verdict is Verdict.CLEAN:
            version.scan_status = "clean"
            version.findings = [row for row in version.findings if not row["code"].startswith("scan_")]
            later("check_file", version_id=version.id)
        elif found.verdict is Verdict.INFECTED:
            version.scan_status, version.check_status = "infected", "refused"
            version.findings = [{"code": "infected", "detail": found.signature}]
            _settle(version)
        else:
            version.scan_status = "waiting"
            code = "scan_too_large" if found.reason is Reason.TOO_LARGE else "scan_waits"
            known = any(row["code"] == code for row in version.findings)
            at = clock.machine_now().isoformat()
            version.findings = [{"code": code, "detail": found.reason.value, "at": at}]
            if code == "scan_too_large" and not known and version.document.case_id:
                told.refused(version, db.session.get_one(Case, version.document.case_id), clock.now())


def check(version_id: int) -> None:
    """Looks inside the file in the child process and settles what the document is.

    Raises:
        OutsideTrouble: the store or the child gave no answer; the job is tried again.
    """
    version = db.session.get(DocumentVersion, version_id)
    if version is None or version.check_status != "waiting":
        return
    if scanning() and version.scan_status != "clean":
        return  # the scan's own job comes first and orders this one anew
    try:
        with local_copy(version.file) as path:
            found = examined(path)
    except ChildKilled:
        _count_death(version_id)
        raise
    with unit():
        version = _held(version_id)
        if version.check_status != "waiting":
            return
        version.pages = found.pages
        version.check_status = "sound" if found.sound else "refused"
        version.findings = [{"code": code} for code in found.codes]
        version.traits = found.traits
        if version.scan_status == "waiting":
            version.scan_status = "not_scanned"
        _settle(version)


class ChildKilled(OutsideTrouble):
    """The machine ended the child: trouble of the outside, unless it comes with one file again and again."""


def _count_death(version_id: int) -> None:
    with unit():
        version = _held(version_id)
        if version.check_status == "waiting":
            others = [row for row in version.findings if row["code"] != "check_failed"]
            version.findings = [*others, {"code": "check_failed", "deaths": _deaths(version) + 1}]


def _deaths(version: DocumentVersion) -> int:
    return sum(int(row.get("deaths", 0)) for row in version.findings)


def examined(path: Path) -> pdf.Examination:
    """Raises: OutsideTrouble when the child was killed from outside or gave no answer."""
    try:
        return pdf.examine(path)
    except pdf.ChildKilled as error:
        raise ChildKilled(NOT_CHECKED) from error
    except pdf.ChildGone as error:
        raise OutsideTrouble(NOT_CHECKED) from error


def _held(version_id: int) -> DocumentVersion:
    """The version, read afresh, its document locked: two jobs settle one document after another."""
    version = db.session.get_one(DocumentVersion, version_id, populate_existing=True)
    db.session.get_one(Document, version.document_id, with_for_update=True, populate_existing=True)
    return version


def _settle(version: DocumentVersion) -> None:
    """The document's move by what the checks found, and what follows."""
    paper = db.session.get_one(Document, version.document_id)
    case = db.session.get_one(Case, paper.case_id) if paper.case_id else None
    sound = version.check_status == "sound"
    newest = paper.current is not None and paper.current.id == version.id
    if newest and paper.state == DocumentState.UPLOADED:
        action = DocumentAction.CHECK if sound else DocumentAction.REJECT
        moves.move_document(case, paper, action, moves.SYSTEM, clock.now())
    if not sound and newest and case is not None:
        told.refused(version, case, clock.now())
    if sound:
        later("make_previews", document_id=paper.id)
        later("read_text", version_id=version.id)
        if version.no > 1:
            later("compare_versions", version_id=version.id)
    journal.write(
        Event.DOCUMENT_CHECKED, actor=None, at=clock.now(), case=case,
        clause=cited(case.programme, "342:17", "314:16") if case and not paper.letter_id else "",
        facts=_told(paper, version),
    )  # fmt: skip


def _told(paper: Document, version: DocumentVersion) -> dict[str, Any]:
    return {
        "document": paper.public_id,
        "kind": paper.kind,
        "result": version.check_status,
        "scan": version.scan_status,
        "findings": [row["code"] for row in version.findings],
        "sha256": version.file.sha256,
    }


@contextmanager
def local_copy(file: File) -> Iterator[Path]:
    """The file's bytes on this machine's disk, as long as the block runs.

    Raises:
        OutsideTrouble: the store does not give them.
    """
    folder = current_app.config["SETTINGS"].var / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix="check-", suffix=".pdf") as copy:
        try:
            with files.read(file) as reading:
                while chunk := reading.read(CHUNK):
                    copy.write(chunk)
        except StorageError as error:
            raise OutsideTrouble(files.NOT_READ) from error
        copy.flush()
        yield Path(copy.name)


def give_up(version_id: int) -> None:
    """Says on the file that its check did not succeed, once the job's tries are used up; a later sweep orders it
    again. It is refused for nothing that was not found, unless its children were killed again and again over hours."""
    with unit():
        version = _held(version_id)
        if version.check_status != "waiting":
            return
        if _deaths(version) >= MOST_DEATHS:
            version.check_status, version.findings = "refused", [{"code": "too_heavy"}]
            _settle(version)
        elif not version.findings:
            version.findings = [{"code": "check_failed"}]


#: A file whose job has gone (tries used up, scanner switched on or off meanwhile) gets a new one, but no more than one
#: an hour; one too large for the scanner every day, since what it takes may be raised. All by the machine's clock.
FORGOTTEN = text(
    """
    SELECT v.id, v.scan_status FROM document_versions v JOIN documents d ON d.id = v.document_id
    WHERE d.origin <> 'generated' AND d.removed_at IS NULL
      AND (v.check_status = 'waiting' OR (:scanning AND v.check_status = 'sound' AND v.scan_status <> 'clean'))
      AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs j
        WHERE j.task_name IN ('check_file', 'scan_file') AND (j.args->>'version_id')::bigint = v.id
          AND (j.status IN ('todo', 'doing') OR EXISTS (
            SELECT 1 FROM procrastinate_events e WHERE e.job_id = j.id AND e.at > now() - interval '1 hour')))
      AND NOT (v.findings @> '[{"code": "scan_too_large"}]' AND coalesce(v.findings->0->>'at', '') > :yesterday)
    ORDER BY v.id LIMIT 200
    """
)


def order_forgotten() -> int:
    """Orders the checks of files that wait without a job; returns how many."""
    yesterday = (clock.machine_now() - timedelta(days=1)).isoformat()
    rows = db.session.execute(FORGOTTEN, {"scanning": scanning(), "yesterday": yesterday}).all()
    for row in rows:
        name = "scan_file" if scanning() and row.scan_status != "clean" else "check_file"
        later(name, version_id=row.id)
    db.session.commit()
    return len(rows)
