from __future__ import annotations

import re

import pytest

from workflows.interpretation_texts import CHOICES, UNCLEAR
from workflows.interpretations import BY_ID, REGISTER, by_ids, interpretations_for
from workflows.programmes.domestic_342 import rates
from workflows.programmes.domestic_342.edition_2025 import ROWS
from workflows.states import Action, ExportAction

MADE = {name for row in ROWS for name in row.makes.split(", ") if name}
#: Documents that come without an act of the case, and the other programme.
OTHERS = {"calculation-sheet", "intake-notice", "export-314"}
KNOWN = {*Action, *ExportAction, *MADE, *OTHERS}


def test_the_register_runs_from_1_to_22_without_gaps() -> None:
    assert [entry.id for entry in REGISTER] == [f"I-{number}" for number in range(1, 23)]
    assert UNCLEAR.keys() == CHOICES.keys() == BY_ID.keys()


def test_every_entry_cites_clauses_and_belongs_to_something() -> None:
    for entry in REGISTER:
        assert all(re.fullmatch(r"3(42|14):A?[\d.]+", clause) for clause in entry.clauses), entry
        assert entry.clauses
        assert entry.subjects
        assert entry.subjects <= KNOWN, entry.subjects - KNOWN


@pytest.mark.parametrize(
    ("subject", "ids"),
    [
        (Action.BREACH, ["I-12", "I-18"]),
        ("demand", ["I-12", "I-18"]),
        ("annex-1", ["I-8"]),
        ("annex-3", ["I-6"]),
        (Action.PAY, ["I-3", "I-6"]),
        (Action.WARN, []),
        ("no-such-paper", []),
    ],
)
def test_an_act_or_paper_knows_what_it_relies_on(subject: Action | str, ids: list[str]) -> None:
    assert [entry.id for entry in interpretations_for(subject)] == ids


def test_the_grant_relies_on_all_that_the_sums_rely_on() -> None:
    relied = {entry.id for entry in interpretations_for("annex-2")}
    assert set(rates.INTERPRETATIONS) <= relied


def test_numbers_are_sorted_and_told_once() -> None:
    assert [entry.id for entry in by_ids(["I-20", "I-2", "I-20"])] == ["I-2", "I-20"]
    with pytest.raises(KeyError):
        by_ids(["I-99"])
