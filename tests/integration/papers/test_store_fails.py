"""P20: a store or a disk that fails at any call of an upload never shows success: the person is told nothing that does
not hold, and when it is well again the same file goes on to its end."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dms.errors import AppError
from dms.extensions import db
from dms.models import FileUpload
from dms.services import files, uploads
from dms.services.uploads import joining
from storage import Corrupt, DirectoryStore, Full, Refused, Timeout, Unavailable, digest
from storage.errors import StorageError
from tests.fixtures import pdfs
from tests.fixtures.promises import Trial
from tests.integration.papers.conftest import Draft
from tests.integration.papers.sending import JSON, Sender

FAULTS: tuple[Callable[[], Exception], ...] = (
    lambda: Full("no room"),
    lambda: Unavailable("away"),
    lambda: Timeout("no answer"),
    lambda: Refused("not you"),
    lambda: Corrupt("other bytes"),
)
DISK = tuple(OSError(code, os.strerror(code)) for code in (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EMFILE))


class Failing:
    """A store, or a call of the system, that fails at its ``at``-th use and at every later one until it is well."""

    def __init__(self, at: int, fault: Callable[[], Exception]) -> None:
        self.left, self.fault, self.failed = at, fault, False

    def __call__(self) -> None:
        if self.left == 0:
            self.failed = True
            raise self.fault()
        self.left -= 1


class Store:
    def __init__(self, real: Any, fail: Failing) -> None:
        self._real, self._fail = real, fail

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        if name in ("upload_origin", "part_urls"):
            return found

        def call(*given: Any, **more: Any) -> Any:
            self._fail()
            return found(*given, **more)

        return call


def attempt(sender: Sender, body: bytes) -> str:
    """Sends and joins; how far it came: ``done`` is what a person takes for success."""
    begun = sender.begin(body, name="a.pdf")
    if begun.status_code != 200:
        return "refused"
    told = begun.json
    if told["state"] == "sending":
        sender.send(told, body)
    answer = sender.client.post(told["finish"], headers=JSON)
    if answer.status_code != 200 or answer.json["missing"]:
        return "unfinished"
    db.session.commit()
    row_id = db.session.scalars(select(FileUpload.id).where(FileUpload.public_id == told["id"])).one()
    try:
        uploads.join(row_id)
    except (AppError, StorageError):
        db.session.rollback()
    return str(sender.client.get(told["state_url"], headers=JSON).json.get("state"))


def holds(sender: Sender, body: bytes) -> bool:
    """Success was said: the document is there and its bytes are."""
    db.session.commit()
    row = db.session.scalars(select(FileUpload).where(FileUpload.stage == "done")).one()
    assert row.document is not None
    assert row.document.current is not None
    file = row.document.current.file
    return digest(files.store(), file.key).sha256 == hashlib.sha256(body).hexdigest()


@pytest.fixture
def own_store(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DirectoryStore:
    made = DirectoryStore(tmp_path / "store", min_free=0)
    monkeypatch.setitem(app.extensions, "store", made)
    return made


def end(sender: Sender, body: bytes) -> None:
    """The attempt's rows go, so that the next begins from nothing."""
    db.session.commit()
    for row in db.session.scalars(select(FileUpload)):
        db.session.delete(row)
    db.session.commit()


@pytest.mark.promise("P20")
def test_a_failing_store_never_shows_success(
    app: Flask, client: FlaskClient, draft: Draft, own_store: DirectoryStore, trial: Trial,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    sender = Sender(client, draft.case)
    for no, fault in enumerate(FAULTS[: trial.rounds(2, len(FAULTS))]):
        for at in range(50):
            body, fail = pdfs.good(mark=f"{no} {at}"), Failing(at, fault)
            app.extensions["store"] = Store(own_store, fail)
            said = attempt(sender, body)
            app.extensions["store"] = own_store
            trial.count(said != "done" or holds(sender, body))
            if said != "done":
                trial.count(attempt(sender, body) == "done" and holds(sender, body))
            end(sender, body)
            if not fail.failed:
                break
        else:
            raise AssertionError("an upload has no end")
    monkeypatch.setattr(joining.files, "keep_sent", careless)
    body = pdfs.good(mark="planted")
    trial.planted(attempt(sender, body) == "done" and not own_store.exists(files.file_key(sha(body))))


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def careless(_upload: Any, sha256: str, **_named: Any) -> Any:
    """The planted fault: a file is called stored while its store has failed."""
    row = files.File(status="stored", sha256=sha256, key=files.file_key(sha256), size=1, created_at=joining.clock.now())
    db.session.add(row)
    db.session.commit()
    return row


@pytest.mark.promise("P20")
@pytest.mark.parametrize("call", ["write", "fsync", "link", "replace"])
def test_a_failing_disk_never_shows_success(
    client: FlaskClient, draft: Draft, own_store: DirectoryStore, trial: Trial, monkeypatch: pytest.MonkeyPatch,
    call: str,
) -> None:  # fmt: skip
    sender, real = Sender(client, draft.case), getattr(os, call)
    root = str(own_store.root)
    for no, error in enumerate(DISK[: trial.rounds(2, len(DISK))]):
        for at in range(50):
            body, fail = pdfs.good(mark=f"{call} {no} {at}"), Failing(at, lambda error=error: error)

            def failing(*given: Any, fail: Failing = fail, **more: Any) -> Any:
                ours = not isinstance(given[0], int) or os.readlink(f"/proc/self/fd/{given[0]}").startswith(root)
                if ours:
                    fail()
                return real(*given, **more)

            with monkeypatch.context() as broken:
                broken.setattr(os, call, failing)
                said = attempt(sender, body)
            trial.count(said != "done" or holds(sender, body))
            if said != "done":
                trial.count(attempt(sender, body) == "done" and holds(sender, body))
            end(sender, body)
            if not fail.failed:
                break
        else:
            raise AssertionError("an upload has no end")
