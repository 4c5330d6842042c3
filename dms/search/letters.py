"""Letters as the search compares them: small, the Kazakh ones as the Russian keyboard has them, Latin look-alikes as
the Cyrillic letters that they stand for. A folded text is as long as it was: places in it are the same."""

from __future__ import annotations

import re
import unicodedata

#: Kazakh letter → what people type who have no Kazakh keyboard; the last is Russian е with its dots.
KAZAKH = dict(zip("әіңғүұқөһ\u0451", "аингуукохе", strict=True))
#: Latin letters that look like Cyrillic ones, in a word that has other Cyrillic letters: what was meant shows.
AMONG_CYRILLIC = str.maketrans("ABCEHKMOPTXYIaceopxyihkmt", "АВСЕНКМОРТХУІасеорхуіһкмт")
#: In a word of such letters alone (TOO, ABC) nothing shows: small and capital ones are then one.
ALONE = str.maketrans("ABCEHKMOPTXYIabcehkmoptxyi", "авсенкмортхуіавсенкмортхуі")

_LATIN_LETTERS = set("ABCEHKMOPTXYIabcehkmoptxyi")
_WITH_LATIN = re.compile(r"[^\W_]*[A-Za-z][^\W_]*")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def _small(code: int) -> int:
    letter = chr(code).lower()
    folded = KAZAKH.get(letter, letter)
    return ord(folded) if len(folded) == 1 else code


#: Latin with its accents, Greek, Cyrillic.
_SMALL = {code: small for code in range(0x41, 0x530) if (small := _small(code)) != code}


def clean(text: str) -> str:
    """One spelling for each letter, words that a line's end has cut joined, no hidden characters. Done once, before a
    text is kept; ``fold`` takes it from there."""
    pieces = (unicodedata.normalize("NFKC", piece) for piece in text.split("№"))  # else it would read No
    plain = "№".join(pieces).replace("\u00ad", "")
    plain = re.sub(r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[^\W\d_])", "", plain)
    return "".join(letter for letter in plain if letter in "\n\t" or unicodedata.category(letter)[0] != "C")


def fold(text: str) -> str:
    """The text as it is compared; as long as it was."""
    return _WITH_LATIN.sub(_in_one_script, text).translate(_SMALL)


def _in_one_script(found: re.Match[str]) -> str:
    word = found.group()
    if _CYRILLIC.search(word):
        return word.translate(AMONG_CYRILLIC)
    letters = {letter for letter in word if not letter.isdigit()}
    return word.translate(ALONE) if letters <= _LATIN_LETTERS else word
