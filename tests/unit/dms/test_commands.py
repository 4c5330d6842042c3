"""The console script: what explains a term or a sum loads neither the web framework nor the database nor the package of
the world's holidays."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dms.cli.commands import COMMANDS, LIGHT, load
from dms.cli.group import main
from tests.unit.workflows.sum_requests import EXAMPLE

HEAVY = ("flask", "sqlalchemy", "holidays", "weasyprint")
SCRIPT = f"""
import sys
from dms.cli.commands import run
try:
    run()
finally:
    print(sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)
"""


@pytest.mark.parametrize("verb", ["deadlines", "calculate"])
def test_a_rule_is_explained_without_loading_the_house(verb: str, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(json.dumps(EXAMPLE))
    given = {
        "deadlines": ["domestic-342", "--submitted", "2026-03-19T18:40:00+05:00"],
        "calculate": [str(tmp_path / "in.json")],
    }
    answer = subprocess.run(
        [sys.executable, "-c", SCRIPT, verb, *given[verb]], capture_output=True, text=True, check=True
    )
    assert answer.stdout.startswith("domestic-342  342@2025-10-23\n")
    assert answer.stderr == "[]\n"


def test_a_fault_of_a_light_command_ends_with_status_2() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "dms", "calculate", "no.json"], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "FILE: cannot be read: No such file or directory\n"


def test_a_setting_that_is_missing_is_told_on_one_line(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "dms", "journal", "verify"],
        capture_output=True, text=True, check=False, cwd=tmp_path, env={"PATH": "/usr/bin"},
    )  # fmt: skip
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.endswith("is not set\n")
    assert answer.stderr.count("\n") == 1


def test_every_command_is_where_the_table_says() -> None:
    assert LIGHT.keys() <= COMMANDS.keys()
    for name in COMMANDS:
        assert load(name).name == name
    assert main.list_commands(None) == sorted(COMMANDS)
