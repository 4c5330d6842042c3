"""Every notice that the services write has its words in three languages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from dms.notice_subjects import SUBJECTS, subject
from dms.notice_words import WORDS, say

SERVICES = Path(__file__).parents[3] / "dms"
#: Which argument of a teller is the code.
TELLERS = {"tell": 1, "tell_applicant": 1, "tell_assignee": 1, "tell_role": 2}


def codes_written() -> set[str]:
    """The code of every call of ``notices.tell…`` in the tree; constants of a module are looked up in it."""
    found: set[str] = set()
    for path in SERVICES.rglob("*.py"):
        if path.name == "notices.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if isinstance(node, ast.Call) and name in TELLERS and len(node.args) > TELLERS[name]:
                code = node.args[TELLERS[name]]
                if isinstance(code, ast.Constant):
                    found.add(str(code.value))
    return found


def test_every_code_has_words() -> None:
    written = codes_written()
    assert len(written) > 15
    assert written <= set(WORDS)


def test_every_letter_has_a_short_subject() -> None:
    assert set(SUBJECTS) == set(WORDS)
    for code in SUBJECTS:
        told = subject(code, {"number": "D342-2026-000001"})
        assert len({told.kk, told.ru, told.en}) == 3, code
        assert all(len(line) < 60 and line.startswith("D342-2026-000001: ") for line in (told.kk, told.ru, told.en))


@pytest.mark.parametrize("code", sorted(WORDS))
def test_words_are_there_in_three_languages(code: str) -> None:
    said = say(code, {"number": "D342-2026-000001", "sum": "960000.00", "due": "2026-04-01T10:00:00+05:00"})
    texts = [said.get(lang) for lang in ("kk", "ru", "en")]
    assert len(set(texts)) == 3
    assert all(len(text) > 10 and "{" not in text for text in texts)


def test_a_hearing_is_announced_with_its_hour_and_place() -> None:
    said = say("hearing", {"number": "1", "when": "2029-01-08T11:00:00+05:00", "place": "305-кабинет"})
    for lang in ("kk", "ru", "en"):
        assert "08.01.2029 11:00, 305-кабинет" in said.get(lang).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("code", "params", "told", "untold"),
    [
        ("registered", {"due": None}, ("сообщим", "хабарланады", "You will be told"), "—"),
        ("registered", {"due": "2026-04-01T10:00:00+05:00"}, ("01.04.2026", "01.04.2026", "01.04.2026"), "told"),
        ("result_moved", {"was": None, "due": "2029-01-09T17:30:00+05:00"}, ("09.01.2029",) * 3, "—"),
        ("result_moved", {"was": "2029-01-09T17:30:00+05:00", "due": None}, ("09.01.2029",) * 3, "—"),
        ("term_moved", {"was": None, "due": "2029-01-09T17:30:00+05:00"}, ("09.01.2029",) * 3, "—"),
        ("term_moved", {"was": "2029-01-09T17:30:00+05:00", "due": None}, ("09.01.2029",) * 3, "—"),
    ],
)
def test_a_date_that_nobody_knows_is_told_in_words(
    code: str, params: dict[str, str | None], told: tuple[str, str, str], untold: str
) -> None:
    said = say(code, {"number": "D342-2028-000001", "source": "№ 77", **params})
    assert told[0] in said.ru
    assert told[1] in said.kk
    assert told[2] in said.en
    assert all(untold not in words for words in (said.kk, said.ru, said.en))
