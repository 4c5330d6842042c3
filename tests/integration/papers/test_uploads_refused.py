"""What sending in parts refuses: nonsense, too much, strangers at every step, and everybody once the case is handed
in."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from dms.extensions import db
from dms.formatting import dmyhm
from dms.models import File
from dms.services import uploads
from dms.services.uploads import sending
from tests.fixtures import people
from tests.integration.papers.conftest import Draft
from tests.integration.papers.sending import JSON, MIB, PART, Sender, attached, long_pdf, row_of


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
    refused = sender.begin(body, modified=7)
    assert refused.status_code == 403
    assert dmyhm(draft.case.state_since) in refused.json["error"], "which state, since when"
    db.session.commit()
    uploads.join(row_id)
    assert row_of(told).file_id is not None, "the bytes wait for their person"
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
