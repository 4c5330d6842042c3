"""What a batch may touch: nothing more than its author alone could, now and when the job comes to it."""

from __future__ import annotations

import pytest

from dms.errors import BadInput
from dms.extensions import db
from dms.services import batches
from tests.fixtures.walk import Walk
from tests.integration.desk.batching import carry_out, choose, of, results, try_out
from tests.integration.desk.conftest import Sign
from workflows.states import Action, CaseState, Role


def test_the_file_is_given_only_while_its_cases_are_the_authors_to_take_out(walk: Walk, as_user: Sign) -> None:
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    browser = as_user(walk.assignee(case))
    address = choose(browser, "export", case)
    try_out(browser, address)
    carry_out(browser, address)
    assert browser.get(f"{address}/file").status_code == 200
    walk.act(case, Action.ASSIGN, walk.staff(Role.HEAD), assignee_id=walk.staff(Role.MONITOR).id, reasons="Демалыс")
    answer = browser.get(f"{address}/file")
    assert answer.status_code == 403


def test_nobody_does_more_than_alone(walk: Walk, as_user: Sign) -> None:
    """Whoever may not assign one case may not assign many; whose rights end meanwhile does nothing."""
    case = walk.to(CaseState.REGISTERED)
    supervisor = as_user(walk.staff(Role.SUPERVISOR))
    assert supervisor.post("/desk/batches", data={"kind": "assign", "case": [case.public_id]}).status_code == 404
    assert supervisor.post("/desk/batches", data={"kind": "burn", "case": [case.public_id]}).status_code == 404
    person = walk.staff(Role.REGISTRAR)
    registrar = as_user(person)
    address = choose(registrar, "assign", case)
    try_out(registrar, address, assignee=walk.staff(Role.EXECUTOR).public_id)
    assert registrar.post(f"{address}/do").status_code == 303
    person.active = False
    db.session.commit()
    batches.carry_out(of(address).id)
    assert results(address)[case.id][0] == "failed"
    assert walk.fresh(case).assignee_id is None


def test_nobody_is_given_a_case_after_his_role_has_ended(walk: Walk, as_user: Sign) -> None:
    case, clerk = walk.to(CaseState.REGISTERED), walk.staff(Role.EXECUTOR)
    registrar = as_user(walk.staff(Role.REGISTRAR))
    address = choose(registrar, "assign", case)
    assert try_out(registrar, address, assignee=clerk.public_id)[case.id][0] == "may"
    clerk.active = False
    db.session.commit()
    verdict, said = carry_out(registrar, address)[case.id]
    assert (verdict, "neither an executor nor a monitor" in said) == ("failed", True)
    assert walk.fresh(case).assignee_id is None


def test_a_draft_is_nobodys_to_choose(walk: Walk, as_user: Sign) -> None:
    draft = walk.draft()
    registrar = as_user(walk.staff(Role.REGISTRAR))
    answer = registrar.post("/desk/batches", data={"kind": "assign", "case": [draft.public_id]})
    assert answer.status_code == 400
    with pytest.raises(BadInput):
        batches.begin("assign", [draft] * (batches.MOST + 1), walk.staff(Role.REGISTRAR), "kk")


def test_an_export_killed_at_its_end_keeps_its_file(walk: Walk, as_user: Sign) -> None:
    """The ZIP and the results are kept, the end of the batch is not: the job runs again with no case left to take."""
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW)
    browser = as_user(walk.assignee(case))
    address = choose(browser, "export", case)
    try_out(browser, address)
    carry_out(browser, address)
    batch = of(address)
    kept, batch.status, batch.done_at = batch.file_id, "doing", None
    db.session.commit()
    batches.carry_out(batch.id)
    assert (of(address).status, of(address).file_id) == ("done", kept)
    assert browser.get(f"{address}/file").status_code == 200
