from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.unit.workflows.known_samples import ALL_TYPES, EVERYTHING
from tests.unit.workflows.samples import application
from workflows.interpretations import BY_ID
from workflows.programmes.domestic_342.check_texts import REMEDIES, TITLES
from workflows.programmes.domestic_342.checks import CHECK_BY_KEY, CHECKS, DECISIVE, THE_CHECKS, CheckGroup, checks_for
from workflows.programmes.domestic_342.grounds import GROUNDS
from workflows.states import Verdict

APPLIED = date(2026, 3, 20)


def answered(applied_on: date = APPLIED, **changes: Any) -> dict[str, Verdict]:
    whole: Any = {**application(), **changes}
    return dict(THE_CHECKS.proposals(whole, applied_on))


@pytest.mark.parametrize(
    ("registered", "verdict"),
    [
        ("2025-03-20", Verdict.YES),  # the day a calendar year is full
        ("2025-03-21", Verdict.NO),
        ("2026-03-20", Verdict.NO),
        ("1998-01-01", Verdict.YES),
    ],
)
@pytest.mark.clause("342:11.3")
def test_one_calendar_year_since_registration(registered: str, verdict: Verdict) -> None:
    assert answered(registration_date=registered)["one_year_registered"] is verdict


def test_a_year_before_29_february_ends_on_the_28th() -> None:
    assert answered(date(2024, 2, 29), registration_date="2023-02-28")["one_year_registered"] is Verdict.YES
    assert answered(date(2024, 2, 29), registration_date="2023-03-01")["one_year_registered"] is Verdict.NO


@pytest.mark.clause("342:11.7")
def test_growth_of_taxes_is_not_asked_of_the_young() -> None:
    assert answered(registration_date="2023-03-21")["taxes_grew"] is Verdict.NOT_APPLICABLE
    assert "taxes_grew" not in answered(registration_date="2023-03-20")


@pytest.mark.parametrize(
    ("days", "verdict"),
    [
        (["2024-03-20"], Verdict.YES),  # both ends inside (I-14)
        (["2024-03-19"], Verdict.NO),
        (["2026-03-20"], Verdict.YES),
        (["2026-03-21"], Verdict.NO),
        (["2020-01-01", "2025-01-01"], Verdict.YES),  # one payment inside is enough
        ([], Verdict.NO),
    ],
)
@pytest.mark.clause("342:10.1")
def test_a_payment_of_every_cost_lies_in_the_window(days: list[str], verdict: Verdict) -> None:
    cost = {**application()["costs"][0], "payments": [{"paid_on": day} for day in days]}
    assert answered(costs=[cost])["paid_in_window"] is verdict


def test_one_cost_outside_the_window_is_enough_for_no() -> None:
    good = application()["costs"][0]
    bad = {**good, "id": "2", "payments": [{"paid_on": "2019-01-01"}]}
    assert answered(costs=[good, bad])["paid_in_window"] is Verdict.NO


def test_rates_are_not_asked_where_all_is_tenge() -> None:
    assert answered()["exchange_rates"] is Verdict.NOT_APPLICABLE
    assert "exchange_rates" not in answered(costs=[{**application()["costs"][0], "currency": "USD"}])


@pytest.mark.clause("342:A6.9.6", "342:A1.17")
def test_consent_is_read_from_the_form() -> None:
    assert answered()["personal_data"] is Verdict.YES
    assert answered(declarations={})["personal_data"] is Verdict.NO


def test_nothing_is_claimed_without_data_or_from_nonsense() -> None:
    assert set(THE_CHECKS.proposals({}, APPLIED)) == {"personal_data"}
    assert "one_year_registered" not in answered(registration_date="20.03.2025")


def test_only_automatic_checks_are_proposed_and_every_automatic_one_may_be() -> None:
    assert set(THE_CHECKS.findings(ALL_TYPES, APPLIED, EVERYTHING)) == {c.key for c in CHECKS if c.automatic}


@pytest.mark.clause("342:8.3")
def test_rail_alone_asks_about_its_cargo() -> None:
    asked = {check.key for check in checks_for(["1", "2"])}
    assert {check.key for check in checks_for(["3"])} - asked == {"priority_cargo"}


def test_every_check_has_its_words_and_its_clause() -> None:
    assert TITLES.keys() == REMEDIES.keys() == CHECK_BY_KEY.keys()
    assert len(CHECK_BY_KEY) == len(CHECKS)
    for check in CHECKS:
        assert check.clause.startswith("342:")
        assert not check.interpretation or check.interpretation in BY_ID


def test_eligibility_and_bars_are_decisive_and_costs_are_not() -> None:
    assert {"small_or_medium", "no_court_ban"} <= DECISIVE
    assert not DECISIVE & {check.key for check in CHECKS if check.group in (CheckGroup.COSTS, CheckGroup.PAPERS)}


@pytest.mark.clause("342:11.1-7", "342:12.1-2")
def test_every_requirement_of_paragraph_11_is_checked() -> None:
    clauses = {check.clause for check in CHECKS}
    assert {f"342:11.{number}" for number in range(1, 8)} <= clauses
    assert {"342:12.1", "342:12.2", "342:15", "342:16", "342:17", "342:18"} <= clauses


def test_the_grounds_are_six_and_cite_annex_6() -> None:
    assert [ground.clause for ground in GROUNDS.values()] == [f"342:A6.9.{number}" for number in range(1, 7)]
