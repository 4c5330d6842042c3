"""Papers at the desk in a real browser: the keys of the viewer beside the list of documents, and the files of a letter
that go in parts before its form."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from dms.extensions import db
from dms.models import DocumentVersion, File, FileUpload
from dms.platform.postgres import Server
from dms.queries import documents
from dms.services.files import attach, file_check
from tests.browser.office import Office
from tests.browser.people import PATIENCE
from tests.browser.test_uploads import MIB, long_pdf
from tests.fixtures import pdfs
from tests.fixtures.system import running
from workflows.states import CaseState, Role

pytestmark = pytest.mark.browser
MILLISECONDS = PATIENCE * 1000


@pytest.fixture
def office(postgres: Server, tmp_path: Path, browser: Browser) -> Iterator[Office]:
    with running(postgres, tmp_path) as system:
        made = Office(system, browser)
        yield made
        made.close()


def test_the_files_of_a_letter_go_before_its_form(office: Office, tmp_path: Path) -> None:
    with office.inside() as walk:
        email = walk.staff(Role.EXECUTOR).email
    person = office.person(email, "executor")
    path, sha256 = long_pdf(tmp_path, 12 * MIB)
    puts: list[str] = []
    person.page.on("request", lambda asked: puts.append(asked.url) if asked.method == "PUT" else None)
    person.go("/desk/letters/new/outgoing")
    page = person.page
    page.locator("input[type=file]").set_input_files(path)
    expect(page.locator("input[name=arrived]")).to_have_count(1, timeout=MILLISECONDS)
    assert len(puts) == 2, "two parts"
    page.locator("[name=correspondent]").fill("Министрлік")
    page.locator("main form[enctype] button[type=submit]").last.click()
    expect(page.locator(".error-summary")).to_be_visible(timeout=MILLISECONDS)  # no subject yet
    expect(page.locator("input[name=arrived]")).to_have_count(1)
    page.locator("[name=subject]").fill("Сұрау")
    page.locator("main form[enctype] button[type=submit]").last.click()
    expect(page.locator(".files .file-name", has_text=path.name)).to_have_count(1, timeout=MILLISECONDS)
    assert len(puts) == 2, "nothing is sent again"
    with office.inside():
        asked = select(File.sha256).join(DocumentVersion, DocumentVersion.file_id == File.id)
        assert sha256 in db.session.scalars(asked).all()


def in_a_thread(work: Callable[[], tuple[str, str]]) -> tuple[str, str]:
    """Playwright has a loop running in this one, and signing wants its own."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()


def at_completeness(office: Office) -> tuple[str, str]:
    """The officer's address and the case that he has. The worker rests meanwhile: within office hours it would register
    the case before the walk does."""
    office.system.kill("worker")
    with office.inside() as walk:
        case = walk.to(CaseState.DRAFT)
        for number in (1, 2):
            papers = documents.documents_of(case.id, "uploaded")
            paper = attach.upload(case, walk.applicant(case), papers[0].kind, io.BytesIO(pdfs.good(number)), "a.pdf")
            assert paper.current is not None
            file_check.check(paper.current.id)
        for state in (CaseState.SUBMITTED, CaseState.REGISTERED, CaseState.COMPLETENESS):
            case = walk.on(walk.fresh(case), state)
        told = walk.assignee(case).email, case.public_id
    office.system.start("worker")
    return told


def test_keys_go_through_the_documents_and_accept_them(office: Office) -> None:
    email, public_id = in_a_thread(lambda: at_completeness(office))
    person = office.person(email, "executor")
    person.go(f"/desk/c/{public_id}/documents")
    page, here = person.page, "#papers .doc-list [aria-current]"
    first = page.locator(here).get_attribute("href")
    page.keyboard.press("j")
    expect(page.locator(here)).not_to_have_attribute("href", first or "", timeout=MILLISECONDS)
    second = page.locator(here).get_attribute("href")
    accept = page.locator("[data-key=a]")
    expect(accept).to_have_count(1, timeout=MILLISECONDS)
    page.keyboard.press("a")
    expect(page.locator(f"{here} .chip-green")).to_have_count(1, timeout=MILLISECONDS)
    assert page.locator(here).get_attribute("href") == second
    page.keyboard.press("k")
    expect(page.locator(here)).to_have_attribute("href", first or "", timeout=MILLISECONDS)
    for _ in range(2):
        before = page.locator(here).get_attribute("href")
        page.keyboard.press("j")
        expect(page.locator(here)).not_to_have_attribute("href", before or "", timeout=MILLISECONDS)
    page.keyboard.press("n")
    expect(page.locator("#papers textarea[name=reasons]:focus")).to_have_count(1, timeout=MILLISECONDS)


