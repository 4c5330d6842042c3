"""Facts that are looked up when a rule looks at them are the same facts, and are looked up once."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from dms.services.judging.asked import AskedFacts
from dms.services.judging.facts import LATER
from workflows.facts import CaseFacts
from workflows.states import CaseState


def test_a_fact_is_looked_up_when_it_is_looked_at_and_once() -> None:
    asked: list[str] = []

    def total() -> Decimal:
        asked.append("total")
        return Decimal(5)

    facts = AskedFacts.of({"proposed_total": total}, state=CaseState.DECISION, lines=("1",))
    assert facts.lines == ("1",)
    assert facts.draft is None
    assert asked == []
    assert facts.proposed_total == facts.proposed_total == 5
    assert asked == ["total"]
    assert replace(facts, lines=()).proposed_total == 5


def test_what_is_no_fact_is_none_of_theirs() -> None:
    facts = AskedFacts.of({"draft": lambda: None}, state=CaseState.DECISION)
    with pytest.raises(AttributeError):
        facts.nothing  # type: ignore[attr-defined]  # noqa: B018 - the look itself is tried


def test_every_later_fact_is_a_fact() -> None:
    assert {name for later in LATER.values() for name in later} <= {field.name for field in fields(CaseFacts)}
