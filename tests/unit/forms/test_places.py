"""A clause in the words of an official paper."""

from __future__ import annotations

import re

import pytest

from forms.annexes.places import place_of, places_in
from workflows.interpretations import BY_ID


@pytest.mark.parametrize(
    ("clause", "kk", "ru"),
    [
        ("342:35", "Қағидалардың 35-тармағы", "пункт 35 Правил"),
        ("342:9.1", "Қағидалардың 9-тармағының 1) тармақшасы", "подпункт 1) пункта 9 Правил"),
        (
            "342:A6.8.4",
            "Қағидаларға 6-қосымшаның 8-тармағының 4) тармақшасы",
            "подпункт 4) пункта 8 приложения 6 к Правилам",
        ),
        ("342:A6.7", "Қағидаларға 6-қосымшаның 7-тармағы", "пункт 7 приложения 6 к Правилам"),
        ("342:A2", "Қағидаларға 2-қосымша", "приложение 2 к Правилам"),
        (
            "314:22.2",
            "№ 314-НҚ бұйрықпен бекітілген қағидалардың 22-тармағының 2) тармақшасы",
            "подпункт 2) пункта 22 правил приказа № 314-НҚ",
        ),
        ("314:22", "№ 314-НҚ бұйрықпен бекітілген қағидалардың 22-тармағы", "пункт 22 правил приказа № 314-НҚ"),
        ("пункт 5 соглашения", "пункт 5 соглашения", "пункт 5 соглашения"),
        ("", "", ""),
    ],
)
def test_a_clause_is_named_in_words(clause: str, kk: str, ru: str) -> None:
    assert (place_of(clause, "kk"), place_of(clause, "ru")) == (kk, ru)


@pytest.mark.parametrize(
    ("text", "kk", "ru"),
    [
        ("(342:9, 314:12)", "(№ 342 қағидалардың 9-тармағы, № 314-НҚ қағидалардың 12-тармағы)",
         "(п. 9 Правил № 342, п. 12 Правил № 314-НҚ)"),
        ("342:A6.8.2.", "№ 342 қағидаларға 6-қосымшаның 8-тармағының 2) тармақшасы.",
         "подп. 2) п. 8 приложения 6 к Правилам № 342."),
        ("342:A2", "№ 342 қағидаларға 2-қосымша", "приложение 2 к Правилам № 342"),
        ("314:22.2–22.4", "№ 314-НҚ қағидалардың 22-тармағының 2)–4) тармақшасы", "подп. 2)–4) п. 22 Правил № 314-НҚ"),
    ],
)  # fmt: skip
def test_a_sentence_names_each_clause_with_its_order(text: str, kk: str, ru: str) -> None:
    assert (places_in(text, "kk"), places_in(text, "ru")) == (kk, ru)


def test_a_kazakh_ending_is_joined_to_the_last_word() -> None:
    assert places_in("342:8.1-де бар", "kk") == "№ 342 қағидалардың 8-тармағының 1) тармақшасында бар"


def test_no_interpretation_shows_the_key_of_a_clause() -> None:
    for row in BY_ID.values():
        for lang in ("kk", "ru"):
            shown = places_in(f"{row.unclear.get(lang)} {row.choice.get(lang)}", lang)
            assert not re.search(r"\b(342|314):[A0-9]|(тармағы|тармақшасы)-", shown)
