"""What happens to a file after it has arrived: checked, scanned where that is required, drawn, and only then served."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from dms import pdf
from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import Document, DocumentVersion, FileOpening, JournalEntry, Notice
from dms.queries import documents
from dms.services import clock
from dms.services.files import attach, file_check, pictures
from dms.services.files.file_status import status_of
from tests.fixtures import bad_pdfs, pdfs, people
from tests.integration.papers.conftest import Draft
from tests.servers.clamd import MARKER, Clamd

JSON = {"Accept": "application/json"}


def put(draft: Draft, body: bytes, kind: str = "contract") -> Document:
    return attach.upload(draft.case, draft.head, kind, io.BytesIO(body), "құжат.pdf")


def version_of(paper: Document) -> DocumentVersion:
    assert paper.current is not None
    return paper.current


def jobs_for(version: DocumentVersion) -> list[str]:
    rows = db.session.execute(
        text("SELECT task_name FROM procrastinate_jobs WHERE (args->>'version_id')::bigint = :id ORDER BY id"),
        {"id": version.id},
    )
    return list(rows.scalars())


def events(draft: Draft) -> list[str]:
    chosen = select(JournalEntry.event).where(JournalEntry.case_id == draft.case.id).order_by(JournalEntry.id)
    return list(db.session.scalars(chosen))


@pytest.fixture
def scanned(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Scanning is required; ``address`` says by whom."""

    def use(address: str) -> None:
        settings = replace(app.config["SETTINGS"], scanner="required", scanner_address=address)
        monkeypatch.setitem(app.config, "SETTINGS", settings)

    use("127.0.0.1:1")
    return use


def test_sound_file_is_checked_drawn_and_served(client: FlaskClient, draft: Draft) -> None:
    paper = put(draft, pdfs.good(12))
    version = version_of(paper)
    assert jobs_for(version) == ["check_file"]
    for _ in range(2):
        file_check.check(version.id)
    assert (paper.state, version.check_status, version.scan_status, version.pages) == (
        "checked", "sound", "not_scanned", 12,
    )  # fmt: skip
    assert status_of(paper).status == "unscanned"
    assert events(draft).count("document_checked") == 1
    for _ in range(2):
        pictures.make(paper.id)
    assert documents.last_preview(version.id) == 12
    db.session.commit()

    base = f"/files/{draft.case.public_id}/{version.public_id}"
    for number in (1, 2):
        picture = client.get(f"{base}/page/{number}")
        assert (picture.status_code, picture.mimetype) == (200, "image/webp")
        assert picture.data[8:12] == b"WEBP"
        assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert client.get(f"{base}/page/13", headers=JSON).status_code == 404
    answer = client.get(f"{base}/download")
    assert hashlib.sha256(answer.data).hexdigest() == version.file.sha256
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert int(answer.headers["Content-Length"]) == version.file.size == len(answer.data)
    db.session.commit()
    opened = db.session.scalars(select(FileOpening.how).where(FileOpening.file_id == version.file_id)).all()
    assert sorted(opened) == ["download", "preview"]


@pytest.mark.parametrize("name", ["password", "open action script", "spoilt stream"])
@pytest.mark.clause("342:17")
def test_bad_file_is_refused_and_kept_from_the_clerk(client: FlaskClient, draft: Draft, name: str) -> None:
    code, make = bad_pdfs.BAD[name]
    make_once = make()
    paper = put(draft, make_once)
    version = version_of(paper)
    file_check.check(version.id)
    assert (paper.state, version.check_status) == ("not_accepted", "refused")
    assert code in [row["code"] for row in version.findings]
    found = status_of(paper)
    assert found.status == "refused"
    assert len(found.reasons[0].kk) > 30
    pictures.make(paper.id)
    assert documents.last_preview(version.id) == 0
    draft.case.state, draft.case.received_at = "completeness", draft.case.created_at
    clerk = people.make_staff("registrar")
    db.session.commit()
    address = f"/files/{draft.case.public_id}/{version.public_id}/download"
    assert client.get(address).data == make_once
    people.sign_in(client, clerk)
    db.session.commit()
    assert client.get(address, headers=JSON).status_code == 404
    state = client.get(f"/files/{draft.case.public_id}/status").json
    assert (state["finished"], state["files"][0]["status"]) == (True, "refused")


@pytest.mark.clamav
def test_scanner_lets_through_and_stops(draft: Draft, scanned: Any, clamd: Clamd) -> None:
    scanned(clamd.address)
    clean, ill = put(draft, pdfs.good()), put(draft, pdfs.good() + b"%" + MARKER + b"\n%%EOF\n")
    for paper in (clean, ill):
        assert jobs_for(version_of(paper)) == ["scan_file"]
        for _ in range(2):
            file_check.scan(version_of(paper).id)
        file_check.check(version_of(paper).id)
    assert (clean.state, version_of(clean).scan_status, status_of(clean).status) == ("checked", "clean", "sound")
    assert (ill.state, version_of(ill).scan_status, status_of(ill).status) == ("not_accepted", "infected", "refused")
    assert jobs_for(version_of(clean)) == ["scan_file", "check_file", "read_text"]
    assert version_of(ill).findings == [{"code": "infected", "detail": "Demeu.Test.Marker.UNOFFICIAL"}]


