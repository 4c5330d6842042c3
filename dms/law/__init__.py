"""The orders' own Kazakh words, clause by clause, as they travel with the project. A clause is cited as everywhere:
``342:9.1``, ``342:A6.9.2``, ``314:22``.

``scripts/cut_law.py`` makes the file of order 342. Of order 314 only what order 298-НҚ restates is at hand: its
sixty-odd paragraphs were put under their clauses by hand, words that fell out of their place as links put back, and
``…`` stands for what is not at hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workflows.interpretations import REGISTER, Interpretation

#: The acts by the number before the colon, in their own language: their titles are not translated.
ACTS = {
    "342": "Қазақстан Республикасы Индустрия және инфрақұрылымдық даму министрінің м.а. 2022 жылғы 15 маусымдағы № 342 "
    "бұйрығы (23.10.2025 № 448 бұйрықтың редакциясында)",
    "314": "Қазақстан Республикасы Сауда және интеграция министрінің м.а. 2022 жылғы 1 тамыздағы № 314-НҚ бұйрығы "
    "(02.08.2024 № 298-НҚ бұйрықтың өзгерістерімен)",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. ``within``: the larger clauses it stands in, widest first. ``parts``: the next smaller ones."""

    ref: str
    words: tuple[str, ...]
    within: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def act(self) -> str:
        """The act it stands in."""
        return ACTS[self.ref.partition(":")[0]]

    @property
    def interpretations(self) -> tuple[Interpretation, ...]:
        """What the register says on this clause, on one it stands in, or on a part of it."""
        return tuple(entry for entry in REGISTER if any(_touches(self.ref, cited) for cited in entry.clauses))


def _touches(one: str, other: str) -> bool:
    return one == other or one.startswith(other + ".") or other.startswith(one + ".")


@cache
def _clauses() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number in ACTS:
        found |= json.loads((Path(__file__).parent / f"{number}.kk.json").read_text(encoding="utf-8"))
    return found


def find(ref: str) -> Clause | None:
    """The clause cited as ``ref``; None for one that is not here."""
    words = _clauses().get(ref)
    if words is None:
        return None
    steps = ref.split(".")
    within = (".".join(steps[:length]) for length in range(1, len(steps)))
    parts = tuple(other for other in _clauses() if other.rpartition(".")[0] == ref)
    return Clause(ref, tuple(words), tuple(outer for outer in within if outer in _clauses()), parts)


def has(ref: str) -> bool:
    """Whether the words of the clause are here."""
    return ref in _clauses()
