"""What a decision says it relied on follows from the rules that were asked, and every entry of the register is relied
on by some rule."""

from __future__ import annotations

import pytest

from workflows.interpretations import REGISTER
from workflows.programmes import EDITIONS
from workflows.programmes.domestic_342 import rates as domestic_rates
from workflows.programmes.editions import DOMESTIC, EXPORT
from workflows.programmes.export_314 import rates as export_rates
from workflows.reliance import IN_PART, STEPS, is_of, relied_on
from workflows.states import DraftKind

K = DraftKind
SUMS = {DOMESTIC: domestic_rates.INTERPRETATIONS, EXPORT: export_rates.INTERPRETATIONS}
LAWS = {programme: known[-1] for programme, known in EDITIONS.items()}


def found(programme: str, kind: DraftKind, **asked: object) -> set[str]:
    return set(relied_on(programme, LAWS[programme].checks, kind, **asked))


def rules_of(programme: str) -> set[str]:
    """Names of everything in a programme that an entry may hang on: acts of its machine, and what checks and sums name
    by number."""
    law = LAWS[programme]
    named = {check.interpretation for check in law.checks.all} | set(SUMS[programme])
    return {str(row.action) for row in law.workflow.rows} | named


def test_every_entry_is_relied_on_by_a_rule_of_a_programme_that_it_reads() -> None:
    for entry in REGISTER:
        readers = [programme for programme in LAWS if is_of(entry, programme)]
        assert readers, entry.id
        hangs_on = {entry.id, *entry.subjects}
        assert any(hangs_on & rules_of(programme) for programme in readers), entry.id


def test_every_kind_of_decision_has_its_steps_in_some_machine() -> None:
    assert set(STEPS) == set(DraftKind)
    for kind, acts in STEPS.items():
        machines = [{row.action for row in law.workflow.rows} for law in LAWS.values()]
        assert any(set(acts) <= acts_of for acts_of in machines), kind


@pytest.mark.parametrize(
    ("programme", "kind", "asked", "has", "lacks"),
    [
        (DOMESTIC, K.REJECTION, {}, {"I-3", "I-4"}, {"I-5", "I-13", "I-22"}),
        (DOMESTIC, K.REFUSAL, {}, {"I-3", "I-4", "I-5", "I-7", "I-16"}, {"I-2", "I-11", "I-13", "I-19", "I-22"}),
        (DOMESTIC, K.REFUSAL, {"asked": ("taxes_grew", "not_state_owned")}, {"I-13", "I-19"}, {"I-11"}),
        (DOMESTIC, K.REFUSAL, {"sums": domestic_rates.INTERPRETATIONS}, {"I-2", "I-10", "I-20"}, {"I-18"}),
        (DOMESTIC, K.GRANT, {"sums": domestic_rates.INTERPRETATIONS}, {"I-1", "I-2", "I-7", "I-10", "I-16"}, {"I-5"}),
        (DOMESTIC, K.GRANT, {"whole": True}, {"I-1", "I-4"}, IN_PART),
        (DOMESTIC, K.CLOSING, {}, {"I-6", "I-12", "I-15"}, {"I-18"}),
        (DOMESTIC, K.BREACH, {}, {"I-12", "I-18"}, {"I-5"}),
        (EXPORT, K.REFUSAL, {}, {"I-5", "I-16", "I-22"}, {"I-7", "I-19"}),
        (EXPORT, K.REFUSAL, {"asked": ("paid_in_window",)}, {"I-14"}, {"I-13"}),
    ],
)
def test_a_decision_lists_what_its_rules_relied_on(
    programme: str, kind: DraftKind, asked: dict[str, object], has: set[str], lacks: set[str]
) -> None:
    told = found(programme, kind, **asked)
    assert has <= told
    assert not set(lacks) & told


@pytest.mark.parametrize("programme", LAWS)
def test_no_decision_names_a_reading_of_the_other_order(programme: str) -> None:
    every = [check.key for check in LAWS[programme].checks.all]
    readers = {entry.id for entry in REGISTER if is_of(entry, programme)}
    for kind in DraftKind:
        assert found(programme, kind, asked=every) <= readers
