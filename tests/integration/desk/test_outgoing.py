"""Papers that reach the applicant are registered among the outgoing letters: once, at their delivery, seen only by whom
the case is open to."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from dms.events import Event
from dms.extensions import db
from dms.models import Document, Letter, PaperOrder, SearchEntry, User
from dms.queries import documents, outgoing
from dms.queries.letters import Narrowed
from dms.queries.reading import reader_of
from dms.services import clock, correspondence, papers
from dms.services.correspondence import Given
from dms.services.finding import entries
from tests.fixtures.people import head_of, journal_of
from tests.fixtures.statements import counted
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from tests.integration.desk.test_letters import checked, pdf, sent, told
from workflows.documents import NOT_REGISTERED
from workflows.letters import LetterAction
from workflows.states import CaseState, Role

ALL = Narrowed()


def made(case: Any) -> dict[str, Document]:
    """The newest paper of each kind."""
    db.session.expire_all()
    return {paper.kind: paper for paper in documents.documents_of(case.id, "generated")}


def numbered(case: Any) -> list[str]:
    return sorted(paper.outgoing_number for paper in made(case).values() if paper.outgoing_number)


def number(no: int) -> str:
    return f"OUT-{clock.today().year}-{no:06d}"


def journal(who: User, narrowed: Narrowed = ALL, **more: Any) -> list[str]:
    """The numbers of a person's journal, newest first."""
    found = outgoing.list_outgoing(reader_of(who, clock.today()), narrowed, (), **{"limit": 50, **more})
    return [(row.paper.outgoing_number if isinstance(row, outgoing.Delivered) else row.number) or "" for row in found]


def test_a_paper_has_its_number_when_it_is_delivered(walk: Walk) -> None:
    case = walk.to(CaseState.DECISION)
    before = made(case)
    notice = before["registration-notice"]
    assert (notice.outgoing_number, notice.outgoing_at) == (number(1), notice.versions[0].created_at)
    assert [before[kind].outgoing_number for kind in ("annex-1", "annex-2", "annex-3", "signature-sheet")] == [None] * 4
    assert journal_of(Event.PAPER_MADE)[-1]["facts"].get("outgoing_number") is None, "a draft of a decision has none"
    frozen = {kind: paper.current.file.sha256 for kind, paper in before.items() if paper.current}
    walk.on(case, CaseState.AGREEMENT)
    after = made(case)
    assert sorted(str(after[kind].outgoing_number) for kind in ("annex-2", "annex-3")) == [number(2), number(3)]
    assert after["annex-2"].outgoing_at == walk.clock()
    assert all(after[kind].outgoing_number is None for kind in NOT_REGISTERED if kind in after)
    for kind in ("annex-2", "annex-3", "registration-notice"):
        assert after[kind].current is not None
        assert after[kind].current.file.sha256 == frozen[kind], "a number is not printed into what is frozen"
    facts = journal_of(Event.GRANTED)[-1]["facts"]["papers"]
    assert {row["kind"]: row.get("outgoing_number") for row in facts} == {
        "annex-2": after["annex-2"].outgoing_number, "annex-3": after["annex-3"].outgoing_number,
        "calculation-sheet": None,
    }  # fmt: skip


def test_the_sheet_of_signatures_tells_the_number(walk: Walk) -> None:
    case = walk.to(CaseState.PAYMENT)
    agreement = made(case)["annex-3"]
    rows = db.session.scalars(select(PaperOrder).where(PaperOrder.form == "signature-sheet").order_by(PaperOrder.id))
    told_by = {row.context["document"]: row.context for row in rows}
    assert told_by["Шығындарды өтеу туралы келісім (3-қосымша)"]["outgoing_number"] == agreement.outgoing_number
    assert told_by["Өтінім (1-қосымша)"]["outgoing_number"] == ""


def test_letters_and_papers_share_one_series(walk: Walk, session: Any) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    letter = sent(walk, session, case)
    assert (numbered(case), letter.number) == ([number(1)], number(2))
    head = walk.staff(Role.HEAD)
    assert sorted(journal(head)) == [number(1), number(2)]


def test_a_job_that_runs_twice_gives_no_second_number(walk: Walk) -> None:
    case = walk.to(CaseState.REGISTERED)
    notice = made(case)["registration-notice"]
    order = db.session.scalars(select(PaperOrder).where(PaperOrder.document_id == notice.id)).one()
    papers.make(order.id)
    papers.deliver(notice, clock.now())
    db.session.commit()
    assert numbered(case) == [number(1)]
    other = walk.to(CaseState.REGISTERED)
    assert numbered(other) == [number(2)], "no number was skipped"


