from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from workflows.calendar import Calendar
from workflows.programmes import EDITIONS, Edition, by_name, pick
from workflows.programmes.checks import Check
from workflows.programmes.domestic_342 import edition_2025
from workflows.programmes.editions import PROGRAMMES
from workflows.programmes.export_314.clauses import absent_on
from workflows.programmes.provisions import Provision, in_force, taken_out
from workflows.programmes.timing import Events
from workflows.states import CaseState


@pytest.mark.clause("342:B.5", "298:4")
def test_the_edition_in_force_judges_the_day() -> None:
    edition = pick("domestic-342", date(2026, 3, 20))
    assert (edition.name, edition.assumed) == ("342@2025-10-23", False)
    assert edition.workflow is edition_2025.WORKFLOW


def test_a_day_before_the_first_edition_is_judged_by_it_and_says_so() -> None:
    first = EDITIONS["domestic-342"][0]
    assert pick("domestic-342", first.since).assumed is False
    before = pick("domestic-342", first.since - timedelta(days=1))
    assert (before.name, before.assumed) == (first.name, True)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_editions_are_found_again_by_name(programme: str) -> None:
    for edition in EDITIONS[programme]:
        assert by_name(edition.name) is edition
        assert pick(programme, edition.since) == edition


def test_unknown_programmes_and_names_are_errors() -> None:
    with pytest.raises(KeyError):
        pick("transit-1", date(2026, 1, 1))
    with pytest.raises(KeyError):
        by_name("342@1999-01-01")


def test_an_administrator_moves_the_day_in_force_and_nothing_else() -> None:
    told = {"342@2025-10-23": date(2025, 11, 8), "314@2025-01-01": date(2025, 2, 1)}
    found = pick("domestic-342", date(2025, 11, 7), told)
    assert (found.name, found.assumed) == ("342@2025-10-23", True)
    assert pick("domestic-342", date(2025, 11, 8), told).assumed is False
    assert pick("export-314", date(2025, 1, 31), told).name == "314@2024-08-02"
    assert pick("export-314", date(2025, 2, 1), told).name == "314@2025-01-01"
    assert pick("export-314", date(2025, 1, 31)).name == "314@2025-01-01"


ALL = [edition for known in EDITIONS.values() for edition in known]
DOOR = pytest.mark.parametrize("edition", ALL, ids=lambda edition: edition.name)


@pytest.mark.clause("298:4")
def test_two_editions_of_the_export_programme_stand_side_by_side() -> None:
    last_day, first_day = date(2024, 12, 31), date(2025, 1, 1)
    assert [pick("export-314", day).name for day in (last_day, first_day)] == ["314@2024-08-02", "314@2025-01-01"]


@pytest.mark.parametrize(
    ("since", "until", "on", "holds", "ended"),
    [
        (date(2025, 1, 1), None, date(2024, 12, 31), False, False),
        (date(2025, 1, 1), None, date(2025, 1, 1), True, False),
        (None, date(2025, 1, 1), date(2024, 12, 31), True, False),
        (None, date(2025, 1, 1), date(2025, 1, 1), False, True),
        (None, None, date(2025, 1, 1), True, False),
    ],
)
def test_a_provision_holds_from_its_first_day_and_not_on_its_end(
    since: date | None, until: date | None, on: date, holds: bool, ended: bool
) -> None:
    provision = Provision("x", since, until)
    assert (in_force([provision], on) == ("x",)) is holds
    assert (taken_out([provision], on) == ("x",)) is ended


@DOOR
def test_every_edition_answers_through_the_same_door(edition: Edition) -> None:
    """With nothing filled in, each part of each edition still answers."""
    assert edition.costs.types_of(edition.costs.subitem_by_key) == tuple(t.key for t in edition.costs.types)
    assert {t.key for t in edition.costs.types} == edition.costs.group_of.keys()
    situation = edition.papers.situation_of({})
    assert edition.papers.absent(situation, []) == edition.papers.required(situation)
    assert edition.papers.completeness(situation)[:3] == edition.papers.paper_items
    assert set(edition.form.progress({}, [])) == edition.form.page_by_key.keys()
    assert {gap.page for gap in edition.form.missing({}, [])} <= edition.form.page_by_key.keys()
    assert edition.checks.proposals({}, edition.since).keys() <= {c.key for c in edition.checks.all if c.automatic}
    assert edition.stories.keys() == set(CaseState)
    assert edition.timing.run(CaseState.COMPLETENESS, 0) in edition.timing.rules
    assert edition.sums.obligation.clause.startswith(edition.name[:3])


@DOOR
def test_an_edition_counts_the_terms_that_it_says_are_running(edition: Edition) -> None:
    moment = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
    events = Events(submitted_at=moment, completeness_done=moment, hearing_notice=moment, documents_in=moment)
    counted = {term.key for term in edition.timing.terms(events, Calendar.shipped()).terms}
    assert edition.timing.running(CaseState.COMPLETENESS) in counted
    assert edition.timing.running(CaseState.HEARING) in counted


@DOOR
def test_nothing_in_an_edition_cites_the_other_law(edition: Edition) -> None:
    own = edition.name[:4].replace("@", ":")
    told: list[Check | object] = [*edition.checks.all, *edition.papers.kinds, *edition.form.items, *edition.costs.types]
    clauses = {thing.clause for thing in told} | {row.clause for row in edition.workflow.rows} | edition.leaving.keys()
    assert {clause for clause in clauses if clause and not clause.startswith(own)} == set()
    assert {ground.clause for ground in edition.grounds.closed.values()} == {
        f"342:A6.9.{number}" for number in edition.grounds.closed
    }


@pytest.mark.clause("314:2.4", "314:2.6", "314:9.3", "314:9.6", "314:10.4", "314:17.2", "314:17.6")
def test_what_order_298_took_out_carries_nothing_and_what_it_put_off_waits() -> None:
    gone = {"314:2.4", "314:2.6", "314:9.3", "314:9.6", "314:10.4", "314:17.2", "314:17.6"}
    waiting = {"314:16.1", "314:17.1"}
    assert absent_on(date(2024, 8, 1)) == waiting
    assert absent_on(date(2024, 8, 2)) == absent_on(date(2024, 12, 31)) == gone | waiting
    assert absent_on(date(2025, 1, 1)) == gone
