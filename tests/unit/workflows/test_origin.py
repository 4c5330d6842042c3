"""Proofs of Kazakh origin by the days of the costs: two of them end with 2025 (342:A6.8.2, I-11)."""

from __future__ import annotations

from typing import Any

import pytest

from workflows.programmes import by_name
from workflows.programmes.domestic_342.checks import THE_CHECKS
from workflows.programmes.domestic_342.documents import ORIGIN_PROOFS
from workflows.programmes.origin import origin_of


def cost(**days: str) -> dict[str, Any]:
    return {"id": "1", "payments": [{"paid_on": days.pop("paid_on", "")}], **days}


@pytest.mark.clause("342:A6.8.2")
@pytest.mark.parametrize(
    ("days", "late"),
    [
        ({"paid_on": "2025-12-31"}, False),
        ({"paid_on": "2026-01-01"}, True),
        ({"paid_on": "2025-12-31", "act_date": "2026-01-01"}, True),
        ({"paid_on": "2025-12-31", "invoice_date": "2026-01-01"}, True),
        ({}, False),
    ],
)
def test_the_last_day_of_the_costs_decides(days: dict[str, str], late: bool) -> None:
    found = origin_of(ORIGIN_PROOFS, [cost(**days)])
    assert found is not None
    assert found.late is late
    (fact,) = found.facts
    assert all("01.01.2026" in words and "KZ" in words for words in (fact.kk, fact.ru, fact.en))
    assert ("register" in fact.en) is late


def test_the_officer_reads_the_days_and_no_answer_is_proposed() -> None:
    found = THE_CHECKS.findings({"costs": [cost(paid_on="2026-03-05", invoice_date="2025-11-01")]}, day())
    assert found["origin_valid"].verdict is None
    assert "01.11.2025 to 05.03.2026" in found["origin_valid"].facts[0].en
    assert "origin_valid" not in THE_CHECKS.findings({"costs": []}, day())


def day() -> Any:
    return by_name("342@2025-10-23").since


def test_a_programme_whose_proofs_have_no_end_says_nothing() -> None:
    assert origin_of((), [cost(paid_on="2026-03-05")]) is None
