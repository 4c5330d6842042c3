"""Which papers of a case go out to whom: of a letter the applicant has what was sent and none of its drafts; an
employee who acts for the applying organisation reads its case as everybody else of it."""

from __future__ import annotations

import io
import zipfile
from functools import partial
from typing import Any

import pytest

from dms.errors import NotPermitted
from dms.models import Case, Document, DocumentVersion, Letter, PageRemark, User
from dms.queries import documents, finding, reading, versions
from dms.queries.entries import Narrowed
from dms.queries.finding import Seeker
from dms.search import asking
from dms.services import clock, correspondence
from dms.services.files import attach, file_check, pictures
from dms.services.finding import entries
from dms.services.versions import comparing, renewing
from tests.fixtures.people import add_member
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from tests.integration.desk.test_letters import done, told
from tests.integration.desk.test_viewer import seen
from tests.unit.dms.pdf.test_differences import written
from workflows.letters import LetterAction
from workflows.states import CaseState, Role


def drafted(walk: Walk, session: Any, case: Case, *words: str) -> Letter:
    """A letter of the operator's, each of ``words`` a version of its only file."""
    author = walk.assignee(case)
    first, *more = ((io.BytesIO(written(one)), f"{no}.pdf") for no, one in enumerate(words, 1))
    letter = correspondence.draft(case, author, told(), [first])
    for one in more:
        letter = correspondence.renew(letter, letter.files[0].public_id, author, one, version=letter.version)
    for version in seen(session, letter.files[0]).versions:
        seen_version(version)
    session.expire_all()
    fresh: Letter = session.get_one(Letter, letter.id)
    return fresh


def seen_version(version: DocumentVersion) -> None:
    file_check.check(version.id)
    pictures.make(version.document_id)
    comparing.compare(version.id)


def send(walk: Walk, session: Any, letter: Letter) -> Letter:
    letter = correspondence.sign(letter, walk.staff(Role.HEAD), version=letter.version)
    done(letter, LetterAction.SEND, walk.staff(Role.REGISTRAR), way="portal")
    session.expire_all()
    fresh: Letter = session.get_one(Letter, letter.id)
    return fresh


def test_of_a_letter_that_was_sent_the_applicant_has_no_draft(walk: Walk, session: Any, as_user: Sign) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    letter = send(walk, session, drafted(walk, session, case, "Harsh words", "Kind words"))
    draft, final = letter.files[0].versions
    draft_id, final_id, draft_hash = draft.public_id, final.public_id, draft.file.sha256
    office, applicant = as_user(walk.assignee(case)), as_user(walk.applicant(case))
    base = f"/files/{case.public_id}"
    for act in ("download", "page/1", "page/1/small", "view"):
        assert office.get(f"{base}/{draft_id}/{act}").status_code == 200, act
        assert applicant.get(f"{base}/{draft_id}/{act}").status_code == 404, act
        assert applicant.get(f"{base}/{final_id}/{act}").status_code == 200, act
    for act in (f"{final_id}/changes", f"{final_id}/changes?earlier={draft_id}"):
        assert office.get(f"{base}/{act}").status_code == 200, act
        assert applicant.get(f"{base}/{act}").status_code == 404, act
    assert applicant.client.post(f"{base}/compare", data={"one": draft_id, "other": final_id}).status_code == 404
    view = applicant.get(f"{base}/{final_id}/view").text
    assert draft_id not in view
    assert draft_hash not in view
    assert f"{final_id}/changes" not in view
    assert draft_id in office.get(f"{base}/{final_id}/view").text


def test_the_applicants_letter_shows_no_draft_by_its_address(walk: Walk, session: Any, as_user: Sign) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    letter = send(walk, session, drafted(walk, session, case, "Harsh words", "Kind words"))
    draft, final = (row.public_id for row in letter.files[0].versions)
    at = f"/portal/c/{case.public_id}/letters/{letter.public_id}"
    html = as_user(walk.applicant(case)).get(f"{at}?file={draft}").text
    assert f"{final}/page/1" in html
    assert f"{draft}/page" not in html
    assert f"{draft}/download" not in html
    office = as_user(walk.assignee(case)).get(f"/desk/letters/{letter.public_id}?file={draft}").text
    assert f"{draft}/page/1" in office


def test_every_version_that_the_applicant_wrote_stays_his(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.DRAFT)
    head = walk.applicant(case)
    paper = seen(session, attach.upload(case, head, "contract", io.BytesIO(written("One")), "1.pdf"))
    renewing.renew(case, head, paper, io.BytesIO(written("Two")), "2.pdf")
    assert [row.no for row in documents.versions_for(paper, office=False)] == [1, 2]


@pytest.fixture
def both(walk: Walk) -> tuple[Case, User]:
    """A case, and an employee of the operator who acts for its organisation."""
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    employee = walk.staff(Role.DEPUTY)
    add_member(case.organisation, employee, scope=["draft", "sign"])
    return case, employee


