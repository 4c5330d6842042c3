"""Every clause → the rules that carry it out → the tests that prove them, or the reason why there are none.

A rule is a thing of the editions that carries the clause, or code that cites it; what a module says of itself on top is
none. A test proves a clause when its docstring, its strings or ``pytest.mark.clause("342:9.1")`` cite it. A clause with
parts is carried out by its parts, and the tests of its parts are tests of it. Where there is no rule, ``kept.json`` has
the reason, for the parts too; there stands as well what a rule does not do yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dms import law
from dms.law.citations import Citation, citations, cited_in
from dms.law.rules import carried

#: Where rules are. What only shows or imitates them carries nothing out.
ROOMS = ("workflows", "forms", "storage", "dms")
NO_RULES = ("dms.law", "dms.demo", "dms.passport", "forms.annexes.contexts.samples", "workflows.interpretation")
#: Tests of the words of the law, of this trail and of the look of pages prove no rule.
NO_PROOF = ("tests.unit.dms.test_law", "tests.integration.desk.test_clauses", "tests.fences", "tests.style")
#: Texts that are no Python and cite clauses: one that does not exist is a slip there too.
TEXTS = (
    "dms/templates/**/*.html", "dms/static/js/*.js", "dms/translations/*/*.po", "forms/annexes/templates/**/*.html",
    "docs/*.md", "README.md", "CHANGELOG.md",
)  # fmt: skip
NO_SOFTWARE, OUTSIDE, IN_PART = "needs no software", "outside the software", "in part"
#: Asked for in tests because the orders have no such clause; and where slips are planted to be found.
ABSENT = frozenset({"342:40", "314:99"})
PLANTED = ("tests.fences.test_clauses", "tests.integration.desk.test_clauses")


@dataclass(frozen=True, slots=True)
class Kept:
    """Why a clause has no rule (``kind`` NO_SOFTWARE or OUTSIDE), or what its rule leaves open (IN_PART). Of a clause
    without a rule it stands for the parts as well."""

    ref: str
    kind: str
    reason: str


@dataclass(slots=True)
class Line:
    """One clause. ``things``: kind and key; ``code`` and ``tests``: where it is cited. ``kept``: why it has no rule;
    ``open``: what its rule leaves open."""

    ref: str
    things: set[tuple[str, str]] = field(default_factory=set)
    code: set[Citation] = field(default_factory=set)
    tests: set[Citation] = field(default_factory=set)
    parts: list[Line] = field(default_factory=list)
    kept: Kept | None = None
    open: Kept | None = None

    @property
    def has_rule(self) -> bool:
        """Of its own."""
        return bool(self.things or self.code)

    @property
    def carried_out(self) -> bool:
        """By itself, or by every one of its parts that needs it."""
        return self.has_rule or (any(part.carried_out for part in self.parts) and all(map(settled, self.parts)))

    @property
    def proved(self) -> bool:
        """By a test of its own or of a part."""
        return bool(self.tests) or any(part.proved for part in self.parts)


def settled(line: Line) -> bool:
    """Carried out and proved, or kept with a reason."""
    return (line.carried_out and line.proved) or line.kept is not None


@dataclass(frozen=True, slots=True)
class Trail:
    """``lines`` in the order of the law; ``strays``: citations of clauses that the orders do not have."""

    lines: Mapping[str, Line]
    strays: tuple[str, ...]
    reasons: Mapping[str, Kept]

    def problems(self) -> Iterator[str]:
        """Everything that is not as it should be, a sentence each."""
        yield from self.strays
        for line in self.lines.values():
            if line.kept:
                continue
            if not line.carried_out:
                yield f"{line.ref} has no rule and no reason kept"
            elif not line.proved:
                yield f"{line.ref} has no test"
        for ref in self.reasons:
            if ref not in self.lines:
                yield f"a reason is kept for {ref}, which the orders do not have"
            elif self.lines[ref].has_rule != (self.reasons[ref].kind == IN_PART):
                yield f"the reason kept for {ref} is stale: it has {'a' if self.lines[ref].has_rule else 'no'} rule"


def trail(root: Path, reasons: Mapping[str, Kept] | None = None) -> Trail:
    """The trail of the sources under ``root``."""
    known = kept() if reasons is None else reasons
    lines = {ref: Line(ref) for ref in law.refs()}
    strays = set(_sort(lines, _python(root))) | set(_strays_of_texts(root))
    for ref, things in carried().items():
        if ref in lines:
            lines[ref].things = things
        else:
            strays |= {f"{kind} {key} carries {ref}, which the orders do not have" for kind, key in things}
    for ref, line in lines.items():
        if (outer := ref.rpartition(".")[0]) in lines:
            lines[outer].parts.append(line)
    for ref, line in lines.items():
        line.kept = None if line.has_rule else _reason(ref, known)
        line.open = known.get(ref) if line.has_rule else None
    return Trail(lines, tuple(sorted(strays)), known)


def _python(root: Path) -> Iterator[Citation]:
    for room in (*ROOMS, "tests"):
        for path in sorted((root / room).rglob("*.py")):
            yield from citations(path, root)


def _sort(lines: Mapping[str, Line], found: Iterable[Citation]) -> Iterator[str]:
    """Each citation to its clause; what cites a clause that is not there is told."""
    for one in found:
        line = lines.get(one.ref)
        if line is None:
            if one.ref not in ABSENT and one.module not in PLANTED:
                yield f"{one.module}: {one.name or 'the module'} cites {one.ref}, which the orders do not have"
        elif one.module.startswith("tests."):
            if one.module.rpartition(".")[2].startswith("test_") and not one.module.startswith(NO_PROOF):
                line.tests.add(one)
        elif one.name and not one.module.startswith(NO_RULES):
            line.code.add(one)


def _strays_of_texts(root: Path) -> Iterator[str]:
    for pattern in TEXTS:
        for path in sorted(root.glob(pattern)):
            for ref in cited_in(path.read_text(encoding="utf-8")):
                if not law.has(ref):
                    yield f"{path.relative_to(root)} cites {ref}, which the orders do not have"


def _reason(ref: str, known: Mapping[str, Kept]) -> Kept | None:
    """The reason kept for it, or for the clause it stands in."""
    while ref and (ref not in known or known[ref].kind == IN_PART):
        ref = ref.rpartition(".")[0]
    return known.get(ref)


def kept() -> dict[str, Kept]:
    """Clause → why it has no rule."""
    data = json.loads((Path(__file__).parent / "kept.json").read_text(encoding="utf-8"))
    return {ref: Kept(ref, kind, why) for kind in (NO_SOFTWARE, OUTSIDE, IN_PART) for ref, why in data[kind].items()}
