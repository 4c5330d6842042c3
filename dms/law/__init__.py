"""The orders' own Kazakh words, clause by clause, as they travel with the project. A clause is cited as everywhere:
``342:9.1`` is a paragraph of the rules, ``342:A6.9.2`` stands in an annex to them (``342:A3.A1`` in an annex to that
annex, ``342:A4.T.1`` in its explanation), ``342:B.5`` is an item of the order itself, ``342:BA2`` an annex to it.

``scripts/cut_law.py`` makes the file of order 342. Of order 314 only what order 298-НҚ restates is at hand: it was put
under its clauses by hand, words that fell out of their place as links put back, and ``…`` stands for what is not at
hand. Order 298-НҚ itself stands under its own number. Nothing else is changed, slips of the pen included."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from workflows.interpretations import REGISTER, Interpretation

#: The acts by the number before the colon, in their own language: their titles are not translated.
ACTS = {
    "342": "Қазақстан Республикасы Индустрия және инфрақұрылымдық даму министрінің м.а. 2022 жылғы 15 маусымдағы № 342 "
    "бұйрығы (23.10.2025 № 448 бұйрықтың редакциясында)",
    "314": "Қазақстан Республикасы Сауда және интеграция министрінің м.а. 2022 жылғы 1 тамыздағы № 314-НҚ бұйрығы "
    "(02.08.2024 № 298-НҚ бұйрықтың өзгерістерімен)",
    "298": "Қазақстан Республикасы Сауда және интеграция министрінің м.а. 2024 жылғы 2 тамыздағы № 298-НҚ бұйрығы. "
    "Қазақстан Республикасының Әділет министрлігінде 2024 жылғы 6 тамызда № 34896 болып тіркелді",
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
    def heading(self) -> str:
        """The heading that stands above it, of a chapter or of a section; empty for most."""
        return _headings().get(self.ref, "")

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
        found |= _kept(number)
    return found


@cache
def _headings() -> dict[str, str]:
    return dict(_kept("headings"))


def _kept(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / f"{name}.kk.json").read_text(encoding="utf-8"))
    return found


def refs() -> tuple[str, ...]:
    """Every clause, in the order of the law."""
    return tuple(_clauses())


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
