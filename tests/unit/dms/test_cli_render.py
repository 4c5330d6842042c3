"""``dms render``: the file it makes, what it prints, and every fault on one line with exit status 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dms.cli.render import render
from forms.annexes.contexts import ANNEXES
from forms.annexes.contexts.samples import make, sample
from forms.annexes.render import render as render_form


def run(*arguments: str, data: str | bytes | None = None) -> Result:
    return CliRunner().invoke(render, arguments, input=data)


def test_the_file_is_the_rendered_form(tmp_path: Path) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.pdf"
    source.write_text(json.dumps(sample("annex-5")), encoding="utf-8")

    result = run("annex-5", "--input", str(source), "--lang", "ru", "--output", str(target))

    assert (result.exit_code, result.output) == (0, "")
    assert target.read_bytes() == render_form("annex-5", make("annex-5"), "ru")


@pytest.mark.parametrize("form", list(ANNEXES))
def test_sample_and_schema_are_printed(form: str) -> None:
    assert json.loads(run(form, "--sample").stdout) == sample(form)
    assert json.loads(run(form, "--schema").stdout)["type"] == "object"


def test_sample_of_annex_2_is_a_grant() -> None:
    assert json.loads(run("annex-2", "--sample").stdout)["refused"] == []


def faulty(form: str, **changes: object) -> str:
    return json.dumps({**sample(form), **changes})


FAULTS = [
    (("annex-9", "--sample"), None, "annex-9"),
    (("risk-warning", "--sample"), None, "risk-warning"),
    (("annex-5",), None, "--input: required option is missing"),
    (("annex-5", "--input", "-", "--lang", "en", "--output", "x.pdf"), "{}", "--lang"),
    (("annex-5", "--input", "-", "--lang", "kk"), "{}", "--output: required option is missing"),
    (("annex-5", "--input", "-", "--lang", "kk", "--output", "x.pdf"), "{}", "addressee: required field is missing"),
    (("annex-5", "--input", "-", "--lang", "kk", "--output", "x.pdf"), "[]", "--input: must be an object"),
    (("annex-5", "--input", "-", "--lang", "kk", "--output", "x.pdf"), "{", "--input: is not JSON"),
    (("annex-5", "--input", "-", "--lang", "kk", "--output", "x.pdf"), b"\xff", "--input: is not UTF-8"),
    (("annex-5", "--input", "-", "--lang", "kk", "--output", "x.pdf"), "[" * 100000, "--input: is not JSON"),
    (("annex-5", "--input", "/no/such", "--lang", "kk", "--output", "x.pdf"), None, "--input: cannot be read"),
    (
        ("annex-5", "--input", "-", "--lang", "kk", "--output", "/no/such/x.pdf"),
        faulty("annex-5"),
        "--output: cannot be written",
    ),
    (
        ("annex-3", "--input", "-", "--lang", "kk", "--output", "x.pdf"),
        faulty("annex-3", sum="-1.00"),
        "sum: must not be negative",
    ),
    (
        ("annex-3", "--input", "-", "--lang", "kk", "--output", "x.pdf"),
        faulty("annex-3", **{"a\nb": 1}),
        "'a\\nb': unknown field",
    ),
]


@pytest.mark.parametrize(("arguments", "data", "said"), FAULTS)
def test_a_fault_is_one_line_and_status_2(
    arguments: tuple[str, ...], data: str | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = run(*arguments, data=data)

    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []
