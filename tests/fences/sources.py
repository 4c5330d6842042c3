"""The project's own sources as the fences read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("workflows", "forms", "storage", "dms")


def files(*rooms: str) -> Iterator[Path]:
    """Python files of these rooms, in order."""
    for room in rooms:
        yield from sorted(path for path in (ROOT / room).rglob("*.py") if "__pycache__" not in path.parts)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def trees(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    """Each file by its name from the root, parsed."""
    for path in files(*rooms):
        yield name_of(path), ast.parse(path.read_text(encoding="utf-8"))


def called(node: ast.Call) -> str:
    """The last part of what is called: ``values`` for ``update(Case).values(...)``."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every string of the file that is not a docstring."""
    sayings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in sayings:
            yield node
