"""Remarks on a page: written by the officer, carried by the letter, answered by the applicant, kept from him before."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from dms.errors import BadInput, NotVisible, StaleCase
from dms.extensions import db
from dms.models import Document, DocumentVersion, PageRemark
from dms.queries import documents, remarks, versions
from dms.services import clock
from dms.services.desk.standing import of_staff
from dms.services.draft import application
from dms.services.files import file_check, pictures
from dms.services.versions import page_remarks
from tests.fixtures import pdfs
from tests.fixtures.export import ExportWalk
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from tests.integration.portal.conftest import check_sound, come
from workflows.states import CaseState, ExportAction


def paper_of(case: Any) -> Document:
    """An attached paper, as its checks and pictures leave it."""
    paper = documents.documents_of(case.id, "uploaded")[0]
    version: DocumentVersion | None = paper.current
    assert version is not None
    version.check_status, version.pages = "sound", 2
    db.session.commit()
    return paper


def remarked(walk: Walk, case: Any, words: str = "Мөр көрінбейді") -> PageRemark:
    standing = of_staff(case.public_id, walk.assignee(case), clock.now())
    version = paper_of(case).current
    assert version is not None
    return page_remarks.write(standing, version, 2, words, page_remarks.example_of(case))


@pytest.mark.clause("314:22")
def test_letter_carries_remarks_and_the_applicant_answers_each(client: FlaskClient, export_walk: ExportWalk) -> None:
    case = export_walk.to(CaseState.COMPLETENESS)
    remark = remarked(export_walk, case)
    applicant = export_walk.applicant(case)
    assert versions.list_remarks(case, applicant, clock.now()) == []
    with pytest.raises(NotVisible):
        versions.get_remark(case, remark.public_id, applicant, clock.now())
    case = export_walk.send_remarks(case)
    (round_,) = remarks.rounds_of(case.id)
    told = next(row for row in round_.remarks if row.get("remark") == remark.public_id)
    assert (told["page"], told["clause"], told["text"]) == (2, "314:16", "Мөр көрінбейді")
    assert told["document"] == paper_of(case).public_id
    letter = [row for row in documents.documents_of(case.id, "generated") if row.kind == "remarks"][-1]
    export_walk.run_jobs()
    db.session.refresh(letter)
    assert letter.current is not None
    said = [item["text"] for item in items_of(letter.current.context)]
    assert any("2-бет" in text and "Мөр көрінбейді" in text for text in said)
    assert versions.list_remarks(case, applicant, clock.now()) == [remark]
    export_walk.clock.advance(hours=1)
    browser = come(client, export_walk, case)
    html = browser.get(browser.address)
    check_sound(html)
    assert f"/remark/{remark.public_id}/answer" in html
    with pytest.raises(BadInput):
        page_remarks.answer(case, applicant, remark, " ")
    answer = client.post(f"/files/{case.public_id}/remark/{remark.public_id}/answer", data={"words": "Мөр басылды"})
    assert answer.status_code == 302
    assert "Мөр басылды" in browser.get(browser.address)
    case = export_walk.fresh(case)
    facts = [row.answer for row in versions.list_of_last_round(case.id)]
    assert facts == ["Мөр басылды"]


def items_of(context: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (context or {}).get("items", [])
    return found


@pytest.mark.clause("314:22")
def test_new_version_is_an_answer(export_walk: ExportWalk) -> None:
    import io

    from dms.services.versions import renewing

    case = export_walk.to(CaseState.COMPLETENESS)
    remark = remarked(export_walk, case)
    case = export_walk.send_remarks(case)
    export_walk.clock.advance(hours=1)
    applicant, paper = export_walk.applicant(case), paper_of(case)
    renewing.renew(case, applicant, paper, io.BytesIO(pdfs.good(3)), "жаңа.pdf")
    assert paper.current is not None
    file_check.check(paper.current.id)
    pictures.make(paper.id)
    application.freeze(case.id, applicant, version=None)
    export_walk.run_jobs()
    export_walk.sign([paper, documents.frozen_application(case.id)], applicant, "applicant")
    case = export_walk.fresh(case)
    case = export_walk.act(case, ExportAction.ANSWER_REMARKS, applicant)
    db.session.refresh(remark)
    assert remark.answer_version_id == paper.current.id
    assert remark.answered_at is not None
    assert case.state == CaseState.COMPLETENESS


@pytest.mark.clause("342:35")
def test_domestic_remark_stays_with_the_operator(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    remark = remarked(walk, case, "Қолы жоқ")
    assert not page_remarks.are_sent(case)
    assert versions.list_remarks(case, walk.applicant(case), clock.now()) == []
    browser = as_user(walk.assignee(case))
    version = remark.version
    html = browser.get(f"/files/{case.public_id}/{version.public_id}/view?page=2").text
    check_sound(html)
    assert "Қолы жоқ" in html
    assert "internal" in html
    db.session.commit()
    address = f"/files/{case.public_id}/remark/{remark.public_id}/back"
    assert browser.post(address).status_code == 302
    assert "Қолы жоқ" not in browser.get(f"/files/{case.public_id}/{version.public_id}/view?page=2").text


def test_what_was_sent_is_not_taken_back(export_walk: ExportWalk) -> None:
    case = export_walk.to(CaseState.COMPLETENESS)
    remark = remarked(export_walk, case)
    officer = export_walk.assignee(case)
    standing = of_staff(case.public_id, officer, clock.now())
    with pytest.raises(BadInput):
        page_remarks.write(standing, remark.version, 3, "x", "314:16")
    case = export_walk.send_remarks(case)
    with pytest.raises(StaleCase):
        page_remarks.take_back(of_staff(case.public_id, officer, clock.now()), remark)
    assert db.session.scalars(select(PageRemark.removed_at)).all() == [None]


def test_a_remark_names_a_clause_of_the_case(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    version, browser = paper_of(case).current, as_user(walk.assignee(case))
    assert version is not None
    address = f"/files/{case.public_id}/{version.public_id}"
    for clause in ("", "314:16", f"342:{999}", "бір нәрсе"):
        sent = {"page": 2, "words": "Мөр <жоқ>", "clause": clause}
        answer = browser.post(f"{address}/remark", query_string={"page": 2}, data=sent)
        assert answer.status_code == 400
        check_sound(answer.text)
        assert "342:17" in answer.text.split('id="remark-clause-error"')[1].split("</p>")[0]
        assert ">Мөр &lt;жоқ&gt;</textarea>" in answer.text
        assert 'name="page" value="2"' in answer.text
    assert '<option value="342:19">' in browser.get(f"{address}/view?page=2").text
    for clause in ("342:17", " 19. "):
        sent = {"page": 2, "words": "Мөр жоқ", "clause": clause}
        assert browser.post(f"{address}/remark", data=sent).status_code == 302
    db.session.commit()
    kept = db.session.scalars(select(PageRemark.clause).order_by(PageRemark.id)).all()
    assert kept == ["342:17", "342:19"]


def test_a_remark_is_as_long_as_it_is_kept(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    version, browser = paper_of(case).current, as_user(walk.assignee(case))
    assert version is not None
    address = f"/files/{case.public_id}/{version.public_id}/remark"
    words = "\r\n".join(["мөр"] * 1000) + "жо"  # 4,001 as kept, and many more as sent
    answer = browser.post(address, data={"page": 2, "words": words, "clause": "342:17"})
    assert answer.status_code == 400
    assert "4001" in answer.text.split('id="remark-words-error"')[1].split("</p>")[0]
    assert browser.post(address, data={"page": 2, "words": words[:-1], "clause": "342:17"}).status_code == 302
    db.session.commit()
    assert db.session.scalars(select(func.length(PageRemark.words))).all() == [4000]


def test_an_answer_is_as_long_as_it_is_kept(export_walk: ExportWalk) -> None:
    case = export_walk.to(CaseState.COMPLETENESS)
    remark = remarked(export_walk, case)
    case = export_walk.send_remarks(case)
    applicant = export_walk.applicant(case)
    with pytest.raises(BadInput):
        page_remarks.answer(case, applicant, remark, "ж" * 4001)
    page_remarks.answer(case, applicant, remark, "ж\r\n" * 1999 + "жж")
    assert len(db.session.get_one(PageRemark, remark.id).answer) == 4000


@pytest.mark.parametrize(("words", "said"), [("ж" * 4001, "4001"), (" ", "Write an answer")], ids=["long", "none"])
def test_a_refused_answer_comes_back_beside_its_remark(
    export_walk: ExportWalk, as_user: Sign, words: str, said: str
) -> None:
    case = export_walk.to(CaseState.COMPLETENESS)
    remark, other = remarked(export_walk, case), remarked(export_walk, case)
    case = export_walk.send_remarks(case)
    browser = as_user(export_walk.applicant(case))
    browser.get("/lang/en")
    address = f"/files/{case.public_id}/remark/{remark.public_id}/answer?page={remark.page}"
    assert address in browser.get(f"/portal/c/{case.public_id}/").text
    page = browser.post(address, data={"words": words})
    assert page.status_code == 400
    check_sound(page.text)
    assert said in page.text.split(f'id="answer-{remark.public_id}-error"')[1].split("</p>")[0]
    assert f">{words}</textarea>" in page.text
    assert f"answer-{other.public_id}-error" not in page.text
    assert browser.post(address, data={"words": "Мөр қойылды"}).status_code == 302
