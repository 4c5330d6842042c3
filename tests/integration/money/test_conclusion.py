"""What the conclusion at the end of monitoring takes from the monitor (342:25.2)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from dms.extensions import db
from dms.models import PaperOrder
from dms.queries import cases
from dms.views.money.tab import form_of
from tests.fixtures.export import ExportWalk
from tests.fixtures.people import sign_in
from tests.fixtures.walk import Walk
from workflows.states import Action, CaseState, Role

PROPOSALS = "Тізбеге жаңа тауар позициясын қосу"


def met(walk: Walk, case: Any) -> None:
    """Every quarter reported, the obligation met, the two years over."""
    for quarter in cases.quarters_of(case.id):
        walk.clock.advance(days=max(0, (quarter.ends_on - walk.clock().date()).days + 1))
        figures = {"income": Decimal("90000000.00"), "base_income": Decimal("1.00")}
        walk.act(case, Action.REPORT_QUARTER, walk.applicant(case), quarter=quarter.no, **figures)
    agreement = cases.agreement_of(case.id)
    assert agreement is not None
    assert agreement.monitoring_ends_on is not None
    walk.clock.advance(days=max(0, (agreement.monitoring_ends_on - walk.clock().date() + timedelta(days=1)).days))


@pytest.mark.clause("342:25.2")
def test_proposals_of_the_monitor_stand_in_the_conclusion(walk: Walk, app: Flask) -> None:
    case = walk.give_to_monitor(walk.to(CaseState.MONITORING))
    met(walk, case)
    browser = sign_in(app.test_client(), walk.staff(Role.MONITOR))
    page = browser.get(f"/desk/c/{case.public_id}/money").get_data(as_text=True)
    assert "Proposals on how the measure may work better" in page
    form = {"version": str(walk.fresh(case).version), "reasons": "Орындалды", "proposals": PROPOSALS}
    assert browser.post(f"/money/c/{case.public_id}/prepare_close", data=form).status_code == 302
    printed = db.session.scalars(select(PaperOrder).where(PaperOrder.form == "monitoring-conclusion")).one()
    assert printed.context["proposals"] == PROPOSALS


def test_the_known_text_of_the_export_order_asks_for_none(export_walk: ExportWalk, app: Flask) -> None:
    case = export_walk.to(CaseState.MONITORING)
    with app.test_request_context():
        assert "proposals" not in form_of(Action.PREPARE_CLOSE, case, typed=False)
