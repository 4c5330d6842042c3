"""Files sent in parts: begun, gone on with, joined by a job and claimed; what is given up or goes wrong leaves
nothing."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import FileUpload
from dms.services import files, uploads
from dms.services.uploads.sweeping import RESUMABLE_FOR, TOLD_FOR
from storage import NotFound, Unavailable, Upload
from tests.fixtures import pdfs
from tests.fixtures.application import Clock
from tests.integration.papers.sending import JSON, MIB, PART, Sender, attached, jobs, long_pdf, row_of


def test_parts_become_a_document(store: str, sender: Sender) -> None:
    body = long_pdf()
    told = sender.begin(body).json
    assert (told["state"], told["part_size"], told["parts"]) == ("sending", PART, {})
    sender.send(told, body)
    assert sender.answers == [200, 200]
    answer = sender.finish(told)
    assert (answer["state"], answer["missing"]) == ("joining", [])
    row = row_of(told)
    assert jobs(row) == 1
    assert attached(sender.case) == []
    for _ in range(2):
        uploads.join(row.id)
    [paper] = attached(sender.case)
    assert (paper.kind, paper.lines, paper.current.file.name) == ("contract", ["1"], "Шарт.pdf")
    assert (paper.current.file.sha256, paper.current.file.size) == (hashlib.sha256(body).hexdigest(), len(body))
    assert paper.current.file.claimed_at is not None
    done = sender.state(told)
    assert done["state"] == "done"
    assert "Шарт.pdf" in done["html"]
    kept = [item.key for item in files.store().items() if item.key.startswith(("uploads/", "files/"))]
    assert paper.current.file.key in kept
    assert not [key for key in kept if key.startswith("uploads/")]
    assert row_of(told).key == ""


def test_goes_on_after_a_closed_tab_with_what_is_missing(store: str, sender: Sender) -> None:
    body = long_pdf()
    first = sender.begin(body).json
    sender.send(first, body, 2)
    again = sender.begin(body).json
    assert again["id"] == first["id"]
    assert again["parts"] == {"2": hashlib.sha256(body[PART:]).hexdigest()}
    assert [row["id"] for row in sender.client.get(sender.base, headers=JSON).json["uploads"]] == [first["id"]]
    assert sender.finish(first)["missing"] == [1]
    sender.send(again, body, 1)
    assert sender.finish(again)["state"] == "joining"
    assert sender.begin(body).json["id"] == first["id"]
    uploads.join(row_of(first).id)
    assert len(attached(sender.case)) == 1
    assert sender.client.get(sender.base, headers=JSON).json["uploads"] == []


@pytest.mark.parametrize("other", [{"modified": 5}, {"size": 12 * MIB}, {"name": "басқа.pdf"}])
def test_another_file_is_another_upload(sender: Sender, other: dict[str, Any]) -> None:
    body = long_pdf()
    assert sender.begin(body).json["id"] != sender.begin(body, **other).json["id"]


def test_what_the_store_forgot_begins_anew(store: str, sender: Sender) -> None:
    body = long_pdf()
    told = sender.begin(body).json
    sender.send(told, body, 1)
    files.store().sweep_unfinished(timedelta(seconds=-60))
    again = sender.begin(body).json
    assert (again["id"], again["parts"]) == (told["id"], {})
    sender.send(again, body)
    assert sender.finish(again)["state"] == "joining"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"GIF89a" + b"x" * 100, "no PDF"),
        (pdfs.good()[:-20], "has no end"),
        (pdfs.good() + b"y" * 5000, "has no end"),
    ],
)
def test_no_pdf_says_why(store: str, sender: Sender, body: bytes, said: str) -> None:
    sender.client.get("/lang/en")
    told = sender.begin(body).json
    sender.send(told, body)
    sender.finish(told)
    uploads.join(row_of(told).id)
    state = sender.state(told)
    assert state["state"] == "failed"
    assert said in state["error"]
    assert attached(sender.case) == []
    assert row_of(told).key == ""


def test_bytes_changed_on_the_way_make_no_document(store: str, sender: Sender) -> None:
    """A directory sees it at the part, S3 at the end."""
    body = long_pdf()
    told = sender.begin(body).json
    sender.send(told, body, 1)
    sender.send(told, body, 2, announced=b"what the browser had")
    if store == "directory":
        assert sender.answers == [200, 400]
        assert sender.finish(told)["missing"] == [2]
        return
    assert sender.finish(told)["state"] == "joining"
    uploads.join(row_of(told).id)
    assert sender.state(told)["state"] == "failed"
    assert attached(sender.case) == []


def test_abandoned_leaves_nothing(store: str, sender: Sender) -> None:
    body = long_pdf()
    told = sender.begin(body).json
    sender.send(told, body, 1)
    row = row_of(told)
    upload = Upload(row.key, row.upload_id)
    assert len(files.store().list_parts(upload)) == 1
    assert sender.client.post(told["abandon"], headers=JSON).json["state"] == "abandoned"
    with pytest.raises(NotFound):
        files.store().list_parts(upload)
    assert sender.client.post(told["addresses"], json={"parts": {"1": ""}}).status_code == 400
    assert sender.finish(told)["state"] == "abandoned"


def test_the_sweep_removes_what_nobody_goes_on_with(store: str, sender: Sender, clock: Clock) -> None:
    body = long_pdf()
    left, done = sender.begin(body).json, sender.begin(body, modified=2).json
    sender.send(left, body, 1)
    sender.send(done, body)
    sender.finish(done)
    uploads.join(row_of(done).id)
    row = row_of(left)
    upload = Upload(row.key, row.upload_id)
    uploads.sweep()
    assert {row_of(left).stage, row_of(done).stage} == {"sending", "done"}
    clock.advance(seconds=TOLD_FOR.total_seconds() + 1)
    assert uploads.sweep() == 1
    clock.advance(seconds=RESUMABLE_FOR.total_seconds())
    assert uploads.sweep() == 1
    assert db.session.scalars(select(FileUpload)).all() == []
    with pytest.raises(NotFound):
        files.store().list_parts(upload)
    files.sweep()
    assert len(attached(sender.case)) == 1


def test_a_forgotten_job_is_ordered_again(sender: Sender) -> None:
    body = long_pdf()
    told = sender.begin(body).json
    sender.send(told, body)
    sender.finish(told)
    row = row_of(told)
    uploads.sweep()
    assert jobs(row) == 1
    db.session.execute(text("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'join_upload'"))
    db.session.execute(text("UPDATE procrastinate_events SET at = at - interval '2 hours'"))
    uploads.sweep()
    assert jobs(row) == 2


def test_store_that_does_not_answer_is_waited_for(store: str, sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    body = long_pdf()
    told = sender.begin(body).json
    sender.send(told, body)
    sender.finish(told)
    row_id = row_of(told).id

    def away(*_: Any) -> None:
        raise Unavailable("away")

    with monkeypatch.context() as broken:
        broken.setattr(files.store(), "keep_upload", away)
        with pytest.raises(OutsideTrouble):
            uploads.join(row_id)
        uploads.give_up(row_id)
    state = sender.state(told)
    assert (state["state"], sorted(state["parts"])) == ("sending", ["1", "2"])
    assert state["error"]
    assert sender.finish(told)["state"] == "joining"
    uploads.join(row_id)
    assert sender.state(told)["state"] == "done"


def test_who_was_told_that_all_arrived_need_not_come_back(store: str, sender: Sender, clock: Clock) -> None:
    """The store is away for longer than the job tries; the sweep has it tried on, for as long as it takes."""
    body = long_pdf()
    told = sender.begin(body).json
    sender.send(told, body)
    sender.finish(told)
    row = row_of(told)
    for tries in (2, 3):
        db.session.execute(text("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'join_upload'"))
        uploads.give_up(row.id)
        assert sender.state(told)["state"] == "sending"
        uploads.sweep()
        assert jobs(row) == tries - 1, "tried again within the hour"
        db.session.execute(text("UPDATE procrastinate_events SET at = at - interval '2 hours'"))
        clock.advance(days=2)
        uploads.sweep()
        assert jobs(row) == tries
        assert sender.state(told)["state"] == "joining"
    uploads.join(row.id)
    assert sender.state(told)["state"] == "done"
