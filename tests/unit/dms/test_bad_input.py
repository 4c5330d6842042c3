"""Every field of an application wrong in every way that a careless hand finds: one line that names the field and exit
status 2, nothing on standard output. What each kind of field allows is written from the promise of the command line."""

from __future__ import annotations

import copy
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dms.cli.group import main
from dms.cli.rules import calculate
from tests.unit.workflows.sum_requests import EXAMPLE

Json = dict[str, Any]
ABSENT = object()
HUGE = "1" + "0" * 400

EXPORT: Json = {
    "programme": "export-314", "applied_on": "2026-03-20", "decided_on": "2026-03-31", "size": "large",
    "mci": "4325", "taxes_paid_previous_year": "100000.00", "vat_refunded_previous_year": "0",
    "costs": [
        {"id": "a", "type": "9.9", "currency": "KZT", "amount": "1000", "paid_on": "2026-01-01",
         "processing": "upper", "domestic_carrier": True, "sea_port": False},
        {"id": "b", "type": "9.1", "currency": "RUB", "amount": "5", "paid_on": "2026-01-02", "rate": "6.29",
         "rate_units": 1},
        {"id": "c", "type": "10.7", "currency": "KRW", "payments": [
            {"paid_on": "2025-05-01", "amount": "5", "rate": "35.50", "rate_units": 100}]},
    ],
    "earlier": [{"type": "9.9", "received_on": "2026-01-05", "decided_on": "2026-02-01", "amount": "1.00"}],
    "declared_earlier": [{"type": "9.1", "received_on": "2026-01-05", "amount": "1.00"}],
}  # fmt: skip

#: Wrong wherever a text is asked; JSON knows no date and no decimal, so both are texts.
NO_TEXT: list[object] = [True, False, 0, -1, 20260320, 1.5, 1e300, float("nan"), float("inf"), [], ["1"], {}, {"a": 1}]
NO_LINE: list[object] = ["", " ", "\t", "a\nb", "\0", "x" * 101, "\ud800"]
NO_MONEY: list[object] = [
    "-1", "-0.00", "−1", "+1", "1,5", "1 000", "1\u00a0000.00", "1_000", "1e5", "1E5", "0x10", ".5", "5.", "1.234",
    "NaN", "Infinity", "-Infinity", "１２", "٣", "12 теңге", "KZT 12", "$5", "бес жүз", "9" * 16, HUGE,
]  # fmt: skip
NO_DAY: list[object] = [
    "2026-02-30", "2026-13-01", "2025-02-29", "2026-00-10", "20.03.2026", "03/20/2026", "2026/03/20", "2026-3-1",
    "20260320", "2026-W12-5", "2026-079", "2026-03-20T00:00:00", "2026-03-20 ", "２０２６-03-20", "0000-01-01",
    "0001-01-01", "1990-12-31", "2101-01-01", "9999-12-31", "20 наурыз 2026", "today", HUGE,
]  # fmt: skip
NO_CHOICE: list[object] = ["none", "орта", "средний", "Medium", "KZT", "2026-03-20", "1.0", "9.10", "09.9", "4", HUGE]
NO_CURRENCY: list[object] = ["usd", "Usd", "US", "USDT", "XYZ", "тенге", "$", "840", "ＵＳＤ", HUGE]
NO_UNITS: list[object] = [0, -1, 1.5, 1.0, True, "1", "100", 10**7, 10**400, [], [1], {}, "бір"]
NO_FLAG: list[object] = [0, 1, "true", "yes", "иә", "", [], {}, 1.5]
NO_LIST: list[object] = [True, 0, 1.5, "", "none", {}, {"0": {}}]

