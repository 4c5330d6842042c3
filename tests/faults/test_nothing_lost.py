"""P1: what a person was told is there is never lost. The web process, the job worker, the database and the store are
killed while files are on their way; afterwards every file that was told of is a document with its own bytes, no
document claims a file without bytes, and what is left over belongs to somebody or is swept."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from dms.extensions import db
from dms.models import Document, DocumentVersion, File, FileUpload
from dms.platform import migrate
from dms.platform.postgres import Server, Urls
from dms.services import files, uploads
from storage import S3Store, digest, open_store
from storage.errors import NotFound
from tests.faults.hands import body_of
from tests.faults.killing import (
    DIRECTORY,
    S3,
    SIZE,
    Office,
    inside,
    kill_around,
    kill_database,
    kill_processes,
    opened,
    revive_database,
)
from tests.fixtures.application import Clock
from tests.fixtures.promises import Trial
from tests.servers.ceph import Ceph


@pytest.fixture
def server() -> Iterator[Server]:
    """A database server that may be killed: it keeps what it has committed."""
    folder = Path(tempfile.mkdtemp(prefix="demeu-killed-"))  # not pytest's own: the server's account must get there
    made = Server(folder / "postgres", durable=True)
    try:
        migrate.upgrade(made.start().owner)
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def lost(office: Office) -> list[str]:
    """What does not hold, one line each; empty when all does."""
    faults: list[str] = []
    with inside(office.app):
        for upload, number in office.told.safe.items():
            row = db.session.get(FileUpload, upload)
            if row is None or row.document is None or row.document.current is None:
                faults.append(f"{number}: told, and no document")
                continue
            expected = hashlib.sha256(body_of(number, SIZE)).hexdigest()
            faults += [f"{number}: {word}" for word in spoilt(row.document.current.file, expected)]
        claimed = select(File).join(DocumentVersion).join(Document).where(Document.origin == "uploaded")
        for file in db.session.scalars(claimed):
            faults += [f"claimed {file.public_id}: {word}" for word in spoilt(file, file.sha256 or "")]
    return faults


def spoilt(file: File, sha256: str) -> list[str]:
    try:
        found = digest(files.store(), file.key, version_id=file.version_mark or None).sha256
    except NotFound:
        return ["no bytes"]
    return [] if found == sha256 else ["other bytes"]


def strangers(office: Office) -> list[str]:
    """What lies in the store after the sweep and belongs to nobody."""
    standing = Clock()
    office.app.config["CLOCK"] = standing
    with inside(office.app):
        latest = db.session.scalars(select(FileUpload.touched_at).order_by(FileUpload.touched_at.desc()).limit(1)).one()
        standing.set(latest + timedelta(days=10))
        for sweep in (uploads.sweep, files.sweep):
            while sweep():
                pass
        store = files.store()
        store.sweep_unfinished(timedelta(seconds=-60))  # what no row names: the store's own days, made short
        named = set(db.session.scalars(select(File.key)))
        return [item.key for item in store.items() if item.key not in named]


def judge(office: Office, trial: Trial, kills: int) -> None:
    faults = lost(office) + [f"left over: {key}" for key in strangers(office)]
    for _ in range(kills):
        trial.count(True)
    for _ in faults:
        trial.count(False)
    assert faults == [], f"{kills} kills, {len(office.told.safe)} acknowledged"


@pytest.mark.slow
@pytest.mark.promise("P1")
def test_web_worker_and_database_are_killed(server: Server, tmp_path: Path, trial: Trial) -> None:
    with opened(server.urls(), tmp_path, DIRECTORY) as office:
        kill_processes(office, trial.rounds(24, 480))
        kills = office.told.kills
        kills += kill_around(
            office, trial.rounds(2, 60), lambda: kill_database(server), lambda: revive_database(server)
        )
        judge(office, trial, kills)
    folder = tmp_path / "planted"
    folder.mkdir()
    with opened(server.urls(), folder, DIRECTORY) as careless:
        kill_processes(careless, 30, planted=True)
        trial.planted(bool(lost(careless)))


@pytest.mark.s3
@pytest.mark.slow
@pytest.mark.xdist_group("s3")
@pytest.mark.promise("P1")
def test_the_store_is_killed(fresh_database: Urls, ceph: Ceph, tmp_path: Path, trial: Trial) -> None:
    store = open_store(ceph.url("killed"))
    assert isinstance(store, S3Store)
    store.prepare()
    with opened(fresh_database, tmp_path, S3, DMS_STORAGE_URL=ceph.url("killed")) as office:
        kill_processes(office, trial.rounds(12, 60))
        kills = office.told.kills
        kills += kill_around(office, trial.rounds(2, 60), ceph.kill_gateway, ceph.start_gateway)
        judge(office, trial, kills)
