"""After a new version was sent from the document's own page, the page shows that version, as soon as it may be seen."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dms.extensions import db
from dms.models import Document
from dms.services.versions import renewing
from tests.fixtures import pdfs, people
from tests.integration.papers.conftest import Draft
from tests.integration.papers.sending import JSON
from tests.integration.papers.test_versions import put
from tests.integration.portal.conftest import check_sound


@pytest.fixture
def paper(draft: Draft) -> Document:
    return put(draft, pdfs.good())


def view(draft: Draft, paper: Document, place: int) -> str:
    return f"/files/{draft.case.public_id}/{paper.versions[place].public_id}/view"


def newest(draft: Draft, paper: Document) -> str:
    return f"/files/{draft.case.public_id}/{paper.public_id}/newest"


def send(draft: Draft, paper: Document) -> None:
    renewing.renew(draft.case, draft.head, paper, io.BytesIO(pdfs.good(2)), "шарт 2.pdf")
    db.session.commit()


def scanned(paper: Document, place: int, status: str) -> None:
    paper.versions[place].scan_status = status
    db.session.commit()


def test_the_form_leads_to_the_new_version_with_scripts_and_without(
    client: FlaskClient, draft: Draft, paper: Document
) -> None:
    html = client.get(view(draft, paper, 0)).text
    check_sound(html)
    [then] = re.findall(r'data-then="([^"]+)"', html)
    assert then == newest(draft, paper)
    assert f'name="next" value="{then}"' in html
    token = re.search(r'name="csrf_token" value="([^"]+)"', html)
    form = {"csrf_token": token[1] if token else "", "next": then, "file": (io.BytesIO(pdfs.good(2)), "шарт 2.pdf")}
    action = f"/files/{draft.case.public_id}/{paper.public_id}/renew"
    answer = client.post(action, data=form, follow_redirects=True)
    db.session.expire_all()
    assert len(paper.versions) == 2
    assert answer.request.path == view(draft, paper, 1)
    assert "An earlier version" not in answer.text
    assert "Version 2" in answer.text


def test_a_version_under_way_through_the_checks_is_waited_for(
    app: Flask, client: FlaskClient, draft: Draft, paper: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], scanner="required"))
    scanned(paper, 0, "clean")
    send(draft, paper)
    answer = client.get(newest(draft, paper), follow_redirects=True)
    assert answer.request.path == view(draft, paper, 0)
    check_sound(answer.text)
    state = f"{newest(draft, paper)}/state"
    assert f'data-job="{state}"' in answer.text
    assert "Version 2 is being checked" in answer.text
    waiting = client.get(state, headers=JSON).json
    assert waiting == {"finished": False, "failed": False, "message": "", "next_url": None}
    assert "data-job" not in client.get(view(draft, paper, 0)).text, "only who has just sent it waits for it"
    scanned(paper, 1, "clean")
    done = client.get(state, headers=JSON).json
    assert (done["finished"], done["next_url"]) == (True, view(draft, paper, 1))
    assert client.get(newest(draft, paper)).location == view(draft, paper, 1)


def test_a_version_that_the_checks_refuse_is_told_and_not_waited_for(
    app: Flask, client: FlaskClient, draft: Draft, paper: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], scanner="required"))
    scanned(paper, 0, "clean")
    send(draft, paper)
    scanned(paper, 1, "infected")
    told = client.get(f"{newest(draft, paper)}/state", headers=JSON).json
    assert (told["finished"], told["failed"], told["next_url"]) == (False, True, None)
    assert told["message"] == "The new version did not pass its checks."


def test_the_newest_version_is_nobody_elses(app: Flask, draft: Draft, paper: Document) -> None:
    other = people.sign_in(app.test_client(), people.head_of(people.make_organisation()))
    db.session.commit()
    for address in (newest(draft, paper), f"{newest(draft, paper)}/state"):
        assert other.get(address).status_code == 404
    nothing = f"/files/{draft.case.public_id}/nothing/newest"
    mine = people.sign_in(app.test_client(), draft.head)
    assert mine.get(nothing).status_code == 404
