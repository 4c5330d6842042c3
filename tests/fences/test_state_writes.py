"""Nobody but ``dms/services/moves.py`` writes the state of a case, of a document or of a package."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.fences.sources import called, texts, trees

WRITER = "dms/services/moves.py"
MODELS = {"Case", "Document", "ArchivePackage"}
RAW = re.compile(r"\bUPDATE\s+(cases|documents|packages)\b|\bINSERT\s+INTO\s+(cases|documents|packages)\b", re.I)


def writes(tree: ast.Module) -> Iterator[int]:
    """Lines that write a state, however it is spelled."""
    for node in ast.walk(tree):
        assigned = isinstance(node, ast.Attribute) and node.attr == "state" and not isinstance(node.ctx, ast.Load)
        if assigned or (isinstance(node, ast.Call) and _call_writes(node)):
            yield node.lineno
    yield from (node.lineno for node in texts(tree) if RAW.search(str(node.value)))


def _call_writes(node: ast.Call) -> bool:
    name = called(node)
    if name in ("setattr", "__setattr__"):
        return any(isinstance(given, ast.Constant) and given.value == "state" for given in node.args)
    if name not in MODELS | {"values", "bulk_update_mappings", "bulk_insert_mappings"}:
        return False
    keys = [word.arg for word in node.keywords]
    keys += [
        key.value
        for given in ast.walk(node)
        if isinstance(given, ast.Dict)
        for key in given.keys
        if isinstance(key, ast.Constant)
    ]
    return "state" in keys or any(_is_state_column(key) for key in ast.walk(node))


def _is_state_column(node: ast.AST) -> bool:
    """``{Case.state: ...}``: the column itself as a key."""
    return isinstance(node, ast.Dict) and any(
        isinstance(key, ast.Attribute) and key.attr == "state" for key in node.keys
    )


def test_only_moves_writes_a_state() -> None:
    found = [f"{name}:{line}" for name, tree in trees("dms") if name != WRITER for line in writes(tree)]
    assert found == [], "a state is written outside dms/services/moves.py"


def test_moves_itself_is_seen_to_write() -> None:
    assert len(list(writes(dict(trees("dms"))[WRITER]))) >= 3


@pytest.mark.parametrize(
    "planted",
    [
        "case.state = 'agreement'",
        "case.state, case.version = 'agreement', 2",
        "del paper.state",
        "for case.state in states: pass",
        "Case(programme='domestic-342', state='decision')",
        "models.Document(kind='x', state='accepted')",
        "ArchivePackage(case_id=1, state='verified')",
        "setattr(case, 'state', 'paid')",
        "session.execute(update(Case).where(Case.id == 1).values(state='closed'))",
        "session.execute(update(Case).values({'state': 'closed'}))",
        "session.execute(update(Case).values({Case.state: 'closed'}))",
        "text('UPDATE cases SET state = 1')",
        "text('insert into documents (state) values (1)')",
    ],
)
def test_a_planted_write_is_found(planted: str) -> None:
    assert list(writes(ast.parse(planted))), planted


@pytest.mark.parametrize(
    "harmless", ["if case.state == 'draft': pass", "select(Case).where(Case.state == 'draft')", "CaseFacts(state=s)"]
)
def test_reading_a_state_is_no_write(harmless: str) -> None:
    assert not list(writes(ast.parse(harmless))), harmless
