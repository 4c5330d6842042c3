"""The next version of a document that goes in parts, on either store, and what is said of one that comes too late."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dms.extensions import db
from dms.formatting import dmyhm
from dms.models import Document, File, Letter
from dms.services import uploads
from dms.services.files import attach
from dms.services.files.moved_on import BY_LETTER
from dms.services.uploads import sending
from tests.fixtures import pdfs, people
from tests.integration.papers.conftest import Draft
from tests.integration.papers.sending import JSON, PART, Waiting, long_pdf, row_of, sha, value
from workflows.labels import STATE_LABELS
from workflows.states import CaseState
from workflows.text import LANGS

LETTER = {"kind": "other", "subject": "Сұрау", "language": "kk", "correspondent": "Министрлік"}
NEW = "/desk/letters/new/outgoing"


def attached(draft: Draft, body: bytes) -> Document:
    paper = attach.upload(draft.case, draft.head, "contract", io.BytesIO(body), "шарт.pdf")
    db.session.commit()
    return paper


def test_a_new_version_goes_in_parts(
    store: str, client: FlaskClient, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "PART_SIZE", PART)
    paper, body = attached(draft, pdfs.good()), long_pdf()
    paper_id, public_id = paper.id, paper.public_id
    sender = Waiting(client, draft.case, kind=f"renew-{public_id}")
    told = sender.whole(body, "шарт 2.pdf")
    assert (told["state"], len(sender.answers)) == ("done", 2)
    db.session.expire_all()
    versions = db.session.get_one(Document, paper_id).versions
    assert [row.no for row in versions] == [1, 2]
    assert versions[1].file.sha256 == sha(body)
    assert versions[1].file.claimed_at is not None
    uploads.join(row_of(told).id)  # a job that runs again makes no third
    again = sender.whole(body, "шарт 3.pdf")
    db.session.expire_all()
    assert again["state"] == "done"
    assert len(db.session.get_one(Document, paper_id).versions) == 2, "the same bytes change nothing"


def test_a_broken_version_is_gone_on_with(client: FlaskClient, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PART_SIZE", PART)
    paper, body = attached(draft, pdfs.good()), long_pdf()
    sender = Waiting(client, draft.case, kind=f"renew-{paper.public_id}")
    first = sender.begin(body, kind=sender.kind).json
    sender.send(first, body, 1)
    listed = client.get(sender.base, headers=JSON).json["uploads"]
    assert [(row["id"], row["kind"]) for row in listed] == [(first["id"], sender.kind)]
    again = sender.begin(body, kind=sender.kind).json
    assert (again["id"], list(again["parts"])) == (first["id"], ["1"])
    html = client.get(f"/files/{draft.case.public_id}/{paper.versions[0].public_id}/view").text
    assert f"kind=renew-{paper.public_id}" in html


def test_only_whom_the_law_lets_correct_sends_a_version(client: FlaskClient, draft: Draft, app: Flask) -> None:
    paper, body = attached(draft, pdfs.good()), pdfs.good(2)
    kind, case = f"renew-{paper.public_id}", draft.case
    for unknown in ("renew-", "renew-none", f"renewed-{paper.public_id}"):
        assert Waiting(client, case).begin(body, kind=unknown).status_code in (400, 404)
    other = people.make_organisation()
    stranger = people.sign_in(app.test_client(), people.head_of(other))
    db.session.commit()
    assert Waiting(stranger, case).begin(body, kind=kind).status_code == 404
    begun = Waiting(client, case).begin(body, kind=kind).json
    Waiting(client, case).send(begun, body)
    assert Waiting(client, case).finish(begun)["missing"] == []
    case.state, case.received_at = "hearing", case.created_at
    db.session.commit()
    assert Waiting(client, case).begin(body, "b.pdf", kind=kind).status_code == 409
    uploads.join(row_of(begun).id)
    db.session.expire_all()
    row = row_of(begun)
    assert (row.stage, row.document_id) == ("failed", None)
    assert row.fault is not None
    assert len(paper.versions) == 1


def moved_on(client: FlaskClient, draft: Draft, state: str = "hearing") -> Any:
    """A new version that has come whole while the case moved on; its page is told so."""
    paper, body = attached(draft, pdfs.good()), pdfs.good(2)
    sender = Waiting(client, draft.case, kind=f"renew-{paper.public_id}")
    begun = sender.begin(body, "шарт 2.pdf", kind=sender.kind).json
    sender.send(begun, body)
    assert sender.finish(begun)["missing"] == []
    draft.case.state, draft.case.received_at = state, draft.case.created_at
    db.session.commit()
    uploads.join(row_of(begun).id)
    db.session.expire_all()
    return sender.state(begun)


@pytest.mark.parametrize("state", ["completeness", "hearing"])
def test_a_version_of_a_case_that_moved_on_says_where_it_stands(client: FlaskClient, draft: Draft, state: str) -> None:
    moment = dmyhm(draft.case.state_since)
    told = moved_on(client, draft, state)
    fault = row_of(told).fault
    assert told["state"] == "failed"
    assert fault is not None
    for lang in LANGS:
        assert moment in fault[lang]
        assert STATE_LABELS[CaseState(state)].get(lang) in fault[lang]
        assert fault[lang].endswith(BY_LETTER.get(lang))
    paper = db.session.scalars(select(Document).where(Document.case_id == draft.case.id)).one()
    again = Waiting(client, draft.case).begin(pdfs.good(3), "b.pdf", kind=f"renew-{paper.public_id}")
    assert (again.status_code, again.json["error"]) == (409, told["error"]), "said before anything is sent, too"
    if state == "completeness":
        other = Waiting(client, draft.case).begin(pdfs.good(3), "b.pdf", kind="contract")
        assert other.status_code == 403
        assert moment in other.json["error"]


def test_the_bytes_of_a_refused_version_wait_and_go_with_a_letter(client: FlaskClient, draft: Draft) -> None:
    told = moved_on(client, draft)
    file_id = row_of(told).file_id
    page = client.get(f"/portal/c/{draft.case.public_id}/").text
    assert all(part in page for part in ('id="not-taken"', told["letter"], told["until"]))
    form = client.get(told["letter"]).text
    assert f'value="{value(told)}"' in form
    letter = {"kind": "request", "subject": "Шарт", "arrived": value(told)}
    assert client.post(told["letter"], data=letter).status_code == 302
    db.session.expire_all()
    [sent] = db.session.scalars(select(Letter).where(Letter.case_id == draft.case.id)).all()
    assert [paper.current.file_id for paper in sent.files] == [file_id]
    assert 'id="not-taken"' not in client.get(f"/portal/c/{draft.case.public_id}/").text
    assert client.get(Waiting(client, draft.case).base, headers=JSON).json["uploads"] == []


def test_a_tab_that_knows_no_letter_lets_go_of_nothing(client: FlaskClient, draft: Draft) -> None:
    told = moved_on(client, draft)
    letter = {"kind": "request", "subject": "Шарт", "arrived": value(told)}
    assert client.post(told["letter"], data=letter).status_code == 302
    assert client.post(told["abandon"], headers=JSON).json["state"] == "failed"
    db.session.expire_all()
    file = db.session.get(File, row_of(told).file_id)
    assert file is not None
    assert file.claimed_at is not None


def test_a_refused_version_is_let_go_of_without_scripts(client: FlaskClient, draft: Draft) -> None:
    told = moved_on(client, draft)
    here = f"/portal/c/{draft.case.public_id}/"
    assert client.post(told["abandon"], data={"next": here}).headers["Location"] == here
    db.session.expire_all()
    assert (row_of(told).stage, row_of(told).file_id) == ("abandoned", None)
    assert 'id="not-taken"' not in client.get(here).text