def test_an_employee_gets_no_internal_paper_of_his_own_organisations_case(
    walk: Walk, session: Any, as_user: Sign, both: tuple[Case, User]
) -> None:
    case, employee = both
    letter = drafted(walk, session, case, "Not sent yet")
    version, kept = letter.files[0].current, letter.files[0].id
    own = seen(session, attached(walk, session, case))
    assert version is not None
    assert own.current is not None
    base, internal, his = f"/files/{case.public_id}", version.public_id, own.current.public_id
    browser, office = as_user(employee), as_user(walk.assignee(case))
    for act in ("download", "page/1", "page/1/small", "view"):
        assert office.get(f"{base}/{internal}/{act}").status_code == 200, act
        assert browser.get(f"{base}/{internal}/{act}").status_code == 404, act
        assert browser.get(f"{base}/{his}/{act}").status_code == 200, act
    now = clock.now()
    ids = {row.id for row in documents.list_readable(case, employee, now)}
    assert kept not in ids
    assert own.id in ids
    assert {row.id for row in documents.list_readable(case, walk.assignee(case), now)} >= {kept, own.id}
    assert ids == {row.id for row in documents.list_readable(case, walk.applicant(case), now)}


def test_an_employee_writes_no_letter_of_the_operator_in_his_own_organisations_case(
    walk: Walk, both: tuple[Case, User]
) -> None:
    case, employee = both
    for write in (correspondence.draft, partial(correspondence.enter, given=correspondence.Given())):
        with pytest.raises(NotPermitted):
            write(case, employee, told(), [(io.BytesIO(written("Not his")), "not.pdf")])
    assert correspondence.draft(case, walk.assignee(case), told(), [(io.BytesIO(written("His")), "his.pdf")]).id


def attached(walk: Walk, session: Any, case: Case) -> Document:
    """A paper of the applicant's in a case that has moved on."""
    found = correspondence.send_in(case, walk.applicant(case), told(), [(io.BytesIO(written("His own")), "his.pdf")])
    return found.files[0]


def test_the_zip_of_an_employee_holds_what_his_organisation_may_read(
    walk: Walk, session: Any, as_user: Sign, both: tuple[Case, User]
) -> None:
    case, employee = both
    drafted(walk, session, case, "Not sent yet")

    def names(user: User) -> set[str]:
        answer = as_user(user).get(f"/files/{case.public_id}/zip")
        assert answer.status_code == 200
        return {name.split(" ", 1)[1] for name in zipfile.ZipFile(io.BytesIO(answer.data)).namelist()}

    assert any("1.pdf" in name for name in names(walk.assignee(case)))
    assert names(employee) == names(walk.applicant(case))


def test_an_employee_sees_no_remark_on_his_own_papers_before_it_is_sent(
    walk: Walk, session: Any, both: tuple[Case, User]
) -> None:
    case, employee = both
    paper = seen(session, attached(walk, session, case))
    assert paper.current is not None
    remark = PageRemark(
        case_id=case.id, version_id=paper.current.id, page=1, words="Not his to read", clause="342:17",
        author_id=walk.assignee(case).id, created_at=clock.now(),
    )  # fmt: skip
    session.add(remark)
    session.flush()
    now = clock.now()
    assert versions.list_remarks(case, walk.assignee(case), now) == [remark]
    assert versions.list_remarks(case, employee, now) == []
    assert versions.list_remarks_on(paper.id, case, employee, now) == []


def test_the_search_finds_an_employee_no_internal_paper_and_the_applicant_no_draft(
    walk: Walk, session: Any, both: tuple[Case, User]
) -> None:
    case, employee = both
    letter = drafted(walk, session, case, "Secretword letter")
    entries.enter_case(case.id)
    entries.enter_document(letter.files[0].id)
    today, question = clock.today(), asking.read("Secretword")

    def found(user: User) -> set[int | None]:
        who = reading.reader_of(user, today)
        seeker = Seeker(who, reading.visible(user, today), scanning=False)
        return {row.entry.version_id for row in finding.find(seeker, question, Narrowed(), None, 20)}

    draft = letter.files[0].versions[0].id
    assert found(walk.assignee(case)) == {draft}
    assert found(employee) == found(walk.applicant(case)) == set()
    author = walk.assignee(case)
    letter = correspondence.renew(
        letter, letter.files[0].public_id, author, (io.BytesIO(written("Soft words")), "2.pdf"), version=letter.version
    )
    letter = session.get_one(Letter, letter.id)
    letter.files[0].for_applicant = True
    session.flush()
    assert found(walk.assignee(case)) == {draft}, "the entry of the draft stands until it is made anew"
    assert found(employee) == found(walk.applicant(case)) == set()
