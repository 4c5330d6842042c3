"""Two thousand files in one application: pages ask the database no more often than with a few, and open."""

from __future__ import annotations

import html
import io
import re
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event, insert, select, update

from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, File
from dms.queries import checking
from dms.services import clock
from dms.services.files import serving
from dms.services.files.file_check import scanning
from dms.services.files.file_status import status_of_version
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
        answer = browser.get(address, headers=PART if address.endswith("/checks") else {})
        seconds = time.perf_counter() - began
    assert answer.status_code == 200, answer.status_code
    return len(asked), seconds, len(answer.data)


PART = {"HX-Request": "true"}
DRAFT = ("/", "/documents", "/documents/contract", "/review", "/checks")
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


def check_all(case: Case, status: str) -> None:
    """Of the contracts of a case."""
    papers = select(Document.id).where(Document.case_id == case.id, Document.kind == "contract")
    db.session.execute(
        update(DocumentVersion).where(DocumentVersion.document_id.in_(papers)).values(check_status=status)
    )
    db.session.commit()


def poll(browser: Any, case: Case, page: str) -> tuple[str, list[str], int]:
    """The answer to what the page asks about the checks, which kinds it has to take anew, and when it asks again."""
    at = re.search(r'id="checks" hidden hx-get="([^"]+)"', page)
    assert at is not None
    answer = browser.get(html.unescape(at[1]), headers=PART)
    assert answer.status_code == 200
    told = answer.headers.get("HX-Trigger", "")
    again = re.search(r"load delay:(\d+)s", answer.text)
    return answer.text, [name for name in told.split(", ") if name], int(again[1]) if again else 0


def test_a_waiting_page_asks_for_marks_and_takes_anew_what_changed(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.DRAFT)
    put_many(case, 3)
    check_all(case, "waiting")
    browser = as_user(walk.applicant(case))
    page = browser.get(f"/portal/a/{case.public_id}/documents").text
    assert 'hx-trigger="upload:done throttle:2s from:closest section, checked-contract from:body"' in page
    waits = []
    for _turn in range(12):
        page, changed, wait = poll(browser, case, page)
        assert changed == []
        waits.append(wait)
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (3, 60), "less and less often"
    alone = browser.get(f"/portal/a/{case.public_id}/checks")
    assert alone.location.endswith(f"/a/{case.public_id}/documents"), "a part by itself is no page"
    check_all(case, "sound")
    page, changed, wait = poll(browser, case, page)
    assert (changed, wait) == (["checked-contract"], 0), "all is known: nothing more is asked"
    assert poll(browser, case, page)[1:] == ([], 0)


def test_the_answer_of_a_waiting_page_does_not_grow(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.DRAFT)
    put_many(case, MANY)
    check_all(case, "waiting")
    browser = as_user(walk.applicant(case))
    page = browser.get(f"/portal/a/{case.public_id}/documents").text
    answer, changed, wait = poll(browser, case, page)
    assert (len(answer) < 1500, changed) == (True, [])
    assert wait >= 12, "many files are asked for less often"


def test_marks_and_files_agree(walk: Walk) -> None:
    """What the marks call waiting is what the page shows as waiting."""
    case = walk.to(CaseState.DRAFT)
    put_many(case, 1)
    version = db.session.scalars(select(DocumentVersion).order_by(DocumentVersion.id.desc()).limit(1)).one()
    for scan in ("waiting", "clean", "infected", "not_scanned"):
        for check in ("waiting", "sound", "refused"):
            for findings in ([], [{"code": "scan_too_large"}]):
                version.scan_status, version.check_status, version.findings = scan, check, findings
                db.session.commit()
                [row] = [row for row in checking.progress_of(case.id, scanning=scanning()) if row.kind == "contract"]
                waiting = not status_of_version(version).is_settled
                assert (row.waiting == 1) is waiting, (scan, check, findings)


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
    case = walk.to(CaseState.COMPLETENESS)
    put_many(case, 120)
    own = as_user(walk.applicant(case))
    address, shown, pages = f"/portal/c/{case.public_id}/", set[str](), 0
    while address:
        page = own.get(address.split("#")[0]).text
        here = re.findall(r"f\d{6}\.pdf", page)
        assert len(here) <= 50
        shown |= set(here)
        pages += 1
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = html.unescape(following[1]) if following else ""
    assert len(shown) == 120
    assert pages >= 3
    executor = as_user(walk.staff(Role.EXECUTOR))
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
