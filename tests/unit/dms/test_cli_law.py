"""``dms law diff``, ``show`` and ``schema``: no database; every fault on one line with exit status 2."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dms.cli.law import law
from dms.rules_io.draft_fields import CHANGES
from dms.rules_io.drafts import READERS, read_draft
from workflows.programmes import known_names
from workflows.programmes.parts import GROUPS

KNOWN = "342@2025-10-23"
DRAFT = """
based_on = "342@2025-10-23"
name = "342@draft-1"
since = 2027-01-01

[figures.rate]
value = "0.40"
[figures."cap.1"]
value = 10000
clause = "342:9.1"
[terms.service]
days = 10
[checks.taxes_grew]
removed = true
[checks.energy_audit]
clause = "342:11.7"
group = "eligibility"
title = "Энергия аудиті жүргізілген"
[documents.energy_report]
clause = "342:A6.8.5"
title = {kk = "Есеп", ru = "Отчет"}
cost_types = ["1"]
[proofs.ct_kz]
until = 2027-01-01
[costs.2]
removed = true
"""
AS_JSON = {"based_on": KNOWN, "name": "342@draft-2", "figures": {"rate": {"value": 0.4}}}


def run(*args: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(law, args, input=given)


def assert_fault(result: Result, *named: str) -> None:
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    for text in named:
        assert text in result.stderr


def diff(draft: str | bytes, *args: str) -> Result:
    return run("diff", KNOWN, "-", *args, given=draft if isinstance(draft, bytes) else draft.encode())


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_people_read_what_changes(lang: str) -> None:
    told = diff(DRAFT, "--lang", lang)
    assert told.exit_code == 0
    assert "    value: 0.50 -> 0.40" in told.stdout
    assert "    days: 5 -> 7" in told.stdout  # the hearing notice follows from the service
    assert told.stdout.splitlines()[0] == "domestic-342: 342@2025-10-23 -> 342@draft-1"
    assert told.stdout.splitlines()[-1].startswith("2 ")


def test_programs_read_the_same(tmp_path: Path) -> None:
    file = tmp_path / "draft.toml"
    file.write_text(DRAFT, encoding="utf-8")
    found = json.loads(run("diff", KNOWN, str(file), "--json").stdout)
    assert (found["old"], found["new"]) == (KNOWN, "342@draft-1")
    changes = {one["key"]: one for one in found["changes"]}
    assert changes["figures.rate"]["changed"] == {"value": {"old": "0.50", "new": "0.40"}}
    assert (changes["checks.taxes_grew"]["change"], changes["checks.taxes_grew"]["new"]) == ("removed", None)
    assert (changes["checks.energy_audit"]["change"], changes["checks.energy_audit"]["clause"]) == ("added", "342:11.7")
    assert changes["proofs.ct_kz"]["changed"]["until"] == {"old": "2026-01-01", "new": "2027-01-01"}
    assert {key for key in changes if key.startswith("lines.2.")}


def test_a_draft_may_be_json_and_known_editions_are_compared_by_name() -> None:
    told = json.loads(diff(json.dumps(AS_JSON).encode(), "--json").stdout)
    assert [one["key"] for one in told["changes"]] == ["figures.rate"]
    assert run("diff", KNOWN, KNOWN).stdout.splitlines()[-1] == "0 added, 0 taken out, 0 changed"
    assert "documents.origin_goods" in run("diff", "314@2024-08-02", "314@2025-01-01").stdout


def test_an_edition_is_shown_whole_and_all_are_listed() -> None:
    rows = json.loads(run("show", KNOWN, "--json").stdout)
    assert next(row for row in rows if row["key"] == "figures.cap.1")["value"] == "15000"
    assert run("show").stdout.split()[::3] == list(known_names())


def test_the_schema_holds_every_change_that_can_be_read() -> None:
    assert set(READERS) == set(CHANGES) == set(GROUPS)
    properties = json.loads(run("schema").stdout)["properties"]
    for group, names in CHANGES.items():
        assert set(properties[group]["additionalProperties"]["properties"]) == names


BASE: dict[str, Any] = {"based_on": KNOWN, "name": "342@draft-2"}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"based_on": "342@2020-01-01"}, ("based_on", "must be one of")),
        ({"based_on": None}, ("based_on", "is missing")),
        ({"name": "draft"}, ("name", "342@draft-1")),
        ({"name": "314@draft"}, ("name",)),
        ({"name": KNOWN}, ("name", "known")),
        ({"since": "tomorrow"}, ("since",)),
        ({"rates": {}}, ("rates", "not a known field")),
        ({"figures": []}, ("figures", "table")),
        ({"figures": {"rat": {"value": 1}}}, ("figures.rat", "not known", "cap.1")),
        ({"figures": {"rate": {"value": "fifty"}}}, ("figures.rate.value", "number")),
        ({"figures": {"rate": {"value": 50}}}, ("figures.rate.value", "from 0 to 1")),
        ({"figures": {"rate": {"value": -0.1}}}, ("figures.rate.value", "from 0 to 1")),
        ({"figures": {"rate": {}}}, ("figures.rate.value", "missing")),
        ({"figures": {"rate": {"value": True}}}, ("figures.rate.value",)),
        ({"figures": {"rate": {"value": "1e999999"}}}, ("figures.rate.value",)),
        ({"figures": {"rate": {"removed": True}}}, ("figures.rate.removed", "not a known field")),
        ({"figures": {"cap.1": {"value": 10.5}}}, ("figures.cap.1.value", "whole")),
        ({"figures": {"rate": {"value": 0.4, "clause": "314:9"}}}, ("figures.rate.clause", "342:9.1")),
        ({"figures": {"grant_step": {"value": "0.015"}}}, ("figures.grant_step.value", "two decimals")),
        ({"terms": {"hearing_notice": {"days": 4}}}, ("terms.hearing_notice", "terms.service")),
        ({"terms": {"service": {"days": 3}}}, ("terms.service.days", "notice_before")),
        ({"terms": {"service": {"days": "8"}}}, ("terms.service.days",)),
        ({"terms": {"rest": {"days": 8}}}, ("terms.rest", "not known")),
        ({"costs": {"2": {"removed": False}}}, ("costs.2.removed",)),
        ({"costs": {"2": {}}}, ("costs.2.removed",)),
        ({"costs": {"9": {"removed": True}}}, ("costs.9", "not known")),
        ({"documents": {"report": {"clause": "342:A6.8.5"}}}, ("documents.report.title", "missing")),
        ({"documents": {"report": {"title": "x"}}}, ("documents.report.clause", "missing")),
        ({"documents": {"contract": {"cost_types": ["7"]}}}, ("documents.contract.cost_types[0]",)),
        ({"documents": {"contract": {"title": {"kk": "x"}}}}, ("documents.contract.title.ru", "missing")),
        ({"documents": {"contract": {"title": {"kk": "x", "ru": 7}}}}, ("documents.contract.title.ru",)),
        ({"documents": {"contract": {"required": "yes"}}}, ("documents.contract.required",)),
        ({"documents": {"Report": {"removed": True}}}, ("documents.Report", "key")),
        ({"proofs": {"paper": {"until": "2027-01-01"}}}, ("proofs.paper", "ct_kz")),
        ({"proofs": {"ct_kz": {"since": "2027-01-01"}}}, ("proofs.ct_kz.until", "after")),
        ({"checks": {"audit": {"clause": "342:11.7", "title": "x"}}}, ("checks.audit.group", "missing")),
        ({"checks": {"entity": {"group": "people"}}}, ("checks.entity.group", "must be one of")),
        ({"checks": {"entity": "gone"}}, ("checks.entity", "object")),
    ],
)
def test_a_bad_draft_is_one_line_that_names_field_and_fault(change: dict[str, Any], named: tuple[str, ...]) -> None:
    assert_fault(diff(json.dumps({**BASE, **change}).encode()), *named)


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["diff", KNOWN], ("NEW",)),
        (["diff", "342@1999-01-01", KNOWN], ("OLD", "342@1999-01-01", "342@2025-10-23")),
        (["diff", KNOWN, "314@2025-01-01"], ("NEW", "export-314")),
        (["diff", KNOWN, "absent.toml"], ("NEW", "cannot be read")),
        (["diff", KNOWN, KNOWN, "--lang", "de"], ("--lang",)),
        (["show", "342@1999-01-01"], ("EDITION",)),
    ],
)
def test_a_wrong_call_is_one_line(args: list[str], named: tuple[str, ...]) -> None:
    assert_fault(run(*args), *named)


@pytest.mark.parametrize(
    "data", [b"", b"name = ", b"\xff\xfe", b"{", b"[]", b"[[checks]]\n", b"name = 'a'\nname = 'b'", b'{"a": NaN}']
)
def test_what_is_no_draft_at_all_is_told_too(data: bytes) -> None:
    assert_fault(diff(data))


def test_a_document_of_some_types_is_asked_of_those_only() -> None:
    edition = read_draft(DRAFT.encode(), as_json=False)
    asked = {
        kind: {one.key for one in edition.papers.required(edition.papers.situation_of({"cost_subitems": [line]}))}
        for kind, line in (("1", "1.tests"), ("3", "3.rail"))
    }
    assert "energy_report" in asked["1"]
    assert "energy_report" not in asked["3"]
