"""A case passes to somebody else: with a reason while it is judged, without one once it is paid."""

from __future__ import annotations

from tests.fixtures import people
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from tests.integration.desk.test_acts import post_act
from workflows.labels import ROLE_LABELS
from workflows.states import Action, CaseState, Role


def test_passing_a_case_on_without_a_reason_comes_back_to_the_field(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    desk, other = as_user(walk.staff(Role.REGISTRAR)), people.make_staff(Role.EXECUTOR)
    page = desk.get(f"/desk/c/{case.public_id}/act/assign").get_data(as_text=True)
    assert f"{other.name}, {ROLE_LABELS[Role.EXECUTOR].en}" in page
    sent = post_act(desk, case, Action.ASSIGN, assignee=other.public_id, reasons="")
    assert sent.status_code == 200
    assert "write why it passes on" in sent.get_data(as_text=True)
    assert walk.fresh(case).assignee_id == walk.staff(Role.EXECUTOR).id


def test_a_paid_case_passes_to_a_monitor_without_a_reason(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.MONITORING)
    desk, monitor = as_user(walk.staff(Role.HEAD)), people.make_staff(Role.MONITOR)
    page = desk.get(f"/desk/c/{case.public_id}/act/assign").get_data(as_text=True)
    assert 'Reason <span class="optional">(optional)</span>' in page
    assert post_act(desk, case, Action.ASSIGN, assignee=monitor.public_id, reasons="").status_code == 302
    assert walk.fresh(case).assignee_id == monitor.id
