"""The endings of Kazakh nouns, as far as the search takes them off. There is no stemmer for Kazakh; a word is its stem,
then the plural, whose it is, and its case, each with a vowel for back and for front words. They are listed as ``fold``
writes them: ң is н, ғ is г, қ is к, і is и."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

PLURAL = ("лар", "лер", "дар", "дер", "тар", "тер")
#: Whose: mine, thine, his (and his in the accusative), ours, yours.
POSSESSIVE = (
    "ым", "им", "м", "ын", "ин", "н", "ы", "и", "сы", "си", "сын", "син",
    "ымыз", "имиз", "мыз", "миз", "ыныз", "иниз", "ныз", "низ",
)  # fmt: skip
#: Genitive, dative, accusative, locative, ablative, instrumental; after a possessive of the third person with н. Last,
#: what lies in it and what is its own: қаладағы, мемлекеттікі.
CASE = (
    "нын", "нин", "дын", "дин", "тын", "тин",
    "га", "ге", "ка", "ке", "на", "не",
    "ны", "ни", "ды", "ди", "ты", "ти",
    "да", "де", "та", "те", "нда", "нде",
    "дан", "ден", "тан", "тен", "нан", "нен",
    "мен", "бен", "пен",
    "дагы", "деги", "тагы", "теги", "ндагы", "ндеги", "ники", "дики", "тики",
)  # fmt: skip

VOWELS = frozenset("аеиоуыэюя")
#: A stem has so many letters, one of them a vowel; үй and су are found as they are written.
SHORTEST = 3
#: A consonant that softens before a vowel: мектеп, мектебі; салық, салығы.
SOFTENED = {"г": "к", "б": "п"}
HARD = {hard: soft for soft, hard in SOFTENED.items()}


def stems(word: str) -> frozenset[str]:
    """The folded word and everything that may be its stem: whether an ending is one no list can say (сауда does not lie
    "in the health"), so every reading stands."""
    found = {word}
    for endings in (CASE, POSSESSIVE, PLURAL):
        found |= {stem for longer in found for stem in _without(longer, endings)}
    return frozenset(found)


def _without(word: str, endings: Iterable[str]) -> Iterator[str]:
    for ending in endings:
        stem = word[: -len(ending)]
        if len(stem) < SHORTEST or not word.endswith(ending) or VOWELS.isdisjoint(stem):
            continue
        if len(ending) == 1 and ending in "мн" and stem[-1] not in "ае":
            continue  # my city, қала-м: after і and ы it would be the word's own
        yield stem
        if ending[0] in "ыи" and stem[-1] in SOFTENED:
            yield stem[:-1] + SOFTENED[stem[-1]]
