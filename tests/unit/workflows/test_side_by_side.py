"""Two editions of a programme that differ in one figure or term give the same case two answers, at the same time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from dms.rules_io.requests import read_request
from tests.unit.workflows.samples import application
from tests.unit.workflows.sum_requests import domestic, export, kzt, row
from workflows.calculation import Outcome, Result
from workflows.calendar import Calendar
from workflows.programmes import Edition, by_name, compose
from workflows.programmes.sums import Figures
from workflows.programmes.timing import Events, TermSettings
from workflows.states import Verdict

DOMESTIC, EXPORT = by_name("342@2025-10-23"), by_name("314@2025-01-01")


def with_figure(edition: Edition, key: str, value: str) -> Edition:
    """The same edition with one figure changed."""
    figure = replace(edition.parts.figures[key], value=Decimal(value))
    parts = edition.parts.with_item("figures", key, figure)
    return compose(edition.programme, f"{edition.name}+", date(2027, 1, 1), parts)


def answer(edition: Edition, app: dict[str, Any]) -> Result:
    return edition.sums.calculate(read_request(app, ""))


BIG = domestic(kzt("400000000.00", "2025-11-10"), earlier=[row("2025-06-01", "30000000.00")])
THREE = domestic(kzt("400000000.00", "2025-11-10", "3"))
OLD = domestic(kzt("1000001.00", "2024-11-10"))
TRANSPORT = {"processing": "upper", "domestic_carrier": True, "sea_port": True}
CARRIED = export(kzt("1000000.00", "2025-11-10", "9.9", **TRANSPORT))
GENERAL = export(kzt("60000000.00", "2025-11-10", "9.1"))


@pytest.mark.parametrize(
    ("edition", "key", "value", "app", "totals"),
    [
        (DOMESTIC, "rate", "0.40", OLD, ("500000.50", "400000.40")),
        (DOMESTIC, "cap.1", "10000", BIG, ("34875000.00", "13250000.00")),
        (DOMESTIC, "cap.2+3", "5000", THREE, ("43250000.00", "21625000.00")),
        (DOMESTIC, "cap_months", "6", BIG, ("34875000.00", "64875000.00")),
        (DOMESTIC, "cost_months", "12", OLD, ("500000.50", "0.00")),
        (DOMESTIC, "grant_step", "1", OLD, ("500000.50", "500000.00")),
        (EXPORT, "rate.small", "0.70", export(kzt("1000000.00", "2025-11-10", "9.1")), ("600000.00", "700000.00")),
        (EXPORT, "rate.goods_upper", "0.70", CARRIED, ("900000.00", "800000.00")),
        (EXPORT, "bonus.carrier", "0.10", CARRIED, ("900000.00", "950000.00")),
        (EXPORT, "bonus.sea_port", "0", CARRIED, ("900000.00", "850000.00")),
        (EXPORT, "cost_months", "3", CARRIED, ("900000.00", "0.00")),
        (EXPORT, "cap.general", "20000", GENERAL, ("0.00", "36000000.00")),
        (EXPORT, "cap.9.9", "0", CARRIED, ("900000.00", "0.00")),
    ],
)
def test_one_figure_makes_two_answers(
    edition: Edition, key: str, value: str, app: dict[str, Any], totals: tuple[str, str]
) -> None:
    other = with_figure(edition, key, value)
    found = [answer(law, app) for law in (edition, other, edition)]
    assert [str(result.total) for result in found] == [*totals, totals[0]]
    assert [result.edition for result in found] == [edition.name, other.name, edition.name]


def test_what_is_left_over_goes_down_to_the_step_also_at_the_cap() -> None:
    app = domestic(kzt("400000000.00", "2025-11-10"), earlier=[row("2025-06-01", "64874999.50")])
    assert str(answer(DOMESTIC, app).total) == "0.50"
    assert str(answer(with_figure(DOMESTIC, "grant_step", "1"), app).total) == "0.00"


def test_a_removed_type_is_answered_with_its_clause() -> None:
    gone = compose("domestic-342", "342@draft", date(2027, 1, 1), DOMESTIC.parts.with_item("costs", "3", None))
    result = answer(gone, THREE)
    assert (result.outcome, result.lines[0].refused_because) == (Outcome.REFUSE, "342:8.3")
    assert [kind.key for kind in gone.costs.types] == ["1", "2"]
    assert gone.costs.type_by_key["3"].clause == "342:8.3"


def test_an_edition_that_does_not_ask_for_size_grants_to_large_entities() -> None:
    app = {**OLD, "size": "large"}
    assert (answer(DOMESTIC, app).clause, str(answer(DOMESTIC, app).total)) == ("342:11.6", "0.00")
    parts = DOMESTIC.parts.with_item("checks", "small_or_medium", None)
    assert str(answer(compose("domestic-342", "342@draft", date(2027, 1, 1), parts), app).total) == "500000.50"


def test_terms_of_other_lengths_run_beside_each_other() -> None:
    service = DOMESTIC.timing.rules["service"]
    longer = compose(
        "domestic-342",
        "342@draft",
        date(2027, 1, 1),
        DOMESTIC.parts.with_item("terms", "service", replace(service, days=10)),
    )
    events = Events(submitted_at=datetime(2026, 6, 1, 5, tzinfo=UTC))
    ends = {}
    for law in (DOMESTIC, longer):
        found = law.timing.terms(events, Calendar.shipped(), TermSettings())
        ends[found.edition] = [found.term(key).due_on.day for key in ("service", "hearing_notice")]
    assert ends == {"342@2025-10-23": [11, 8], "342@draft": [15, 10]}


def test_checks_and_obligations_go_by_the_figures_of_their_edition() -> None:
    young = application() | {"registration_date": "2025-06-01"}
    found = [
        law.checks.proposals(young, date(2026, 3, 20))["one_year_registered"]
        for law in (DOMESTIC, with_figure(DOMESTIC, "registered_months", "6"))
    ]
    assert found == [Verdict.NO, Verdict.YES]
    known = Figures(granted=Decimal(100), income=Decimal(250), base=Decimal(0))
    laws = (DOMESTIC, with_figure(DOMESTIC, "growth", "3"))
    assert [law.sums.obligation.standing(known).met for law in laws] == [True, False]
    assert ["at least 3 tenge" in law.sums.obligation.title.en for law in laws] == [False, True]


def test_the_grounds_of_leaving_name_the_limits_of_their_edition() -> None:
    assert "13\u00a0000" in EXPORT.leaving["314:22.2"].kk
    assert "20\u00a0000" in with_figure(EXPORT, "cap.general", "20000").leaving["314:22.2"].kk
