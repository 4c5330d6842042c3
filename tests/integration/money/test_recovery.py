"""Money that comes back in parts (342:27): each is a movement, the last closes the case, what is left is shown."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from dms.errors import BadInput, StaleCase
from dms.models import MoneyMovement, Notice
from dms.queries import cases, money
from dms.services.money import recovery
from tests.fixtures import people
from tests.fixtures.office import PROGRAMME
from tests.fixtures.walk import Walk
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role

DEMANDED = Decimal("480000.00")


@pytest.fixture
def case(walk: Walk) -> Any:
    found = walk.to(CaseState.RECOVERY)
    agreement = cases.agreement_of(found.id)
    assert agreement is not None
    assert agreement.demanded == DEMANDED
    return found


def take(walk: Walk, case: Any, amount: str, reference: str, **more: Any) -> Decimal:
    version = more.pop("version", walk.fresh(case).version)
    who = more.pop("who", None) or walk.staff(Role.FINANCE)
    return recovery.take(case, who, amount=Decimal(amount), reference=reference, version=version)


def returned(session: Any, case: Any) -> list[Decimal]:
    rows = session.query(MoneyMovement).filter_by(case_id=case.id, kind="return").order_by(MoneyMovement.id)
    return [row.amount for row in rows]


@pytest.mark.clause("342:27", "342:A3.5.5")
def test_parts_add_up_and_the_last_closes(walk: Walk, case: Any, session: Any) -> None:
    before = money.on_account(PROGRAMME)
    assert take(walk, case, "100000.00", "IN-1") == Decimal("380000.00")
    assert walk.fresh(case).state == CaseState.RECOVERY
    assert take(walk, case, "379999.99", "IN-2") == Decimal("0.01")
    assert walk.fresh(case).state == CaseState.RECOVERY
    assert take(walk, case, "0.01", "IN-3") == 0
    assert walk.fresh(case).state == CaseState.CLOSED
    assert returned(session, case) == [Decimal("100000.00"), Decimal("379999.99"), Decimal("0.01")]
    assert money.on_account(PROGRAMME) == before + DEMANDED
    told = session.query(Notice).filter_by(case_id=case.id, code="returned_part").order_by(Notice.id).all()
    assert [row.params["left"] for row in told] == ["380000.00", "0.01"]
    assert {row.params["clause"] for row in told} == {"342:27"}


def test_more_than_is_left_is_refused(walk: Walk, case: Any, session: Any) -> None:
    take(walk, case, "400000.00", "IN-1")
    with pytest.raises(TransitionRefused, match="more_than_left"):
        take(walk, case, "80000.01", "IN-2")
    with pytest.raises(TransitionRefused, match="more_than_left"):  # nor by the act itself
        walk.act(case, Action.RECOVER, walk.staff(Role.FINANCE), amount=Decimal("80000.01"), reference="IN-2")
    assert returned(session, case) == [Decimal("400000.00")]


def test_the_same_payment_is_not_counted_twice(walk: Walk, case: Any, session: Any) -> None:
    version = walk.fresh(case).version
    take(walk, case, "100.00", "IN-1", version=version)
    with pytest.raises(StaleCase):
        take(walk, case, "100.00", "IN-1", version=version)
    with pytest.raises(BadInput, match="recorded already"):
        take(walk, case, "100.00", "IN-1")
    assert returned(session, case) == [Decimal("100.00")]


def test_only_finance_takes_money_and_only_in_recovery(walk: Walk, case: Any, session: Any) -> None:
    with pytest.raises(TransitionRefused):
        take(walk, case, "100.00", "IN-1", who=walk.staff(Role.MONITOR))
    watched = walk.to(CaseState.MONITORING)
    with pytest.raises(TransitionRefused):
        take(walk, watched, "100.00", "IN-2")
    assert returned(session, case) == returned(session, watched) == []


def test_both_sides_see_what_is_left(app: Flask, walk: Walk, case: Any) -> None:
    office = people.sign_in(app.test_client(), walk.staff(Role.FINANCE))
    form = {"amount": "180 000", "reference": "IN-7", "version": str(walk.fresh(case).version)}
    page = office.post(f"/money/c/{case.public_id}/recover", data=form, follow_redirects=True).get_data(as_text=True)
    assert "Left to return: 300" in page.replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")
    form["version"] = str(walk.fresh(case).version)
    again = office.post(
        f"/money/c/{case.public_id}/recover", data={**form, "amount": "300 000,01", "reference": "IN-8"}
    )
    assert again.status_code == 400
    assert "more than is left" in again.get_data(as_text=True)
    portal = people.sign_in(app.test_client(), walk.applicant(case))
    mine = portal.get(f"/portal/c/{case.public_id}/").get_data(as_text=True)
    assert mine.count("Left to return") >= 2, "beside the sum, and in the timeline"
