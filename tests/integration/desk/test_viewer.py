"""One viewer for every document at the desk: pages, thumbnails and text in the documents tab, in the review, in letters
and in general documents."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from dms.models import Case, Document, FileOpening, Folder, GeneralDocument
from dms.services import correspondence, filing
from dms.services.files import attach, file_check, pictures
from dms.services.filing import Told
from dms.services.finding import texts
from dms.services.versions import comparing
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from tests.integration.desk.test_filing import folder as folder
from tests.integration.desk.test_letters import told
from tests.integration.portal.conftest import check_sound
from tests.unit.dms.pdf.test_differences import written
from workflows.filing import GeneralKind
from workflows.states import CaseState, Role

OF_GENERAL = Told(kind=GeneralKind.ORDER, subject="Тәртіп туралы", language="kk")


def seen(session: Any, paper: Document) -> Document:
    """The paper after all its jobs: checked, drawn, read."""
    assert paper.current is not None
    file_check.check(paper.current.id)
    pictures.make(paper.id)
    texts.read(paper.current.id)
    session.expire_all()
    return session.get_one(Document, paper.id)


def put(walk: Walk, session: Any, case: Case, body: bytes, kind: str = "contract") -> Document:
    return seen(session, attach.upload(case, walk.applicant(case), kind, io.BytesIO(body), "шарт.pdf"))


def handed_in(walk: Walk, case: Case) -> Case:
    """The draft on the desk of the officer who checks its completeness."""
    for state in (CaseState.SUBMITTED, CaseState.REGISTERED, CaseState.COMPLETENESS):
        case = walk.on(walk.fresh(case), state)
    return case


def test_the_tab_shows_one_page_its_text_and_the_way_to_the_next_document(
    walk: Walk, session: Any, as_user: Sign, text_of: Callable[[Any], str]
) -> None:
    case = walk.to(CaseState.DRAFT)
    paper = put(walk, session, case, written("First page", "Second page"))
    case = handed_in(walk, case)
    executor = as_user(walk.staff(Role.EXECUTOR))
    at = f"/desk/c/{case.public_id}/documents?doc={paper.public_id}"
    first, second = text_of(executor.get(at)), text_of(executor.get(f"{at}&page=2"))
    for html in (first, second):
        check_sound(html)
        assert html.count("data-viewer") == 1
        assert 'data-key="j"' in html or 'data-key="k"' in html
    assert "First page" in first
    looked = select(func.count(FileOpening.id)).where(FileOpening.file_id == paper.current.file_id)
    assert session.scalars(looked.where(FileOpening.how == "preview")).one() == 1, "the words are read, no picture yet"
    assert "Second page" not in first
    assert "Second page" in second
    assert 'data-key="ArrowRight"' in first
    assert 'data-key="ArrowLeft"' in second
    version = session.get_one(Document, paper.id).current
    for number in (1, 2):
        assert f"{version.public_id}/page/{number}/small" in first
    assert 'data-key="a"' in first


def test_what_the_checks_hold_back_has_no_page_and_no_text(
    walk: Walk, session: Any, as_user: Sign, text_of: Callable[[Any], str]
) -> None:
    case = walk.to(CaseState.DRAFT)
    paper = put(walk, session, case, written("Secret words"))
    case = handed_in(walk, case)
    version = session.get_one(Document, paper.id).current
    executor = as_user(walk.staff(Role.EXECUTOR))
    at = f"/desk/c/{case.public_id}/documents?doc={paper.public_id}"
    assert "Secret words" in text_of(executor.get(at))
    session.get_one(type(version), version.id).scan_status = "infected"
    session.flush()
    assert "Secret words" not in text_of(executor.get(at))


def test_a_letter_outside_of_any_case_is_looked_at_page_by_page(
    walk: Walk, session: Any, as_user: Sign, text_of: Callable[[Any], str]
) -> None:
    body = written("Letter one", "Letter two")
    letter = correspondence.draft(
        None, walk.staff(Role.EXECUTOR), told(correspondent="Министрлік"), [(io.BytesIO(body), "хат.pdf")]
    )
    seen(session, letter.files[0])
    head, stranger = as_user(walk.staff(Role.HEAD)), as_user(walk.applicant(walk.to(CaseState.DRAFT)))
    html = text_of(head.get(f"/desk/letters/{letter.public_id}?page=2"))
    check_sound(html)
    assert "Letter two" in html
    version = session.get_one(Document, letter.files[0].id).current
    base = f"/desk/office-files/{version.public_id}"
    for path in ("page/2", "page/2/small"):
        assert head.get(f"{base}/{path}").data[8:12] == b"WEBP"
        assert stranger.get(f"{base}/{path}").status_code in (403, 404)
    assert head.get(f"{base}/page/3").status_code == 404
    looked = select(func.count(FileOpening.id)).where(FileOpening.file_id == version.file_id)
    assert session.scalars(looked.where(FileOpening.how == "preview")).one() == 1, "one look, however many pages"
    for _time in range(2):
        assert head.get(f"{base}/download").data.startswith(b"%PDF")
    assert session.scalars(looked.where(FileOpening.how == "download")).one() == 2


def test_versions_of_a_general_document_are_compared(
    walk: Walk, session: Any, as_user: Sign, text_of: Callable[[Any], str], folder: Folder
) -> None:
    author = walk.staff(Role.EXECUTOR)
    row = filing.draft(folder, author, OF_GENERAL, [(io.BytesIO(written("Article 1")), "1.pdf")])
    seen(session, row.files[0])
    row = session.get_one(GeneralDocument, row.id)
    filing.renew(row, row.files[0].public_id, author, (io.BytesIO(written("Article 2")), "2.pdf"), version=None)
    paper = seen(session, row.files[0])
    one, two = paper.versions
    comparing.compare(two.id)
    browser = as_user(author)
    page = text_of(browser.get(f"/desk/documents/{row.public_id}"))
    check_sound(page)
    assert "/desk/office-files/compare" in page
    asked = browser.post("/desk/office-files/compare", data={"one": one.public_id, "other": two.public_id})
    html = text_of(browser.get(asked.headers["Location"]))
    check_sound(html)
    assert "<del" in html
    assert f"/desk/office-files/{two.public_id}/page/1" in html
    outsider = as_user(walk.staff(Role.FINANCE))
    assert outsider.get(asked.headers["Location"]).status_code == 404


def test_the_same_file_twice_in_one_application_is_told(
    walk: Walk, session: Any, as_user: Sign, text_of: Callable[[Any], str]
) -> None:
    case = walk.to(CaseState.DRAFT)
    body, other = written("One paper"), written("Another paper")
    one = put(walk, session, case, body, kind="contract")
    again = put(walk, session, case, body, kind="completion_act")
    lone = put(walk, session, case, other, kind="contract")
    applicant, base = as_user(walk.applicant(case)), f"/portal/a/{case.public_id}"
    page, review = text_of(applicant.get(f"{base}/documents")), text_of(applicant.get(f"{base}/review"))
    for html in (page, review):
        check_sound(html)
    assert page.count("The same file stands under") == 2
    assert review.count("The same file: ") == 1
    case = handed_in(walk, case)
    executor, tab = as_user(walk.staff(Role.EXECUTOR)), f"/desk/c/{case.public_id}/documents?doc="
    twice = "The same file stands in this case more than once"
    for paper, is_told in ((one, True), (again, True), (lone, False)):
        assert (twice in text_of(executor.get(tab + paper.public_id))) is is_told
