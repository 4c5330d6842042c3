"""The number of cases in each state, in the query and on the administrator's page of the machine."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from dms.extensions import db
from dms.queries import machine
from tests.fixtures.export import ExportWalk
from tests.fixtures.people import make_staff, sign_in
from tests.fixtures.walk import Walk
from tests.integration.calendar.test_standing_terms import look
from workflows.programmes import EDITIONS
from workflows.states import CaseState, Role

S = CaseState


@pytest.fixture
def cases(walk: Walk, session: Any) -> Walk:
    """Two domestic cases registered and one in completeness, one of the export programme submitted."""
    export = ExportWalk(walk.clock)
    export._staff = walk._staff
    for state in (S.REGISTERED, S.REGISTERED, S.COMPLETENESS):
        walk.to(state)
    export.to(S.SUBMITTED)
    return walk


def test_each_edition_is_counted_by_state(cases: Walk) -> None:
    asked: list[str] = []
    event.listen(db.engines[None], "before_cursor_execute", lambda *given: asked.append(given[2]))
    found = machine.count_by_state(row for known in EDITIONS.values() for row in known)
    assert found == {
        EDITIONS["domestic-342"][-1].name: {"registered": 2, "completeness": 1},
        EDITIONS["export-314"][-1].name: {"submitted": 1},
    }
    assert len([statement for statement in asked if "cases" in statement]) == 1


def test_a_full_cell_is_not_counted_on(cases: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "MOST", 1)
    found = machine.count_by_state(EDITIONS["domestic-342"])
    assert set(found[EDITIONS["domestic-342"][-1].name].values()) == {1}


def test_the_page_shows_them_in_the_drawing_and_in_the_table(cases: Walk, client: FlaskClient) -> None:
    sign_in(client, make_staff(Role.ADMINISTRATOR))
    page = look(client, "/admin/workflow/domestic-342").text
    drawn = re.findall(r'<text class="machine-count"[^>]*>([^<]*)</text>', page)
    assert sorted(number for number in drawn if number != "0") == ["1", "2"]
    rows = re.findall(r'<th scope="row">([^<]*)</th><td class="right num">([^<]*)</td>', page)
    assert ("Registered", "2") in rows
    assert ("Completeness check", "1") in rows
    assert "2 working days" in page
    export = look(client, f"/admin/workflow/export-314?edition={EDITIONS['export-314'][-1].name}").text
    assert ("Submitted", "1") in re.findall(r'<th scope="row">([^<]*)</th><td class="right num">([^<]*)</td>', export)
    assert look(client, "/admin/workflow/document").status_code == 200
