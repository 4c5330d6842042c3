"""Notices as letters: in the reader's language, with the way to the case, once; a failure stands in the row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import Notice
from dms.services import clock
from dms.services.telling import mail, notices
from tests.fixtures import people
from tests.fixtures.application import Letters
from tests.integration.papers.conftest import Draft


def told(draft: Draft, user_id: int) -> int:
    notices.tell([user_id], "granted", case=draft.case, at=clock.now(), number="D342-2026-000001", sum="960000.00")
    db.session.commit()
    return db.session.scalars(select(Notice.id).order_by(Notice.id.desc()).limit(1)).one()


def test_letter_speaks_the_readers_language_and_leads_to_the_case(draft: Draft, letters: Letters) -> None:
    clerk = people.make_staff("registrar", locale="ru")
    kazakh = people.make_user(locale="kk")
    for user in (clerk, kazakh):
        row = told(draft, user.id)
        for _ in range(2):
            mail.send_notice(row)
    first, second = letters.all()
    assert (first["To"], second["To"]) == (clerk.email, kazakh.email)
    for letter, about, said, page in (
        (first, "решение о возмещении", "принято решение о возмещении", f"/desk/c/{draft.case.public_id}/"),
        (second, "өтеу туралы шешім", "өтеу туралы шешім қабылданды", f"/portal/c/{draft.case.public_id}/"),
    ):
        for kind in ("plain", "html"):
            part = letter.get_body((kind,))
            assert part is not None
            text = part.get_content()
            assert said in text
            assert page in text
            assert "960" in text
        assert letter["Subject"] == f"Demeu: D342-2026-000001: {about}"


def test_failure_stands_in_the_row_until_it_succeeds(
    app: Flask, draft: Draft, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_id = told(draft, draft.head.id)
    settings = app.config["SETTINGS"]
    monkeypatch.setitem(app.config, "SETTINGS", replace(settings, mail_url="smtp://127.0.0.1:1"))
    with pytest.raises(OutsideTrouble):
        mail.send_notice(row_id)
    row = db.session.get_one(Notice, row_id)
    assert row.mailed_at is None
    assert "did not take" in row.mail_failed
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    mail.send_notice(row_id)
    assert row.mailed_at is not None
    assert row.mail_failed == ""
    assert len(letters.all()) == 1
