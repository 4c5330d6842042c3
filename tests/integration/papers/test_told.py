"""Whoever sent a file that came to nothing is told, also when the page is closed: once until it has been read."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dms.extensions import db
from dms.formatting import dmyhm
from dms.models import FileUpload, Notice
from dms.notice_words import say
from dms.pdf.findings import words
from dms.services import clock, uploads
from dms.services.files import attach, file_check
from dms.services.telling import notices
from dms.services.uploads import sending
from tests.fixtures import bad_pdfs, pdfs
from tests.integration.papers.conftest import Draft
from tests.integration.papers.sending import PART, Sender
from workflows.text import LANGS


def put(draft: Draft, body: bytes, name: str) -> None:
    paper = attach.upload(draft.case, draft.head, "contract", io.BytesIO(body), name)
    assert paper.current is not None
    file_check.check(paper.current.id)
    db.session.commit()


def told(draft: Draft, code: str) -> list[Notice]:
    chosen = select(Notice).where(Notice.user_id == draft.head.id, Notice.code == code).order_by(Notice.id)
    return list(db.session.scalars(chosen))


def test_a_file_that_the_checks_refuse(draft: Draft) -> None:
    code, make = bad_pdfs.BAD["password"]
    put(draft, pdfs.good(), "жақсы.pdf")
    assert told(draft, "file_refused") == []
    put(draft, make(), "құпия {0}.pdf")
    [notice] = told(draft, "file_refused")
    for lang in LANGS:
        said = say(notice.code, notice.params).get(lang)
        assert "«құпия {0}.pdf»" in said.replace("“", "«").replace("”", "»")
        assert words(code).get(lang) in said
    put(draft, bad_pdfs.BAD["open action script"][1](), "екінші.pdf")
    assert told(draft, "file_refused") == [notice], "told again before it was read"
    notices.mark_read(draft.head, None, clock.now())
    put(draft, bad_pdfs.BAD["spoilt stream"][1](), "үшінші.pdf")
    assert [row.params["name"] for row in told(draft, "file_refused")] == ["құпия {0}.pdf", "үшінші.pdf"]


def test_a_file_that_the_case_does_not_take_any_more(
    app: Flask, client: FlaskClient, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "PART_SIZE", PART)
    sender, begun = Sender(client, draft.case), []
    for number in (1, 2):
        row: Any = sender.begin(pdfs.good(number), f"шарт {number}.pdf").json
        sender.send(row, pdfs.good(number))
        assert sender.finish(row)["missing"] == []
        begun.append(row["id"])
    draft.case.state, draft.case.received_at = "completeness", draft.case.created_at
    db.session.commit()
    chosen = select(FileUpload.id).where(FileUpload.public_id.in_(begun)).order_by(FileUpload.id)
    ids = db.session.scalars(chosen).all()
    for upload_id in (*ids, *ids):
        uploads.join(upload_id)
        db.session.commit()
    [notice] = told(draft, "file_not_taken")
    assert dmyhm(draft.case.state_since) in say(notice.code, notice.params).ru
    assert "шарт 1.pdf" in say(notice.code, notice.params).kk
