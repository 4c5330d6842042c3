from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from dms.cli.workflow import workflow
from workflows.diagram import MACHINES, as_json, drawings, ends, entries, mermaid, table
from workflows.programmes import by_name
from workflows.programmes.domestic_342.edition_2025 import ROWS, WORKFLOW

RULES = by_name("342@2025-10-23").timing.rules


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(workflow, ["show", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_the_drawing_has_every_state_and_every_act() -> None:
    drawing = mermaid(WORKFLOW)
    assert drawing.startswith("stateDiagram-v2\n")
    for row in ROWS:
        arrow = next(line for line in drawing.splitlines() if line.startswith(f"    {row.source} --> {row.target} :"))
        assert row.action.value in arrow.split(" : ")[1].split(", ")
    assert [state.value for state in entries(WORKFLOW)] == ["draft"]
    assert [state.value for state in ends(WORKFLOW)] == ["archived"]


def test_a_document_begins_in_two_ways_and_a_package_in_one() -> None:
    assert {state.value for state in entries(MACHINES["document"][0])} == {"uploaded", "drafted"}
    assert [state.value for state in entries(MACHINES["package"][0])] == ["assembling"]


def test_the_table_has_one_line_per_row_and_the_terms() -> None:
    lines = table(WORKFLOW, RULES).splitlines()
    assert len(lines) == 2 + len(ROWS)
    assert lines[0].split() == ["State", "Trigger", "To", "Who", "Guards", "Clause", "Term"]
    complete = next(line for line in lines if " complete " in line)
    assert "completeness_all_yes" in complete
    assert complete.endswith("2 working days (342:35)")
    assert "executor (the case is given)" in complete


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_the_table_speaks_the_language_asked(lang: str) -> None:
    assert {"kk": "Толықтығын тексеруде", "ru": "Проверка полноты"}[lang] in table(WORKFLOW, RULES, lang)


def test_every_term_named_by_a_row_is_a_term_of_the_law() -> None:
    for machine, terms in MACHINES.values():
        assert {row.term for row in machine.rows if row.term} <= terms.keys()


def test_json_holds_the_whole_machine() -> None:
    told = json.loads(json.dumps(as_json(WORKFLOW, RULES)))
    assert len(told["rows"]) == len(ROWS)
    grant = next(row for row in told["rows"] if row["trigger"] == "grant")
    assert grant["roles"] == ["deputy", "head"]
    assert grant["makes"] == ["annex-2", "annex-3"]
    assert grant["term"] == {"key": "service", "days": 8, "unit": "working", "clause": "342:34"}
    assert {"name": "not_author", "rule": guard_rule(grant, "not_author")} in grant["guards"]
    assert guard_rule(grant, "not_author").startswith("Whoever prepared an act")


def guard_rule(row: dict[str, list[dict[str, str]]], name: str) -> str:
    return next(guard["rule"] for guard in row["guards"] if guard["name"] == name)


def test_the_generated_drawings_are_one_file_per_machine() -> None:
    assert drawings().keys() == {
        "domestic-342.mmd",
        "export-314.mmd",
        "document.mmd",
        "package.mmd",
        "letter.mmd",
        "general.mmd",
    }


@pytest.mark.parametrize("machine", ["domestic-342", "export-314", "document"])
@pytest.mark.parametrize("form", ["table", "mermaid", "json"])
def test_the_command_prints_each_form(machine: str, form: str) -> None:
    code, out, _err = run(machine, "--format", form)
    assert code == 0
    assert out.endswith("\n")
    assert ("stateDiagram-v2" in out) == (form == "mermaid")
    assert (form != "json") or json.loads(out)["machine"] == machine


@pytest.mark.parametrize("arguments", [["transit-1"], [], ["document", "--format", "picture"]])
def test_bad_input_is_one_line_and_status_2(arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