_BY_KIND: tuple[tuple[str, list[object]], ...] = (
    ("id", [*NO_TEXT, *NO_LINE]),
    ("programme size type processing", [*NO_TEXT, *NO_LINE, *NO_CHOICE]),
    ("currency", [*NO_TEXT, *NO_LINE, *NO_CURRENCY]),
    ("applied_on decided_on received_on paid_on", [*NO_TEXT, *NO_LINE, *NO_DAY]),
    ("amount taxes_paid_previous_year vat_refunded_previous_year", [*NO_TEXT, *NO_LINE, *NO_MONEY]),
    ("mci rate", [*NO_TEXT, *NO_LINE, *NO_MONEY, "0", "0.00"]),
    ("rate_units", NO_UNITS),
    ("domestic_carrier sea_port", NO_FLAG),
    ("costs payments", [*NO_LIST, []]),
    ("earlier declared_earlier", NO_LIST),
)
WRONG = {key: wrong for keys, wrong in _BY_KIND for key in keys.split()}
#: What the promise lets a file leave out.
OPTIONAL = {"decided_on", "mci", "earlier", "declared_earlier"}
OPTIONAL_FLAGS = {"domestic_carrier", "sea_port"}
#: A cost without ``payments`` lacks its one flat payment.
TOLD_AS = {"payments": "paid_on"}


def fields(value: object, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*way, key)
        yield from fields(item, (*way, key))


def told(way: tuple[str | int, ...]) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in way).lstrip(".")


def changed(base: Json, way: tuple[str | int, ...], value: object) -> Json:
    app = copy.deepcopy(base)
    target: Any = app
    for key in way[:-1]:
        target = target[key]
    if value is ABSENT:
        del target[way[-1]]
    else:
        target[way[-1]] = value
    return app


def fault(data: bytes) -> str:
    """The one line that the command says about bad input."""
    result = CliRunner().invoke(calculate, ["-", "--json"], input=data)
    assert (result.exit_code, result.stdout) == (2, ""), data[:300]
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith("\n")
    return result.stderr.strip()


WAYS = [
    pytest.param(base, way, id=f"{base['programme'][:2]}-{told(way)}")
    for base in (EXAMPLE, EXPORT)
    for way in fields(base)
]


@pytest.mark.parametrize("base", [EXAMPLE, EXPORT])
def test_the_applications_are_right_until_they_are_spoilt(base: Json) -> None:
    assert CliRunner().invoke(calculate, ["-", "--json"], input=json.dumps(base).encode()).exit_code == 0


@pytest.mark.parametrize(("base", "way"), WAYS)
def test_a_wrong_field_is_named(base: Json, way: tuple[str | int, ...]) -> None:
    key = way[-1]
    wrong = [None, True, 5, "x", []] if isinstance(key, int) else WRONG[key]
    for value in wrong:
        said = fault(json.dumps(changed(base, way, value)).encode())
        no_number = isinstance(value, float) and repr(value) in ("nan", "inf")
        assert said.startswith("FILE: is not JSON" if no_number else f"{told(way)}: "), (value, said)
        assert HUGE not in said


@pytest.mark.parametrize(("base", "way"), [param for param in WAYS if isinstance(param.values[1][-1], str)])
def test_a_missing_field_is_named(base: Json, way: tuple[str | int, ...]) -> None:
    key = str(way[-1])
    for value in (ABSENT, None):
        data = json.dumps(changed(base, way, value)).encode()
        if told(way) in OPTIONAL or key in OPTIONAL_FLAGS:
            assert CliRunner().invoke(calculate, ["-", "--json"], input=data).exit_code == 0
        else:
            lacking = told((*way[:-1], TOLD_AS.get(key, key)))
            assert fault(data).startswith((f"{lacking}: is missing", f"{lacking}: must hold at least one cost"))


@pytest.mark.parametrize(("base", "way"), WAYS)
def test_a_key_that_nobody_knows_is_named(base: Json, way: tuple[str | int, ...]) -> None:
    for key in ("комментарий", "Amount", "amount ", "__class__", ""):
        app = changed(base, (*way[:-1], key), "1") if isinstance(way[-1], str) else changed(base, (*way, key), "1")
        assert fault(json.dumps(app).encode()).endswith(": is not a known field")


