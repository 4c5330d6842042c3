"""The filter by sum compares tenge, whatever currency a cost is in."""

from __future__ import annotations

from typing import Any

import pytest

from dms.extensions import db
from dms.services.finding import entries
from tests.fixtures.people import make_staff
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from tests.integration.finding.conftest import run_jobs
from tests.integration.finding.test_finding import Look, content
from tests.integration.finding.test_finding import look as look
from workflows.states import CaseState, Role


def in_dollars(**payment: Any) -> dict[str, Any]:
    """A cost of 1 000 dollars beside the tenge of the others: 515 350 tenge at the rate of its payment."""
    made = content()
    of_dollars = {"currency": "USD", "amount": "1000.00", "contract_no": "USD/77", "name": "Шетелдік көрме"}
    paid = {"paid_on": "2025-11-12", "amount": "1000.00", "rate": "515.35", "rate_units": 1, **payment}
    made["costs"].append({**made["costs"][0], "id": "2", **of_dollars, "payments": [paid]})
    return made


def test_a_cost_in_another_currency_is_compared_in_tenge(walk: Walk, look: Look) -> None:
    case = walk.to(CaseState.REGISTERED, content=in_dollars())
    run_jobs()
    head = make_staff(Role.HEAD)
    for given in ({"least": "515350", "most": "515350"}, {"least": "500000"}, {"most": "600000"}):
        found = look(head, "USD/77", what="costs", **given)
        assert case.number in found, given
        assert "1 000,00 $" in found.replace("\u00a0", " "), given
    for given in ({"most": "1000"}, {"least": "1000", "most": "1000"}, {"least": "515350.01"}):
        assert case.number not in look(head, "USD/77", what="costs", **given), given


def test_what_has_no_sum_in_tenge_is_not_found_by_a_sum(walk: Walk, look: Look) -> None:
    draft = walk.draft(content=in_dollars(rate=""))
    draft.received_at = draft.registered_at = draft.created_at
    draft.state, draft.number = CaseState.REGISTERED, "D342-2026-999999"
    draft.content = {**draft.content, "costs": draft.content["costs"][1:]}
    draft.requested_sum = 0
    db.session.commit()
    entries.enter_case(draft.id)
    head = make_staff(Role.HEAD)
    for what in ("costs", "cases"):
        words = "USD/77" if what == "costs" else "D342-2026-999999"
        assert "D342-2026-999999" in look(head, words, what=what)
        for given in ({"least": "0"}, {"most": "999999999"}, {"least": "1000", "most": "1000"}):
            assert "D342-2026-999999" not in look(head, words, what=what, **given), (what, given)


@pytest.mark.parametrize(
    ("lang", "words"), [("kk", "Сомалар теңгемен"), ("ru", "Суммы — в тенге"), ("en", "Sums are in tenge")]
)
def test_the_page_says_that_sums_are_in_tenge(as_user: Sign, lang: str, words: str) -> None:
    page = as_user(make_staff(Role.HEAD, locale=lang)).get("/desk/search", query_string={"lang": lang})
    assert words in page.get_data(as_text=True)