def test_the_database_keeps_a_number_that_was_given(walk: Walk, session: Any) -> None:
    notice = made(walk.to(CaseState.REGISTERED))["registration-notice"]
    for change in (
        "UPDATE documents SET outgoing_number = 'OUT-2020-000009' WHERE id = :id",
        "UPDATE documents SET outgoing_number = NULL, outgoing_at = NULL WHERE id = :id",
        "UPDATE documents SET for_applicant = false WHERE id = :id",
        "DELETE FROM documents WHERE id = :id",
        "INSERT INTO document_versions (public_id, document_id, no, file_id, created_at, check_status, scan_status,"
        " findings, traits, colour_said) SELECT 'x', document_id, 2, file_id, created_at, 'sound', 'clean', findings,"
        " traits, '' FROM document_versions WHERE document_id = :id",
    ):
        refused = pytest.raises(ProgrammingError, match=r"keeps its|permission denied|no new version")
        with refused, session.begin_nested():
            session.execute(text(change), {"id": notice.id})


def test_what_was_delivered_before_has_no_number(walk: Walk, session: Any, as_user: Sign, text_of: Any) -> None:
    case = walk.to(CaseState.REGISTERED)
    old = made(case)["registration-notice"]
    paper = Document(case_id=case.id, origin="generated", kind="risk-warning", language="kk", for_applicant=True,
                     created_at=clock.now())  # fmt: skip
    session.add(paper)
    session.commit()
    assert made(case)["risk-warning"].outgoing_number is None
    assert old.outgoing_number is not None
    assert journal(walk.staff(Role.HEAD)) == [number(1)]


def test_a_page_of_the_journal_costs_the_same_however_long_it_is(walk: Walk, session: Any) -> None:
    cases = [walk.to(CaseState.REGISTERED) for _ in range(4)]
    head = walk.staff(Role.HEAD)
    letter = sent(walk, session, walk.on(cases[0], CaseState.COMPLETENESS))
    draft = checked(session, correspondence.draft(cases[0], walk.assignee(cases[0]), told(), pdf()))
    every = journal(head)
    assert sorted(every) == ["", number(1), number(2), number(3), number(4), str(letter.number)]
    reader, seen, before = reader_of(head, clock.today()), [], None
    while page := outgoing.list_outgoing(reader, ALL, (), before=before, limit=2):
        seen += [outgoing.place_of(row) for row in page]
        before = seen[-1]
    assert len(seen) == len(set(seen)) == 6
    assert [place.at for place in seen] == sorted((place.at for place in seen), reverse=True)
    for limit in (2, 6):
        db.session.expunge_all()
        with counted() as asked:
            outgoing.list_outgoing(reader, ALL, (), limit=limit)
        assert len(asked) <= 3, asked
    assert draft.number is None


def test_of_one_moment_the_number_decides(walk: Walk, session: Any) -> None:
    """Signed in one moment in another order than drafted: the journal goes by the number that each was given."""
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    author, head = walk.assignee(case), walk.staff(Role.HEAD)
    drafts = [checked(session, correspondence.draft(case, author, told(), pdf())).id for _ in range(3)]
    for letter_id in reversed(drafts):
        letter = session.get_one(Letter, letter_id)
        correspondence.sign(letter, head, version=letter.version)
    session.expire_all()
    assert len({session.get_one(Letter, letter_id).registered_at for letter_id in drafts}) == 1
    assert journal(head) == [number(4), number(3), number(2), number(1)]
    seen: list[str] = []
    before = None
    while page := outgoing.list_outgoing(reader_of(head, clock.today()), ALL, (), before=before, limit=1):
        before = outgoing.place_of(page[-1])
        seen.append(before.number)
    assert seen == [number(4), number(3), number(2), number(1)]


def test_the_page_of_the_journal_asks_as_often_for_many_as_for_few(walk: Walk, session: Any, as_user: Sign) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    sent(walk, session, case)
    browser, costs = as_user(walk.staff(Role.HEAD)), []
    for _ in range(2):
        browser.get("/desk/letters?list=outgoing")  # what the process keeps is known from here on
        with counted() as asked:
            assert browser.get("/desk/letters?list=outgoing").status_code == 200
        costs.append(len(asked))
        for _more in range(3):
            sent(walk, session, walk.to(CaseState.COMPLETENESS))
    assert costs[0] == costs[1], costs


