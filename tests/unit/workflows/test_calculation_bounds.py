"""What holds for any application at all: a second count agrees, no cap is passed, what is lacking is named."""

from __future__ import annotations

import copy
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from dms.rules_io.fields import BadField
from dms.rules_io.requests import calculated, read_request
from tests.unit.workflows import naive_sums
from tests.unit.workflows.random_applications import applications
from tests.unit.workflows.sum_requests import EXAMPLE, Json, answer, domestic, export, kzt
from workflows.calculation import NotCalculable
from workflows.programmes.calculate import calculate


def test_every_step_of_the_trace_is_said_in_three_languages() -> None:
    app = export(
        kzt("56225001", "2026-01-01", "9.1"),
        {"id": "2", "type": "9.2", "currency": "USD", "amount": "1", "rate": "500", "rate_units": 1,
         "paid_on": "2020-01-01"},
        kzt("1", "2026-01-01", "9.3", "3"),
        kzt("1", "2026-01-01", "9.9", "4", processing="upper"),
    )  # fmt: skip
    for request in (app, EXAMPLE, domestic(kzt("1", "2026-01-01"), size="large")):
        for step in calculate(read_request(request, "")).trace:
            assert all(step.step.get(lang) and "{" not in step.step.get(lang) for lang in ("kk", "ru", "en"))


def test_a_foreign_payment_and_its_sum_stand_in_the_trace() -> None:
    steps = answer(EXAMPLE)["trace"]
    assert {"step": "2-шығын: 01.12.2025 төлемі 15\xa0000,00 USD × 512,34 / 1", "result": "7685100.00",
            "clause": "342:13"} in steps  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(applications())
def test_random_applications_come_out_as_a_second_count_says(app: Json) -> None:
    before = copy.deepcopy(app)
    found = answer(app)
    assert app == before
    del found["trace"]
    assert found == naive_sums.calculate(app)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(applications())
@pytest.mark.clause("342:9", "314:12")
def test_no_cap_is_ever_passed(app: Json) -> None:
    result = calculate(read_request(app, ""))
    assert result.total == sum(line.granted for line in result.lines)
    for line in result.lines:
        assert 0 <= line.granted <= line.proposed <= line.accepted
    for cap in result.caps:
        types = {"1": "1", "2+3": "23"}.get(cap.group)
        inside = [x for x in result.lines if (x.type in types if types else (x.type == "9.9") == (cap.group == "9.9"))]
        assert sum(line.granted for line in inside) <= cap.left


def test_a_thousand_calculations_take_no_time() -> None:
    request = read_request(EXAMPLE, "")
    started = time.perf_counter()
    for _ in range(1000):
        calculate(request)
    assert time.perf_counter() - started < 5  # 5 ms each


@pytest.mark.parametrize(
    ("missing", "field", "clause"),
    [
        ({"taxes_paid_previous_year": None}, "taxes_paid_previous_year", "314:12"),
        ({"vat_refunded_previous_year": None}, "vat_refunded_previous_year", "314:12"),
        ({"processing": None}, "processing", "314:11"),
    ],
)
def test_what_the_sums_lack_is_named_with_its_clause(missing: Json, field: str, clause: str) -> None:
    """By the rules themselves, and in one line by the door of programs."""
    whole = read_request(export(kzt("100", "2025-12-01", "9.9", processing="upper")), "")
    cost = replace(whole.costs[0], processing=None) if "processing" in missing else whole.costs[0]
    request = replace(whole, costs=(cost,), **{key: None for key in missing if key != "processing"})
    with pytest.raises(NotCalculable) as lacking:
        calculate(request)
    assert (lacking.value.field, lacking.value.clause) == (field, clause)
    with pytest.raises(BadField, match=rf"^\[1\]\.{field}: is missing; .+ \({clause}\)$"):
        calculated([whole, request])
