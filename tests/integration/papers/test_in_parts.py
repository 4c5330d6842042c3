"""What goes in parts besides the documents of an application, on either store: the files of a letter and of a general
paper, which wait for their form and can be let go of, and the next version of a document."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dms.extensions import db
from dms.formatting import dmyhm
from dms.models import Document, File, FileUpload, Letter
from dms.services import files, uploads
from dms.services.files import attach, sent
from dms.services.files.moved_on import BY_LETTER
from dms.services.uploads import for_forms, sending
from tests.fixtures import pdfs, people
from tests.fixtures.application import Clock
from tests.fixtures.walk import Walk
from tests.integration.papers.conftest import Draft
from tests.integration.papers.sending import JSON, PART, Sender, long_pdf
from workflows.labels import STATE_LABELS
from workflows.states import CaseState, Role
from workflows.text import LANGS

LETTER = {"kind": "other", "subject": "Сұрау", "language": "kk", "correspondent": "Министрлік"}
NEW = "/desk/letters/new/outgoing"


@dataclass
class Waiting(Sender):
    """Sends what is no new document of the case: for a form, or as the next version of a document."""

    kind: str = "form"

    @property
    def base(self) -> str:
        return f"/files/{self.case.public_id}/uploads" if self.case else "/files/uploads"

    def whole(self, body: bytes, name: str = "хат.pdf") -> Any:
        """A file sent to its end, as the page is told of it."""
        begun = self.begin(body, name, kind=self.kind)
        assert begun.status_code == 200, begun.text
        self.send(begun.json, body)
        assert self.finish(begun.json)["missing"] == []
        db.session.commit()
        uploads.join(row_of(begun.json["id"]).id)
        db.session.commit()
        return self.state(begun.json)


def row_of(public_id: str) -> FileUpload:
    return db.session.scalars(select(FileUpload).where(FileUpload.public_id == public_id)).one()


def value(told: Any) -> str:
    return f"{told['id']}|{told['name']}"


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


@pytest.fixture
def officer(app: Flask, client: FlaskClient, walk: Walk, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """An executor at the desk, who writes letters."""
    monkeypatch.setattr(sending, "PART_SIZE", PART)
    found = people.sign_in(client, walk.staff(Role.EXECUTOR))
    db.session.commit()
    return found


def test_a_letter_takes_its_file_from_either_store(store: str, officer: FlaskClient) -> None:
    sender, body = Waiting(officer, None), long_pdf(2 * PART + 100)
    told = sender.whole(body)
    assert (told["state"], len(sender.answers), set(sender.answers)) == ("done", 3, {200})
    made = officer.post(NEW, data={**LETTER, "arrived": value(told)})
    assert made.status_code == 302, made.text
    db.session.expire_all()
    [paper] = db.session.scalars(select(Letter).order_by(Letter.id.desc()).limit(1)).one().files
    assert paper.current.file.claimed_at is not None
    with files.read(paper.current.file) as reading:
        assert sha(reading.read()) == paper.current.file.sha256 == sha(body)
    row = row_of(told["id"])
    assert (row.stage, row.key) == ("done", ""), "the store holds no parts any more"
    if store == "s3":
        begun = sender.begin(pdfs.good(3), kind="form").json
        wanted = {"parts": {"1": sha(pdfs.good(3))}}
        address = officer.post(begun["addresses"], json=wanted, headers=JSON).json["urls"]["1"]
        assert not address.startswith("/"), "the bytes go straight to the store"


@pytest.mark.parametrize("scripted", [True, False])
def test_a_file_that_waits_is_let_go_of(officer: FlaskClient, clock: Clock, scripted: bool) -> None:
    sender = Waiting(officer, None)
    gone, stays = sender.whole(pdfs.good(1, "a")), sender.whole(pdfs.good(1, "b"), "екінші.pdf")
    file_id = row_of(gone["id"]).file_id
    if scripted:
        assert officer.post(gone["abandon"], headers=JSON).json["state"] == "abandoned"
    else:
        typed = {**LETTER, "arrived": [value(gone), value(stays)], "let_go": value(gone)}
        page = officer.post(NEW, data=typed)
        assert page.status_code == 200
        assert f'name="arrived" value="{value(stays)}"' in page.text
        assert value(gone) not in page.text
        assert "Сұрау" in page.text, "what was typed stays"
        assert "error-summary" not in page.text
    db.session.expire_all()
    row = row_of(gone["id"])
    assert (row.stage, row.file_id) == ("abandoned", None)
    again = officer.post(NEW, data={**LETTER, "arrived": [value(gone), value(stays)]})
    assert "no longer kept" in again.text
    clock.advance(days=3, hours=1)
    files.sweep()
    uploads.sweep()
    db.session.expire_all()
    assert db.session.get(File, file_id) is None
    assert db.session.scalars(select(FileUpload).where(FileUpload.public_id == gone["id"])).all() == []


def test_what_is_let_go_of_makes_room_and_what_is_claimed_stays(
    officer: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(for_forms, "MOST_KEPT", 1)
    sender = Waiting(officer, None)
    told = sender.whole(pdfs.good())
    assert sender.begin(pdfs.good(2), "2.pdf", kind="form").status_code == 400
    officer.post(told["abandon"], headers=JSON)
    kept = sender.whole(pdfs.good(2), "2.pdf")
    assert officer.post(NEW, data={**LETTER, "arrived": value(kept)}).status_code == 302
    assert officer.post(kept["abandon"], headers=JSON).json["state"] == "done"
    db.session.expire_all()
    file = db.session.get(File, row_of(kept["id"]).file_id)
    assert file is not None
    assert file.claimed_at is not None


def test_nobody_lets_go_of_what_another_sent(officer: FlaskClient, app: Flask, walk: Walk) -> None:
    told = Waiting(officer, None).whole(pdfs.good())
    other = people.sign_in(app.test_client(), walk.staff(Role.REGISTRAR))
    db.session.commit()
    assert other.post(told["abandon"], headers=JSON).status_code == 404
    other.post(NEW, data={**LETTER, "arrived": value(told), "let_go": value(told)})
    db.session.expire_all()
    assert row_of(told["id"]).stage == "done"


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
    uploads.join(row_of(told["id"]).id)  # a job that runs again makes no third
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
    uploads.join(row_of(begun["id"]).id)
    db.session.expire_all()
    row = row_of(begun["id"])
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
    uploads.join(row_of(begun["id"]).id)
    db.session.expire_all()
    return sender.state(begun)


@pytest.mark.parametrize("state", ["completeness", "hearing"])
def test_a_version_of_a_case_that_moved_on_says_where_it_stands(client: FlaskClient, draft: Draft, state: str) -> None:
    moment = dmyhm(draft.case.state_since)
    told = moved_on(client, draft, state)
    fault = row_of(told["id"]).fault
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
    file_id = row_of(told["id"]).file_id
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


def test_a_refused_version_is_let_go_of_without_scripts(client: FlaskClient, draft: Draft) -> None:
    told = moved_on(client, draft)
    here = f"/portal/c/{draft.case.public_id}/"
    assert client.post(told["abandon"], data={"next": here}).headers["Location"] == here
    db.session.expire_all()
    assert (row_of(told["id"]).stage, row_of(told["id"]).file_id) == ("abandoned", None)
    assert 'id="not-taken"' not in client.get(here).text


def test_a_file_claimed_meanwhile_is_not_let_go_of(officer: FlaskClient, walk: Walk) -> None:
    told = Waiting(officer, None).whole(pdfs.good())
    row, user = row_of(told["id"]), walk.staff(Role.EXECUTOR)
    [file] = uploads.kept_for(user, [told["id"]])
    files.claim(sent._free(file))
    db.session.commit()
    uploads.let_go(user, [told["id"]])
    db.session.expire_all()
    assert (row.stage, row.file_id) == ("done", file.id)
