from __future__ import annotations

import re

import pytest

from workflows.interpretation_texts import CHOICES, UNCLEAR
from workflows.interpretation_texts_later import LATER
from workflows.interpretation_texts_more import MORE
from workflows.interpretations import BY_ID, REGISTER, by_ids, interpretations_for
from workflows.programmes import EDITIONS
from workflows.programmes.domestic_342 import rates
from workflows.programmes.editions import DOMESTIC, EXPORT
from workflows.programmes.export_314 import rates as export_rates
from workflows.reliance import is_of, of_act
from workflows.states import Action, CaseAct, ExportAction

MADE = {
    name
    for known in EDITIONS.values()
    for edition in known
    for row in edition.workflow.rows
    for name in row.makes.split(", ")
    if name
}
#: Documents that come without an act of the case, and the other programme.
OTHERS = {"calculation-sheet", "intake-notice", "export-314"}
KNOWN = {*Action, *ExportAction, *MADE, *OTHERS}


def test_the_register_runs_from_1_without_gaps_and_every_entry_has_its_words() -> None:
    assert [entry.id for entry in REGISTER] == [f"I-{number}" for number in range(1, len(REGISTER) + 1)]
    assert UNCLEAR.keys() == CHOICES.keys() == BY_ID.keys() - LATER.keys() - MORE.keys()
    for entry in REGISTER:
        for words in (entry.unclear, entry.choice):
            assert all((words.kk, words.ru, words.en)), entry.id


def test_every_entry_cites_clauses_and_belongs_to_something() -> None:
    for entry in REGISTER:
        assert all(re.fullmatch(r"3(42|14):A?[\d.]+", clause) for clause in entry.clauses), entry
        assert entry.clauses
        assert entry.subjects
        assert entry.subjects <= KNOWN, entry.subjects - KNOWN


@pytest.mark.parametrize(
    ("subject", "ids"),
    [
        (Action.BREACH, ["I-12", "I-18", "I-28", "I-29"]),
        ("demand", ["I-12", "I-18", "I-28", "I-29"]),
        ("annex-1", ["I-8"]),
        ("annex-3", ["I-6", "I-41"]),
        (Action.PAY, ["I-3", "I-6", "I-15", "I-28", "I-38"]),
        (Action.WARN, []),
        ("no-such-paper", []),
    ],
)
def test_an_act_or_paper_knows_what_it_relies_on(subject: Action | str, ids: list[str]) -> None:
    assert [entry.id for entry in interpretations_for(subject)] == ids


@pytest.mark.parametrize(
    ("subject", "programme", "ids"),
    [
        (Action.BREACH, DOMESTIC, ["I-12", "I-18"]),
        (Action.BREACH, EXPORT, ["I-28", "I-29"]),
        (Action.REGISTER, DOMESTIC, ["I-3", "I-4", "I-9"]),
        (Action.REGISTER, EXPORT, ["I-3", "I-4", "I-27"]),
        (ExportAction.SEND_REMARKS, EXPORT, ["I-22", "I-27"]),
        (ExportAction.PREPARE_LEAVING, EXPORT, ["I-25", "I-26"]),
        (ExportAction.SEND_REMARKS, DOMESTIC, []),
    ],
)
def test_a_case_relies_on_what_reads_its_own_order(subject: CaseAct, programme: str, ids: list[str]) -> None:
    assert of_act(subject, programme) == ids


def test_the_grant_relies_on_all_that_the_sums_rely_on() -> None:
    relied = {entry.id for entry in interpretations_for("calculation-sheet")}
    assert set(rates.INTERPRETATIONS) <= relied
    assert set(export_rates.INTERPRETATIONS) <= relied


@pytest.mark.parametrize("programme", [DOMESTIC, EXPORT])
def test_what_a_programme_names_reads_its_own_order(programme: str) -> None:
    """No case is told of a reading of the other order."""
    used = {"342": rates, "314": export_rates}[programme.rpartition("-")[2]].INTERPRETATIONS
    named = {check.interpretation for edition in EDITIONS[programme] for check in edition.checks.all} - {""}
    assert [key for key in (*used, *sorted(named)) if not is_of(BY_ID[key], programme)] == []


def test_numbers_are_sorted_and_told_once() -> None:
    assert [entry.id for entry in by_ids(["I-20", "I-2", "I-20"])] == ["I-2", "I-20"]
    with pytest.raises(KeyError):
        by_ids(["I-99"])
