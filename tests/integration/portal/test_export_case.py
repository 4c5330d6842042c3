"""A case of the export programme as its applicant sees it: handed in, remarked on, answered, left, reported."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

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
