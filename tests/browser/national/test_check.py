"""The page where anybody checks a file: it is hashed in the browser and nothing of it leaves."""

from __future__ import annotations

import hashlib

import pytest
from playwright.sync_api import expect

from tests.browser.office import Office

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("ncalayer")]


def test_a_file_is_hashed_where_it_is(office: Office) -> None:
    body = b"%PDF-1.7\n" + bytes(range(256)) * 36_000
    person = office.stranger("anybody")
    sent: list[int] = []
    person.page.on("request", lambda request: sent.append(len(request.post_data_buffer or b"")))
    person.go("/check/file")
    person.axe("check a file")
    person.page.set_input_files("#file", {"name": "x.pdf", "mimeType": "application/pdf", "buffer": body})
    expect(person.page.locator("[name=sha256]")).to_have_value(hashlib.sha256(body).hexdigest(), timeout=20000)
    person.press("/check/file")
    person.axe("the answer about a file")
    assert max(sent) < 2000, "more than a checksum has left the browser"
