"""The order of names by the Kazakh alphabet. Databases sort by rules of their own; what is sorted carries this key."""

from __future__ import annotations

import unicodedata

#: The Cyrillic alphabet of Kazakh, which holds the Russian one.
ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_RANK = {letter: place for place, letter in enumerate(" 0123456789abcdefghijklmnopqrstuvwxyz" + ALPHABET, start=1)}
#: Two characters for each letter of the longest name.
_LONGEST = 500


def sort_key(name: str) -> str:
    """Two hexadecimal digits for each letter: blanks first, then digits, Latin, Kazakh. Marks and quotation marks do
    not count, capital letters neither; an accent on a Latin letter does not either."""
    found = []
    for letter in " ".join(name.lower().split()):
        plain = letter if letter in _RANK else unicodedata.normalize("NFD", letter)[0]
        if plain in _RANK:
            found.append(f"{_RANK[plain]:02x}")
    return "".join(found[:_LONGEST])
