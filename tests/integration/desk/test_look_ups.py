"""What the dated tables say of an application on the day it came in, by one query each, however long the lists are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dms.models import ReferenceRow
from dms.services import clock
from dms.services.judging.proposals import findings
from dms.services.tables import reference
from dms.services.tables.look_ups import known_of
from tests.fixtures.export import ExportWalk
from tests.fixtures.statements import counted
from tests.fixtures.walk import Walk
from workflows.states import CaseState, Role, Verdict

YES, NO = Verdict.YES, Verdict.NO
GOOD = {"code": "843810", "kk": "Жабдық", "ru": "Оборудование", "level": "upper"}
FIRST = date(2022, 8, 1)


def put(
    walk: Walk, table: str, key: str, values: dict[str, Any], first: date = FIRST, last: date | None = None
) -> None:
    proposal = reference.Proposal(
        table=table, key=key, valid_from=first, valid_to=last, values=values, source="№ 314-НҚ"
    )
    [row] = reference.propose([proposal], walk.staff(Role.ADMINISTRATOR), clock.now())
    reference.approve(row.public_id, walk.staff(Role.HEAD), clock.now())


def applied_on(case: Any) -> date:
    day: date = case.received_at.astimezone(clock.ALMATY).date()
    return day


@pytest.mark.clause("314:20.1")
def test_an_export_application_against_the_lists(export_walk: ExportWalk) -> None:
    case = export_walk.to(CaseState.SUBMITTED)
    day = applied_on(case)
    assert findings(case)["goods_listed"].verdict is None, "no list, no answer"
    put(export_walk, "goods", "whole", {}, last=day - timedelta(days=1))
    assert findings(case)["goods_listed"].verdict is None, "whole until the day before"
    put(export_walk, "goods", "whole", {}, first=day)
    assert findings(case)["goods_listed"].verdict is NO
    put(export_walk, "goods", "11", GOOD, last=day - timedelta(days=1))
    assert findings(case)["goods_listed"].verdict is NO, "the row ended the day before"
    put(export_walk, "goods", "12", GOOD, first=day)
    told = findings(case)
    assert told["goods_listed"].verdict is YES
    assert "row 12" in told["goods_listed"].facts[0].en
    assert told["processing_level"].verdict is NO, "the application says medium"


def test_a_proposed_row_says_nothing(export_walk: ExportWalk) -> None:
    case = export_walk.to(CaseState.SUBMITTED)
    row = reference.Proposal(table="goods", key="12", valid_from=FIRST, valid_to=None, values=GOOD, source="№")
    reference.propose([row], export_walk.staff(Role.ADMINISTRATOR), clock.now())
    assert known_of(case, applied_on(case)).goods.rows == ()


def test_a_category_of_the_table_stands_in_for_the_register(walk: Walk) -> None:
    case = walk.to(CaseState.SUBMITTED)
    day, number = applied_on(case), case.organisation.bin
    assert "small_or_medium" not in findings(case)
    put(
        walk, "categories", number, {"category": "large"}, first=day - timedelta(days=400), last=day - timedelta(days=1)
    )
    assert "small_or_medium" not in findings(case), "the day is not covered"
    put(walk, "categories", number, {"category": "small"}, first=day, last=day)
    told = findings(case)["small_or_medium"]
    assert told.verdict is YES
    assert "№ 314-НҚ" in told.facts[0].kk


def test_priority_goods_and_rates_of_a_domestic_application(walk: Walk) -> None:
    case = walk.to(CaseState.SUBMITTED)
    code = case.content["oked_code"]
    put(walk, "priority_goods", code, {"kk": "a", "ru": "b"})
    put(walk, "priority_goods", "999999", {"kk": "a", "ru": "b"})
    told = findings(case)["priority_product"]
    assert told.verdict is YES
    assert code in told.facts[0].en
    assert len(known_of(case, applied_on(case)).priority.rows) == 1, "only what may bear on it is read"


def test_long_lists_cost_no_more_queries(export_walk: ExportWalk, session: Any) -> None:
    case = export_walk.to(CaseState.SUBMITTED)
    findings(case)
    with counted() as few:
        findings(case)
    rows = [
        reference.row_of(
            reference.Proposal(
                table="goods", key=str(number), valid_from=FIRST, valid_to=None, source="№",
                values={**GOOD, "code": f"{number:06d}"},
            ),
            None, clock.now(),
        )
        for number in range(1, 400)
    ]  # fmt: skip
    for row in rows:
        row.status = "approved"
    session.add_all(rows)
    session.flush()
    assert len(session.scalars(select(ReferenceRow).where(ReferenceRow.table == "goods")).all()) >= 399
    with counted() as many:
        findings(case)
    assert len(many) == len(few) <= 8
