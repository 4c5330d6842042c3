"""The same act on many cases: tried without a change, done case by case, never twice, never past the rules."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest

from dms.extensions import db
from dms.models import Case, Document, DocumentVersion, FileOpening
from dms.queries import batches as queries
from dms.queries import documents
from dms.services import batches, clock, files, moves
from dms.services.batches import running
from dms.services.desk import acceptance
from dms.services.files import attach
from dms.services.unit import unit
from tests.fixtures import pdfs
from tests.fixtures.export import ExportWalk
from tests.fixtures.walk import Walk
from tests.integration.desk.batching import carry_out, choose, look_inside, of, results, try_out
from tests.integration.desk.conftest import Sign
from workflows.documents import DocumentAction
from workflows.states import Action, CaseState, Role


def test_cases_are_given_to_one_person(walk: Walk, as_user: Sign, text_of: Any) -> None:
    free, taken, ended = (
        walk.to(state) for state in (CaseState.REGISTERED, CaseState.COMPLETENESS, CaseState.WITHDRAWN)
    )
    other = walk.staff(Role.MONITOR)
    registrar = as_user(walk.staff(Role.REGISTRAR))
    before = {case.id: walk.fresh(case).version for case in (free, taken, ended)}

    address = choose(registrar, "assign", free, taken, ended)
    tried = try_out(registrar, address, assignee=other.public_id)
    assert tried[free.id] == ("may", "")
    assert tried[taken.id][0] == "may_not"
    assert tried[ended.id][0] == "may_not"
    assert {case.id: walk.fresh(case).version for case in (free, taken, ended)} == before
    page = text_of(registrar.get(address))
    assert "It can be done to 1 case." in page
    assert "2 cases are left out" in page

    tried = try_out(registrar, address, assignee=other.public_id, reasons="Демалыс")
    assert [tried[case.id][0] for case in (free, taken, ended)] == ["may", "may", "may_not"]
    done = carry_out(registrar, address)
    assert [done[case.id][0] for case in (free, taken, ended)] == ["done", "done", "may_not"]
    assert {walk.fresh(case).assignee_id for case in (free, taken)} == {other.id}
    assert of(address).status == "done"


def test_what_was_done_is_not_done_again(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.REGISTERED)
    registrar = as_user(walk.staff(Role.REGISTRAR))
    address = choose(registrar, "assign", case)
    try_out(registrar, address, assignee=walk.staff(Role.EXECUTOR).public_id)
    carry_out(registrar, address)
    version = walk.fresh(case).version
    assert registrar.post(f"{address}/do").status_code == 303
    batches.carry_out(of(address).id)
    assert registrar.post(f"{address}/trial", data={"assignee": walk.staff(Role.MONITOR).public_id}).status_code == 303
    batches.try_out(of(address).id)
    assert walk.fresh(case).version == version
    assert results(address)[case.id][0] == "done"


def test_a_job_that_was_killed_goes_on_with_the_rest(
    walk: Walk, as_user: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = walk.to(CaseState.REGISTERED), walk.to(CaseState.REGISTERED)
    registrar, clerk = as_user(walk.staff(Role.REGISTRAR)), walk.staff(Role.EXECUTOR)
    address = choose(registrar, "assign", first, second)
    try_out(registrar, address, assignee=clerk.public_id)
    assert registrar.post(f"{address}/do").status_code == 303

    class Killed(BaseException):
        """The process ends here."""

    def die(*_given: Any) -> None:
        raise Killed

    keep = running._keep
    monkeypatch.setattr(running, "_keep", die)
    with pytest.raises(Killed):
        batches.carry_out(of(address).id)
    db.session.rollback()
    monkeypatch.setattr(running, "_keep", keep)
    done = {case.id for case in (first, second) if walk.fresh(case).assignee_id}
    assert len(done) == 1
    version = {case_id: db.session.get_one(Case, case_id).version for case_id in done}
    batches.carry_out(of(address).id)
    assert {verdict for verdict, _said in results(address).values()} == {"done"}
    assert {case_id: db.session.get_one(Case, case_id).version for case_id in done} == version


def test_a_case_that_has_moved_on_is_left_alone(walk: Walk, as_user: Sign) -> None:
    case, clerk = walk.to(CaseState.REGISTERED), walk.staff(Role.EXECUTOR)
    registrar = as_user(walk.staff(Role.REGISTRAR))
    address = choose(registrar, "assign", case)
    try_out(registrar, address, assignee=walk.staff(Role.MONITOR).public_id, reasons="Жүктеме")
    walk.act(case, Action.TAKE, clerk)
    verdict, said = carry_out(registrar, address)[case.id]
    assert verdict == "failed"
    assert "has changed" in said
    assert walk.fresh(case).assignee_id == clerk.id


def test_documents_are_accepted_by_whoever_has_the_case(walk: Walk, as_user: Sign) -> None:
    mine, other = walk.to(CaseState.COMPLETENESS), walk.to(CaseState.REGISTERED)
    look_inside(mine)
    clerk = as_user(walk.staff(Role.EXECUTOR))
    address = choose(clerk, "accept", mine, other)
    tried = try_out(clerk, address)
    assert tried[mine.id][0] == "may"
    assert tried[other.id] == ("may_not", "The case is not given to you.")
    waiting = len(acceptance.waiting(mine.id))
    assert waiting
    assert carry_out(clerk, address)[mine.id] == ("done", f"Documents accepted: {waiting}")
    uploaded = documents.documents_of(mine.id, "uploaded")
    assert {paper.state for paper in uploaded} == {"accepted"}


def test_only_what_the_trial_saw_is_accepted(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    look_inside(case)
    officer = walk.assignee(case)
    browser = as_user(officer)
    address = choose(browser, "accept", case)
    assert try_out(browser, address)[case.id] == ("may", "")
    seen = acceptance.waiting(case.id)
    late = attach.upload(case, officer, seen[0].kind, io.BytesIO(pdfs.good(3)), "кеш.pdf")
    assert late.current is not None
    with unit():
        late.current.check_status = "sound"
        moves.move_document(case, late, DocumentAction.CHECK, moves.SYSTEM, clock.now())
    assert carry_out(browser, address)[case.id] == ("done", f"Documents accepted: {len(seen)}")
    assert [paper.id for paper in acceptance.waiting(case.id)] == [late.id]


def test_a_paper_that_changed_since_the_trial_is_told(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    look_inside(case)
    browser = as_user(walk.assignee(case))
    address = choose(browser, "accept", case)
    try_out(browser, address)
    changed, *others = acceptance.waiting(case.id)
    assert changed.current is not None
    kept = files.keep(io.BytesIO(pdfs.good(2)), name="2.pdf", media_type="application/pdf", owner=None)
    with unit():
        version = DocumentVersion(
            document_id=changed.id, no=changed.current.no + 1, file_id=files.claim(kept).id, created_at=clock.now()
        )
        db.session.add(version)
    db.session.expire_all()
    verdict, said = carry_out(browser, address)[case.id]
    assert (verdict, said.split(". ")[0]) == ("done", f"Documents accepted: {len(others)}")
    assert "Changed since the trial and not accepted" in said
    assert [paper.id for paper in acceptance.waiting(case.id)] == [changed.id]


def test_a_missing_file_keeps_only_its_own_case_back(walk: Walk, as_user: Sign) -> None:
    cases = [walk.to(CaseState.SUBSTANTIVE_REVIEW) for _turn in range(3)]
    browser = as_user(walk.staff(Role.HEAD))
    body, kind = io.BytesIO(pdfs.good(4)), documents.documents_of(cases[1].id, "uploaded")[0].kind
    gone = attach.upload(cases[1], walk.assignee(cases[1]), kind, body, "жоқ.pdf").current
    assert gone is not None
    with unit():
        gone.check_status = "sound"
    key = gone.file.key
    address = choose(browser, "export", *cases)
    try_out(browser, address)
    files.store().delete(key)
    done = carry_out(browser, address)
    assert [done[case.id][0] for case in cases] == ["done", "failed", "done"]
    assert "жоқ.pdf" in done[cases[1].id][1]
    with zipfile.ZipFile(io.BytesIO(browser.get(f"{address}/file").get_data())) as archive:
        assert archive.testzip() is None
        folders = {name.split("/")[0] for name in archive.namelist()[1:]}
    assert folders == {walk.fresh(cases[0]).number, walk.fresh(cases[2]).number}


def test_a_lost_file_is_named_in_its_place(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    lost = documents.documents_of(case.id, "uploaded")[0].current
    assert lost is not None
    with unit():
        lost.file.status = "lost"
    name = lost.file.name
    answer = as_user(walk.staff(Role.HEAD)).get(f"/files/{case.public_id}/zip")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as archive:
        notes = [archive.read(entry).decode() for entry in archive.namelist() if entry.endswith(".txt")]
    assert len(notes) == 1
    assert name in notes[0]


def test_documents_are_taken_out_in_one_file(walk: Walk, as_user: Sign) -> None:
    case, head = walk.to(CaseState.SUBSTANTIVE_REVIEW), walk.staff(Role.HEAD)
    browser = as_user(head)
    address = choose(browser, "export", case)
    assert try_out(browser, address)[case.id] == ("may", "")
    assert carry_out(browser, address)[case.id][0] == "done"
    answer = browser.get(f"{address}/file")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert names[0].endswith(".xlsx")
    assert {name.split("/")[0] for name in names[1:]} == {walk.fresh(case).number}
    assert db.session.query(FileOpening).filter_by(user_id=head.id, case_id=case.id, how="download").count()

    stranger = as_user(walk.staff(Role.SUPERVISOR))
    assert stranger.get(f"{address}/file").status_code == 404
    assert stranger.get(address).status_code == 404


def test_a_batch_that_broke_off_may_be_tried_again(walk: Walk, as_user: Sign, text_of: Any) -> None:
    case = walk.to(CaseState.REGISTERED)
    registrar, clerk = as_user(walk.staff(Role.REGISTRAR)), walk.staff(Role.EXECUTOR)
    address = choose(registrar, "assign", case)
    assert registrar.post(f"{address}/trial", data={"assignee": clerk.public_id}).status_code == 303
    batches.give_up(of(address).id)
    assert 'name="assignee"' in text_of(registrar.get(address))
    assert try_out(registrar, address, assignee=clerk.public_id)[case.id] == ("may", "")
    assert registrar.post(f"{address}/do").status_code == 303
    batches.give_up(of(address).id)
    assert carry_out(registrar, address)[case.id][0] == "done"


def test_the_file_is_let_go_after_three_days(walk: Walk, as_user: Sign) -> None:
    case, head = walk.to(CaseState.SUBSTANTIVE_REVIEW), walk.staff(Role.HEAD)
    browser = as_user(head)
    address = choose(browser, "export", case)
    try_out(browser, address)
    carry_out(browser, address)
    key = of(address).file.key
    assert batches.forget_old_files() == 0
    walk.clock.advance(days=4)
    assert batches.forget_old_files() == 1
    files.sweep()
    assert not files.store().exists(key)
    assert browser.get(f"{address}/file").status_code == 404


def test_scans_are_asked_for_only_where_the_law_lets_it(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    clerk = as_user(walk.staff(Role.EXECUTOR))
    address = choose(clerk, "ask_scans", case)
    verdict, said = try_out(clerk, address, reasons="Түрлі түсті сканер беріңіз")[case.id]
    assert verdict == "may_not"
    reasons = queries.list_items(of(address).id)[0].said
    assert any(row["clause"].startswith("342:") for row in reasons), said


def test_export_asks_for_scans_by_remarks(export_walk: ExportWalk, as_user: Sign) -> None:
    case = export_walk.to(CaseState.COMPLETENESS)
    look_inside(case)
    clerk = as_user(export_walk.assignee(case))
    paper = documents.documents_of(case.id, "uploaded")[0]
    page = clerk.get(f"/desk/c/{case.public_id}/documents?doc={paper.public_id}").get_data(as_text=True)
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert version
    data = {"version": version[1], "reasons": "Оқылмайды"}
    assert clerk.post(f"/desk/c/{case.public_id}/documents/{paper.public_id}/not-accept", data=data).status_code == 302
    kept = db.session.get_one(Document, paper.id, populate_existing=True)
    assert kept.state == "not_accepted"
    export_walk.answer(case, lacking=True)

    address = choose(clerk, "ask_scans", export_walk.fresh(case))
    assert try_out(clerk, address, reasons="Жаңа сканер беріңіз")[case.id] == ("may", "")
    assert carry_out(clerk, address)[case.id] == ("done", "Scans asked for: 1")
    assert export_walk.fresh(case).state == CaseState.REMARKS


def test_the_whole_list(walk: Walk, as_user: Sign) -> None:
    cases = {walk.to(CaseState.REGISTERED).id for _turn in range(2)}
    registrar = as_user(walk.staff(Role.REGISTRAR))
    answer = registrar.post("/desk/batches?list=unassigned", data={"kind": "assign", "whole": "1"})
    assert {item.case_id for item in queries.list_items(of(answer.location).id)} >= cases


def test_progress_is_told(walk: Walk, as_user: Sign, text_of: Any) -> None:
    case = walk.to(CaseState.REGISTERED)
    registrar = as_user(walk.staff(Role.REGISTRAR))
    address = choose(registrar, "assign", case)
    assert registrar.post(f"{address}/trial", data={"assignee": ""}).status_code == 400
    assert registrar.post(f"{address}/trial", data={"assignee": walk.staff(Role.EXECUTOR).public_id}).status_code == 303
    told = registrar.get(f"{address}/progress").get_json()
    assert (told["done"], told["total"], told["finished"]) == (0, 1, False)
    assert 'data-job="' in text_of(registrar.get(address))
    batches.try_out(of(address).id)
    told = registrar.get(f"{address}/progress").get_json()
    assert (told["done"], told["finished"], told["next_url"]) == (1, True, address)
    batches.give_up(of(address).id)
    assert registrar.get(f"{address}/progress").get_json()["failed"]
    assert "broken off" in text_of(registrar.get("/desk/batches"))
