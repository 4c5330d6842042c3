"""A case of the export programme as its applicant sees it: handed in, remarked on, answered, left, reported."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from dms.extensions import db
from dms.models import Document
from dms.queries import documents
from dms.services.files import attach, file_check
from dms.services.versions import renewing
from tests.fixtures import pdfs
from tests.fixtures.export import ExportWalk
from tests.integration.portal.conftest import Applicant, come, text_of
from workflows.states import CaseState

S = CaseState


def _at(client: FlaskClient, walk: ExportWalk, state: CaseState) -> Applicant:
    return come(client, walk, walk.to(state))


def _remarked(client: FlaskClient, walk: ExportWalk) -> Applicant:
    applicant = _at(client, walk, S.COMPLETENESS)
    walk.send_remarks(applicant.case)
    return applicant


def test_a_draft_is_frozen_signed_and_submitted(client: FlaskClient, export_walk: ExportWalk) -> None:
    applicant = _at(client, export_walk, S.DRAFT)
    assert "Everything is filled in" in applicant.get(applicant.draft)
    applicant.send(applicant.draft + "freeze", page=applicant.draft + "review")
    export_walk.run_jobs()
    applicant.get(applicant.draft + "sign")
    applicant.client.post(applicant.address + "sign-demo", data={"version": applicant.now().version})
    answer = applicant.send(applicant.draft + "submit", page=applicant.draft + "sign")
    assert "15 working days" in text_of(applicant.get(answer.location))
    assert applicant.now().state == S.SUBMITTED


@pytest.mark.parametrize(
    "state",
    [S.SUBMITTED, S.REGISTERED, S.COMPLETENESS, S.SUBSTANTIVE_REVIEW, S.DECISION, S.AGREEMENT, S.PAYMENT, S.MONITORING],
)
@pytest.mark.parametrize("lang", ["kk", "en"])
def test_the_case_is_told_in_every_state(
    client: FlaskClient, export_walk: ExportWalk, state: CaseState, lang: str
) -> None:
    applicant = _at(client, export_walk, state)
    client.post("/language", data={"lang": lang, "next": "/"})
    html = applicant.get(applicant.address)
    assert "342:" not in html
    applicant.get("/portal/")


def test_remarks_stand_first_each_with_its_clause(client: FlaskClient, export_walk: ExportWalk) -> None:
    applicant = _remarked(client, export_walk)
    html = applicant.get(applicant.address)
    assert html.index('id="remarks"') < html.index('id="next-title"')
    assert "Құжат жетіспейді" in html
    assert "314:" in html[html.index('id="remarks"') : html.index('id="next-title"')]
    assert f'href="{applicant.draft}"' in html


def test_an_answer_with_nothing_new_is_not_taken(client: FlaskClient, export_walk: ExportWalk) -> None:
    applicant = _remarked(client, export_walk)
    export_walk.clock.advance(hours=1)
    html = applicant.get(applicant.draft + "sign")
    assert "Nothing new has been put in since the remarks." in html
    applicant.client.post(applicant.draft + "submit", data={"version": applicant.now().version})
    assert applicant.now().state == S.REMARKS


def test_remarks_are_answered_with_a_corrected_application(client: FlaskClient, export_walk: ExportWalk) -> None:
    applicant = _remarked(client, export_walk)
    export_walk.clock.advance(hours=1)
    applicant.send(applicant.draft + "bank", bank__name="«Жаңа банк» АҚ")
    assert applicant.client.get(applicant.draft + "sign").location.endswith("/review")
    applicant.send(applicant.draft + "freeze", page=applicant.draft + "review")
    export_walk.run_jobs()
    applicant.client.post(applicant.address + "sign-demo", data={"version": applicant.now().version})
    applicant.send(applicant.draft + "submit", page=applicant.draft + "sign")
    assert applicant.now().state == S.COMPLETENESS
    told = text_of(applicant.get(applicant.address))
    assert "answered" in told
    applicant.get(applicant.draft, status=302)


def _answer_with_a_new_pdf(applicant: Applicant, walk: ExportWalk, name: str) -> None:
    """The PDF made before is void; the new one names the file, is signed anew and goes out."""
    assert applicant.client.get(applicant.draft + "sign").location.endswith("/review")
    assert "made already" not in applicant.get(applicant.draft + "review")
    applicant.client.post(applicant.draft + "submit", data={"version": applicant.now().version})
    assert applicant.now().state == S.REMARKS, "what was signed before the new file is no answer"
    applicant.send(applicant.draft + "freeze", page=applicant.draft + "review")
    walk.run_jobs()
    frozen = documents.frozen_application(applicant.case.id)
    assert frozen is not None
    assert frozen.current is not None
    assert frozen.current.context is not None
    assert any(name in row for row in frozen.current.context["attachments"])
    applicant.client.post(applicant.address + "sign-demo", data={"version": applicant.now().version})
    assert "Not signed yet" not in applicant.get(applicant.draft + "sign")


def test_a_new_version_under_remarks_voids_the_application_signed_before(
    client: FlaskClient, export_walk: ExportWalk
) -> None:
    applicant = _remarked(client, export_walk)
    export_walk.clock.advance(hours=1)
    paper = documents.handed_in(applicant.case.id)[0]
    renewing.renew(applicant.now(), applicant.user, paper, io.BytesIO(pdfs.good(3)), "doc2.pdf")
    assert paper.current is not None
    file_check.check(paper.current.id)
    _answer_with_a_new_pdf(applicant, export_walk, "doc2.pdf")
    applicant.send(applicant.draft + "submit", page=applicant.draft + "sign")
    assert applicant.now().state == S.COMPLETENESS


def test_a_file_attached_under_remarks_voids_the_application_frozen_for_the_answer(
    client: FlaskClient, export_walk: ExportWalk
) -> None:
    applicant = _remarked(client, export_walk)
    export_walk.clock.advance(hours=1)
    export_walk.correct(applicant.case, {"payroll": [{"year": 2024, "amount": "60000000.00"}]})
    made = documents.frozen_application(applicant.case.id)
    export_walk.clock.advance(hours=1)
    attach.upload(applicant.now(), applicant.user, "other", io.BytesIO(pdfs.good(4)), "doc3.pdf")
    assert made is not None
    assert db.session.get_one(Document, made.id, populate_existing=True).removed_at is not None
    _answer_with_a_new_pdf(applicant, export_walk, "doc3.pdf")


def test_a_paper_of_the_operators_is_no_attachment_of_the_application(
    client: FlaskClient, export_walk: ExportWalk
) -> None:
    applicant = _at(client, export_walk, S.COMPLETENESS)
    officer = export_walk.assignee(applicant.case)
    attach.upload(applicant.now(), officer, "other", io.BytesIO(pdfs.good(5)), "ishki.pdf")
    export_walk.send_remarks(applicant.case)
    for page in ("documents", "review", "sign"):
        assert "ishki.pdf" not in applicant.get(applicant.draft + page), page


def test_a_second_round_keeps_the_first_in_sight(client: FlaskClient, export_walk: ExportWalk) -> None:
    applicant = _remarked(client, export_walk)
    export_walk.clock.advance(hours=1)
    export_walk.correct(applicant.case, {"bank": {**applicant.content()["bank"], "name": "«Б» АҚ"}})
    applicant.client.post(applicant.draft + "submit", data={"version": applicant.now().version})
    assert applicant.now().state == S.COMPLETENESS
    export_walk.send_remarks(applicant.case)
    told = text_of(applicant.get(applicant.address))
    assert "Round 2" in told
    assert "Earlier rounds" in told


def test_files_handed_in_are_not_taken_out_under_remarks(client: FlaskClient, export_walk: ExportWalk) -> None:
    applicant = _remarked(client, export_walk)
    assert "/remove" not in applicant.get(applicant.draft + "documents")


def test_leaving_is_told_with_its_clause_and_what_can_be_done(client: FlaskClient, export_walk: ExportWalk) -> None:
    content: dict[str, Any] = {**export_walk.content, "taxes_paid_previous_year": "1.00"}
    applicant = come(client, export_walk, export_walk.to(S.COMPLETENESS, content=content))
    export_walk.leave(applicant.case, "314:22.4")
    html = applicant.get(applicant.address)
    assert "314:22.4" in html
    assert "Once this ground is gone you may apply again" in text_of(html)


def test_the_obligation_is_told_in_currency(client: FlaskClient, export_walk: ExportWalk) -> None:
    applicant = _at(client, export_walk, S.MONITORING)
    told = text_of(applicant.get(applicant.address + "quarters"))
    assert "foreign-currency income" in told
    assert "tenge" not in told
