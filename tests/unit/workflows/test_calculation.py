"""Sums of both programmes: the promised example, the edges of windows and caps, and a second count of random cases."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from dms.rules_io.requests import read_request
from tests.unit.workflows.sum_requests import EXAMPLE, Json, answer, domestic, export, kzt, row
from workflows import trace
from workflows.calculation import Cap
from workflows.programmes import by_name
from workflows.programmes.calculate import calculate


def test_the_promised_example() -> None:
    found = answer(EXAMPLE)
    assert found["total"] == "4442550.00"
    assert found["lines"][0] == {
        "id": "1", "accepted": "1200000.00", "rate": "0.50", "proposed": "600000.00", "granted": "600000.00",
        "refused_because": None,
    }  # fmt: skip
    assert found["caps"][0] == {
        "group": "1", "window": "24-months", "limit": "64875000.00", "used": "30000000.00", "left": "34875000.00",
        "clause": "342:9.1",
    }  # fmt: skip
    assert (found["outcome"], found["clause"]) == ("grant", None)
    assert "edition_assumed" not in found
    assert list(found) == ["total", "lines", "caps", "outcome", "clause", "trace"]


@pytest.mark.parametrize(
    ("applied_on", "paid_on", "accepted"),
    [
        ("2026-03-20", "2024-03-20", True),
        ("2026-03-20", "2024-03-19", False),
        ("2026-03-20", "2026-03-20", True),
        ("2026-03-20", "2026-03-21", False),
        ("2024-02-29", "2022-02-28", True),
        ("2024-02-29", "2022-02-27", False),
        ("2026-02-28", "2024-02-28", True),
        ("2026-02-28", "2024-02-27", False),
    ],
)
def test_a_domestic_cost_was_paid_within_24_months(applied_on: str, paid_on: str, accepted: bool) -> None:
    line = answer(domestic(kzt("100.00", paid_on), applied_on=applied_on))["lines"][0]
    assert (line["accepted"] != "0.00", line["refused_because"]) == (accepted, None if accepted else "342:10.1")


def test_one_payment_inside_admits_the_whole_domestic_cost_but_only_itself_for_export() -> None:
    both = [{"paid_on": "2020-01-01", "amount": "70.00"}, {"paid_on": "2026-01-01", "amount": "30.00"}]
    cost = {"id": "1", "type": "1", "currency": "KZT", "payments": both}
    assert answer(domestic(cost))["lines"][0]["accepted"] == "100.00"
    line = answer(export({**cost, "type": "9.1"}))["lines"][0]
    assert (line["accepted"], line["refused_because"]) == ("30.00", None)


@pytest.mark.parametrize(
    ("amount", "rate", "units", "accepted", "proposed"),
    [
        ("0.01", "0.50", 1, "0.01", "0.00"),  # half a tiyn goes up, its half goes down
        ("0.01", "0.49", 1, "0.00", "0.00"),
        ("1.00", "5.55", 100, "0.06", "0.03"),
        ("333.33", "6.29", 1, "2096.65", "1048.32"),
        ("10000", "42.17", 100, "4217.00", "2108.50"),
        ("999999999999999.99", "999999.99", 1, "999999989999999990000.00", "499999994999999995000.00"),
    ],
)
def test_currency_and_rounding(amount: str, rate: str, units: int, accepted: str, proposed: str) -> None:
    cost = {"id": "1", "type": "1", "currency": "RUB", "amount": amount, "rate": rate, "rate_units": units}
    line = answer(domestic({**cost, "paid_on": "2026-01-01"}))["lines"][0]
    assert (line["accepted"], line["proposed"]) == (accepted, proposed)


@pytest.mark.parametrize(
    ("decided_on", "in_24_months", "in_year"),
    [
        ("2024-03-19", False, False),
        ("2024-03-20", True, False),
        ("2025-12-31", True, False),
        ("2026-01-01", True, True),
        ("2026-03-19", True, True),
        ("2026-03-20", True, True),  # granted since the application (I-2)
        ("2026-03-31", True, True),
    ],
)
@pytest.mark.clause("342:9")
def test_what_was_granted_before_counts_by_its_decision(decided_on: str, in_24_months: bool, in_year: bool) -> None:
    app = domestic(kzt("1.00", "2026-01-01"), decided_on="2026-03-31", earlier=[row(decided_on, "500.00")])
    used = [cap["used"] for cap in answer(app)["caps"] if cap["group"] == "1"]
    assert used == ["500.00" if counts else "0.00" for counts in (in_24_months, in_year)]


def test_two_cases_pending_over_new_year_do_not_pass_the_cap_twice() -> None:
    app = domestic(
        kzt("200000000.00", "2025-12-01"),
        applied_on="2025-12-29",
        decided_on="2026-01-09",
        earlier=[row("2026-01-08", "58980000.00")],
    )
    found = answer(app)
    assert (found["total"], found["outcome"], found["clause"]) == ("0.00", "refuse", None)


def test_lines_use_up_their_cap_in_their_order() -> None:
    costs = [kzt("80000000", "2026-01-01", kind, n) for n, kind in (("a", "2"), ("b", "3"), ("c", "1"))]
    found = answer(domestic(*costs))
    assert [line["granted"] for line in found["lines"]] == ["40000000.00", "3250000.00", "40000000.00"]
    assert found["total"] == "83250000.00"
    assert any(step["clause"] == "342:9.2" and step["result"] == "3250000.00" for step in found["trace"])


def test_more_used_than_the_limit_leaves_nothing_and_is_not_negative() -> None:
    found = answer(domestic(kzt("100", "2026-01-01"), earlier=[row("2026-01-10", "99000000")]))
    assert [cap["left"] for cap in found["caps"][:2]] == ["0.00", "0.00"]
    assert found["outcome"] == "refuse"


def test_a_large_entity_is_refused_and_nothing_granted() -> None:
    found = answer(domestic(kzt("100", "2026-01-01"), size="large"))
    assert (found["total"], found["outcome"], found["clause"]) == ("0.00", "refuse", "342:11.6")
    assert found["lines"][0] == {
        "id": "1", "accepted": "100.00", "rate": "0.50", "proposed": "50.00", "granted": "0.00",
        "refused_because": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "size", "more", "rate"),
    [
        ("9.1", "large", {}, "0.30"),
        ("9.7", "medium", {}, "0.50"),
        ("10.7", "small", {}, "0.60"),
        ("9.8", "large", {"processing": "upper"}, "0.80"),
        ("9.8", "small", {"processing": "lower", "sea_port": True, "domestic_carrier": True}, "0.30"),
        ("9.9", "small", {"processing": "medium"}, "0.50"),
        ("9.9", "small", {"processing": "medium", "sea_port": True}, "0.55"),
        ("9.9", "large", {"processing": "upper", "sea_port": True, "domestic_carrier": True}, "0.90"),
        ("9.3", "small", {}, "0.00"),
    ],
)
@pytest.mark.clause("314:11")
def test_export_rates(kind: str, size: str, more: Json, rate: str) -> None:
    assert answer(export(kzt("100", "2026-01-01", kind, **more), size=size))["lines"][0]["rate"] == rate


@pytest.mark.clause("342:A3.1")
@pytest.mark.parametrize("programme", [domestic, export])
def test_a_cost_that_the_officer_refuses_is_left_out_under_its_clause(programme: Any) -> None:
    kind = "1" if programme is domestic else "9.1"
    asked = read_request(programme(kzt("100", "2026-01-01", kind), kzt("100", "2026-01-02", kind, "2")), "")
    refused = replace(asked, costs=(replace(asked.costs[0], refused_because="342:10.2"), asked.costs[1]))
    whole, found = calculate(asked), calculate(refused)
    first, second = found.lines
    assert (first.accepted, first.granted, first.refused_because) == (0, 0, "342:10.2")
    assert second == whole.lines[1]
    assert found.total == second.granted
    assert [step.step.en for step in found.trace if step.clause == "342:10.2"] == ["Cost 1: not accepted on review"]


def test_what_a_refused_cost_declares_still_counts_against_the_limit() -> None:
    asked = read_request(export(kzt("56225000.01", "2026-01-01", "9.1")), "")
    refused = replace(asked, costs=(replace(asked.costs[0], refused_because="314:11"),))
    assert calculate(refused).clause == "314:22.2"


@pytest.mark.clause("314:9.6")
def test_a_removed_type_is_listed_with_its_clause() -> None:
    found = answer(export(kzt("100", "2026-01-01", "9.6"), kzt("100", "2024-01-01", "9.1", "2")))
    assert [line["refused_because"] for line in found["lines"]] == ["314:9.6", "314:20.2"]
    assert (found["outcome"], found["total"]) == ("refuse", "0.00")


@pytest.mark.parametrize(
    ("costs", "more", "clause"),
    [
        ([kzt("56225000.00", "2026-01-01", "9.1")], {}, None),
        ([kzt("56225000.01", "2026-01-01", "9.1")], {}, "314:22.2"),
        ([kzt("56225000.01", "2020-01-01", "9.1")], {}, "314:22.2"),  # declared, though outside the window
        ([kzt("56225000.01", "2026-01-01", "9.3")], {}, None),
        ([kzt("324375000.01", "2026-01-01", "9.9", processing="upper")], {}, "314:22.3"),
        ([kzt("100.01", "2026-01-01", "9.9", processing="upper")], {"taxes_paid_previous_year": "100"}, "314:22.4"),
        ([kzt("100.00", "2026-01-01", "9.9", processing="upper")], {"taxes_paid_previous_year": "100"}, None),
        (
            [kzt("1", "2026-01-01", "9.1")],
            {"declared_earlier": [{"type": "9.9", "received_on": "2026-01-05", "amount": "999000000"}]},
            None,  # no cost of that group here
        ),
        (
            [kzt("1", "2026-01-01", "9.1")],
            {"declared_earlier": [{"type": "10.1", "received_on": "2026-01-05", "amount": "56225000"}]},
            "314:22.2",
        ),
        (
            [kzt("1", "2026-01-01", "9.1")],
            {"declared_earlier": [{"type": "10.1", "received_on": "2025-12-31", "amount": "56225000"}]},
            None,
        ),
    ],
)
def test_declared_costs_over_a_limit_leave_the_application(costs: list[Json], more: Json, clause: str | None) -> None:
    found = answer(export(*costs, **more))
    assert (found["outcome"] == "leave", found["clause"]) == (clause is not None, clause)
    assert clause is None or (found["total"] == "0.00" and all(x["granted"] == "0.00" for x in found["lines"]))


def test_the_transport_cap_counts_by_the_day_of_receipt_and_is_the_lower_of_two() -> None:
    cost = kzt("1000", "2026-01-01", "9.9", processing="upper")
    earlier = [row("2026-02-01", "300", "9.9", "2025-12-30"), row("2026-02-01", "40", "9.9", "2026-01-30")]
    found = answer(export(cost, earlier=earlier, taxes_paid_previous_year="1500", vat_refunded_previous_year="400"))
    assert found["caps"][1] == {
        "group": "9.9", "window": "taxes-paid", "limit": "1100.00", "used": "40.00", "left": "1060.00",
        "clause": "314:12",
    }  # fmt: skip
    refunded = answer(export(kzt("0", "2026-01-01", "9.9", processing="upper"), vat_refunded_previous_year="999999999"))
    assert refunded["caps"][1]["limit"] == "0.00"


def test_a_day_before_the_first_known_edition_is_judged_by_it() -> None:
    assert answer(domestic(kzt("1", "2025-01-01"), applied_on="2025-02-03"))["edition_assumed"] is True
    assert "edition_assumed" not in answer(export(kzt("1", "2025-01-01", "9.1"), applied_on="2025-02-03"))
    assert answer(export(kzt("1", "2024-01-01", "9.1"), applied_on="2024-02-03"))["edition_assumed"] is True


def test_the_mci_is_that_of_the_day_of_the_application() -> None:
    app = domestic(kzt("1", "2025-12-01"), applied_on="2025-12-31", decided_on="2026-01-09")
    assert answer(app)["caps"][0]["limit"] == "58980000.00"


@pytest.mark.parametrize("edition", ["342@2025-10-23", "314@2025-01-01"])
def test_every_limit_is_called_by_its_costs_and_not_by_its_key(edition: str) -> None:
    for rule in by_name(edition).costs.caps:
        name = trace.group_label(rule.group)
        assert rule.group not in (name.kk, name.ru, name.en)
        step = trace.cap(Cap(rule.group, "calendar-year", Decimal(100), Decimal(0), rule.clause)).step
        assert (step.kk, step.ru, step.en) == (
            f"{name.kk}, күнтізбелік жыл: шегі 100,00, бұрын өтелгені 0,00, қалғаны",
            f"{name.ru}, календарный год: предел 100,00, возмещено ранее 0,00, остаток",
            f"{name.en}, calendar year: limit 100,00, granted before 0,00, left",
        )
