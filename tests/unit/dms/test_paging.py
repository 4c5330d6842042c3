"""Pages from the newest on: where their links lead, and when there are none."""

from __future__ import annotations

import pytest
from flask import Flask

from dms.views.paging import page_of


@pytest.fixture
def bare() -> Flask:
    app = Flask("bare")
    app.add_url_rule("/list", "list")
    return app


@pytest.mark.parametrize(
    ("address", "count", "older", "newest"),
    [
        ("/list", 0, None, None),
        ("/list", 3, None, None),
        ("/list", 4, "/list?year=2026&before=30", None),
        ("/list?before=40", 4, "/list?year=2026&before=30", "/list?year=2026"),
        ("/list?before=40", 1, None, "/list?year=2026"),
        ("/list?after=40", 1, None, None),  # another list's argument
    ],
)
def test_links(bare: Flask, address: str, count: int, older: str | None, newest: str | None) -> None:
    with bare.test_request_context(address):
        found = page_of([10, 20, 30, 40][:count], 3, "list", lambda row: row, year=2026)
    assert found == {"rows": [10, 20, 30][:count], "older_url": older, "newest_url": newest}
