"""Every clause of both orders has a rule and a test, or a reason kept; nothing cites a clause that is not there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dms import law
from dms.law import page
from dms.law.citations import citations, cited_in
from dms.law.trail import IN_PART, NO_SOFTWARE, OUTSIDE, Kept, Trail, kept, trail
from tests.fences.sources import ROOT


@cache
def real() -> Trail:
    return trail(ROOT)


def planted(tmp_path: Path, reasons: dict[str, Kept] | None = None, **files: str) -> set[str]:
    """The problems of a small tree: ``rule`` and ``test`` are Python, ``page`` is a template."""
    places = {"rule": "workflows/x.py", "test": "tests/unit/test_x.py", "page": "dms/templates/x.html"}
    for name, text in files.items():
        path = tmp_path / places[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return set(trail(tmp_path, reasons or {}).problems())


def test_every_clause_has_a_rule_and_a_test_or_a_reason() -> None:
    assert list(real().problems()) == []


def test_the_page_is_stable_and_counts_every_clause() -> None:
    text = page.text(real())
    assert text == page.text(trail(ROOT))
    assert [ref for ref in law.refs() if f"| `{ref}` |" not in text] == []
    assert f"| all | {len(law.refs())} |" in text


RULE = 'def pays() -> None:\n    """342:7: carried over."""\n'
TEST = '@pytest.mark.clause("342:7")\ndef test_it() -> None: ...\n'


def test_a_clause_without_a_rule_is_found(tmp_path: Path) -> None:
    assert "342:7 has no rule and no reason kept" in planted(tmp_path)
    assert "342:7 has no test" not in planted(tmp_path)


def test_a_rule_without_a_test_is_found(tmp_path: Path) -> None:
    assert "342:7 has no test" in planted(tmp_path, rule=RULE)
    assert not [line for line in planted(tmp_path, rule=RULE, test=TEST) if line.startswith("342:7 ")]


@pytest.mark.parametrize("rule", ['"""342:7: a module of it."""\n', "x = 1  # 342:7\n"])
def test_a_room_or_a_comment_that_speaks_of_a_clause_is_no_rule(tmp_path: Path, rule: str) -> None:
    assert "342:7 has no rule and no reason kept" in planted(tmp_path, rule=rule, test=TEST)


def test_a_helper_of_tests_is_no_test(tmp_path: Path) -> None:
    helper = tmp_path / "tests/unit/samples.py"
    helper.parent.mkdir(parents=True)
    helper.write_text(TEST, encoding="utf-8")
    assert "342:7 has no test" in planted(tmp_path, rule=RULE)


@pytest.mark.parametrize("kind", [NO_SOFTWARE, OUTSIDE])
def test_a_reason_that_a_rule_has_overtaken_is_stale(tmp_path: Path, kind: str) -> None:
    reasons = {"342:7": Kept("342:7", kind, "nobody asks")}
    assert not [line for line in planted(tmp_path, reasons) if "342:7 " in line]
    assert "the reason kept for 342:7 is stale: it has a rule" in planted(tmp_path, reasons, rule=RULE, test=TEST)


def test_what_a_rule_leaves_open_needs_the_rule(tmp_path: Path) -> None:
    reasons = {"342:7": Kept("342:7", IN_PART, "the other half")}
    assert {"the reason kept for 342:7 is stale: it has no rule", "342:7 has no rule and no reason kept"} <= planted(
        tmp_path, reasons
    )
    assert not [line for line in planted(tmp_path, reasons, rule=RULE, test=TEST) if "342:7 " in line]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"rule": 'CLAUSE = "342:77"\n'}, "workflows.x: CLAUSE cites 342:77, which the orders do not have"),
        ({"rule": '"""Of 342:38-40."""\n'}, ""),  # 342:40 is what tests ask for in vain
        (
            {"rule": 'def f() -> None:\n    """342:9.3"""\n'},
            "workflows.x: f cites 342:9.3, which the orders do not have",
        ),
        ({"test": 'def test_x() -> None:\n    assert "314:1"\n'}, "tests.unit.test_x: test_x cites 314:1, which"),
        ({"page": "{{ clause('342:A9.1') }}"}, "dms/templates/x.html cites 342:A9.1, which the orders do not have"),
    ],
)
def test_a_slip_in_a_clause_is_found_wherever_it_is(tmp_path: Path, files: dict[str, str], said: str) -> None:
    found = [line for line in planted(tmp_path, **files) if "cites" in line]
    assert [line[: len(said)] for line in found] == ([said] if said else [])


def test_a_reason_for_a_clause_that_is_not_there_is_found(tmp_path: Path) -> None:
    assert "a reason is kept for 342:77, which the orders do not have" in planted(
        tmp_path, {"342:77": Kept("342:77", OUTSIDE, "x")}
    )


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("(342:9.1, 342:A6.9.2).", ["342:9.1", "342:A6.9.2"]),
        ("342:24–27 and 314:22.1-22.3", [f"342:{n}" for n in range(24, 28)] + [f"314:22.{n}" for n in range(1, 4)]),
        ("314:16-314:18; 342:A1.17-18", ["314:16", "314:17", "314:18", "342:A1.17", "342:A1.18"]),
        ("342:A3.A1, 342:A4.T.1, 342:B.5, 342:BA2.1", ["342:A3.A1", "342:A4.T.1", "342:B.5", "342:BA2.1"]),
        ("at 13:42:10, 1342:9, /law/342:77, order 342: nine", []),
    ],
)
def test_citations_are_read_as_people_write_them(text: str, refs: list[str]) -> None:
    assert list(cited_in(text)) == refs


def test_a_citation_knows_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "dms/services/x.py"
    path.parent.mkdir(parents=True)
    path.write_text(f'class A:\n    def f(self):\n        return "342:9"\nTABLE = {{"a": "342:13"}}\n{RULE}')
    assert {(one.ref, one.module, one.name) for one in citations(path, tmp_path)} == {
        ("342:9", "dms.services.x", "A.f"),
        ("342:13", "dms.services.x", "TABLE"),
        ("342:7", "dms.services.x", "pays"),
    }


def test_reasons_are_sentences_of_their_own() -> None:
    reasons = kept()
    assert {reason.kind for reason in reasons.values()} == {NO_SOFTWARE, OUTSIDE, IN_PART}
    assert all(len(reason.reason) > 15 and reason.reason == reason.reason.strip() for reason in reasons.values())
