"""What stands in another case too: shown to whom, with how much, and kept with the check."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from sqlalchemy import event

from dms.extensions import db
from dms.models import SearchEntry
from dms.queries.repeated import list_repeats
from dms.search.claims import claim_of
from dms.services.judging.proposals import findings
from tests.fixtures.filled import CONTENT
from tests.fixtures.people import head_of, make_organisation, make_staff
from tests.fixtures.texts import written
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from tests.integration.finding.conftest import put, run_jobs
from workflows.states import CaseState, Role

S = CaseState


def content(**cost: Any) -> dict[str, Any]:
    made = copy.deepcopy(CONTENT)
    made["costs"][0] |= {"invoice_no": "17-А", "supplier_bin": "070740003939", **cost}
    return made


@pytest.fixture
def pair(walk: Walk) -> tuple[Any, Any]:
    """Two applicants, one invoice and one file; the second is in review."""
    body = written("бір ғана келісімшарт")
    cases = []
    for number, state in (("17-А", S.REGISTERED), ("№ 17 а", S.SUBSTANTIVE_REVIEW)):
        case = walk.draft(make_organisation(), content(invoice_no=number))
        put(case, body)
        for step in (S.SUBMITTED, S.REGISTERED, S.COMPLETENESS, S.SUBSTANTIVE_REVIEW):
            case = walk.on(case, step)
            if step is state:
                break
        cases.append(case)
    run_jobs()
    return cases[0], cases[1]


def test_the_executor_sees_both_with_a_link(pair: tuple[Any, Any], walk: Walk, as_user: Sign) -> None:
    first, second = pair
    browser = as_user(walk.assignee(second))
    for tab in ("checks", "documents"):
        page = browser.get(f"/desk/c/{second.public_id}/{tab}").get_data(as_text=True)
        assert "the same tax invoice, supplier and sum" in page, tab
        assert "The same file:" in page, tab
        assert page.count(f'href="/desk/c/{first.public_id}/">{first.number}</a>') >= 2, tab
    assert "This cost stands in another case too" in page
    back = as_user(make_staff(Role.HEAD)).get(f"/desk/c/{first.public_id}/documents").get_data(as_text=True)
    assert second.number in back


def test_the_check_keeps_it_as_a_fact_without_naming_the_case(pair: tuple[Any, Any]) -> None:
    first, second = pair
    found = findings(second)["no_other_budget"]
    assert found.verdict is None
    words = " ".join(fact.en for fact in found.facts)
    assert "Cost 1: the same tax invoice, supplier and sum stand in another case too (order No. 342" in words
    assert "Cost 1: a file that proves it stands in another case too" in words
    assert first.number not in words


def test_who_may_not_read_the_other_case_learns_the_bare_fact(pair: tuple[Any, Any], as_user: Sign) -> None:
    first, second = pair
    assert {row.is_open for row in list_repeats(second)} == {False}
    monitor = make_staff(Role.MONITOR)
    for case, other in ((first, second), (second, first)):
        answer = as_user(monitor).get(f"/desk/c/{case.public_id}/checks")
        opens = as_user(monitor).get(f"/desk/c/{other.public_id}/").status_code == 200
        if answer.status_code == 200:
            assert (other.number in answer.get_data(as_text=True)) == opens


def test_the_applicant_is_shown_nothing_of_it(pair: tuple[Any, Any], as_user: Sign) -> None:
    first, second = pair
    browser = as_user(head_of(second.organisation))
    for address in ("/portal/", f"/portal/c/{second.public_id}/", "/portal/search?q=17а"):
        page = browser.get(address).get_data(as_text=True)
        assert first.number not in page
        assert "another case" not in page


@pytest.mark.parametrize(
    "cost", [{"invoice_no": "18-А"}, {"supplier_bin": "070740003938"}, {"amount": "960000.01"}, {"invoice_no": ""}]
)
def test_another_cost_is_no_repeat(pair: tuple[Any, Any], cost: dict[str, str]) -> None:
    entry = db.session.query(SearchEntry).filter_by(case_id=pair[0].id, kind="line").one()
    entry.claim = claim_of(content(**cost)["costs"][0])
    db.session.commit()
    assert [row for row in list_repeats(pair[1]) if row.line] == []


def test_a_draft_is_no_other_case(walk: Walk) -> None:
    body = written("жоба")
    draft, case = walk.draft(content=content()), walk.draft(content=content())
    put(draft, body)
    put(case, body)
    case = walk.on(case, S.SUBMITTED)
    run_jobs()
    assert list_repeats(case) == []


def test_one_query_however_many(pair: tuple[Any, Any]) -> None:
    counted: list[str] = []
    second = db.session.merge(pair[1])
    _ = second.organisation_id, second.id
    event.listen(db.engines[None], "before_cursor_execute", lambda *a: counted.append(a[2]))
    assert len(list_repeats(second)) == 2
    assert len([words for words in counted if "search_entries" in words]) == 1
