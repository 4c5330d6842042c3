"""A file of several parts on its way from a real browser: the link breaks in the middle, the tab is closed, and the
same file goes on from where it broke off; straight into an S3 store, and through the application into a directory."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from dms.platform.postgres import Server
from storage import S3Store, open_store
from tests.browser.office import Office
from tests.browser.people import PATIENCE, Person
from tests.fixtures import pdfs
from tests.fixtures.system import System, running
from tests.servers.ceph import Ceph

pytestmark = pytest.mark.browser
MIB = 1 << 20
MILLISECONDS = PATIENCE * 1000
PART_SIZE = 8 * MIB  # as ``dms.services.uploads.sending`` has it
#: Parts of the file, and how many of them arrive before the link breaks.
PARTS, SENT = 6, 3


@pytest.fixture(params=["directory", pytest.param("s3", marks=[pytest.mark.s3, pytest.mark.xdist_group("s3")])])
def upload_system(request: pytest.FixtureRequest, postgres: Server, tmp_path: Path) -> Iterator[System]:
    """A running system on either store."""
    if request.param == "directory":
        with running(postgres, tmp_path) as made:
            yield made
        return
    ceph: Ceph = request.getfixturevalue("ceph")
    with running(postgres, tmp_path, DMS_STORAGE_URL=ceph.url("from-browsers")) as made:
        store = open_store(ceph.url("from-browsers"))
        assert isinstance(store, S3Store)
        store.prepare((made.address,))
        yield made


@pytest.fixture
def writer(upload_system: System, browser: Browser) -> Iterator[tuple[Office, Person, str]]:
    """An applicant at the documents of a draft."""
    office = Office(upload_system, browser)
    case, email, _ = office.draft()
    person = office.person(email, "applicant")
    person.go(f"/portal/a/{case}/documents")
    yield office, person, case
    office.close()


@dataclass
class Traffic:
    """Where the parts of this page go; after ``most`` of them none gets through."""

    page: Page
    most: int
    puts: list[str] = field(default_factory=list)
    held: list[Route] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.route(lambda _: True, self._pass)

    def _pass(self, route: Route) -> None:
        if route.request.method != "PUT":
            route.continue_()
        elif len(self.puts) < self.most:
            self.puts.append(route.request.url)
            route.continue_()
        else:
            self.held.append(route)

    def break_link(self) -> None:
        """As the developer tools do it: the connection is gone, and what is under way with it."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        away = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        session.send("Network.emulateNetworkConditions", away)
        for route in self.held:
            route.abort("internetdisconnected")
        self.held.clear()


def long_pdf(folder: Path, size: int) -> tuple[Path, str]:
    """A sound PDF of this size on the person's disk, and its SHA-256."""
    whole = pdfs.new()
    noise = hashlib.shake_128(b"noise").digest(size)
    whole.pages[0]["/Noise"] = whole.make_stream(noise)
    path = folder / "Келісімшарт.pdf"
    path.write_bytes(pdfs.saved(whole, compress_streams=False))
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


def choose(person: Person, kind: str, path: Path) -> None:
    person.page.locator(f"#upload-{kind}-files").set_input_files(path)


def stored(office: Office, case: str) -> list[tuple[str, str]]:
    """Name and SHA-256 of every attached file."""
    from sqlalchemy import text

    from dms.extensions import db

    asked = text(
        "SELECT f.name, f.sha256 FROM files f JOIN document_versions v ON v.file_id = f.id"
        " JOIN documents d ON d.id = v.document_id JOIN cases c ON c.id = d.case_id WHERE c.public_id = :id"
    )
    with office.inside():
        return [(name, sha256) for name, sha256 in db.session.execute(asked, {"id": case})]


def test_broken_link_and_closed_tab(
    writer: tuple[Office, Person, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    office, person, case = writer
    path, sha256 = long_pdf(tmp_path, (PARTS - 1) * PART_SIZE)
    kind = (person.page.locator("form[data-upload]").first.get_attribute("id") or "").removeprefix("upload-")
    zone = f"#upload-{kind}"
    page, traffic = person.page, Traffic(person.page, SENT)

    choose(person, kind, path)
    row = page.locator(f"{zone} [data-upload-list] .file").first
    deadline = time.monotonic() + PATIENCE
    while not traffic.held:
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)
    page.wait_for_timeout(1000)  # those before it arrive meanwhile
    traffic.break_link()
    expect(row).to_have_attribute("data-phase", "lost", timeout=MILLISECONDS)
    assert len(traffic.puts) == SENT

    page.close()
    person.page = page = page.context.new_page()
    traffic = Traffic(page, PARTS)
    page.goto(f"/portal/a/{case}/documents")
    left = page.locator(f"{zone} [data-begun]")
    expect(left).to_have_count(1, timeout=MILLISECONDS)
    choose(person, kind, path)
    expect(page.locator(f"#kind-{kind} a[href*='/files/']", has_text=path.name)).to_have_count(1, timeout=MILLISECONDS)
    expect(left).to_have_count(0)
    assert PARTS - SENT <= len(traffic.puts) < PARTS, "all was sent again"
    own = [url for url in traffic.puts if url.startswith(office.system.address)]
    assert len(own) == (0 if "s3" in request.node.name else len(traffic.puts))
    assert (path.name, sha256) in stored(office, case)
