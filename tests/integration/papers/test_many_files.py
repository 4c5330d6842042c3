"""Two thousand files in one application: pages ask the database no more often than with a few, and open."""

from __future__ import annotations

import io
import re
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event, insert

from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, File
from dms.services import clock
from dms.services.files import serving
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from tests.integration.desk.conftest import as_user as as_user
from workflows.states import CaseState, Role

FEW, MANY = 40, 2000
#: Versions and signatures are loaded five hundred at a time.
CHUNKS = 2 * -(-MANY // 500)


def put_many(case: Case, count: int, kind: str = "contract") -> None:
    """Sound documents of one kind, as rows alone."""
    now, first = clock.now(), db.session.query(File).count()
    names = [(f"f{first + n:06d}", f"{first + n:064x}") for n in range(count)]
    files = [
        {
            "status": "stored", "key": f"files/{sha}", "sha256": sha, "size": 1000, "media_type": "application/pdf",
            "name": f"{name}.pdf", "created_at": now, "stored_at": now, "claimed_at": now, "public_id": f"f-{name}",
            "version_mark": "", "check_status": "", "scan_status": "", "findings": [],
        }
        for name, sha in names
    ]  # fmt: skip
    file_ids = db.session.scalars(insert(File).returning(File.id), files).all()
    papers = [
        {
            "case_id": case.id, "origin": "uploaded", "kind": kind, "lines": [], "also": [], "created_at": now,
            "author_id": case.author_id, "for_applicant": True, "state": "checked", "public_id": f"d-{name}",
            "title": "", "number": "", "language": "kk",
        }
        for name, _sha in names
    ]  # fmt: skip
    paper_ids = db.session.scalars(insert(Document).returning(Document.id), papers).all()
    versions = [
        {
            "document_id": paper, "no": 1, "file_id": file, "created_at": now, "author_id": case.author_id,
            "check_status": "sound", "scan_status": "not_scanned", "pages": 1, "traits": {}, "findings": [],
            "public_id": f"v-{name}",
        }
        for paper, file, (name, _sha) in zip(paper_ids, file_ids, names, strict=True)
    ]  # fmt: skip
    db.session.execute(insert(DocumentVersion), versions)
    db.session.commit()


@contextmanager
def counted() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(*given: Any) -> None:
        asked.append(given[2])

    event.listen(db.engines[None], "before_cursor_execute", note)
    yield asked
    event.remove(db.engines[None], "before_cursor_execute", note)


Opened = Callable[[str], tuple[int, float, int]]


def opened(browser: Any, address: str) -> tuple[int, float, int]:
    """Questions, seconds, bytes."""
    browser.get(address)  # what is kept between requests is kept now
    with counted() as asked:
        began = time.perf_counter()
        answer = browser.get(address)
        seconds = time.perf_counter() - began
    assert answer.status_code == 200, answer.status_code
    return len(asked), seconds, len(answer.data)


DRAFT = ("/", "/documents", "/documents/contract", "/review")
DESK = ("documents", "checks", "")


def measure(walk: Walk, as_user: Sign, case: Case, draft: bool) -> dict[str, tuple[int, float, int]]:
    if draft:
        browser = as_user(walk.applicant(case))
        return {page: opened(browser, f"/portal/a/{case.public_id}{page}") for page in DRAFT}
    browser = as_user(walk.staff(Role.EXECUTOR))
    return {page: opened(browser, f"/desk/c/{case.public_id}/{page}") for page in DESK}


@pytest.mark.parametrize("draft", [True, False])
def test_pages_ask_no_more_of_many_files(walk: Walk, as_user: Sign, draft: bool) -> None:
    case = walk.to(CaseState.DRAFT if draft else CaseState.COMPLETENESS)
    put_many(case, FEW)
    few = measure(walk, as_user, walk.fresh(case), draft)
    put_many(walk.fresh(case), MANY)
    many = measure(walk, as_user, walk.fresh(case), draft)
    more = {page: row[0] - few[page][0] for page, row in many.items()}
    assert max(more.values()) <= CHUNKS, more
    assert max(size for _asked, _seconds, size in many.values()) < 700_000


def test_the_files_of_one_kind_stand_page_by_page(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.DRAFT)
    put_many(case, 120)
    browser, seen = as_user(walk.applicant(case)), set[str]()
    for start in (0, 50, 100):
        page = browser.get(f"/portal/a/{case.public_id}/documents/contract", query_string={"start": start}).text
        here = set(re.findall(r"f\d{6}\.pdf", page))
        assert len(here) <= 50
        seen |= here
    assert len(seen) == 120
    executor = as_user(walk.staff(Role.EXECUTOR))
    case = walk.to(CaseState.COMPLETENESS)
    put_many(case, 120)
    first = executor.get(f"/desk/c/{case.public_id}/documents").text
    shown = first.split('class="doc-list"')[1].split("</nav>")[0]
    following = re.findall(r'doc=([^"&#]+)"', shown.split('class="pager"')[1])[-1]
    assert shown.split('class="pager"')[0].count("<li>") == 100
    second = executor.get(f"/desk/c/{case.public_id}/documents?doc={following}").text
    assert f"doc={following}#page" in second
    assert "101–" in second


class Untouched(io.BytesIO):
    """A body that nobody may read."""

    def read(self, *_size: Any) -> bytes:
        raise AssertionError("bytes were taken")

    readline = readinto = read


@pytest.mark.parametrize("as_form", [True, False])
def test_five_gigabytes_are_refused_before_a_byte(walk: Walk, as_user: Sign, as_form: bool) -> None:
    """By what the sender says of them: no byte is read (the limit is 200 MB)."""
    case = walk.to(CaseState.DRAFT)
    browser = as_user(walk.applicant(case))
    answer = browser.post(
        f"/files/{case.public_id}/upload",
        query_string={"kind": "contract", "name": "шарт.pdf"},
        input_stream=Untouched(),
        content_type="multipart/form-data; boundary=x" if as_form else "application/pdf",
        environ_overrides={"CONTENT_LENGTH": str(5 << 30)},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 413
    assert "200 MB" in answer.json["error"]
    told = {"name": "шарт.pdf", "size": 5 << 30, "modified": 0}
    begun = browser.post(
        f"/files/{case.public_id}/uploads", query_string={"kind": "contract"}, json=told,
        headers={"Accept": "application/json"},
    )  # fmt: skip
    assert begun.status_code == 413
    assert "200 MB" in begun.json["error"]


class Store:
    """Gives every key the same bytes, and counts what is open at once."""

    def __init__(self, size: int) -> None:
        self.body, self.open_now, self.most, self.opened = b"x" * size, 0, 0, 0

    @contextmanager
    def open(self, _key: str, *, version_id: str | None = None) -> Iterator[io.BytesIO]:
        self.open_now, self.opened = self.open_now + 1, self.opened + 1
        self.most = max(self.most, self.open_now)
        yield io.BytesIO(self.body)
        self.open_now -= 1


def test_the_zip_of_two_thousand_files_holds_one_piece() -> None:
    size = 64 << 10
    store: Any = Store(size)
    entries = [serving.Entry(f"{n:04d}.pdf", f"key-{n}") for n in range(MANY)]
    tracemalloc.start()
    taken = sum(len(piece) for piece in serving._zipped(entries, store, datetime(2026, 11, 21, tzinfo=UTC)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (store.opened, store.most) == (MANY, 1)
    assert taken > MANY * size
    assert peak < 8 << 20  # of 125 MB; the directory at the end of the ZIP is what grows
