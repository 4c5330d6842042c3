"""A clause as official papers name it: in words, by the order it stands in."""

from __future__ import annotations

import re

from workflows.text import Text

_CLAUSE = re.compile(r"(?P<order>342|314):(?:A(?P<annex>\d+)\.?)?(?P<paragraph>\d+)?(?:\.(?P<item>\d+))?")
_PARAGRAPH = {
    "342": Text("Қағидалардың {paragraph}-тармағы", "пункт {paragraph} Правил", "paragraph {paragraph} of the rules"),
    "314": Text(
        "№ 314-НҚ бұйрықпен бекітілген қағидалардың {paragraph}-тармағы",
        "пункт {paragraph} правил приказа № 314-НҚ",
        "paragraph {paragraph} of the rules of order 314-НҚ",
    ),
}
_ITEM = {
    "342": Text(
        "Қағидалардың {paragraph}-тармағының {item}) тармақшасы",
        "подпункт {item}) пункта {paragraph} Правил",
        "sub-paragraph {item}) of paragraph {paragraph} of the rules",
    ),
    "314": Text(
        "№ 314-НҚ бұйрықпен бекітілген қағидалардың {paragraph}-тармағының {item}) тармақшасы",
        "подпункт {item}) пункта {paragraph} правил приказа № 314-НҚ",
        "sub-paragraph {item}) of paragraph {paragraph} of the rules of order 314-НҚ",
    ),
}
_ANNEX = Text("Қағидаларға {annex}-қосымша", "приложение {annex} к Правилам", "annex {annex} to the rules")
_OF_ANNEX = Text(
    "Қағидаларға {annex}-қосымшаның {paragraph}-тармағы",
    "пункт {paragraph} приложения {annex} к Правилам",
    "paragraph {paragraph} of annex {annex} to the rules",
)
_ITEM_OF_ANNEX = Text(
    "Қағидаларға {annex}-қосымшаның {paragraph}-тармағының {item}) тармақшасы",
    "подпункт {item}) пункта {paragraph} приложения {annex} к Правилам",
    "sub-paragraph {item}) of paragraph {paragraph} of annex {annex} to the rules",
)


def place_of(clause: str, lang: str) -> str:
    """``подпункт 4) пункта 8 приложения 6 к Правилам`` for ``342:A6.8.4``; what is no clause stays as it is."""
    found = _CLAUSE.fullmatch(clause)
    if found is None or not (found["annex"] or found["paragraph"]):
        return clause
    if found["annex"]:
        words = _ITEM_OF_ANNEX if found["item"] else _OF_ANNEX if found["paragraph"] else _ANNEX
    else:
        words = (_ITEM if found["item"] else _PARAGRAPH)[found["order"]]
    return words.fill(**found.groupdict()).get(lang)
