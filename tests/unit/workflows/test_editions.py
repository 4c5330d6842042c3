from __future__ import annotations

from datetime import date, timedelta

import pytest

from workflows.programmes import EDITIONS, by_name, pick
from workflows.programmes.domestic_342 import edition_2025
from workflows.programmes.editions import PROGRAMMES


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
