"""P13 from end to end: what no scanner has called clean is served to nobody, and somebody is told."""

from __future__ import annotations

import io
import socket
import time
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dms.errors import AppError, OutsideTrouble
from dms.extensions import db
from dms.models import Document, DocumentVersion, Notice, User
from dms.services import clock, correspondence, files
from dms.services.correspondence import Told
from dms.services.files import attach, file_check, lone_files, pictures, scan_alarm, serving
from dms.services.files.file_status import status_of
from dms.services.versions import comparing, renewing
from storage import scanner as scanner_room
from tests.fixtures import pdfs, people
from tests.fixtures.application import Clock
from tests.fixtures.promises import Trial
from tests.integration.papers.conftest import Draft
from tests.integration.papers.reaching import ENDS, reached, served
from tests.servers.clamd import MARKER, Clamd
from tests.servers.impostor import answering, impostor
from tests.servers.ports import free_port
from tests.unit.dms.pdf.test_differences import written
from workflows.letter_kinds import LetterKind


def slow(connection: socket.socket) -> None:
    try:
        while connection.recv(1 << 16):
            time.sleep(0.05)
    except OSError:
        return


class Watched:
    """A case with one sound file in an application that requires a scanner, as far as nobody has scanned it."""

    def __init__(self, app: Flask, client: FlaskClient, draft: Draft, clerk: User, monkeypatch: Any) -> None:
        self.app, self.client, self.draft, self.clerk, self.monkeypatch = app, client, draft, clerk, monkeypatch
        self.administrator = people.make_staff("administrator")
        monkeypatch.setattr(scanner_room.Scanner.__init__, "__kwdefaults__", {
            "connect_seconds": 1.0, "scan_seconds": 1.0, "max_bytes": None,
        })  # fmt: skip

    def use(self, address: str) -> None:
        settings = replace(self.app.config["SETTINGS"], scanner="required", scanner_address=address)
        self.monkeypatch.setitem(self.app.config, "SETTINGS", settings)

    def put(self, body: bytes) -> DocumentVersion:
        paper = attach.upload(self.draft.case, self.draft.head, "contract", io.BytesIO(body), "құжат.pdf")
        assert paper.current is not None
        return paper.current

    def scan(self, version: DocumentVersion) -> None:
        """As its job does, with all that would follow a scan."""
        try:
            file_check.scan(version.id)
        except OutsideTrouble:
            db.session.rollback()
        for follow in (lambda: file_check.check(version.id), lambda: pictures.make(version.document_id)):
            try:
                follow()
            except AppError:
                db.session.rollback()

    def is_held(self, version: DocumentVersion) -> bool:
        """Nothing is served, the file waits and says so, and after its time the administrator is told."""
        db.session.expire_all()
        waits = version.scan_status == "waiting" and version.check_status == "waiting"
        told = status_of(version.document)
        self.told = told.status
        says = told.status in ("checking", "unscanned") and bool(told.reasons)
        with self.monkeypatch.context() as later:
            later.setattr(scan_alarm, "PATIENCE", -scan_alarm.PATIENCE)
            for _ in range(2):
                scan_alarm.raise_due()
        alarmed = db.session.scalars(select(Notice).where(Notice.code == scan_alarm.SILENT)).all()
        mine = served(self.client, self.draft, self.draft.head)
        return waits and says and len(alarmed) == 1 and served(self.client, self.draft, self.clerk) + mine == 0


