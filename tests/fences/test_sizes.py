"""A file is a few screens, a function half a screen, a view less."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.fences.sources import ROOMS, called, files, name_of, trees

FILE, FUNCTION, VIEW = 300, 40, 20

#: Longer files, each with its reason.
LONG_FILES = {
    "dms/migrations/versions/0001_tables.py": "the first migration makes all tables",
}
#: Longer functions, each with its reason.
LONG_FUNCTIONS = {
    "forms/annexes/contexts/samples/sheets.py:_calculation": "one sample, written out",
}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From ``def`` to the last line; decorators and the docstring apart."""
    said = ast.get_docstring(node, clean=False)
    return (node.end_lineno or node.lineno) - node.lineno + 1 - (said.count("\n") + 1 if said else 0)


def is_view(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it answers an address: its decorators say so."""
    return any(
        isinstance(mark, ast.Call) and called(mark) in ("get", "post", "route", "put", "delete", "patch")
        for mark in node.decorator_list
    )


def too_long(name: str, tree: ast.Module) -> Iterator[str]:
    for node in functions(tree):
        limit = VIEW if is_view(node) else FUNCTION
        if lines_of(node) > limit and f"{name}:{node.name}" not in LONG_FUNCTIONS:
            yield f"{name}:{node.lineno} {node.name} has {lines_of(node)} lines"


def test_files_are_short() -> None:
    found = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files(*ROOMS)}
    long = {name: count for name, count in found.items() if count > FILE and name not in LONG_FILES}
    assert long == {}
    assert all(found[name] > FILE for name in LONG_FILES), "an exemption that nothing needs"


def test_test_files_are_short() -> None:
    found = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files("tests", "benchmarks")}
    assert {name: count for name, count in found.items() if count > FILE} == {}


def test_functions_are_short() -> None:
    found = [line for name, tree in trees(*ROOMS) if "/migrations/" not in name for line in too_long(name, tree)]
    assert found == []


def test_a_long_function_is_found() -> None:
    body = "\n".join("    x = 1" for _ in range(FUNCTION))
    assert list(too_long("dms/services/x.py", ast.parse(f"def long():\n{body}\n")))
    assert list(too_long("dms/views/x.py", ast.parse("@blueprint.get('/')\ndef view():\n" + "    x = 1\n" * VIEW)))
