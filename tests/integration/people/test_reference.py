"""Reference tables: two persons for every row, days that are covered or not, and what is shipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from dms.errors import BadInput
from dms.events import Event
from dms.models import Case, ReferenceRow, User
from dms.services import clock
from dms.services.judging import law
from dms.services.tables import reference, shipped
from tests.fixtures.people import journal_of
from tests.integration.people.rows import fields_of, mci, put
from workflows.calendar import NoCalendar
from workflows.mci import NoMci
from workflows.programmes import pick
from workflows.reference_tables import BadRow
from workflows.text import Text


def test_a_proposal_does_not_hold_before_its_approval(two: tuple[User, User]) -> None:
    shipped.load(clock.now())
    [row] = reference.propose([mci()], two[0], clock.now())
    with pytest.raises(NoMci):
        reference.mci_on(date(2027, 5, 1))
    reference.approve(row.public_id, two[1], clock.now())
    assert reference.mci_on(date(2027, 5, 1)) == Decimal("4500.00")
    assert reference.mci_on(date(2026, 5, 1)) == Decimal("4325.00")
    assert [
        e["actor"]["id"] for e in (*journal_of(Event.REFERENCE_PROPOSED), *journal_of(Event.REFERENCE_APPROVED))
    ] == [user.public_id for user in two]


def test_the_day_on_which_an_edition_comes_into_force_is_a_row(two: tuple[User, User]) -> None:
    in_force = reference.Proposal(
        table="editions", key="342@2025-10-23", valid_from=date(2025, 11, 8), valid_to=None,
        values={"published": "2025-10-28"}, source="Order 448",
    )  # fmt: skip
    [row] = reference.propose([in_force], two[0], clock.now())
    assert law.edition_on("domestic-342", date(2025, 11, 7)).assumed is False
    reference.approve(row.public_id, two[1], clock.now())
    assert law.edition_on("domestic-342", date(2025, 11, 7)).assumed is True
    assert law.edition_on("domestic-342", date(2025, 11, 8)).assumed is False
    with pytest.raises(BadRow):
        reference.propose([replace(in_force, key="342@1999-01-01")], two[0], clock.now())


def test_the_proposer_does_not_approve(two: tuple[User, User], session: Any) -> None:
    [row] = reference.propose([mci()], two[0], clock.now())
    with pytest.raises(BadInput):
        reference.approve(row.public_id, two[0], clock.now())
    row = session.scalars(select(ReferenceRow).where(ReferenceRow.public_id == row.public_id)).one()
    row.approved_by_id = two[0].id
    with pytest.raises(IntegrityError, match="two_people"):
        session.flush()
    session.rollback()


def test_rows_in_force_do_not_overlap(two: tuple[User, User], session: Any) -> None:
    shipped.load(clock.now())
    [row] = reference.propose([mci("2026-07-01", "2026-12-31", "4400")], two[0], clock.now())
    with pytest.raises(BadInput):
        reference.approve(row.public_id, two[1], clock.now())


def test_a_row_takes_the_place_of_another(two: tuple[User, User], session: Any) -> None:
    shipped.load(clock.now())
    old = session.scalars(
        select(ReferenceRow).where(ReferenceRow.valid_from == date(2026, 1, 1), ReferenceRow.table == "mci")
    )
    public_id = old.one().public_id
    fresh = mci("2026-01-01", "2026-12-31", "4330")
    [row] = reference.propose([reference.Proposal(**{**fields_of(fresh), "replaces": public_id})], two[0], clock.now())
    reference.approve(row.public_id, two[1], clock.now())
    assert reference.mci_on(date(2026, 5, 1)) == Decimal("4330.00")


def test_shipped_rows_are_loaded_once(session: Any) -> None:
    assert shipped.load(clock.now()) > 10
    assert shipped.load(clock.now()) == 0
    assert reference.mci_on(date(2020, 3, 31)) == Decimal("2651.00")
    assert reference.mci_on(date(2020, 4, 1)) == Decimal("2778.00")


def test_shipped_rows_leave_what_people_approved(two: tuple[User, User], session: Any) -> None:
    """Somebody's own value of a year stays alone in its days; the years around it are still shipped. A shipped row
    that was replaced does not come back."""
    [own] = reference.propose([mci("2026-01-01", "2026-12-31", "4444")], two[0], clock.now())
    reference.approve(own.public_id, two[1], clock.now())
    shipped.load(clock.now())
    assert reference.mci_on(date(2026, 5, 1)) == Decimal("4444.00")
    assert reference.mci_on(date(2025, 5, 1)) == Decimal("3932.00")
    old = session.scalars(
        select(ReferenceRow).where(ReferenceRow.valid_from == date(2019, 1, 1), ReferenceRow.table == "mci")
    ).one()
    shorter = {**fields_of(mci("2019-06-01", "2019-12-31", "2525")), "replaces": old.public_id}
    [row] = reference.propose([reference.Proposal(**shorter)], two[0], clock.now())
    reference.approve(row.public_id, two[1], clock.now())
    assert shipped.load(clock.now()) == 0
    with pytest.raises(NoMci):
        reference.mci_on(date(2019, 3, 1))


def test_each_shipped_row_names_its_act(session: Any) -> None:
    shipped.load(clock.now())
    rows = session.scalars(select(ReferenceRow)).all()
    assert {row.table for row in rows} == {"mci", "holidays", "goods"}
    assert all(
        row.source and row.status == "approved" and row.approved_at and row.proposed_by_id is None for row in rows
    )
    for act in {row.source for row in rows}:
        told = shipped.act_of(act)
        assert isinstance(told, Text), act
        assert len({told.kk, told.ru, told.en}) == 3


def test_the_calendar_is_changed_by_rows(two: tuple[User, User]) -> None:
    moved = date(2026, 5, 8)
    assert reference.calendar().is_working(moved)
    words = {"off": True, "kk": "Ауыстырылған", "ru": "Перенос", "en": "Moved"}
    year = (date(2027, 1, 1), date(2027, 12, 31))
    rows = reference.propose(
        [
            reference.Proposal(
                table="holidays", key=key, valid_from=first, valid_to=last, values=words, source="Order No. 1"
            )
            for key, (first, last) in (("2026-05-08", (moved, moved)), ("year-2027", year))
        ],
        two[0],
        clock.now(),
    )
    for row in rows:
        reference.approve(row.public_id, two[1], clock.now())
    calendar = reference.calendar()
    assert not calendar.is_working(moved)
    assert not calendar.is_provisional(date(2027, 2, 1), date(2027, 3, 1))
    with pytest.raises(NoCalendar):
        calendar.is_working(date(2035, 1, 5))


@pytest.mark.clause("342:13")
def test_a_rate_is_of_exactly_its_day(two: tuple[User, User]) -> None:
    day = date(2026, 3, 2)
    rate = reference.Proposal(table="rates", key="RUB", valid_from=day, valid_to=day,
                              values={"rate": "6,1234", "units": "1"}, source="National Bank")  # fmt: skip
    [row] = reference.propose([rate], two[0], clock.now())
    reference.approve(row.public_id, two[1], clock.now())
    assert reference.rate_on("RUB", day).rate == Decimal("6.1234")
    with pytest.raises(reference.NoRate):
        reference.rate_on("RUB", date(2026, 3, 3))
    with pytest.raises(reference.NoValue):
        reference.value_on("retention", "07-12", day)


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "other"},
        {"valid_to": None},
        {"valid_to": date(2026, 1, 1)},
        {"values": {"value": "many"}},
        {"values": {"value": ""}},
        {"values": {"value": "1", "more": "2"}},
        {"source": " "},
    ],
)
def test_what_a_table_cannot_hold(two: tuple[User, User], wrong: dict[str, Any]) -> None:
    with pytest.raises(BadRow):
        reference.propose([reference.Proposal(**{**fields_of(mci()), **wrong})], two[0], clock.now())


def test_labels_of_cost_types_reach_a_case_from_their_day(two: tuple[User, User], session: Any) -> None:
    words = {"kk": "Жарнама", "ru": "Реклама", "en": ""}
    put(two, "labels", "314:9.1", words, first=f"{clock.today():%Y}-01-01")
    case = Case(edition="314@2025-01-01", content={}, received_at=None)
    told = law.edition_of(case).costs
    assert told.type_by_key["9.1"].title.ru == told.subitem_by_key["9.1"].title.ru == "Реклама"
    assert told.type_by_key["9.4"].title.ru == "Затраты, указанные в подпункте 4) пункта 9"
    before = pick("export-314", date(2025, 6, 1))
    assert law.labelled(before, date(2025, 6, 1)) is before
