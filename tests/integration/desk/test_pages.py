"""Every page of the desk in every state of a case, in three languages; strangers find none of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.fixtures import people
from tests.fixtures.export import ExportWalk
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from workflows.states import Action, CaseState, Role

TABS = ("", "documents", "checks", "calculation", "money", "correspondence", "history", "decision")
STATES = (CaseState.REGISTERED, CaseState.COMPLETENESS, CaseState.SUBSTANTIVE_REVIEW, CaseState.HEARING,
          CaseState.DECISION, CaseState.MONITORING, CaseState.REFUSED)  # fmt: skip


def address(case: Any, tab: str = "") -> str:
    return f"/desk/c/{case.public_id}/{tab}"


@pytest.mark.parametrize("state", STATES, ids=str)
def test_every_tab_opens_in_every_state_and_language(walk: Walk, as_user: Sign, state: CaseState) -> None:
    case = walk.to(state)
    for lang, role in (("kk", Role.HEAD), ("ru", Role.SUPERVISOR), ("en", Role.EXECUTOR)):
        user = walk.staff(role)
        user.locale = lang
        browser = as_user(user)
        for tab in TABS:
            answer = browser.get(address(case, tab))
            if tab == "decision" and answer.status_code == 302:
                continue
            assert answer.status_code == 200, (tab, lang, answer.status_code)
            assert case.organisation.name in answer.get_data(as_text=True)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_every_act_that_is_offered_has_its_page(walk: Walk, as_user: Sign, state: CaseState) -> None:
    from dms.services import moves
    from dms.views.desk.screens import SCREENS

    case = walk.to(state)
    opened = 0
    for role in (Role.HEAD, Role.EXECUTOR, Role.REGISTRAR, Role.MONITOR):
        user = walk.staff(role)
        browser = as_user(user)
        for offer in moves.offers(walk.fresh(case), user):
            if offer.action in SCREENS:
                answer = browser.get(address(case, f"act/{offer.action}"))
                assert answer.status_code == 200, (offer.action, answer.status_code)
                opened += 1
    assert opened or state is CaseState.REFUSED


def test_every_step_behind_has_its_day(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.MONITORING)
    page = as_user(walk.staff(Role.HEAD)).get(f"/desk/c/{case.public_id}/").get_data(as_text=True)
    track = page[page.index('class="track') :]
    steps = re.findall(r"<li.*?</li>", track[: track.index("</ol>")], re.DOTALL)
    assert len(steps) > 5
    assert [step for step in steps if not re.search(r"\d\d\.\d\d", step)] == []


@pytest.mark.parametrize("state", [CaseState.REFUSED, CaseState.DECLINED])
def test_nothing_comes_after_the_end(walk: Walk, as_user: Sign, state: CaseState) -> None:
    case = walk.to(state)
    page = as_user(walk.staff(Role.HEAD)).get(f"/desk/c/{case.public_id}/").get_data(as_text=True)
    track = page[page.index('class="track') :]
    track = track[: track.index("</ol>")]
    assert "✓ Ended" in track
    assert [word for word in ("Payment", "Monitoring", "track-current") if word in track] == []


def test_a_stranger_finds_nothing(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    draft = walk.to(CaseState.DRAFT)
    other, applicant = people.make_user(), walk.applicant(case)
    administrator = people.make_staff(Role.ADMINISTRATOR)
    for tab in (*TABS, "act/take"):
        assert as_user(administrator).get(address(case, tab)).status_code == 404
        assert as_user(walk.staff(Role.HEAD)).get(address(draft, tab)).status_code == 404
        for person in (other, applicant):
            assert as_user(person).get(address(case, tab)).status_code in (403, 404)


def test_a_clerk_who_belongs_to_the_applicant_sees_nothing_of_its_case(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    clerk = people.make_staff(Role.HEAD)
    assert as_user(clerk).get(address(case)).status_code == 200
    people.add_member(case.organisation, clerk)
    assert as_user(clerk).get(address(case)).status_code == 404
    assert case.number not in as_user(clerk).get("/desk/?list=all").get_data(as_text=True)


def test_what_is_not_allowed_is_grey_with_its_reason(walk: Walk, as_user: Sign, text_of: Callable[[Any], str]) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    page = text_of(as_user(walk.staff(Role.EXECUTOR)).get(address(case)))
    assert 'aria-disabled="true"' in page
    assert "Checks open" in page
    assert f"act/{Action.PROPOSE_REFUSAL}" in page


def test_the_documents_stand_by_kind_beside_the_check_they_prove(
    walk: Walk, as_user: Sign, text_of: Callable[[Any], str]
) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    browser = as_user(walk.assignee(case))
    plain = text_of(browser.get(address(case, "checks")))
    assert "Beside this check" not in plain
    page = text_of(browser.get(address(case, "checks?check=paid_in_window")))
    piles = page.split('class="piles"')[1]
    near, others = piles.split("The other documents")
    assert "Payment documents" in near
    assert "Contracts for the works" in others
    assert "Contracts for the works" not in near


#: Checks that no paper of the applicant answers: registers, courts, other officers, the file as a whole.
ELSEWHERE = {
    "domestic-342": {
        "not_state_owned", "no_arrears", "small_or_medium", "taxes_grew", "no_court_ban", "special_right",
        "no_negative_opinion", "documents_true", "scans", "no_corrections",
    },
    "export-314": {
        "not_state_owned", "no_investment_project", "no_insolvency", "documents_conform", "earlier_obligation",
    },
}  # fmt: skip


@pytest.mark.parametrize("edition", ["342@2025-10-23", "314@2025-01-01"])
def test_what_proves_a_check_is_a_known_kind_of_document(edition: str) -> None:
    from dms.views.desk.proofs import PROVING
    from workflows.programmes import by_name

    law = by_name(edition)
    proving, checks = PROVING[law.programme], {check.key for check in law.checks.all}
    assert proving.keys() <= checks
    assert {kind for named in proving.values() for kind in named} <= {"annex-1", *law.papers.by_key}
    assert checks - proving.keys() == ELSEWHERE[law.programme]


def test_the_papers_of_an_export_case_stand_beside_their_check(
    export_walk: ExportWalk, as_user: Sign, text_of: Callable[[Any], str]
) -> None:
    case = export_walk.to(CaseState.SUBSTANTIVE_REVIEW)
    browser = as_user(export_walk.assignee(case))
    page = text_of(browser.get(address(case, "checks?check=paid_in_window")))
    near, others = page.split('class="piles"')[1].split("The other documents")
    assert "Payment documents" in near
    assert "Payment documents" not in others
