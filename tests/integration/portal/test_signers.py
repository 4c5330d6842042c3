"""Why somebody may not sign, by the paper that he has: named, with its day or its reach (342:19)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from dms.services import clock
from dms.services.signed import demo_signing, signatures
from tests.fixtures.people import add_member, make_user
from tests.fixtures.walk import Walk
from tests.integration.portal.conftest import come
from tests.integration.portal.test_case import frozen
from workflows.states import CaseState

DAY = timedelta(days=1)


def judged(walk: Walk, case: Any, user: Any) -> tuple[list[str], str]:
    from dms.queries import documents

    made = documents.documents_of(case.id, "generated")
    paper = next(p for p in made if p.kind in ("annex-1", "annex-3") and p.current)
    cms = demo_signing.sign(paper.current, user, case, "applicant", clock.now())
    row = signatures.receive(paper.current, cms, user, "applicant", clock.now())
    return [reason["code"] for reason in row.reasons], " ".join(reason["text"]["en"] for reason in row.reasons)


@pytest.mark.clause("342:19")
@pytest.mark.parametrize(
    ("paper", "code"),
    [
        ({"scope": ["sign"]}, None),
        ({"scope": ["draft", "report"]}, "paper_out_of_scope"),
        ({"scope": ["sign"], "valid_to": -1}, "paper_ended"),
        ({"scope": ["sign"], "valid_from": 1}, "paper_not_begun"),
        ({"scope": ["sign"], "kind": "acting"}, None),
        (None, "not_first_head"),
    ],
)
def test_the_paper_is_named(client: FlaskClient, walk: Walk, paper: dict[str, Any] | None, code: str | None) -> None:
    applicant = come(client, walk, walk.draft())
    frozen(applicant)
    helper = make_user()
    if paper is not None:
        today = clock.today()
        days = {name: today + value * DAY for name, value in paper.items() if name.startswith("valid")}
        add_member(applicant.case.organisation, helper, **{**paper, "paper_no": "17/С", **days})
    codes, said = judged(walk, applicant.case, helper)
    assert codes == ([code] if code else [])
    assert code in (None, "not_first_head") or "No. 17/С" in said


def test_the_paper_that_reaches_furthest_counts(client: FlaskClient, walk: Walk) -> None:
    case, helper = walk.to(CaseState.AGREEMENT), make_user()
    add_member(case.organisation, helper, scope=["sign"], valid_to=clock.today(), paper_no="1")
    add_member(case.organisation, helper, scope=["draft"], paper_no="2", valid_from=clock.today())
    assert judged(walk, case, helper)[0] == []
