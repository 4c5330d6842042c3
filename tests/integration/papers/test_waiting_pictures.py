"""A page whose picture is still to come and one that will never have one are told apart by the queue."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from dms.extensions import db
from dms.models import Document
from dms.services.files import pictures
from tests.fixtures import pdfs
from tests.fixtures.application import Clock
from tests.integration.papers.conftest import Draft
from tests.integration.papers.test_versions import put

WAITS = ("Pages with a picture: 2 of 4.", "Reload the page in a moment")
CANNOT = "No picture of this page could be made"
MINE = "task_name = 'make_previews' AND (args->>'document_id')::bigint = :id"


def queue(paper: Document, change: str) -> None:
    """The jobs that draw this document, as the queue has them."""
    db.session.execute(text(f"{change} WHERE {MINE}"), {"id": paper.id})
    db.session.commit()


@pytest.fixture
def long_paper(draft: Draft, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Document:
    """Four pages of which two are drawn; the job for the others was ordered long ago."""
    clock.advance(days=-3)
    monkeypatch.setattr(pictures, "A_TURN", 2)
    paper = put(draft, pdfs.good(4))
    clock.advance(days=3)
    return paper


@pytest.fixture
def page(client: FlaskClient, draft: Draft, long_paper: Document) -> Callable[[int], str]:
    address = f"/files/{draft.case.public_id}/{long_paper.versions[0].public_id}/view?page="
    return lambda number: client.get(f"{address}{number}").text


@pytest.mark.parametrize("status", ["todo", "doing"])
def test_a_page_waits_as_long_as_a_job_is_queued(long_paper: Document, page: Callable[[int], str], status: str) -> None:
    queue(long_paper, f"UPDATE procrastinate_jobs SET status = '{status}'")
    for number in (3, 4):
        html = page(number)
        assert all(words in html for words in WAITS), number
        assert CANNOT not in html
    drawn = page(2)
    assert 'data-page><img src="' in drawn
    assert WAITS[1] not in drawn


@pytest.mark.parametrize(
    "change", ["DELETE FROM procrastinate_jobs", "UPDATE procrastinate_jobs SET status = 'failed'"]
)
def test_a_page_without_a_job_is_told_to_be_impossible(
    draft: Draft, long_paper: Document, page: Callable[[int], str], change: str
) -> None:
    queue(long_paper, change)
    other = put(draft, pdfs.good(3))  # jobs of another document are no hope for this one
    queue(other, "UPDATE procrastinate_jobs SET status = 'todo'")
    html = page(4)
    assert CANNOT in html
    assert WAITS[1] not in html
