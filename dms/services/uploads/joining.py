"""The job behind a finished upload: the store joins the parts, what it holds is read and hashed, kept under its content
key, and claimed by the document, or its next version, in one transaction. It may be killed anywhere and run again."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from dms.errors import AppError, BadInput, OutsideTrouble
from dms.extensions import db
from dms.models import Case, File, FileUpload
from dms.queries import uploads
from dms.services import clock, files
from dms.services.files import told
from dms.services.files.incoming import Incoming
from dms.services.judging.kept import plain
from dms.services.later import later
from dms.services.unit import unit
from dms.services.uploads import aims
from dms.services.uploads.pieces import Pieces
from dms.services.uploads.words import CHANGED, GONE, why_refused
from storage.errors import Corrupt, NotFound, StorageError
from storage.port import Part, Upload, digest_source
from workflows.refusals import TransitionRefused
from workflows.text import Text


def order(row: FileUpload, now: datetime) -> None:
    """Orders the job for an upload whose parts have all arrived, in the caller's transaction, which holds the row."""
    row.stage, row.fault, row.touched_at = "joining", None, now
    later("join_upload", lock=f"upload-{row.id}", upload_id=row.id)


def join(upload_id: int) -> None:
    """Brings an upload to its end: a document, or words that say why not.

    Raises:
        OutsideTrouble: the store did not answer; the job is tried again.
    """
    row = db.session.get(FileUpload, upload_id, populate_existing=True)
    if row is None or row.stage == "sending":
        return
    if row.stage == "joining":
        try:
            _bring_in(upload_id, _kept(row))
        except OutsideTrouble:
            raise
        except AppError as error:
            db.session.rollback()
            _fail(upload_id, error.text)
    clear(upload_id)


def _bring_in(upload_id: int, file: File) -> None:
    """Claims a kept file, or says why not: then it waits, whole, for its person to do something else with it."""
    file_id = file.id
    try:
        _claim(upload_id, file)
    except (AppError, TransitionRefused) as error:
        db.session.rollback()
        _fail(upload_id, why_refused(error), file_id)


def _kept(row: FileUpload) -> File:
    """The joined bytes, read, judged and kept."""
    upload = Upload(row.key, row.upload_id)
    limit = current_app.config["SETTINGS"].max_upload_mb << 20
    name, owner = row.name, row.owner
    try:
        with files.store().join_upload(upload, [Part(*part) for part in row.parts]) as reading:
            pieces = Pieces(reading, row.size, row.part_size, row.digests)
            sha256 = digest_source(Incoming(pieces, limit)).sha256
    except NotFound as error:
        raise BadInput(GONE) from error
    except Corrupt as error:
        raise BadInput(CHANGED) from error
    except StorageError as error:
        raise OutsideTrouble(files.NOT_STORED) from error
    return files.keep_sent(upload, sha256, name=name, media_type="application/pdf", owner=owner)


def _claim(upload_id: int, file: File) -> None:
    with unit():
        row = uploads.lock_upload(upload_id)
        if row is None or row.stage != "joining":
            return
        now, (paper_id, file_id) = clock.now(), aims.put(row, file)
        # All at once, with nothing asked between: whatever asks the database first writes down what is half said.
        row.stage, row.document_id, row.file_id, row.touched_at = "done", paper_id, file_id, now


def _fail(upload_id: int, why: Text, file_id: int | None = None) -> None:
    with unit():
        row = uploads.lock_upload(upload_id)
        if row is None or row.stage != "joining":
            return
        now = clock.now()
        row.stage, row.fault, row.touched_at, row.file_id = "failed", plain(why), now, file_id
        if row.case_id is not None:
            told.not_taken(row, db.session.get_one(Case, row.case_id), why, now)


def clear(upload_id: int) -> None:
    """Removes what the store holds of an upload that has ended. The row goes on naming it until it is gone.

    Raises: OutsideTrouble when the store did not answer.
    """
    with unit():
        row = uploads.lock_upload(upload_id)
        if row is None or not row.key or row.stage not in ("done", "failed", "abandoned"):
            return
        try:
            files.store().abort_upload(Upload(row.key, row.upload_id))
        except StorageError as error:
            raise OutsideTrouble(files.NOT_STORED) from error
        row.key = row.upload_id = ""


def give_up(upload_id: int) -> None:
    """Says on the upload that the store did not answer, once the job's tries are used up: its parts stay. The person
    may have it tried again, and the sweep has it tried every hour."""
    with unit():
        row = uploads.lock_upload(upload_id)
        if row is not None and row.stage == "joining":
            row.stage, row.fault = "sending", plain(files.NOT_STORED)
