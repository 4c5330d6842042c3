"""Files of many pages, and pages that are too much for a child: nothing is left out without a word."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_babel import force_locale
from sqlalchemy import select, text

from dms import pdf
from dms.extensions import db
from dms.models import Comparison, Document, FileText, PageText, Preview
from dms.pdf import runner
from dms.services import clock
from dms.services.files import pictures
from dms.services.versions import comparing
from dms.views.file_answers import facts_of
from tests.fixtures import good_pdfs, pdfs
from tests.integration.papers.conftest import Draft
from tests.integration.papers.test_versions import put, renew
from tests.integration.portal.conftest import check_sound
from tests.unit.dms.pdf.test_differences import written


def changes(client: FlaskClient, draft: Draft, paper: Document, more: str = "") -> str:
    address = f"/files/{draft.case.public_id}/{paper.versions[-1].public_id}/changes{more}"
    db.session.commit()
    html = client.get(address).text
    check_sound(html)
    return html


def kept_of(paper: Document) -> Comparison:
    db.session.expire_all()
    return db.session.scalars(select(Comparison).where(Comparison.version_id == paper.versions[-1].id)).one()


def test_what_could_not_be_compared_is_said_and_tried_again(
    client: FlaskClient, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = put(draft, written("One", "Two"))
    with monkeypatch.context() as dying:
        dying.setattr(runner, "marks", lambda *_a: None)
        renew(draft, paper, written("One", "Other"))
    html = changes(client, draft, paper)
    assert "could not be compared" in html
    assert "version after: pages 1–2." in html
    assert "Nothing differs" not in html
    assert "No difference" not in html
    later, earlier = paper.versions[1], paper.versions[0]
    comparing.order(later, earlier)
    comparing.compare(later.id, earlier.id)
    html = changes(client, draft, paper)
    assert "could not be compared" not in html
    assert "1 page differs." in html


def test_children_killed_to_the_last_try_leave_a_word(
    client: FlaskClient, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = put(draft, written("One"))
    with monkeypatch.context() as dying:
        dying.setattr(comparing, "compare", lambda *_a: None)
        renew(draft, paper, written("Other"))
    assert "being compared" in changes(client, draft, paper)
    comparing.give_up(paper.versions[1].id)
    assert "could not be compared" in changes(client, draft, paper)


def test_comparison_kept_from_before_says_where_it_ended(client: FlaskClient, draft: Draft) -> None:
    paper = put(draft, written("One", "Two", "Three"))
    renew(draft, paper, written("One", "Two", "Other"))
    kept = kept_of(paper)
    kept.pages = kept.pages[:2]
    html = changes(client, draft, paper)
    assert "version after: pages 3." in html
    assert "Nothing differs" not in html


def test_changes_stand_on_several_screens(client: FlaskClient, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dms.views.versions.compared.AT_ONCE", 2)
    paper = put(draft, written("One", "Two", "Three"))
    renew(draft, paper, written("Four", "Five", "Six"))
    first, second = changes(client, draft, paper), changes(client, draft, paper, "?from=2")
    assert "3 pages differ." in first
    assert "from=2" in first
    assert ("Four" in first, "Six" in first, "Four" in second, "Six" in second) == (True, False, False, True)


def read(paper: Document, version: int, body: str) -> None:
    """What the reader of texts keeps of a scan of one page."""
    sha256 = paper.versions[version].file.sha256
    db.session.add(FileText(sha256=sha256, status="recognised", extractor=1, done=1, ordered_at=clock.now()))
    db.session.add(PageText(sha256=sha256, page=1, origin="recognised", body=body))
    db.session.commit()


@pytest.mark.clause("342:17")
def test_words_of_scans_are_compared_once_they_are_recognised(client: FlaskClient, draft: Draft) -> None:
    paper = put(draft, pdfs.scan())
    renew(draft, paper, pdfs.scan(1240, 1753))
    read(paper, 0, "Sum of 100 tenge")
    html = changes(client, draft, paper)
    assert "have not been read yet" in html
    assert "Nothing differs" not in html
    read(paper, 1, "Sum of 250 tenge")
    comparing.redo_words(paper.versions[1].file.sha256 or "")
    ordered = "SELECT args FROM procrastinate_jobs WHERE task_name = 'compare_versions' ORDER BY id DESC LIMIT 1"
    arguments: Any = db.session.execute(text(ordered)).scalar_one()
    db.session.commit()
    comparing.compare(**arguments)
    html = changes(client, draft, paper)
    assert "have not been read yet" not in html
    assert ("-", "100") in {tuple(pair) for pair in kept_of(paper).pages[0]["words"]}
    assert ("+", "250") in {tuple(pair) for pair in kept_of(paper).pages[0]["words"]}


def test_scan_without_recognised_words_is_compared_by_its_picture_and_says_so(
    client: FlaskClient, draft: Draft
) -> None:
    paper = put(draft, pdfs.scan())
    renew(draft, paper, pdfs.scan(1240, 1753))
    for version in (0, 1):
        read(paper, version, "")
    comparing.compare(paper.versions[1].id)
    html = changes(client, draft, paper)
    assert "1 page has no words that can be read" in html
    assert "Nothing differs" not in html


def drawn(paper: Document) -> list[int]:
    rows = select(Preview.page).where(Preview.version_id == paper.versions[-1].id).order_by(Preview.page)
    return list(db.session.scalars(rows))


def test_pictures_of_a_long_file_are_drawn_in_turns(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "A_TURN", 2)
    paper = put(draft, pdfs.good(5))
    ordered = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'make_previews'")
    assert drawn(paper) == [1, 2]
    for done in ([1, 2, 3, 4], [1, 2, 3, 4, 5]):
        pictures.make(paper.id)
        assert drawn(paper) == done
    before = db.session.scalar(ordered)
    pictures.make(paper.id)
    assert db.session.scalar(ordered) == before, "nothing is left to draw"


def test_page_that_cannot_be_drawn_costs_no_other_and_says_so(
    client: FlaskClient, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = pdf.draw
    monkeypatch.setattr(pdf, "draw", lambda path, to, a, b: None if a <= 2 <= b else draw(path, to, a, b))
    paper = put(draft, pdfs.good(3))
    assert drawn(paper) == [1, 3]
    address = f"/files/{draft.case.public_id}/{paper.versions[0].public_id}/view?page=2"
    db.session.commit()
    html = client.get(address).text
    assert "No picture of this page could be made" in html
    assert "Reload the page in a moment" not in html


def test_sample_of_pages_is_called_one(draft: Draft) -> None:
    version = put(draft, good_pdfs.GOOD["one page"]()).versions[0]
    with force_locale("en"):
        assert not any("looked at" in fact for fact in facts_of(version))
        version.pages, version.traits = 150, version.traits | {"looked": 60, "blank": [7]}
        assert "60 of 150 pages were looked at" in facts_of(version)
