"""Words and numbers of a text, as they are kept to be found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dms.search.endings import stems
from dms.search.letters import fold

#: Changes when ``lexemes`` finds other words in the same text, or entries hold more: everything is then entered anew.
VERSION = 4
#: Letters of the longest word that is kept; a longer run is no word.
LONGEST = 60
#: Stems of so many letters are kept beside their words; longer ones are found as the beginning of a word.
SHORT = 3

WORD = re.compile(r"[^\W_]+")
#: 061 240 000 015, 1 250 000, a BIN as 0612 4000 0015 or 061240 000015, KZ47 6010 1310 0017 9714: one number in groups.
GROUPED = re.compile(
    r"(?<!\w)(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d{4}(?:[ \u00a0]\d{4}){2}|\d{6}[ \u00a0]\d{6}"
    r"|[a-zа-я]{2}\d{2}(?:[ \u00a0]\d{4})+)(?!\w)"
)
#: 8/26-Ш, E314-2026-000007, № 17-1: one number in parts.
PARTED = re.compile(r"[^\W_]+(?:[-/\\.–—_№][^\W_]+)+")


def bare(number: str) -> str:
    """A number without blanks, dashes and strokes, folded."""
    return "".join(WORD.findall(fold(number)))


def numbers(folded: str) -> Iterator[str]:
    """The numbers that stand in a text in groups or in parts, each as one."""
    for pattern in (GROUPED, PARTED):
        for found in pattern.finditer(folded):
            joined = "".join(WORD.findall(found.group()))
            if any(letter.isdigit() for letter in joined) and len(joined) <= LONGEST:
                yield joined


def lexemes(text: str) -> list[str]:
    """What a text is found by: its folded words, their shortest stems, its numbers without what stands between."""
    folded = fold(text)
    words = {word for word in WORD.findall(folded) if len(word) <= LONGEST}
    short = {stem for word in words if not word[0].isdigit() for stem in stems(word) if len(stem) <= SHORT}
    return sorted(words | short | set(numbers(folded)))


def words_alone(text: str) -> str:
    """The folded words in their order, for a stemmer."""
    return " ".join(word for word in WORD.findall(fold(text)) if not word[0].isdigit() and len(word) <= LONGEST)