def test_a_rate_belongs_to_a_foreign_currency_alone() -> None:
    for key, value in (("rate", "1.00"), ("rate_units", 1)):
        assert fault(json.dumps(changed(EXAMPLE, ("costs", 0, key), value)).encode()).startswith(f"costs[0].{key}: ")
    both = changed(EXAMPLE, ("costs", 1, "amount"), "5")
    assert fault(json.dumps(both).encode()) == "costs[1].amount: must not stand beside payments"


def test_types_belong_to_their_programme() -> None:
    for base, programme in ((EXAMPLE, "export-314"), (EXPORT, "domestic-342")):
        said = fault(json.dumps({**base, "programme": programme}).encode())
        assert said.startswith("costs[0].type: must be one of ")


@pytest.mark.parametrize("verb", ["calculate", "render"])
@pytest.mark.parametrize(
    "data",
    [
        b"", b" ", b"\xef\xbb\xbf", b"\0", b'{"a": "\0"}', b'{"a": "\x01"}', b"%PDF-1.7\n%\xe2\xe3", b"{'a': 1}",
        b"{} // x", b'{"a": 1,}', b'{"programme": "domestic-342', b"[" * 200_000, b'{"a":' * 100_000,
        b"[" + b"9" * 5_000 + b"]", b'{"a": 1, "a": 2}', json.dumps(EXAMPLE).encode("utf-16"),
        json.dumps(EXAMPLE).encode("utf-32"),
        '{"programme": "ішкі"}'.encode("cp1251", "replace"), b"[-Infinity]", b"PK\x03\x04",
    ],
)  # fmt: skip
def test_what_is_no_json_is_told_on_one_line(verb: str, data: bytes, tmp_path: Path) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.pdf"
    source.write_bytes(data)
    rest = ["annex-1", "--input", str(source), "--lang", "kk", "--output", str(target)]
    told_on_one_line([verb, *(rest if verb == "render" else [str(source)])])
    assert not target.exists()


def told_on_one_line(args: list[str]) -> str:
    result = CliRunner().invoke(main, args)
    assert (result.exit_code, result.stdout) == (2, ""), (args, result.output)
    assert result.stderr.count("\n") == 1
    assert isinstance(result.exception, SystemExit)
    return result.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["no-such-verb"], ["--no-such-option"], ["workflow", "draw"], ["workflow", "show"],
        ["workflow", "show", "order"], ["workflow", "show", "document", "--format", "svg"], ["package", "open"],
        ["package", "verify"], ["package", "verify", "there-is-none.zip"], ["package", "verify", "."], ["deadlines"],
        ["calculate"], ["calculate", "a.json", "b.json"], ["calculate", "there-is-none.json"], ["calculate", "."],
        ["render", "annex-7"], ["render", "annex-1", "--input", "."],
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_on_one_line(args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told_on_one_line(args)


def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert told_on_one_line(["calculate", "in.json"]) == "FILE: cannot be read: Permission denied\n"


NO_CERTIFICATE = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"


@pytest.mark.parametrize("data", [b"", b"nonsense", b"\0", NO_CERTIFICATE])
def test_anchors_that_are_none(data: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w"):
        pass
    (tmp_path / "anchors.pem").write_bytes(data)
    args = ["package", "verify", str(tmp_path / "a.zip"), "--anchors", str(tmp_path / "anchors.pem")]
    assert told_on_one_line(args).startswith("--anchors: ")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" + bytes(100), b"nonsense"])
def test_a_file_that_is_no_package_does_not_hold(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    result = CliRunner().invoke(main, ["package", "verify", str(tmp_path / "a.zip"), "--json"])
    assert (result.exit_code, json.loads(result.stdout)["holds"]) == (1, False)
