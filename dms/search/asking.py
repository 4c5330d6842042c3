"""What somebody typed, read: which words and numbers an answer must hold. An answer holds every one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dms.search.endings import HARD, stems
from dms.search.letters import clean, fold
from dms.search.words import GROUPED, LONGEST, PARTED, SHORT, WORD

#: Letters and words that a question may have; more are left out.
MOST_LETTERS, MOST_WORDS = 200, 8
_KOPECKS = re.compile(r"(?<=\d)[.,]\d{1,2}(?!\d)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Term:
    """One word or number: an answer has a word that begins with one of ``beginnings`` or is one of ``whole``.
    ``word``: as it was folded, for a stemmer; empty for a number."""

    beginnings: tuple[str, ...]
    whole: tuple[str, ...] = ()
    word: str = ""

    @property
    def tsquery(self) -> str:
        """The alternatives in PostgreSQL's words. Letters and digits alone stand in them."""
        return " | ".join((*(f"{start}:*" for start in self.beginnings), *self.whole))


@dataclass(frozen=True, slots=True)
class Question:
    """Every word of it must be answered."""

    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def exact(self) -> str:
        """Its numbers, each as a whole, in PostgreSQL's words; empty where it has none."""
        numbers = (term for term in self.terms if not term.word)
        return " & ".join(f"({' | '.join((*term.beginnings, *term.whole))})" for term in numbers)

    @property
    def likely(self) -> str:
        """The words that may be misspelt: a number is right or wrong, and what is like a short word is another one."""
        return " ".join(term.word for term in self.terms if len(term.word) > SHORT)


def read(typed: str) -> Question:
    """The question that was typed; empty for nothing and for signs alone."""
    folded = fold(_KOPECKS.sub("", " ".join(clean(typed[: MOST_LETTERS * 2]).split())[:MOST_LETTERS]))
    found: list[Term] = []
    rest = PARTED.sub(lambda m: _take(m, found), GROUPED.sub(lambda m: _take(m, found), folded))
    found.extend(_term(word) for word in dict.fromkeys(WORD.findall(rest)))
    return Question(tuple(found[:MOST_WORDS]))


def _take(match: re.Match[str], found: list[Term]) -> str:
    joined = "".join(WORD.findall(match.group()))
    if not any(letter.isdigit() for letter in joined) or len(joined) > LONGEST:
        return match.group()
    found.append(Term((joined,)))
    return " "


def _term(word: str) -> Term:
    word = word[:LONGEST]
    if any(letter.isdigit() for letter in word):
        return Term((word,))
    readings = stems(word)
    long = {stem for stem in readings if len(stem) > SHORT}
    long |= {stem[:-1] + HARD[stem[-1]] for stem in long if stem[-1] in HARD}
    beginnings = [stem for stem in long if not any(stem != other and stem.startswith(other) for other in long)]
    return Term(tuple(sorted(beginnings)), tuple(sorted(readings - long)), word)