def test_the_journal_is_narrowed(walk: Walk, session: Any) -> None:
    case, head = walk.to(CaseState.COMPLETENESS), walk.staff(Role.HEAD)
    letter = sent(walk, session, case)
    annulled = correspondence.draft(case, walk.assignee(case), told(), pdf())
    correspondence.perform(
        annulled.id, LetterAction.ANNUL, walk.assignee(case), version=annulled.version, given=Given(reasons="Қате")
    )
    reader = reader_of(head, clock.today())
    assert journal(head, Narrowed(state="annulled")) == [""]
    assert set(journal(head, Narrowed(state="sent"))) == {number(1), letter.number}
    assert journal(head, Narrowed(words=number(1).lower())) == [number(1)]
    assert number(1) in journal(head, Narrowed(words=case.organisation.bin))
    assert journal(head, Narrowed(words="тіркеу туралы")) == []
    found = outgoing.list_outgoing(reader, Narrowed(words="тіркеу туралы"), ("registration-notice",), limit=9)
    assert [type(row) for row in found] == [outgoing.Delivered]
    tomorrow = clock.today().replace(year=clock.today().year + 1)
    assert journal(head, Narrowed(first=tomorrow)) == []


def test_the_search_finds_the_number(walk: Walk) -> None:
    notice = made(walk.to(CaseState.REGISTERED))["registration-notice"]
    entries.enter_document(notice.id)
    label = select(SearchEntry.label).where(SearchEntry.document_id == notice.id, SearchEntry.kind == "document")
    assert number(1).lower() in (db.session.scalar(label) or "")


def test_who_may_not_see_the_case_sees_neither_paper_nor_number(walk: Walk, as_user: Sign, text_of: Any) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    seen = number(1)
    assert numbered(case) == [seen]
    monitor, administrator = walk.staff(Role.MONITOR), walk.staff(Role.ADMINISTRATOR)
    assert journal(walk.staff(Role.HEAD)) == [seen]
    for stranger in (monitor, administrator):
        assert journal(stranger) == []
        browser = as_user(stranger)
        assert seen not in browser.get("/desk/letters?list=outgoing").get_data(as_text=True)
        assert seen.encode() not in b"".join(cells(browser.get("/desk/letters.xlsx?list=outgoing").data))
        assert browser.get(f"/desk/c/{case.public_id}/correspondence").status_code in (403, 404)
    other = head_of(walk.to(CaseState.DRAFT).organisation)
    assert as_user(other).get(f"/portal/c/{case.public_id}/").status_code == 404


def cells(body: bytes) -> list[bytes]:
    sheet = openpyxl.load_workbook(io.BytesIO(body), read_only=True).active
    assert sheet is not None
    return [str(value).encode() for row in sheet.iter_rows(values_only=True) for value in row if value is not None]


def test_pages_show_the_number_beside_the_paper(walk: Walk, as_user: Sign, text_of: Any) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    desk, portal = as_user(walk.staff(Role.HEAD)), as_user(walk.applicant(case))
    for browser, page in (
        (desk, "/desk/letters?list=outgoing"),
        (desk, "/desk/letters?list=outgoing&q=registration+notice"),
        (desk, f"/desk/c/{case.public_id}/correspondence"),
        (desk, f"/desk/c/{case.public_id}/documents"),
        (portal, f"/portal/c/{case.public_id}/"),
    ):
        assert number(1) in text_of(browser.get(page)), page
    assert number(1) not in text_of(desk.get("/desk/letters?list=outgoing&q=none+such"))
    assert number(1).encode() in cells(desk.get("/desk/letters.xlsx?list=outgoing").data)
    for broken in ("x", "20260401T000000000000.7.1", "9.0.1", "20260401T000000000000.0.99999999999999999999"):
        assert number(1) in text_of(desk.get(f"/desk/letters?list=outgoing&before={broken}"))


def test_a_journal_is_narrowed_by_days_as_people_write_them(walk: Walk, as_user: Sign, text_of: Any) -> None:
    walk.to(CaseState.COMPLETENESS)
    desk, day = as_user(walk.staff(Role.HEAD)), walk.clock().date()
    address = "/desk/letters?list=outgoing&first="
    page = desk.get(f"{address}01.01.2020").get_data(as_text=True)
    assert page.index("Cases of the department") < page.index('href="/desk/letters?list=outgoing" aria-current')
    assert number(1) in page
    assert 'value="01.01.2020"' in page
    assert number(1) not in text_of(desk.get(f"{address}{day.replace(year=day.year + 1):%d.%m.%Y}"))
    assert "There is no such day" in text_of(desk.get(f"{address}31.02.2026"))
