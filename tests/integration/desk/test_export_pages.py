"""The pages of the desk for a case of the export programme: every tab and act opens, and the forms do their acts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.fixtures.export import ExportWalk
from tests.integration.desk.conftest import Sign
from tests.integration.desk.test_acts import post_act
from workflows.states import Action, CaseState, ExportAction, Role

S, X = CaseState, ExportAction
TABS = ("", "documents", "checks", "calculation", "money", "correspondence", "history")
Read = Callable[[Any], str]


def test_every_tab_opens_under_its_own_law(export_walk: ExportWalk, as_user: Sign, text_of: Read) -> None:
    case = export_walk.to(S.SUBSTANTIVE_REVIEW)
    browser = as_user(export_walk.staff(Role.EXECUTOR))
    told = {tab: text_of(browser.get(f"/desk/c/{case.public_id}/{tab}")) for tab in TABS}
    assert "314:11" in told["calculation"]
    assert "342:" not in re.sub(r"<head>.*?</head>", "", told["checks"], flags=re.DOTALL)
    assert case.number in text_of(browser.get("/desk/"))


def test_remarks_go_out_from_their_page(export_walk: ExportWalk, as_user: Sign, text_of: Read) -> None:
    from dms.queries import documents, remarks

    case = export_walk.to(S.COMPLETENESS)
    export_walk.answer(case, lacking=True)
    case, browser = export_walk.fresh(case), as_user(export_walk.assignee(case))
    paper = documents.documents_of(case.id, "uploaded")[0]
    given = {"text_0": "Мөр көрінбейді", "clause_0": "314:16", "document_0": paper.public_id, "line_0": "1"}
    answer = post_act(browser, case, X.SEND_REMARKS, reasons="Құжатты толықтырыңыз", **given)
    assert answer.status_code == 302, answer.get_data(as_text=True)[:3000]
    case = export_walk.fresh(case)
    assert case.state == S.REMARKS
    (sent,) = remarks.rounds_of(case.id)
    assert [row["text"] for row in sent.remarks][-1] == "Мөр көрінбейді"
    assert len(sent.remarks) == 2
    assert (sent.remarks[-1]["document"], sent.remarks[-1]["line"]) == (paper.public_id, "1")
    text_of(browser.get(f"/desk/c/{case.public_id}/history"))


def test_no_ground_no_leaving(export_walk: ExportWalk, as_user: Sign, text_of: Read) -> None:
    case = export_walk.to(S.COMPLETENESS)
    browser = as_user(export_walk.assignee(case))
    page = text_of(browser.get(f"/desk/c/{case.public_id}/act/{X.PREPARE_LEAVING}"))
    assert "None of the grounds holds" in page


def test_a_refusal_waits_for_remarks(export_walk: ExportWalk, as_user: Sign, text_of: Read) -> None:
    case = export_walk.to(S.SUBSTANTIVE_REVIEW)
    browser = as_user(export_walk.assignee(case))
    page = text_of(browser.get(f"/desk/c/{case.public_id}/act/{Action.PROPOSE_REFUSAL}"))
    assert "No remarks have been sent to the applicant yet." in page


@pytest.mark.clause("314:3")
def test_an_earlier_application_is_named_before_the_grant_is_proposed(
    export_walk: ExportWalk, as_user: Sign, text_of: Read
) -> None:
    first = export_walk.to(CaseState.REGISTERED)
    export_walk.clock.advance(days=1)
    case = export_walk.to(CaseState.SUBSTANTIVE_REVIEW)
    export_walk.answer(case)
    clerk = as_user(export_walk.assignee(case))
    for address in ("", "act/propose_grant"):
        page = text_of(clerk.get(f"/desk/c/{case.public_id}/{address}"))
        assert f"still wait for a decision: {first.number}." in page, address
    told = {act["key"]: act for act in clerk.get(f"/desk/c/{case.public_id}/acts").json["acts"]}
    assert [(reason["code"], reason["clause"]) for reason in told["propose_grant"]["reasons"]] == [
        ("not_its_turn", "314:3")
    ]
