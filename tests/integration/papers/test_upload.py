"""Files sent in by people: what arrives, what is refused at the door, who may send and take out."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dms.extensions import db
from dms.models import Document, File
from dms.queries import documents
from dms.services.draft import application
from dms.services.files import attach
from tests.fixtures import pdfs, people
from tests.integration.papers.conftest import Draft

JSON = {"Accept": "application/json"}


def send(client: FlaskClient, draft: Draft, body: bytes, kind: str = "contract", name: str = "Шарт.pdf") -> Any:
    return client.post(
        f"/files/{draft.case.public_id}/upload",
        query_string={"kind": kind, "name": name, "lines": ["1"]},
        data=body,
        content_type="application/pdf",
        headers=JSON,
    )


def attached(draft: Draft) -> list[Document]:
    db.session.commit()  # a request has set its own scope on the test's connection
    return documents.documents_of(draft.case.id, "uploaded")


def test_raw_body_becomes_a_document(client: FlaskClient, draft: Draft) -> None:
    answer = send(client, draft, pdfs.good())
    assert answer.status_code == 200, answer.text
    assert answer.json["ok"]
    assert "Шарт.pdf" in answer.json["html"]
    [paper] = attached(draft)
    assert (paper.kind, paper.state, paper.lines) == ("contract", "uploaded", ["1"])
    assert paper.current.file.claimed_at is not None


def test_form_takes_many_files(client: FlaskClient, draft: Draft) -> None:
    files = [(io.BytesIO(pdfs.good(mark=str(n))), f"{n}.pdf") for n in range(3)]
    address = f"/files/{draft.case.public_id}/upload"
    answer = client.post(address, data={"kind": "contract", "lines": ["2"], "files": files})
    assert answer.status_code == 302
    assert answer.location == f"/portal/a/{draft.case.public_id}/documents"
    assert [paper.current.file.name for paper in attached(draft)] == ["0.pdf", "1.pdf", "2.pdf"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "“2.pdf” was not attached. "),
        ("ru", "Файл «2.pdf» не прикреплен. "),
        ("kk", "«2.pdf» файлы тіркелмеді. "),
    ],
)
def test_a_wrong_file_of_a_form_is_named_and_stops_no_other(
    client: FlaskClient, draft: Draft, lang: str, said: str
) -> None:
    draft.head.locale = lang
    db.session.commit()
    bodies = [pdfs.good(mark="0"), pdfs.good(mark="1"), b"PK no pdf", pdfs.good(mark="3"), b""]
    files = [(io.BytesIO(body), f"{n}.pdf") for n, body in enumerate(bodies)]
    answer = client.post(f"/files/{draft.case.public_id}/upload", data={"kind": "contract", "files": files})
    assert answer.status_code == 302
    assert [paper.current.file.name for paper in attached(draft)] == ["0.pdf", "1.pdf", "3.pdf"]
    db.session.commit()
    page = client.get(answer.location).text
    assert said in page
    assert "0.pdf, 1.pdf, 3.pdf" in page
    assert said.replace("2.pdf", "4.pdf") in page


def test_a_script_learns_which_file_of_a_form_was_wrong(client: FlaskClient, draft: Draft) -> None:
    files = [(io.BytesIO(pdfs.good()), "good.pdf"), (io.BytesIO(b"PK no pdf"), "bad.pdf")]
    told = client.post(
        f"/files/{draft.case.public_id}/upload", data={"kind": "contract", "files": files}, headers=JSON
    ).json
    assert not told["ok"]
    assert [row["name"] for row in told["refused"]] == ["bad.pdf"]
    assert len(told["files"]) == 1


def test_same_file_again_is_one_document(client: FlaskClient, draft: Draft) -> None:
    same = pdfs.good(mark="same")  # made once: a PDF made in another second has another identifier
    first, second = (send(client, draft, same).json for _ in range(2))
    assert len(attached(draft)) == 1
    assert first["files"][0]["id"] == second["files"][0]["id"]


def test_kind_of_one_file_gives_up_the_old(client: FlaskClient, draft: Draft) -> None:
    send(client, draft, pdfs.good(mark="a"), kind="cost_report", name="a.pdf")
    send(client, draft, pdfs.good(mark="b"), kind="cost_report", name="b.pdf")
    assert [paper.current.file.name for paper in attached(draft)] == ["b.pdf"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a document", "no PDF"),
        (b"%PD", "no PDF"),
        (b"<html></html>" + pdfs.good(), "no PDF"),
        (pdfs.good()[:-20], "no end"),
        (pdfs.good() + b"PK\x03\x04", "no end"),
    ],
)
def test_what_is_no_pdf_is_refused_at_the_door(client: FlaskClient, draft: Draft, body: bytes, said: str) -> None:
    answer = send(client, draft, body)
    assert answer.status_code == 400
    assert answer.json["ok"] is False
    assert answer.json["retry"] is False
    assert said in answer.json["error"]
    assert attached(draft) == []


def test_too_large_is_413(app: Flask, client: FlaskClient, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], max_upload_mb=1))
    for size in (2 << 20, 3 << 20):
        answer = send(client, draft, b"%PDF-1.7\n" + bytes(size) + b"%%EOF")
        assert answer.status_code == 413
        assert "1 MB" in answer.json["error"]
    assert attached(draft) == []


def test_beyond_the_limit_of_the_server_is_413(
    app: Flask, client: FlaskClient, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 1000)
    answer = send(client, draft, b"%PDF-1.7\n" + bytes(5000) + b"%%EOF")
    assert answer.status_code == 413
    assert answer.json["ok"] is False


def test_unknown_kind_and_line_are_refused(client: FlaskClient, draft: Draft) -> None:
    assert send(client, draft, pdfs.good(), kind="nonsense").status_code == 400
    address = f"/files/{draft.case.public_id}/upload"
    answer = client.post(address, query_string={"kind": "contract", "lines": "9"}, data=pdfs.good(), headers=JSON)
    assert answer.status_code == 400
    assert answer.json["field"] == "lines"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\x\\Акт №5.PDF", "Акт №5.PDF"),
        ("", "document.pdf"),
        ("a\u202efdp.exe", "afdp.exe.pdf"),
        ("я" * 400 + ".pdf", "я" * 125 + ".pdf"),
    ],
)
def test_name_is_shown_harmless(client: FlaskClient, draft: Draft, name: str, kept: str) -> None:
    assert send(client, draft, pdfs.good(), name=name).status_code == 200
    assert attached(draft)[0].current.file.name == kept


def test_upload_and_removal_void_the_frozen_application(client: FlaskClient, draft: Draft) -> None:
    send(client, draft, pdfs.good())
    [paper] = attached(draft)
    for act in (
        lambda: send(client, draft, pdfs.good(mark="new")),
        lambda: client.post(f"/files/{draft.case.public_id}/{paper.public_id}/remove", headers=JSON),
    ):
        frozen = Document(case_id=draft.case.id, origin="generated", kind="annex-1", created_at=draft.case.created_at)
        db.session.add(frozen)
        db.session.commit()
        assert act().status_code == 200
        db.session.expire_all()
        assert frozen.removed_at is not None
    assert paper.removed_at is not None
    assert documents.frozen_application(draft.case.id) is None


def test_removal_again_is_harmless_and_keeps_the_bytes(client: FlaskClient, draft: Draft) -> None:
    send(client, draft, pdfs.good())
    [paper] = attached(draft)
    for _ in range(2):
        answer = client.post(f"/files/{draft.case.public_id}/{paper.public_id}/remove")
        assert answer.status_code == 302
    assert attached(draft) == []
    assert db.session.get_one(File, paper.current.file_id).claimed_at is not None


def test_stranger_gets_404_and_staff_sees_no_draft(client: FlaskClient, draft: Draft) -> None:
    send(client, draft, pdfs.good())
    [paper] = attached(draft)
    base, own, version = f"/files/{draft.case.public_id}", paper.public_id, paper.current.public_id
    for user in (people.head_of(people.make_organisation()), people.make_staff("executor")):
        people.sign_in(client, user)
        db.session.commit()
        assert send(client, draft, pdfs.good(mark="x")).status_code == 404
        for address in ("status", "zip", f"{version}/download", f"{version}/page/1"):
            assert client.get(f"{base}/{address}", headers=JSON).status_code == 404
        assert client.post(f"{base}/{own}/remove", headers=JSON).status_code == 404
        db.session.commit()
    assert len(attached(draft)) == 1


def test_representative_without_the_power_to_draft_cannot_send(client: FlaskClient, draft: Draft) -> None:
    clerk = people.make_user()
    people.add_member(draft.organisation, clerk, scope=["report"])
    people.sign_in(client, clerk)
    assert send(client, draft, pdfs.good()).status_code == 403


def test_handed_in_papers_stay(client: FlaskClient, draft: Draft) -> None:
    send(client, draft, pdfs.good())
    [paper] = attached(draft)
    db.session.commit()
    draft.case.state, draft.case.received_at = "submitted", draft.case.created_at
    db.session.commit()
    assert client.post(f"/files/{draft.case.public_id}/{paper.public_id}/remove", headers=JSON).status_code == 403
    assert send(client, draft, pdfs.good(mark="more")).status_code == 403
    db.session.commit()
    draft.case.state = "hearing"
    db.session.commit()
    assert send(client, draft, pdfs.good(mark="more"), kind="other").status_code == 200


def test_store_that_fails_promises_nothing(
    app: Flask, client: FlaskClient, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storage.errors import Unavailable

    def put(*_a: Any, **_k: Any) -> Any:
        raise Unavailable("down")

    monkeypatch.setattr(app.extensions["store"], "put", put)
    answer = send(client, draft, pdfs.good())
    assert answer.status_code == 503
    assert answer.json["retry"] is True
    assert attached(draft) == []


def test_draft_is_thawed_only_while_it_is_one(client: FlaskClient, draft: Draft) -> None:
    assert attach.may_remove(draft.case, draft.head, application.clock.now())
    draft.case.state = "hearing"
    assert not attach.may_remove(draft.case, draft.head, application.clock.now())
    assert attach.may_attach(draft.case, draft.head, application.clock.now())