@pytest.mark.clamav
def test_too_large_for_the_scanner_waits_and_says_so(draft: Draft, scanned: Any, clamd: Clamd) -> None:
    scanned(clamd.address)
    big = put(draft, pdfs.good() + b"%" + b"x" * (3 << 20) + b"\n%%EOF\n")
    file_check.scan(version_of(big).id)
    assert version_of(big).scan_status == "waiting"
    assert [row["code"] for row in version_of(big).findings] == ["scan_too_large"]
    assert "large" in status_of(big).reasons[0].en
    told = select(Notice.params).where(Notice.user_id == draft.head.id, Notice.code == "file_refused")
    file_check.scan(version_of(big).id)
    [about] = db.session.scalars(told).all()
    assert about["name"] == "құжат.pdf"
    db.session.execute(text("DELETE FROM procrastinate_jobs"))
    assert file_check.order_forgotten() == 0, "asked anew before a day is over"
    yesterday = (datetime.now(UTC) - timedelta(days=1, minutes=1)).isoformat()
    version_of(big).findings = [{**version_of(big).findings[0], "at": yesterday}]
    db.session.flush()
    assert file_check.order_forgotten() == 1, "what the scanner takes may have been raised"


def test_scanner_that_is_down_serves_nothing(client: FlaskClient, draft: Draft, scanned: Any) -> None:
    paper = put(draft, pdfs.good())
    version = version_of(paper)
    with pytest.raises(OutsideTrouble):
        file_check.scan(version.id)
    file_check.check(version.id)
    pictures.make(paper.id)
    assert (paper.state, version.check_status, version.scan_status) == ("uploaded", "waiting", "waiting")
    assert status_of(paper).status == "checking"
    assert status_of(paper).reasons
    db.session.commit()
    base = f"/files/{draft.case.public_id}"
    for address in ("download", "page/1"):
        assert client.get(f"{base}/{version.public_id}/{address}", headers=JSON).status_code == 404
    with zipfile.ZipFile(io.BytesIO(client.get(f"{base}/zip").data)) as archive:
        assert archive.namelist() == []


def test_forgotten_file_gets_its_job_again(draft: Draft, scanned: Any) -> None:
    version = version_of(put(draft, pdfs.good()))
    assert file_check.order_forgotten() == 0
    db.session.execute(text("DELETE FROM procrastinate_jobs"))
    assert file_check.order_forgotten() == 1
    assert jobs_for(version) == ["scan_file"]
    db.session.execute(text("UPDATE procrastinate_jobs SET status = 'failed'"))
    assert file_check.order_forgotten() == 0, "not more than once an hour"


def test_check_that_cannot_be_made_refuses_nothing(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = put(draft, pdfs.good())

    def gone(*_a: Any) -> Any:
        raise pdf.ChildGone("killed")

    monkeypatch.setattr(pdf, "examine", gone)
    with pytest.raises(OutsideTrouble):
        file_check.check(version_of(paper).id)
    file_check.give_up(version_of(paper).id)
    assert (paper.state, status_of(paper).status) == ("uploaded", "checking")
    assert [row["code"] for row in version_of(paper).findings] == ["check_failed"]


def test_file_whose_children_are_killed_again_and_again_is_too_heavy(
    draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = put(draft, pdfs.good())

    def killed(*_a: Any) -> Any:
        raise pdf.ChildKilled("killed from outside")

    monkeypatch.setattr(pdf, "examine", killed)
    for deaths in range(1, file_check.MOST_DEATHS + 1):
        file_check.give_up(version_of(paper).id)
        assert version_of(paper).check_status == "waiting", f"after {deaths - 1} deaths the machine may be at fault"
        with pytest.raises(OutsideTrouble):
            file_check.check(version_of(paper).id)
        assert version_of(paper).findings == [{"code": "check_failed", "deaths": deaths}]
    file_check.give_up(version_of(paper).id)
    assert (version_of(paper).check_status, status_of(paper).status) == ("refused", "refused")
    assert version_of(paper).findings == [{"code": "too_heavy"}]


def test_zip_holds_everything_and_says_who_took_it(client: FlaskClient, draft: Draft) -> None:
    bodies = [pdfs.good(2, mark=str(n)) for n in range(3)]
    for body in bodies:
        file_check.check(version_of(put(draft, body)).id)
    db.session.commit()
    answer = client.get(f"/files/{draft.case.public_id}/zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        assert [archive.read(name) for name in archive.namelist()] == bodies
        assert archive.namelist()[0].startswith("001 ")
    db.session.commit()
    opened = db.session.scalars(select(FileOpening.how).where(FileOpening.case_id == draft.case.id)).all()
    assert opened == ["zip"] * 3


def test_operators_drafts_stay_with_the_operator(client: FlaskClient, draft: Draft) -> None:
    """The applicant sees what was delivered to him, not what is being prepared."""
    hidden = Document(
        case_id=draft.case.id, origin="generated", kind="calculation-sheet", created_at=draft.case.created_at
    )
    db.session.add(hidden)
    db.session.commit()
    assert documents.list_readable(draft.case, draft.head, clock.now()) == []
    hidden.for_applicant = True
    db.session.commit()
    assert documents.list_readable(draft.case, draft.head, clock.now()) == [hidden]
