"""The tests' own walls and figures hold what they promise."""

from __future__ import annotations

import socket

import psycopg
import pytest

from tests.fixtures.fences import Fenced
from tests.fixtures.promises import Trial, line


@pytest.mark.parametrize("address", [("127.0.0.1", 80), ("example.org", 80)])
def test_unit_test_reaches_no_network(address: tuple[str, int]) -> None:
    with socket.socket() as made, pytest.raises(Fenced):
        made.connect(address)


def test_unit_test_reaches_no_database() -> None:
    with pytest.raises(Fenced):
        psycopg.connect("host=/nowhere")


def test_promise_is_said_in_one_line() -> None:
    trial = Trial("P5", full=True)
    for _ in range(trial.rounds(small=3, full=1000)):
        trial.count(holds=True)
    trial.planted(found=True)
    assert line("P5", [trial]) == "P5 holds: tried 1000, broken 0, planted fault found"


def test_promise_does_not_hold_when_one_try_broke_or_nothing_was_tried_or_the_planted_fault_was_missed() -> None:
    broken, untried, blind = Trial("P1", False), Trial("P1", False), Trial("P1", False)
    broken.count(holds=True)
    broken.count(holds=False)
    blind.count(holds=True)
    blind.planted(found=False)
    assert line("P1", [broken]) == "P1 DOES NOT HOLD: tried 2, broken 1"
    assert line("P1", [untried]) == "P1 DOES NOT HOLD: tried 0, broken 0"
    assert line("P1", [blind]) == "P1 DOES NOT HOLD: tried 1, broken 0, planted fault NOT FOUND"
