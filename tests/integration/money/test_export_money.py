"""The money of the export programme: its account, and a breach whose sum no formula gives (I-29)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from dms.queries import cases, money
from tests.fixtures import people
from tests.fixtures.export import ExportWalk
from tests.fixtures.office import PROGRAMME
from workflows.programmes.editions import EXPORT
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role

GOOD = {
    "amount": "300 000,00", "ground": "Келісімнің 7-тармағы", "reasons": "Түсім өспеді", "return_by": "01.03.2027",
}  # fmt: skip


@pytest.fixture
def watched(export_walk: ExportWalk) -> Any:
    return export_walk.give_to_monitor(export_walk.to(CaseState.MONITORING))


def post(app: Flask, walk: ExportWalk, case: Any, **given: str) -> Any:
    browser = people.sign_in(app.test_client(), walk.staff(Role.MONITOR))
    form = {**GOOD, **given, "version": str(walk.fresh(case).version)}
    return browser.post(f"/money/c/{case.public_id}/prepare_breach", data=form)


def test_the_form_asks_for_sum_ground_fact_and_day(app: Flask, export_walk: ExportWalk, watched: Any) -> None:
    answer = post(app, export_walk, watched)
    assert answer.status_code == 302, answer.get_data(as_text=True)[:2000]
    draft = cases.open_decision(watched.id)
    assert draft is not None
    assert (draft.total, draft.payload["ground"]) == (Decimal("300000.00"), "Келісімнің 7-тармағы")
    assert (draft.payload["return_by"], draft.payload["reasons"]) == ("2027-03-01", "Түсім өспеді")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", ""),
        ("amount", "0"),
        ("amount", "775 000,01"),  # a tiyn above what was granted
        ("ground", ""),
        ("reasons", ""),
        ("return_by", ""),
        ("return_by", "01.01.2020"),
    ],
)
def test_what_is_missing_or_too_much_is_named_at_its_field(
    app: Flask, export_walk: ExportWalk, watched: Any, field: str, value: str
) -> None:
    answer = post(app, export_walk, watched, **{field: value})
    assert answer.status_code == 400
    assert f"prepare_breach-{field}-error" in answer.get_data(as_text=True)
    assert cases.open_decision(watched.id) is None


def test_no_door_lets_more_than_was_granted_through(export_walk: ExportWalk, watched: Any) -> None:
    monitor = export_walk.staff(Role.MONITOR)
    with pytest.raises(TransitionRefused) as told:
        export_walk.act(
            watched, Action.PREPARE_BREACH, monitor, **{**export_walk.breach, "amount": Decimal("775000.01")}
        )
    [reason] = told.value.reasons
    assert reason.field == "amount"
    assert "775" in reason.text.ru
    whole = {**export_walk.breach, "amount": Decimal("775000.00")}
    export_walk.act(watched, Action.PREPARE_BREACH, monitor, **whole)


def test_figures_are_asked_in_the_currency(app: Flask, export_walk: ExportWalk, watched: Any) -> None:
    export_walk.clock.set(export_walk.clock().replace(year=2027))
    browser = people.sign_in(app.test_client(), export_walk.staff(Role.MONITOR))
    page = browser.get(f"/desk/c/{watched.public_id}/money").get_data(as_text=True)
    assert "Foreign-currency income of the quarter" in page
    assert "Income of the quarter, tenge" not in page
    assert "342:" not in page.partition("<main")[2]


def test_each_programme_has_its_account(app: Flask, export_walk: ExportWalk) -> None:
    finance = export_walk.staff(Role.FINANCE)
    before = {key: money.on_account(key) for key in (EXPORT, PROGRAMME)}
    browser = people.sign_in(app.test_client(), finance)
    form = {"amount": "1 000,00", "number": "E-1", "note": ""}
    answer = browser.post("/money/transfer?programme=export-314", data=form)
    assert answer.location.endswith("?programme=export-314")
    assert money.on_account(EXPORT) == before.get(EXPORT, 0) + 1000
    assert money.on_account(PROGRAMME) == before[PROGRAMME]
    page = browser.get("/money/?programme=export-314").get_data(as_text=True)
    assert "E-1" not in browser.get("/money/").get_data(as_text=True)
    assert "Foreign markets, order 314" in page
    assert "342:" not in page.partition("<main")[2]
