"""An edition laid out, and what changes to another: a planted change in each group is found, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from workflows.engine import CaseWorkflow
from workflows.labels import STATE_LABELS
from workflows.programmes import EDITIONS, Edition, by_name, compose
from workflows.programmes.differences import Change, differences
from workflows.programmes.form import Form
from workflows.programmes.layout import GROUP_TITLES, Group, layout

ALL = [edition for known in EDITIONS.values() for edition in known]
DOMESTIC, EXPORT = by_name("342@2025-10-23"), by_name("314@2025-01-01")
CLAUSE = re.compile(r"(342|314):[A-Z0-9]+(\.[A-Za-z0-9]+)*")


@pytest.mark.parametrize("edition", ALL, ids=lambda edition: edition.name)
def test_every_provision_has_its_words_and_a_clause_of_its_own_order(edition: Edition) -> None:
    entries = layout(edition)
    assert len(entries) > 100
    order = edition.name[:4].replace("@", ":")
    for name, entry in entries.items():
        assert all(entry.title.get(lang) for lang in ("kk", "ru", "en")), name
        assert not entry.clause or (CLAUSE.fullmatch(entry.clause) and entry.clause.startswith(order)), name
    known = {entry.group for entry in entries.values()}
    assert known == set(Group) - ({Group.LEAVING} if edition is DOMESTIC else {Group.GROUNDS, Group.PROOFS})
    assert set(GROUP_TITLES) == set(Group)


@pytest.mark.parametrize("edition", ALL, ids=lambda edition: edition.name)
def test_an_edition_does_not_differ_from_itself(edition: Edition) -> None:
    again = compose(edition.programme, edition.name, edition.since, edition.parts)
    assert differences(edition, edition) == differences(edition, again) == ()


def test_the_deferred_paragraphs_are_the_whole_difference() -> None:
    found = differences(*EDITIONS["export-314"])
    assert [(one.entry.name, one.change) for one in found] == [
        ("documents.origin_goods", Change.CHANGED),
        ("documents.origin_transport", Change.CHANGED),
    ]
    assert {turn.name for one in found for turn in one.turns} == {"clause", "title"}


def test_the_end_of_the_certificates_is_data() -> None:
    until = {entry.key: entry.value.get("until") for entry in layout(DOMESTIC).values() if entry.group is Group.PROOFS}
    assert until == {
        "register_extract": None, "ct_kz": "2026-01-01", "eaeu_conformity": None, "industrial": "2026-01-01",
    }  # fmt: skip


def part(group: str, key: str, **changes: Any) -> Callable[[Edition], Edition]:
    """Composes the edition with one item of one group changed."""

    def plant(edition: Edition) -> Edition:
        item = replace(getattr(edition.parts, group)[key], **changes)
        return compose(edition.programme, "x", date(2027, 1, 1), edition.parts.with_item(group, key, item))

    return plant


def row(edition: Edition) -> Edition:
    rows = [replace(row, clause="342:16") if row.action == "visit" else row for row in edition.workflow.rows]
    return replace(edition, workflow=CaseWorkflow("domestic-342", rows, STATE_LABELS))


def without_act(edition: Edition) -> Edition:
    rows = [row for row in edition.workflow.rows if row.action != "send_back"]
    return replace(edition, workflow=CaseWorkflow("domestic-342", rows, STATE_LABELS))


def form(edition: Edition) -> Edition:
    old = edition.form
    items = (replace(old.items[0], number=99), *old.items[1:])
    return replace(edition, form=Form(old.pages, items, old.fields, old.find_missing))


def ground(edition: Edition) -> Edition:
    closed = {key: one for key, one in edition.grounds.closed.items() if key != 6}
    return replace(edition, grounds=replace(edition.grounds, closed=closed))


def leaving(edition: Edition) -> Edition:
    return replace(edition, leaving={**edition.leaving, "314:24": edition.title})


PLANTED: list[tuple[Edition, Callable[[Edition], Edition], dict[str, Change]]] = [
    (DOMESTIC, part("figures", "rate", clause="342:10"), {"figures.rate": Change.CHANGED}),
    (DOMESTIC, part("terms", "completeness", days=3), {"terms.completeness": Change.CHANGED}),
    (
        DOMESTIC,
        part("terms", "service", days=9),
        {"terms.service": Change.CHANGED, "terms.hearing_notice": Change.CHANGED},
    ),
    (DOMESTIC, part("checks", "entity", may_not_apply=True), {"checks.entity": Change.CHANGED}),
    (DOMESTIC, part("documents", "contract", cost_types=("1",)), {"documents.contract": Change.CHANGED}),
    (DOMESTIC, part("proofs", "ct_kz", until=date(2027, 1, 1)), {"proofs.ct_kz": Change.CHANGED}),
    (DOMESTIC, row, {"acts.visit@substantive_review": Change.CHANGED, "acts.visit@monitoring": Change.CHANGED}),
    (DOMESTIC, without_act, {"acts.send_back@decision": Change.REMOVED}),
    (DOMESTIC, form, {f"form.{DOMESTIC.form.items[0].key}": Change.CHANGED}),
    (DOMESTIC, ground, {"grounds.6": Change.REMOVED}),
    (EXPORT, leaving, {"leaving.24": Change.ADDED}),
    (EXPORT, part("costs", "9.2", clause="314:9.1"), {
        "costs.9.2": Change.CHANGED,
        **{f"lines.{line.key}": Change.CHANGED for line in EXPORT.costs.subitems if line.type == "9.2"},
    }),
]  # fmt: skip


@pytest.mark.parametrize(("edition", "plant", "expected"), PLANTED)
def test_a_planted_change_is_found(
    edition: Edition, plant: Callable[[Edition], Edition], expected: dict[str, Change]
) -> None:
    found = {one.entry.name: one.change for one in differences(edition, plant(edition))}
    assert found == expected
    back = {one.entry.name: one.change for one in differences(plant(edition), edition)}
    turned = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}
    assert back == {name: turned.get(change, change) for name, change in expected.items()}


def test_what_is_put_in_and_taken_out_is_told_as_such() -> None:
    parts = DOMESTIC.parts.with_item("checks", "entity", None)
    check = replace(DOMESTIC.parts.checks["language"], key="another")
    other = compose("domestic-342", "x", date(2027, 1, 1), parts.with_item("checks", "another", check))
    found = {one.entry.name: (one.change, one.turns) for one in differences(DOMESTIC, other)}
    assert found == {"checks.entity": (Change.REMOVED, ()), "checks.another": (Change.ADDED, ())}


def test_single_steps_lead_from_one_edition_to_the_other() -> None:
    parts = DOMESTIC.parts
    for group, key, item in parts.steps_to(EXPORT.parts):
        parts = parts.with_item(group, key, item)
    assert [*parts.steps_to(EXPORT.parts)] == []


def test_editions_of_two_programmes_are_not_compared() -> None:
    with pytest.raises(ValueError, match="export-314"):
        differences(DOMESTIC, EXPORT)
