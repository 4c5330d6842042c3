"""Files sent in parts: begun, gone on with, joined by a job and claimed; refused to strangers at every step."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import Case, Document, File, FileUpload
from dms.queries import documents
from dms.services import files, uploads
from dms.services.uploads import sending
from dms.services.uploads.sweeping import RESUMABLE_FOR, TOLD_FOR
from storage import NotFound, Unavailable, Upload
from tests.fixtures import pdfs, people
from tests.fixtures.application import Clock
from tests.integration.papers.conftest import Draft
from tests.integration.papers.sending import JSON, Sender

MIB = 1 << 20
PART = 5 * MIB  # S3 takes no shorter ones
_numbers = itertools.count(1)


def long_pdf(size: int = PART + 1000) -> bytes:
    """A PDF with a long comment in it."""
    whole = pdfs.good()
    head, tail = whole[:9], whole[9:]
    return head + b"%" + b"x" * (size - len(whole) - 2) + b"\n" + tail


@pytest.fixture
def sender(client: FlaskClient, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> Sender:
    monkeypatch.setattr(sending, "PART_SIZE", PART)
    return Sender(client, draft.case)


def attached(case: Case) -> list[Document]:
    db.session.commit()
    return documents.documents_of(case.id, "uploaded")


def row_of(told: Any) -> FileUpload:
    db.session.commit()
    return db.session.scalars(select(FileUpload).where(FileUpload.public_id == told["id"])).one()


def jobs(row: FileUpload) -> int:
    asked = (
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'join_upload' AND (args->>'upload_id')::int = :id"
    )
    return int(db.session.execute(text(asked), {"id": str(row.id)}).scalar_one())


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


def test_part_of_another_length_is_not_taken(sender: Sender) -> None:
    body = long_pdf()
    told = sender.begin(body).json
    for number, piece in ((1, b"short"), (2, b"x" * PART), (3, b"x"), (0, b"x")):
        answer = sender.client.put(f"{sender.base}/{told['id']}/parts/{number}", data=piece, headers=JSON)
        assert answer.status_code == 400, number
    assert sender.finish(told)["missing"] == [1, 2]


@pytest.mark.parametrize(
    "told",
    [None, [], {}, {"name": 5, "size": 1, "modified": 1}, {"name": "a", "size": True, "modified": 1},
     {"name": "a", "size": -1, "modified": 1}, {"name": "a", "size": 2**70, "modified": 1},
     {"name": "a", "size": "1", "modified": 1}, {"name": "a", "size": 1.5, "modified": 1},
     {"name": "a" * 2000, "size": 1, "modified": 1}, {"name": "a", "size": 0, "modified": 1}],
)  # fmt: skip
def test_nonsense_is_refused(sender: Sender, told: Any) -> None:
    assert sender.client.post(sender.base, query_string={"kind": "contract"}, json=told).status_code == 400


@pytest.mark.parametrize(
    "parts", [None, [], {}, {"x": ""}, {"0": ""}, {"3": ""}, {"1": 7}, {"1": "zz"}, {"²": ""}, {"999999": ""}]
)
def test_nonsense_parts_are_refused(sender: Sender, parts: Any) -> None:
    told = sender.begin(long_pdf()).json
    assert sender.client.post(told["addresses"], json={"parts": parts}).status_code == 400


def test_the_limit_is_told_before(sender: Sender) -> None:
    sender.client.get("/lang/en")
    answer = sender.begin(b"x", size=201 * MIB)
    assert (answer.status_code, answer.json["retry"]) == (413, False)
    assert "200 MB" in answer.json["error"]
    assert sender.begin(b"x", kind="nonsense").status_code == 400


def test_nobody_else_touches_it(sender: Sender, draft: Draft) -> None:
    """Another organisation, a clerk and a colleague: none sees it, asks addresses, sends, finishes or abandons."""
    body = long_pdf()
    told = sender.begin(body).json
    other = people.make_organisation(name="Басқа")
    colleague = people.make_user()
    people.add_member(draft.organisation, colleague)
    db.session.commit()
    strangers = [people.head_of(other), people.make_staff("executor"), colleague]
    for stranger in strangers:
        people.sign_in(sender.client, stranger)
        db.session.commit()
        one = f"{sender.base}/{told['id']}"
        ask = sender.client
        answers = [
            ask.get(one, headers=JSON), ask.post(f"{one}/addresses", json={"parts": {"1": ""}}, headers=JSON),
            ask.put(f"{one}/parts/1", data=body[: PART], headers=JSON), ask.post(f"{one}/finish", headers=JSON),
            ask.post(f"{one}/abandon", headers=JSON),
        ]  # fmt: skip
        assert [answer.status_code for answer in answers] == [404] * 5, stranger.name
        if stranger is strangers[0]:
            assert [sender.begin(body).status_code, ask.get(sender.base, headers=JSON).status_code] == [404, 404]
    assert row_of(told).stage == "sending"


def test_after_submission_nothing_more_is_taken(sender: Sender, draft: Draft) -> None:
    body = long_pdf()
    told = sender.begin(body).json
    sender.send(told, body)
    sender.finish(told)
    row_id = row_of(told).id
    draft.case.state, draft.case.received_at = "completeness", draft.case.created_at
    db.session.commit()
    assert sender.begin(body, modified=7).status_code == 403
    db.session.commit()
    uploads.join(row_id)
    assert (row_of(told).stage, attached(sender.case)) == ("failed", [])
    assert (
        db.session.scalars(select(File).where(File.sha256 == hashlib.sha256(body).hexdigest())).one().claimed_at is None
    )


def test_without_the_token_nothing_is_changed(sender: Sender, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    body = long_pdf()
    told = sender.begin(body).json
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    assert sender.begin(body, modified=9).status_code == 403
    for act in ("addresses", "finish", "abandon"):
        assert sender.client.post(told[act], json={"parts": {"1": ""}}).status_code == 403
    assert sender.put(f"{sender.base}/{told['id']}/parts/1", body[:PART]) == 403
    assert row_of(told).stage == "sending"


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


def test_too_many_at_once(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "MOST_AT_ONCE", 1)
    assert sender.begin(long_pdf()).status_code == 200
    assert sender.begin(long_pdf()).status_code == 200
    assert sender.begin(long_pdf(), modified=2).status_code == 400


def test_long_files_have_long_parts(sender: Sender, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """5 GB are 320 parts: S3 takes no more than ten thousand."""
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], max_upload_mb=5120))
    told = sender.begin(b"x", size=5120 * MIB).json
    assert told["part_size"] == 16 * MIB
    row = row_of(told)
    assert (row.count, row.length_of(1), row.length_of(320), row.length_of(321)) == (320, 16 * MIB, 16 * MIB, 0)
