"""Which rules cite an interpretation follows from the rules themselves."""

from __future__ import annotations

from dataclasses import replace

from workflows.interpretations import BY_ID, REGISTER
from workflows.programmes import EDITIONS
from workflows.programmes.citing import citing_rules

DOMESTIC, EXPORT = (EDITIONS[name][-1] for name in ("domestic-342", "export-314"))


def test_every_entry_is_cited_by_some_rule() -> None:
    assert [e.id for e in REGISTER if not any(citing_rules(known[-1], e) for known in EDITIONS.values())] == []


def test_a_check_a_sum_and_a_term_are_found() -> None:
    assert [check.key for check in citing_rules(DOMESTIC, BY_ID["I-19"]).checks] == ["taxes_grew"]
    assert citing_rules(DOMESTIC, BY_ID["I-20"]).sums
    assert not citing_rules(EXPORT, BY_ID["I-20"])
    assert "completeness" in {rule.key for rule in citing_rules(DOMESTIC, BY_ID["I-3"]).terms}
    assert {"prepare_breach", "breach"} == {row.action for row in citing_rules(DOMESTIC, BY_ID["I-18"]).acts}
    assert citing_rules(DOMESTIC, BY_ID["I-18"]).papers == ("demand",)


def test_what_an_edition_no_longer_asks_is_not_told() -> None:
    """The planted fault: a calculation and checks that cite nothing."""
    mute = replace(
        DOMESTIC,
        sums=replace(DOMESTIC.sums, interpretations=()),
        checks=replace(DOMESTIC.checks, all=tuple(replace(c, interpretation="") for c in DOMESTIC.checks.all)),
    )
    assert not citing_rules(mute, BY_ID["I-20"]).sums
    assert citing_rules(mute, BY_ID["I-19"]).checks == ()