def stages(office: Office) -> list[str]:
    """Of every upload, in order."""
    with office.inside():
        return list(db.session.scalars(select(FileUpload.stage).order_by(FileUpload.id)))


def test_a_file_that_arrived_is_taken_off_the_list(office: Office, tmp_path: Path) -> None:
    with office.inside() as walk:
        email = walk.staff(Role.EXECUTOR).email
    person = office.person(email, "executor")
    paths = [tmp_path / f"{no}.pdf" for no in (1, 2)]
    for no, path in enumerate(paths, 1):
        path.write_bytes(pdfs.good(no))
    person.go("/desk/letters/new/outgoing")
    page = person.page
    for path in paths:
        page.locator("input[type=file]").set_input_files(path)
        expect(page.locator("li.file", has_text=path.name).locator("input[name=arrived]")).to_have_count(
            1, timeout=MILLISECONDS
        )
    with page.expect_response(lambda answer: answer.url.endswith("/abandon")):
        page.locator("li.file", has_text=paths[0].name).locator("button").click()
    expect(page.locator("input[name=arrived]")).to_have_count(1)
    assert stages(office) == ["abandoned", "done"]
    page.locator("main form[enctype] button[type=submit]").last.click()  # no subject: the server shows what arrived
    expect(page.locator(".error-summary")).to_be_visible(timeout=MILLISECONDS)
    with page.expect_response(lambda answer: answer.url.endswith("/abandon")):
        page.locator("li.file [data-let-go]").click()
    expect(page.locator("input[name=arrived]")).to_have_count(0)
    assert stages(office) == ["abandoned", "abandoned"]


def test_a_new_version_goes_in_parts_and_its_page_follows(office: Office, tmp_path: Path) -> None:
    with office.inside() as walk:
        case = walk.draft()
        email, paper = walk.applicant(case).email, documents.documents_of(case.id, "uploaded")[0]
        assert paper.current is not None
        address = f"/files/{case.public_id}/{paper.current.public_id}/view"
    person, puts = office.person(email, "applicant"), list[str]()
    person.page.on("request", lambda asked: puts.append(asked.url) if asked.method == "PUT" else None)
    path, sha256 = long_pdf(tmp_path, 12 * MIB)
    person.go(address)
    expect(person.page.locator("ol.versions li")).to_have_count(1)
    person.page.locator("#new-version input[type=file]").set_input_files(path)
    expect(person.page.locator("ol.versions li")).to_have_count(2, timeout=MILLISECONDS)
    expect(person.page.locator("ol.versions .hash", has_text=sha256)).to_have_count(1)
    assert len(puts) == 2, "two parts"


def test_files_that_no_form_took_wait_for_who_comes_back(office: Office, tmp_path: Path) -> None:
    with office.inside() as walk:
        email = walk.staff(Role.EXECUTOR).email
    person = office.person(email, "executor")
    page, (path, _sha256) = person.page, long_pdf(tmp_path, 12 * MIB)
    puts: list[str] = []
    page.on("request", lambda asked: puts.append(asked.url) if asked.method == "PUT" else None)
    person.go("/desk/letters/new/outgoing")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.locator("input[name=arrived]")).to_have_count(1, timeout=MILLISECONDS)
    person.go("/desk/documents/new")
    expect(page.locator("[data-upload-list]")).to_be_empty()  # another form
    person.go("/desk/letters/new/outgoing")
    row = page.locator("[data-begun]")
    expect(row).to_contain_text("12", timeout=MILLISECONDS)  # megabytes
    expect(page.locator("input[name=arrived]")).to_have_count(0)
    row.locator("button").first.click()
    expect(page.locator("input[name=arrived]")).to_have_count(1)
    person.go("/desk/letters/new/outgoing")
    page.locator("input[type=file]").set_input_files(path)  # the same file chosen again is attached at once
    expect(page.locator("input[name=arrived]")).to_have_count(1, timeout=MILLISECONDS)
    expect(page.locator("[data-upload-list] li")).to_have_count(1)
    assert len(puts) == 2, "nothing is sent again"
    person.go("/desk/letters/new/outgoing")
    page.locator("[data-begun] button").last.click()
    expect(page.locator("[data-begun]")).to_have_count(0)
    with office.inside():
        assert db.session.scalars(select(FileUpload.stage)).all() == ["abandoned"]
