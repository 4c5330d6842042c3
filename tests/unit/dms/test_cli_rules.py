"""``dms deadlines`` and ``dms calculate``: promised output, and every fault on one line with exit status 2."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dms.cli.rules import calculate, deadlines
from tests.unit.workflows.sum_requests import EXAMPLE

Json = dict[str, Any]
SUBMITTED = "2026-03-19T18:40:00+05:00"


def run_deadlines(*args: str) -> Result:
    return CliRunner().invoke(deadlines, args)


def run_calculate(content: object, *args: str) -> Result:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return CliRunner().invoke(calculate, ["-", *args], input=data)


def with_change(path: str, value: object, base: Json = EXAMPLE) -> Json:
    """The example with one field changed; ``...`` takes it away."""
    app = copy.deepcopy(base)
    target: Any = app
    *way, last = [int(key) if key.isdigit() else key for key in path.split("/")]
    for key in way:
        target = target[key]
    if value is ...:
        del target[last]
    else:
        target[last] = value
    return app


def assert_fault(result: Result, *named: str) -> None:
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith("\n")
    assert "Traceback" not in result.stderr
    for text in named:
        assert text in result.stderr


def test_deadlines_as_promised() -> None:
    result = run_deadlines("domestic-342", "--submitted", SUBMITTED, "--json")
    found = json.loads(result.stdout)
    assert list(found) == ["programme", "edition", "submitted_at", "registered_at", "terms"]
    assert found["submitted_at"] == SUBMITTED
    assert found["registered_at"] == "2026-03-20T08:30:00+05:00"
    term = found["terms"][0]
    assert {key: term[key] for key in list(term)[:5]} == {
        "key": "completeness", "due_at": "2026-03-27T17:30:00+05:00", "working_days": 2, "clause": "342:35",
        "provisional": False,
    }  # fmt: skip
    assert term["skipped"][0] == {"date": "2026-03-21", "why": "Наурыз мейрамы"}
    assert [term["key"] for term in found["terms"]] == ["completeness", "service", "hearing_notice"]


def test_deadlines_of_many_moments_are_a_list_in_their_order() -> None:
    moments = ["2026-05-04T09:00:00+05:00", "2025-06-02T09:00:00Z", SUBMITTED]
    args = [arg for moment in moments for arg in ("--submitted", moment)]
    found = json.loads(run_deadlines("export-314", *args, "--json").stdout)
    assert [item["registered_at"][:10] for item in found] == ["2026-05-04", "2025-06-02", "2026-03-20"]
    assert {term["key"] for term in found[0]["terms"]} == {"remarks", "repeat_notice"}


def test_deadlines_of_events_and_of_a_day_before_the_first_edition() -> None:
    result = run_deadlines(
        "domestic-342", "--submitted", "2025-02-03T09:00:00+05:00",
        "--completeness-done", "2025-02-04T10:00:00+05:00", "--hearing-notice", "2025-02-10T10:00:00+05:00", "--json",
    )  # fmt: skip
    found = json.loads(result.stdout)
    assert found["edition_assumed"] is True
    assert [term["key"] for term in found["terms"]][3:] == ["substantive_review", "hearing"]


@pytest.mark.parametrize(
    "moment",
    ["2026-03-19T18:40+05:00", "2026-03-19T13:40:00Z", "2026-03-19T18:40:00.000000+05", "2026-03-20T02:40:00+13:00"],
)
def test_one_moment_written_in_many_ways_is_one_moment(moment: str) -> None:
    plain = json.loads(run_deadlines("domestic-342", "--submitted", SUBMITTED, "--json").stdout)
    assert json.loads(run_deadlines("domestic-342", "--submitted", moment, "--json").stdout) == plain


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_people_read_a_table(lang: str) -> None:
    table = run_deadlines("domestic-342", "--submitted", SUBMITTED, "--lang", lang).stdout
    assert "completeness" in table
    assert "2026-03-27 17:30" in table
    sums = run_calculate(EXAMPLE, "--lang", lang).stdout
    assert "4\xa0442\xa0550,00\xa0₸" in sums


@pytest.mark.parametrize(
    ("args", "named"),
    [
        ([], "PROGRAMME"),
        (["domestic", "--submitted", SUBMITTED], "PROGRAMME"),
        (["domestic-342"], "--submitted"),
        (["domestic-342", "--submitted", SUBMITTED, "--when", "now"], "--when"),
        (["domestic-342", "--submitted", SUBMITTED, "--lang", "de"], "--lang"),
        (["domestic-342", "--submitted", "2026-03-19T18:40:00"], "offset"),
        (["domestic-342", "--submitted", "2026-03-19"], "--submitted"),
        (["domestic-342", "--submitted", "2026-02-29T10:00:00+05:00"], "--submitted"),
        (["domestic-342", "--submitted", "2026-03-19T24:00:00+05:00"], "--submitted"),
        (["domestic-342", "--submitted", "2026-03-19T17:30:00.0000001+05:00"], "--submitted"),
        (["domestic-342", "--submitted", "2026-03-19T18:40:00+19:00"], "--submitted"),
        (["domestic-342", "--submitted", "2026-03-19T18:40:00+0500"], "--submitted"),
        (["domestic-342", "--submitted", "2026-03-19T18:40:00−05:00"], "--submitted"),
        (["domestic-342", "--submitted", "2026-03-19T18:40:60+05:00"], "--submitted"),
        (["domestic-342", "--submitted", "2026-03-19T18:40:00 Asia/Almaty"], "--submitted"),
        (["domestic-342", "--submitted", "2026-W12-4T18:40:00+05:00"], "--submitted"),
        (["domestic-342", "--submitted", "1773931200"], "--submitted"),
        (["domestic-342", "--submitted", "0001-01-01T00:00:00+05:00"], "--submitted"),
        (["domestic-342", "--submitted", "9999-12-31T23:59:59-05:00"], "--submitted"),
        (["domestic-342", "--submitted", ""], "--submitted"),
        (["domestic-342", "--submitted", "19.03.2026\n10:00"], "--submitted"),
        (["domestic-342", "--submitted", "2018-12-31T10:00:00+05:00"], "no calendar for 2018-12-31"),
        (["domestic-342", "--submitted", "2029-01-01T10:00:00+05:00"], "no calendar for 2029-01-01"),
        (["export-314", "--submitted", "2028-12-01T10:00:00+05:00"], "no calendar for 2029-01-01"),
        (["domestic-342", "--submitted", SUBMITTED, "--completeness-done", "yesterday"], "--completeness-done"),
        (
            ["domestic-342", "--submitted", SUBMITTED, "--hearing-notice", "2026-03-18T10:00:00+05:00"],
            "--hearing-notice",
        ),
        (
            ["domestic-342", "--submitted", SUBMITTED, "--hearing-notice", "2030-03-18T10:00:00+05:00"],
            "--hearing-notice: no calendar for 2030",
        ),
    ],
)
def test_bad_moments(args: list[str], named: str) -> None:
    assert_fault(run_deadlines(*args, "--json"), named)


def test_calculate_answers_in_the_form_of_the_question(tmp_path: Path) -> None:
    one = json.loads(run_calculate(EXAMPLE, "--json").stdout)
    many = json.loads(run_calculate([EXAMPLE, with_change("size", "large")], "--json").stdout)
    assert many[0] == one
    assert [item["outcome"] for item in many] == ["grant", "refuse"]
    assert json.loads(run_calculate([], "--json").stdout) == []
    file = tmp_path / "өтініш.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(EXAMPLE).encode())
    assert json.loads(CliRunner().invoke(calculate, [str(file), "--json"]).stdout) == one


def test_what_may_be_left_out() -> None:
    app = with_change("mci", ...)
    for path in ("decided_on", "earlier"):
        app = with_change(path, ..., app)
    found = json.loads(run_calculate(app, "--json").stdout)
    assert found["caps"][0]["limit"] == "64875000.00"
    assert json.loads(run_calculate(with_change("decided_on", None), "--json").stdout)["total"] == "4442550.00"


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("programme", "export", "programme"),
        ("programme", ..., "programme"),
        ("programme", ["domestic-342"], "programme"),
        ("applied_on", "20.03.2026", "applied_on"),
        ("applied_on", "2026-02-30", "applied_on"),
        ("applied_on", "20260320", "applied_on"),
        ("applied_on", "0001-01-01", "applied_on"),
        ("applied_on", 20260320, "applied_on"),
        ("decided_on", "2026-03-19", "decided_on"),
        ("size", "micro", "size"),
        ("size", ..., "size"),
        ("mci", "0", "mci"),
        ("mci", "-1", "mci"),
        ("mci", 4325, "mci"),
        ("costs", ..., "costs"),
        ("costs", [], "costs"),
        ("costs", {}, "costs"),
        ("costs/0", 7, "costs[0]"),
        ("costs/0/id", ..., "costs[0].id"),
        ("costs/0/id", "", "costs[0].id"),
        ("costs/0/id", "\ud800", "costs[0].id"),
        ("costs/0/id", "2", "costs[1].id"),
        ("costs/0/type", "4", "costs[0].type"),
        ("costs/0/type", "9.1", "costs[0].type"),
        ("costs/0/type", 1, "costs[0].type"),
        ("costs/0/amount", ..., "costs[0].amount"),
        ("costs/0/amount", "-1", "costs[0].amount: must not be negative"),
        ("costs/0/amount", "1e3", "costs[0].amount"),
        ("costs/0/amount", "1.234", "costs[0].amount"),
        ("costs/0/amount", "1 000", "costs[0].amount"),
        ("costs/0/amount", "1,5", "costs[0].amount"),
        ("costs/0/amount", "NaN", "costs[0].amount"),
        ("costs/0/amount", 100.5, "costs[0].amount"),
        ("costs/0/amount", True, "costs[0].amount"),
        ("costs/0/amount", "9" * 16, "costs[0].amount"),
        ("costs/0/currency", ..., "costs[0].currency"),
        ("costs/0/currency", "тенге", "costs[0].currency"),
        ("costs/0/currency", "USD", "costs[0].rate"),
        ("costs/0/rate", "1.00", "costs[0].rate"),
        ("costs/0/paid_on", ..., "costs[0].paid_on"),
        ("costs/0/sea_port", "yes", "costs[0].sea_port"),
        ("costs/0/procesing", "upper", "costs[0].procesing"),
        ("costs/1/payments", [], "costs[1].payments"),
        ("costs/1/payments", None, "costs[1].paid_on"),
        ("costs/1/amount", "5", "costs[1].amount"),
        ("costs/1/payments/0/rate", ..., "costs[1].payments[0].rate"),
        ("costs/1/payments/0/rate", "0.00", "costs[1].payments[0].rate"),
        ("costs/1/payments/0/rate_units", ..., "costs[1].payments[0].rate_units"),
        ("costs/1/payments/0/rate_units", 0, "costs[1].payments[0].rate_units"),
        ("costs/1/payments/0/rate_units", True, "costs[1].payments[0].rate_units"),
        ("costs/1/payments/0/rate_units", 1.5, "costs[1].payments[0].rate_units"),
        ("costs/1/payments/0/rate_units", 10**9, "costs[1].payments[0].rate_units"),
        ("costs/1/payments/0/id", "x", "costs[1].payments[0].id"),
        ("earlier", "none", "earlier"),
        ("earlier/0/decided_on", "2026-04-01", "earlier[0].decided_on: is after"),
        ("earlier/0/decided_on", ..., "earlier[0].decided_on"),
        ("earlier/0/amount", "-5.00", "earlier[0].amount"),
        ("earlier/0/type", "", "earlier[0].type"),
        ("declared_earlier", [{"type": "1"}], "declared_earlier[0].received_on"),
        ("comment", "x", "comment"),
        ("a\nb", "x", "a\\nb"),
    ],
)
def test_bad_fields(path: str, value: object, named: str) -> None:
    assert_fault(run_calculate(with_change(path, value), "--json"), named)
    assert_fault(run_calculate([EXAMPLE, with_change(path, value)], "--json"), "[1]", named)


EXPORT: Json = {
    **EXAMPLE, "programme": "export-314", "earlier": [],
    "costs": [{"id": "1", "type": "9.9", "currency": "KZT", "amount": "1", "paid_on": "2026-01-01",
               "processing": "upper"}],
    "taxes_paid_previous_year": "100", "vat_refunded_previous_year": "0",
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("taxes_paid_previous_year", ..., "taxes_paid_previous_year"),
        ("vat_refunded_previous_year", ..., "vat_refunded_previous_year"),
        ("vat_refunded_previous_year", "-1", "vat_refunded_previous_year"),
        ("costs/0/processing", ..., "costs[0].processing"),
        ("costs/0/processing", "deep", "costs[0].processing"),
        ("costs/0/type", "9.10", "costs[0].type"),
        ("costs/0/domestic_carrier", 1, "costs[0].domestic_carrier"),
        ("earlier", [{"type": "9.9", "decided_on": "2026-01-01", "amount": "1"}], "earlier[0].received_on"),
    ],
)
def test_bad_fields_of_the_export_programme(path: str, value: object, named: str) -> None:
    assert run_calculate(EXPORT, "--json").exit_code == 0
    assert_fault(run_calculate(with_change(path, value, EXPORT), "--json"), named)


def test_a_day_without_mci() -> None:
    app = {**EXAMPLE, "applied_on": "2027-01-05", "decided_on": "2027-01-05"}
    assert run_calculate(app, "--json").exit_code == 0
    assert_fault(run_calculate({**app, "mci": None}, "--json"), "mci", "2027-01-05")
    assert_fault(run_calculate({**with_change("mci", ...), "applied_on": "2018-12-31"}, "--json"), "2018-12-31")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"7", b"null", b'"x"', b"\xff\xfe", b'{"programme": NaN}', b"[" * 100_000, b"[" + b"9" * 5000 + b"]",
        b'{"programme": "domestic-342", "programme": "export-314"}', b"[[]]", b'{"programme": "domestic-342"} x',
    ],
)  # fmt: skip
def test_what_is_no_application(data: bytes) -> None:
    assert_fault(run_calculate(data, "--json"))


@pytest.mark.parametrize("name", ["there-is-none.json", ".", "a\0b"])
def test_what_is_no_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert_fault(CliRunner().invoke(calculate, [name]), "FILE")
