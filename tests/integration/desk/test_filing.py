"""Folders by the nomenclature and general documents: numbers, two hands, who reads what, the closing of a year."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from dms.errors import BadInput, NotPermitted, NotVisible
from dms.events import Event
from dms.models import Folder, GeneralDocument, User
from dms.queries import filing as queries
from dms.queries import office_files
from dms.queries.filing import Narrowed
from dms.queries.reading import reader_of
from dms.search import asking
from dms.services import clock, filing
from dms.services.files import file_check
from dms.services.filing import Told
from dms.services.finding import entries
from dms.services.signed import demo_signing, signatures
from dms.services.signed.offers import Answer
from dms.services.tables import reference
from tests.fixtures.filled import small_pdf
from tests.fixtures.people import journal_of
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from tests.integration.portal.conftest import check_sound
from workflows.clock import ALMATY
from workflows.filing import GeneralKind, may_read
from workflows.refusals import TransitionRefused
from workflows.states import STAFF_ROLES, Role

INDEX = "01-02"


def nomenclature(walk: Walk) -> None:
    values = {"years": 75, "article": "22-бап", "unit": "Кеңсе", "kk": "Бұйрықтар", "ru": "Приказы", "en": "Orders"}
    row = reference.Proposal(
        table="retention", key=INDEX, valid_from=date(2020, 1, 1), valid_to=None, values=values, source="Тізбе"
    )
    [made] = reference.propose([row], walk.staff(Role.ARCHIVIST), clock.now())
    reference.approve(made.public_id, walk.staff(Role.ADMINISTRATOR), clock.now())


@pytest.fixture
def folder(walk: Walk) -> Folder:
    nomenclature(walk)
    return filing.open_folder(INDEX, clock.today().year, walk.staff(Role.REGISTRAR))


def drafted(session: Any, folder: Folder, who: User, **more: Any) -> GeneralDocument:
    told = Told(**{"kind": GeneralKind.ORDER, "subject": "Демалыс кестесі туралы", "language": "kk", **more})
    row = filing.draft(folder, who, told, [(io.BytesIO(small_pdf()), "бұйрық.pdf")])
    for paper in row.files:
        assert paper.current is not None
        file_check.check(paper.current.id)
    session.expire_all()
    return session.get_one(GeneralDocument, row.id)  # type: ignore[no-any-return]


def sees(walk: Walk, role: Role, row: GeneralDocument) -> bool:
    who = reader_of(walk.staff(role), clock.today())
    return row.id in {found.id for found in queries.list_general(who, Narrowed())}


def test_an_order_in_force_has_index_and_running_number(walk: Walk, session: Any, folder: Folder) -> None:
    author, head = walk.staff(Role.EXECUTOR), walk.staff(Role.HEAD)
    first = filing.approve(drafted(session, folder, author), head, version=1)
    second = filing.approve(drafted(session, folder, author, supersedes=first), head, version=1)
    assert (first.number, second.number) == (f"{INDEX}/1", f"{INDEX}/2")
    session.expire_all()
    assert (session.get_one(GeneralDocument, first.id).state, second.dated_on) == ("superseded", clock.today())
    assert journal_of(Event.GENERAL_SUPERSEDED)[-1]["facts"]["by"] == f"{INDEX}/2"


def test_whoever_drafted_it_does_not_approve_it(walk: Walk, session: Any, folder: Folder) -> None:
    row = drafted(session, folder, walk.staff(Role.HEAD))
    with pytest.raises(TransitionRefused) as refused:
        filing.approve(row, walk.staff(Role.HEAD), version=row.version)
    assert [reason.code for reason in refused.value.reasons] == ["same_hand"]
    with pytest.raises(Exception, match="ck_general_documents_author_is_not_signer"):
        session.execute(
            text("UPDATE general_documents SET approved_by_id = author_id, approved_at = now(), number = 'x'")
        )


def test_who_reads_it_follows_state_and_roles(walk: Walk, session: Any, folder: Folder) -> None:
    row = drafted(session, folder, walk.staff(Role.EXECUTOR))
    assert [sees(walk, role, row) for role in (Role.EXECUTOR, Role.HEAD, Role.FINANCE)] == [True, True, False]
    row = filing.approve(row, walk.staff(Role.HEAD), version=row.version)
    assert sees(walk, Role.FINANCE, row)
    assert not sees(walk, Role.ADMINISTRATOR, row)
    kept = drafted(session, folder, walk.staff(Role.EXECUTOR), readers=("archivist",))
    kept = filing.approve(kept, walk.staff(Role.HEAD), version=kept.version)
    assert [sees(walk, role, kept) for role in (Role.ARCHIVIST, Role.HEAD, Role.FINANCE)] == [True, True, False]
    for role in (Role.ARCHIVIST, Role.HEAD, Role.FINANCE, Role.ADMINISTRATOR):
        rule = may_read({role}, author=False, numbered=True, named=(Role.ARCHIVIST,))
        assert sees(walk, role, kept) is rule, role
    finance = reader_of(walk.staff(Role.FINANCE), clock.today())
    with pytest.raises(NotVisible):
        queries.get_general(finance, kept.public_id)
    version = kept.files[0].current
    assert version is not None
    with pytest.raises(NotVisible):
        office_files.get_version(finance, version.public_id)


def test_the_search_finds_what_the_person_reads(walk: Walk, session: Any, folder: Folder) -> None:
    row = drafted(session, folder, walk.staff(Role.EXECUTOR), readers=("archivist",))
    row = filing.approve(row, walk.staff(Role.HEAD), version=row.version)
    for paper in row.files:
        entries.enter_document(paper.id)
    question = asking.read("демалысы")
    assert question is not None
    for role, found in ((Role.ARCHIVIST, [row.id]), (Role.FINANCE, [])):
        who = reader_of(walk.staff(role), clock.today())
        assert [hit.id for hit in queries.find_by_text(who, question, scanning=False, limit=5)] == found


def test_a_cancelled_draft_is_read_as_a_draft(walk: Walk, session: Any, folder: Folder) -> None:
    author = walk.staff(Role.EXECUTOR)
    row = filing.cancel(drafted(session, folder, author), author, "Қажет емес", version=1)
    version, question = row.files[0].current, asking.read("демалыс")
    assert version is not None
    assert question is not None
    entries.enter_document(version.document_id)
    for role in sorted(STAFF_ROLES):
        who, reads = reader_of(walk.staff(role), clock.today()), role in {Role.EXECUTOR, Role.HEAD, Role.DEPUTY}
        found = queries.find_by_text(who, question, scanning=False, limit=5)
        assert (role, sees(walk, role, row), bool(found)) == (role, reads, reads)
        assert may_read({role}, author=role is Role.EXECUTOR, numbered=False) is reads
    with pytest.raises(NotVisible):
        office_files.get_version(reader_of(walk.staff(Role.FINANCE), clock.today()), version.public_id)


def test_a_year_is_closed_once_its_drafts_are_settled(walk: Walk, session: Any, folder: Folder) -> None:
    author, registrar = walk.staff(Role.EXECUTOR), walk.staff(Role.REGISTRAR)
    row, draft = drafted(session, folder, author), drafted(session, folder, author, subject="Жоба")
    filing.approve(row, walk.staff(Role.HEAD), version=row.version)
    walk.clock.set(datetime(folder.year + 1, 1, 12, 10, tzinfo=ALMATY))
    with pytest.raises(BadInput) as refused:
        filing.close_folder(folder.public_id, registrar)
    assert "саны: 1" in refused.value.text.kk
    filing.cancel(draft, walk.staff(Role.HEAD), "Қажет емес", version=draft.version)
    with pytest.raises(NotPermitted):
        filing.close_folder(folder.public_id, author)
    filing.close_folder(folder.public_id, registrar)
    session.expire_all()
    row = session.get_one(GeneralDocument, row.id)
    assert row.state == "in_force", "what holds goes on to hold"
    with pytest.raises(BadInput):
        drafted(session, folder, author)
    next_folder = filing.open_folder(INDEX, folder.year + 1, registrar)
    filing.approve(drafted(session, next_folder, author, supersedes=row), walk.staff(Role.HEAD), version=1)
    session.expire_all()
    assert session.get_one(GeneralDocument, row.id).state == "superseded"


def test_a_folder_is_opened_once_for_this_year_or_the_next_and_closed_after_it(walk: Walk, folder: Folder) -> None:
    registrar, year = walk.staff(Role.REGISTRAR), folder.year
    for wrong in (1990, year - 1, year + 2, 10**15):
        with pytest.raises(BadInput) as refused:
            filing.open_folder(INDEX, wrong, registrar)
        assert refused.value.field == "year"
    with pytest.raises(BadInput):
        filing.open_folder("99-99", year, registrar)
    with pytest.raises(BadInput) as refused:
        filing.open_folder(INDEX, year, registrar)
    assert "open already" in refused.value.text.en
    with pytest.raises(BadInput) as refused:
        filing.close_folder(folder.public_id, registrar)
    assert "year is over" in refused.value.text.en


def test_only_what_is_in_force_is_replaced(walk: Walk, session: Any, folder: Folder) -> None:
    author, head = walk.staff(Role.EXECUTOR), walk.staff(Role.HEAD)
    first = filing.approve(drafted(session, folder, author), head, version=1)
    one, other = (drafted(session, folder, author, supersedes=first) for _ in range(2))
    file = one.files[0].current
    assert file is not None
    filing.approve(one, head, version=1)
    assert journal_of(Event.GENERAL_APPROVED)[-1]["facts"]["files"] == [file.file.sha256]
    with pytest.raises(TransitionRefused) as refused:
        filing.approve(other, head, version=1)
    assert [reason.code for reason in refused.value.reasons] == ["predecessor_gone"]


def test_the_database_keeps_what_is_in_force(walk: Walk, session: Any, folder: Folder) -> None:
    row = filing.approve(drafted(session, folder, walk.staff(Role.EXECUTOR)), walk.staff(Role.HEAD), version=1)
    for change in (
        "UPDATE general_documents SET number = 'X' WHERE id = :id",
        "UPDATE general_documents SET subject = 'X' WHERE id = :id",
        "DELETE FROM general_documents WHERE id = :id",
        "INSERT INTO document_versions (document_id, no, file_id, created_at, public_id, check_status, scan_status)"
        " SELECT document_id, 2, file_id, created_at, 'x', check_status, scan_status FROM document_versions"
        " WHERE document_id IN (SELECT id FROM documents WHERE general_id = :id)",
    ):
        with pytest.raises(ProgrammingError, match=r"keeps its|denied|no new version"), session.begin_nested():
            session.execute(text(change), {"id": row.id})


def test_the_pages_of_filing(walk: Walk, session: Any, folder: Folder, as_user: Sign, text_of: Any) -> None:
    executor, head = as_user(walk.staff(Role.EXECUTOR)), as_user(walk.staff(Role.HEAD))
    for path in ("/desk/documents", "/desk/documents/new", "/desk/folders"):
        check_sound(text_of(executor.get(path)))
    sent = {
        "folder": folder.public_id, "kind": "order", "subject": "Қауіпсіздік туралы", "language": "kk",
        "files": (io.BytesIO(small_pdf()), "1.pdf"),
    }  # fmt: skip
    made = executor.post("/desk/documents/new", data=sent)
    assert made.status_code == 302
    [row] = queries.list_general(reader_of(walk.staff(Role.EXECUTOR), clock.today()), Narrowed())
    for paper in row.files:
        file_check.check(paper.current.id if paper.current else 0)
    check_sound(text_of(executor.get(made.headers["Location"])))
    approved = head.post(f"/desk/documents/{row.public_id}/approve", data={"version": "1"})
    assert approved.status_code == 302
    page = text_of(head.get(made.headers["Location"]))
    check_sound(page)
    assert f"{INDEX}/1" in page
    file = row.files[0].current
    assert file is not None
    assert executor.get(f"/desk/office-files/{file.public_id}/download").data.startswith(b"%PDF")
    assert "Қауіпсіздік" in text_of(executor.get("/desk/documents?q=қауіпсіздік"))


def test_it_is_approved_by_whose_key_signed_it(
    walk: Walk, session: Any, folder: Folder, as_user: Sign, text_of: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, deputy = walk.staff(Role.HEAD), walk.staff(Role.DEPUTY)
    row = drafted(session, folder, walk.staff(Role.EXECUTOR))
    paper = row.files[0].current
    assert paper is not None
    by_deputy = demo_signing.sign(paper, deputy, None, "operator", clock.now())
    by_head = demo_signing.sign(paper, head, None, "operator", clock.now())
    signatures.receive(paper, by_deputy, deputy, "operator", clock.now())
    with monkeypatch.context() as real:
        real.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=False))
        with pytest.raises(TransitionRefused) as refused:
            filing.approve(row, head, version=None)
    assert [reason.code for reason in refused.value.reasons] == ["not_signed"]
    session.expire_all()
    row = session.get_one(GeneralDocument, row.id)
    assert (row.state, row.number) == ("draft", None)
    sent = [Answer(paper, by_head)]
    [kept], approved = filing.receive(row, sent, head)
    assert (approved, kept.verdict, kept.sha256) == (True, "valid", paper.file.sha256)
    session.expire_all()
    row = session.get_one(GeneralDocument, row.id)
    assert (row.state, row.approved_by_id) == ("in_force", head.id)
    again = filing.receive(row, sent, head)
    assert ([one.id for one in again[0]], again[1]) == ([kept.id], True)
    page = text_of(as_user(walk.staff(Role.FINANCE)).get(f"/desk/documents/{row.public_id}"))
    check_sound(page)
    assert "Signature sheet" in page
    assert str(kept.sha256) in page


def test_the_folder_of_another_year_is_refused_or_confirmed_with_a_word(
    walk: Walk, session: Any, folder: Folder, as_user: Sign
) -> None:
    registrar = walk.staff(Role.REGISTRAR)
    with pytest.raises(BadInput, match="2025"):
        drafted(session, folder, registrar, dated_on=date(2025, 12, 30))
    row = drafted(session, folder, registrar, dated_on=date(2025, 12, 30), other_year=True)
    clerk = as_user(registrar)
    assert "of another year than the document" in clerk.get(f"/desk/documents/{row.public_id}").get_data(as_text=True)
    assert "No folder of" not in clerk.get("/desk/documents/new").get_data(as_text=True)
    walk.clock.advance(days=366)
    page = clerk.get("/desk/documents/new").get_data(as_text=True)
    assert f"Open the folder of {folder.year + 1}" in page
    assert "Choose the folder." in page
