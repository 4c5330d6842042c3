"""Which words came and went between two texts."""

from __future__ import annotations

import difflib

MOST_LETTERS = 20_000  #: of one page's text
AROUND = 8  #: words that stay before and after a change


def words(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """What stayed, went and came, in order; a long stretch that stayed is cut in its middle."""
    found: list[tuple[str, str]] = []
    for how, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=len(before) > 4000).get_opcodes():
        if how == "equal":
            found.append(("=", _short(before[a:b])))
            continue
        if b > a:
            found.append(("-", " ".join(before[a:b])))
        if d > c:
            found.append(("+", " ".join(after[c:d])))
    return found


def _short(said: list[str]) -> str:
    if len(said) <= 2 * AROUND + 1:
        return " ".join(said)
    return " ".join([*said[:AROUND], "…", *said[-AROUND:]])
