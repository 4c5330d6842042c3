"""``docs/clauses.md``: the trail of every clause, to be read by people. Names, never lines, so that only a change of
what it tells changes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dms import law
from dms.law.citations import Citation
from dms.law.trail import NO_SOFTWARE, OUTSIDE, Line, Trail

#: First clause of a part of the law → its heading.
PARTS = {
    "342:B": "Order 342: the order itself",
    "342:1": "Order 342, rules, chapter 1: general provisions",
    "342:29": "Order 342, rules, chapter 2: how the service is provided",
    "342:A1": "Order 342, Annex 1: application",
    "342:A2": "Order 342, Annex 2: notification",
    "342:A3": "Order 342, Annex 3: agreement, with its two annexes",
    "342:A4": "Order 342, Annex 4: the operator's report, with its explanation",
    "342:A5": "Order 342, Annex 5: reasoned refusal",
    "342:A6": "Order 342, Annex 6: list of basic requirements",
    "342:BA2": "Order 342: annex 2 to the order",
    "314:2.4": "Order 314-НҚ, rules, as far as order 298-НҚ restates them",
    "298:1": "Order 298-НҚ, which amends order 314-НҚ",
}
WORDS = 60
HEAD = """# Every clause and where it is carried out

Written by `dms docs`, never by hand; `dms docs --check` says when it is stale, and a test fails for a clause that has
neither a rule with a test nor a reason.

- **Clause**: `342:9.1` is paragraph 9, sub-paragraph 1 of the rules of order 342, `342:A6.9.2` stands in Annex 6, row
  9, item 2, `342:B.5` is item 5 of the order itself; `314:22` is paragraph 22 of the rules of order 314-НҚ as amended
  by order 298-НҚ. The words are the order's own.
- **Rule**: what carries the clause in an edition (an act of the machine, a check, a term, a paper to attach, a cost, a
  cap, a ground, an item of a form) and the code that cites it.
- **Test**: the tests that name the clause. A clause with parts is carried out and tested by its parts.
- **Note**: the interpretations that stand on the clause (an administrator reads the register), what needs no
  software, what stands outside it and what it does instead.
"""


def text(trail: Trail) -> str:
    """The whole document."""
    out = [HEAD, *_counts(trail)]
    for ref, line in trail.lines.items():
        if ref in PARTS:
            out += [
                "",
                f"## {PARTS[ref]}",
                "",
                "| clause | first words | rule | test | note |",
                "|---|---|---|---|---|",
            ]
        out.append(_row(line))
    return "\n".join(out) + "\n"


def _counts(trail: Trail) -> Iterator[str]:
    lines = trail.lines.values()
    kept = Counter(line.kept.kind for line in lines if line.kept)
    yield "| of the orders' clauses | |"
    yield "|---|---:|"
    yield f"| all | {len(trail.lines)} |"
    yield f"| with a rule and a test | {sum(not line.kept and line.carried_out and line.proved for line in lines)} |"
    yield f"| {NO_SOFTWARE} | {kept[NO_SOFTWARE]} |"
    yield f"| {OUTSIDE} | {kept[OUTSIDE]} |"
    if open_ones := sum(not line.kept and not (line.carried_out and line.proved) for line in lines):
        yield f"| without a rule, a test or a reason | {open_ones} |"


def _row(line: Line) -> str:
    cells = (f"`{line.ref}`", _first_words(line.ref), _rules(line), _tests(line), _note(line))
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _first_words(ref: str) -> str:
    found = law.find(ref)
    words = found.words[0] if found else ""
    return words if len(words) <= WORDS else words[: words.rfind(" ", 0, WORDS + 1)].rstrip(" ,–-(") + " …"


def _rules(line: Line) -> str:
    if not line.has_rule:
        return "" if line.kept or not line.carried_out else "by its parts"
    kinds: dict[str, set[str]] = {}
    for kind, key in line.things:
        kinds.setdefault(kind, set()).add(key)
    said = [f"{kind} {', '.join(sorted(keys, key=_natural))}".strip() for kind, keys in sorted(kinds.items())]
    defined = (one for one in line.code if not (line.things and one.name.isupper()))  # its table says nothing more
    return "; ".join((*said, *_places(defined)))


def _natural(key: str) -> tuple[object, ...]:
    return tuple((part.isdigit(), int(part) if part.isdigit() else 0, part) for part in key.split("."))


def _tests(line: Line) -> str:
    if line.tests:
        return "; ".join(_places(line.tests))
    return "" if line.kept or not line.proved else "of its parts"


def _places(found: Iterable[Citation]) -> Iterator[str]:
    """``module``: names; a class or a table stands for what is in it."""
    modules: dict[str, set[str]] = {}
    for one in found:
        module = one.module.removeprefix("tests.")
        modules.setdefault(module, set()).add(one.name.partition(".")[0].removeprefix("test_"))
    for module in sorted(modules):
        names = ", ".join(sorted(filter(None, modules[module])))
        yield f"`{module}`: {names}" if names else f"`{module}`"


def _note(line: Line) -> str:
    found = law.find(line.ref)
    numbers = [entry.id for entry in found.interpretations if line.ref in entry.clauses] if found else []
    said = [line.kept] if line.kept else [line.open] if line.open else []
    reasons = [f"{kept.kind}: {kept.reason if kept.ref == line.ref else f'as `{kept.ref}`'}" for kept in said]
    return "; ".join([", ".join(numbers)] * bool(numbers) + reasons)
