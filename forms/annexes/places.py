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

#: Clauses inside a sentence about several orders: paragraph, item, annex, paragraph and item of an annex. In Russian
#: abbreviated, so that no case is wrong.
_INSIDE = {
    "kk": (
        "№ {rules} қағидалардың {paragraph}-тармағы",
        "№ {rules} қағидалардың {paragraph}-тармағының {item}) тармақшасы",
        "№ {rules} қағидаларға {annex}-қосымша",
        "№ {rules} қағидаларға {annex}-қосымшаның {paragraph}-тармағы",
        "№ {rules} қағидаларға {annex}-қосымшаның {paragraph}-тармағының {item}) тармақшасы",
    ),
    "ru": (
        "п. {paragraph} Правил № {rules}",
        "подп. {item}) п. {paragraph} Правил № {rules}",
        "приложение {annex} к Правилам № {rules}",
        "п. {paragraph} приложения {annex} к Правилам № {rules}",
        "подп. {item}) п. {paragraph} приложения {annex} к Правилам № {rules}",
    ),
}
_RULES = {"342": "342", "314": "314-НҚ"}
_IN_TEXT = re.compile(
    rf"\b(?P<clause>{_CLAUSE.pattern})(?:–(?P=paragraph)\.(?P<last>\d+))?(?:-(?P<ending>де|дің|дегі|тегідей)\b)?"
)
_ENDINGS = {"де": "нда", "дің": "ның", "дегі": "ндағы", "тегідей": "ндағыдай"}


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


def places_in(text: str, lang: str) -> str:
    """A sentence with its clauses in words, each with its order: ``по п. 9 Правил № 342`` for ``по 342:9``;
    ``тармақшасында`` for ``342:8.1-де``."""
    return _IN_TEXT.sub(lambda found: _inside(found, lang), text)


def _inside(found: re.Match[str], lang: str) -> str:
    annex, paragraph, item = found["annex"], found["paragraph"], found["item"]
    if not (annex or paragraph):
        return found.group()
    depth = (2 if annex else -1) + bool(paragraph) + bool(item)
    items = f"{item})–{found['last']}" if found["last"] else item
    words = _INSIDE[lang][depth].format(rules=_RULES[found["order"]], annex=annex, paragraph=paragraph, item=items)
    return words + _ENDINGS.get(found["ending"] or "", "")
