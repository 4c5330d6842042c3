"""Files of a letter and of a general paper that go in parts, on either store: they wait for their form and can be let
go of."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dms.extensions import db
from dms.models import File, FileUpload, Letter
from dms.services import files, uploads
from dms.services.files import sent
from dms.services.uploads import for_forms, sending
from tests.fixtures import pdfs, people
from tests.fixtures.application import Clock
from tests.fixtures.walk import Walk
from tests.integration.papers.conftest import Draft
from tests.integration.papers.sending import JSON, PART, Waiting, long_pdf, row_of, sha, value
from workflows.states import Role

LETTER = {"kind": "other", "subject": "Сұрау", "language": "kk", "correspondent": "Министрлік"}
NEW = "/desk/letters/new/outgoing"


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
    row = row_of(told)
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
    file_id = row_of(gone).file_id
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
    row = row_of(gone)
    assert (row.stage, row.file_id) == ("abandoned", None)
    again = officer.post(NEW, data={**LETTER, "arrived": [value(gone), value(stays)]})
    assert "no longer kept" in again.text
    clock.advance(days=3, hours=1)
    files.sweep()
    uploads.sweep()
    db.session.expire_all()
    assert db.session.get(File, file_id) is None
    assert db.session.scalars(select(FileUpload).where(FileUpload.public_id == gone["id"])).all() == []


def test_a_file_waits_for_its_form_as_long_as_the_page_says(officer: FlaskClient, clock: Clock) -> None:
    sender = Waiting(officer, None)
    told, known = (
        sender.whole(pdfs.good()),
        [row["id"] for row in officer.get(sender.base, headers=JSON).json["uploads"]],
    )
    assert known == [told["id"]]
    clock.advance(days=2, hours=23)
    files.sweep()
    uploads.sweep()
    assert [row["id"] for row in officer.get(sender.base, headers=JSON).json["uploads"]] == known
    assert officer.post(NEW, data={**LETTER, "arrived": value(told)}).status_code == 302
    clock.advance(days=1)
    uploads.sweep()
    assert db.session.scalars(select(FileUpload).where(FileUpload.public_id == told["id"])).all() == []


def test_files_on_their_way_into_a_case_take_no_room_of_letters(
    officer: FlaskClient, client: FlaskClient, draft: Draft, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(for_forms, "MOST_KEPT", 1)
    head = people.sign_in(app.test_client(), draft.head)
    db.session.commit()
    assert Waiting(head, draft.case).begin(pdfs.good(), kind="contract").status_code == 200
    draft.case.state, draft.case.received_at = "hearing", draft.case.created_at
    db.session.commit()
    assert Waiting(head, draft.case).begin(pdfs.good(2), "2.pdf", kind="form").status_code == 200
    assert Waiting(head, draft.case).begin(pdfs.good(3), "3.pdf", kind="form").status_code == 400


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
    file = db.session.get(File, row_of(kept).file_id)
    assert file is not None
    assert file.claimed_at is not None


def test_nobody_lets_go_of_what_another_sent(officer: FlaskClient, app: Flask, walk: Walk) -> None:
    told = Waiting(officer, None).whole(pdfs.good())
    other = people.sign_in(app.test_client(), walk.staff(Role.REGISTRAR))
    db.session.commit()
    assert other.post(told["abandon"], headers=JSON).status_code == 404
    other.post(NEW, data={**LETTER, "arrived": value(told), "let_go": value(told)})
    db.session.expire_all()
    assert row_of(told).stage == "done"


def test_a_file_claimed_meanwhile_is_not_let_go_of(officer: FlaskClient, walk: Walk) -> None:
    told = Waiting(officer, None).whole(pdfs.good())
    row, user = row_of(told), walk.staff(Role.EXECUTOR)
    [file] = uploads.kept_for(user, [told["id"]])
    files.claim(sent.free(file))
    db.session.commit()
    uploads.let_go(user, [told["id"]])
    db.session.expire_all()
    assert (row.stage, row.file_id) == ("done", file.id)
