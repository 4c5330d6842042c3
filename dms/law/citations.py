"""Where clauses are cited: in the project's sources by ``ast``, without importing them, and in any other text.

``342:24-27`` and ``314:22.1–22.4`` cite every clause between the two ends. A comment cites nothing: it is for whoever
reads the line.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CITED = re.compile(
    r"(?<![\w/])(?P<act>342|314|298):(?P<ref>(?:BA\d+|A\d+|[AB](?=\.\d)|\d+)(?:\.(?:[AT]?\d+|T\b))*)"
    r"(?:[-–](?:(?P=act):)?(?P<last>\d+(?:\.\d+)*))?"
)
_DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """``ref`` is cited in ``module`` under ``name``: a function with the classes around it, a table; empty for the
    module's own docstring."""

    ref: str
    module: str
    name: str


def cited_in(text: str) -> Iterator[str]:
    """Every clause that a text cites, ranges told one by one."""
    for found in CITED.finditer(text):
        act, ref, last = found["act"], found["ref"], found["last"]
        yield f"{act}:{ref}"
        if last:
            stem, _, first = ref.rpartition(".")
            for number in range(int(first.lstrip("AT") or 0) + 1, int(last.rpartition(".")[2]) + 1):
                yield f"{act}:{stem}.{number}" if stem else f"{act}:{number}"


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """A text cut at its citations: words, and the clause that they cite; empty for words between citations."""
    end = 0
    for found in CITED.finditer(text):
        yield text[end : found.start()], ""
        yield found[0], f"{found['act']}:{found['ref']}"
        end = found.end()
    yield text[end:], ""


def citations(path: Path, root: Path) -> Iterator[Citation]:
    """Every citation in the strings of one Python file, docstrings included."""
    text = path.read_text(encoding="utf-8")
    if CITED.search(text):  # most files cite nothing and need not be parsed
        module = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        yield from _walk(ast.parse(text), module, "")


def _walk(node: ast.AST, module: str, name: str) -> Iterator[Citation]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant):
            if isinstance(child.value, str):
                yield from (Citation(ref, module, name) for ref in cited_in(child.value))
        else:
            yield from _walk(child, module, _name(child, name))


def _name(node: ast.AST, outer: str) -> str:
    if isinstance(node, _DEFINES):
        return f"{outer}.{node.name}" if outer else node.name
    if isinstance(node, ast.Assign | ast.AnnAssign) and not outer:
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        return target.id if isinstance(target, ast.Name) else outer
    return outer