@pytest.fixture
def watched(app: Flask, client: FlaskClient, draft: Draft, clerk: User, monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(app, client, draft, clerk, monkeypatch)


LIES = {
    "garbled": b"\xff\xfe\x00 stream OK\0",
    "cut off": b"stream: OK",
    "empty": b"",
    "error": b"INSTREAM: Can't allocate memory ERROR\0",
    "of another": b"/tmp/x: OK\0",
}


@pytest.mark.promise("P13")
@pytest.mark.parametrize("kind", [*LIES, "slow", "down", "socket that is not there"])
def test_scanner_in_trouble_serves_nothing(watched: Watched, trial: Trial, kind: str) -> None:
    if kind in ("down", "socket that is not there"):
        watched.use(f"127.0.0.1:{free_port()}" if kind == "down" else "/no/such/socket")
        version = watched.put(pdfs.good())
        watched.scan(version)
        trial.count(watched.is_held(version))
        return
    with impostor(slow if kind == "slow" else answering(LIES[kind])) as address:
        watched.use(address)
        version = watched.put(pdfs.good())
        watched.scan(version)
    trial.count(watched.is_held(version))


@pytest.mark.clamav
@pytest.mark.promise("P13")
@pytest.mark.parametrize("trouble", ["over its limit", "killed in mid-stream", "no signatures"])
def test_real_scanner_in_trouble_serves_nothing(
    watched: Watched, new_clamd: Clamd, trial: Trial, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    watched.use(new_clamd.address)
    version = watched.put(
        pdfs.good() + b"%" + b"x" * (3 << 20) + b"\n%%EOF\n" if trouble != "no signatures" else pdfs.good()
    )
    if trouble == "killed in mid-stream":
        send_piece = scanner_room._Call.send

        def kill_after(self: Any, data: bytes) -> None:
            if len(data) > 1 << 10:
                new_clamd.stop()
            send_piece(self, data)

        monkeypatch.setattr(scanner_room._Call, "send", kill_after)
    if trouble == "no signatures":
        assert new_clamd.restart_without_signatures() is False, "it does not start without them"
    watched.scan(version)
    trial.count(watched.is_held(version))
    if trouble == "over its limit":
        assert watched.told == "unscanned", "never clean, and nothing more is to come"


@pytest.mark.clamav
@pytest.mark.promise("P13")
def test_scanner_that_is_well_serves_and_one_believed_blindly_is_seen(
    watched: Watched, clamd: Clamd, trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: whatever the scanner says is taken for a clean bill."""
    watched.use(clamd.address)
    clean, ill = watched.put(pdfs.good()), watched.put(pdfs.good(2) + b"%" + MARKER + b"\n%%EOF\n")
    for version in (clean, ill):
        watched.scan(version)
    unseen = watched.put(pdfs.good(3))
    db.session.expire_all()
    trial.count((clean.scan_status, ill.scan_status) == ("clean", "infected"))
    of_clean = [f"contract 1 {end}" for end in ("download", "page/1", "page/1/small", "view")]
    trial.count(reached(watched.client, watched.draft, watched.clerk) == of_clean)
    blind = scanner_room.Scan(scanner_room.Verdict.CLEAN)
    monkeypatch.setattr(scanner_room, "_not_scanned", lambda *_a: blind)
    watched.use(f"127.0.0.1:{free_port()}")
    watched.scan(unseen)
    trial.planted(not watched.is_held(unseen))


#: Of a document with two versions, and of a letter's file.
EVERY_WAY = {
    *(f"contract {no} {end}" for no in (1, 2) for end in ("download", "page/1", "page/1/small", "view")),
    *(f"letter 1 {end}" for end in ("download", "page/1", "page/1/small", "view", "zip")),
    "contract 2 changes", "contract 2 zip",
}  # fmt: skip


@pytest.mark.promise("P13")
def test_what_waits_for_its_scan_goes_out_by_no_way(
    watched: Watched, trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawn, compared and sent with a letter before a scanner was required: every way was open, now none is."""
    case, head = watched.draft.case, watched.draft.head
    ready(watched.put(written("Sum 100")))
    paper = db.session.scalars(select(Document).where(Document.kind == "contract")).one()
    renewing.renew(case, head, paper, io.BytesIO(written("Sum 200")), "шарт 2.pdf")
    assert paper.current is not None
    ready(paper.current)
    comparing.compare(paper.current.id)
    case.state, case.received_at = "hearing", case.created_at
    db.session.commit()
    told = Told(kind=LetterKind.REQUEST, subject="Хат", language="kk")
    letter = correspondence.send_in(case, head, told, [(io.BytesIO(written("Letter")), "хат.pdf")])
    assert letter.files[0].current is not None
    ready(letter.files[0].current)
    readers = (people.make_staff("head"), head)  # both may take the whole case out
    for reader in readers:
        assert set(reached(watched.client, watched.draft, reader)) == EVERY_WAY
    watched.use(f"127.0.0.1:{free_port()}")
    for reader in readers:
        trial.count(reached(watched.client, watched.draft, reader) == [])
    monkeypatch.setattr(serving, "scanning", lambda: False)
    for reader in readers:
        trial.planted(len(reached(watched.client, watched.draft, reader)) > len(ENDS))


def ready(version: DocumentVersion) -> None:
    """Its inside is checked and its pages are drawn."""
    file_check.check(version.id)
    pictures.make(version.document_id)


def test_whatever_waits_for_a_dead_scanner_raises_the_alarm(watched: Watched, clock: Clock) -> None:
    """A power of attorney is no document of a case; a letter's file none that was attached to one."""
    watched.use(f"127.0.0.1:{free_port()}")
    alone = files.keep(io.BytesIO(pdfs.good()), name="сенімхат.pdf", media_type="application/pdf", owner=None)
    files.claim(alone)
    lone_files.order(alone)
    db.session.commit()
    assert scan_alarm.look(clock()) is None
    clock.advance(minutes=11)
    alarm = scan_alarm.look(clock())
    assert alarm is not None
    assert alarm.waiting.files == 1
    watched.draft.case.state, watched.draft.case.received_at = "hearing", watched.draft.case.created_at
    db.session.commit()
    told = Told(kind=LetterKind.REQUEST, subject="Хат", language="kk")
    sent = [(io.BytesIO(pdfs.good(2)), "хат.pdf")]
    correspondence.send_in(watched.draft.case, watched.draft.head, told, sent)
    clock.advance(minutes=11)
    later = scan_alarm.look(clock())
    assert later is not None
    assert later.waiting.files == 2


def test_old_signatures_are_told() -> None:
    now = clock.machine_now()
    fresh = now.strftime("ClamAV 1.4.6/27500/%a %b %d %H:%M:%S %Y")
    assert not scan_alarm.is_stale(fresh, now)
    assert scan_alarm.is_stale("ClamAV 1.4.6/27500/Thu Nov 28 09:00:00 2024", now)
    assert scan_alarm.is_stale("ClamAV 1.4.6", now)
