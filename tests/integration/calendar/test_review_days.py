"""The length of a review that order 314 does not name: a case keeps what was set when it first counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import current_app

from dms.queries import archive
from dms.services.dates import recount, terms
from tests.fixtures.export import ExportWalk
from tests.fixtures.walk import Walk
from tests.integration.calendar.conftest import Approve
from tests.integration.calendar.test_recount import at, same_again, told
from workflows.states import CaseState

S = CaseState
SetDays = Callable[[int], None]


@pytest.fixture
def set_days(monkeypatch: pytest.MonkeyPatch) -> SetDays:
    def put(days: int) -> None:
        settings = replace(current_app.config["SETTINGS"], export_review_days=days)
        monkeypatch.setitem(current_app.config, "SETTINGS", settings)

    return put


def named(case: Any) -> list[tuple[str, int | None]]:
    """The entries that name a length, or that there is none."""
    said = ((row.event, json.loads(row.body)["facts"]) for row in archive.journal_of(case.id))
    return [(event, facts["review_days"]) for event, facts in said if "review_days" in facts]


def test_a_later_setting_moves_no_case_that_counts_already(export_walk: ExportWalk, set_days: SetDays) -> None:
    set_days(10)
    case = export_walk.to(S.REGISTERED)
    assert (case.review_days, case.service_due_at) == (10, at("2026-04-15T17:30"))
    set_days(20)
    case = export_walk.on(case, S.COMPLETENESS)
    assert (case.review_days, case.service_due_at) == (10, at("2026-04-15T17:30"))
    assert terms.told(case).deadlines is not None
    assert {term.key: term.due_at for term in terms.told(case).explained()}["review"] == at("2026-04-15T17:30")
    assert named(case) == [("registered", 10)]
    assert export_walk.to(S.REGISTERED).review_days == 20
    assert same_again() == []


def test_what_is_set_later_is_told_by_the_act_with_which_it_counts(export_walk: ExportWalk, set_days: SetDays) -> None:
    case = export_walk.to(S.REGISTERED)
    assert (case.review_days, case.service_due_at) == (None, None)
    set_days(10)
    assert same_again() == []
    case = export_walk.on(case, S.COMPLETENESS)
    assert case.service_due_at == at("2026-04-15T17:30")
    assert named(case) == [("registered", None), ("taken", 10)]
    assert same_again() == []


def test_a_recount_with_which_it_counts_tells_it(
    export_walk: ExportWalk, session: Any, set_days: SetDays, approve_day: Approve
) -> None:
    case = export_walk.to(S.REGISTERED)
    set_days(10)
    approve_day("2026-04-02")
    assert recount.run() == 1
    case = export_walk.fresh(case)
    assert case.service_due_at == at("2026-04-16T17:30")
    assert [facts["review_days"] for facts in told(session, case)] == [10]
    assert same_again() == []


def test_a_length_of_the_law_is_kept_nowhere(walk: Walk, set_days: SetDays) -> None:
    set_days(10)
    case = walk.to(S.COMPLETENESS)
    assert (case.review_days, named(case)) == (None, [])
