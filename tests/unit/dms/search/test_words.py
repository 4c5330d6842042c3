"""Words and numbers as the search compares them."""

from __future__ import annotations

import pytest

from dms.search import asking, marking
from dms.search.claims import claim_of
from dms.search.endings import stems
from dms.search.letters import ALONE, AMONG_CYRILLIC, clean, fold
from dms.search.words import bare, lexemes

#: A word and forms of it: asked by any, each of the others is found.
FORMS = (
    "қала қалаға қаласының қаласы қалада қаладан қаламен қалалар қалаларға қаладағы",
    "шарт шарттың шарты шарттар шартқа шартта шартты шарттары шарттарының шартымен",
    "сауда саудада саудаға сауданың саудасы саудадан саудамен саудадағы",
    "өнім өнімнің өнімдерін өнімі өнімге өнімдер өнімдеріміз өніммен өніміңіз",
    "тауар тауарлар тауарларға тауарының тауарымызды тауармен тауарлардан",
    "салық салығы салықтар салығының салықтан салықтың",
    "мектеп мектебі мектебіне мектептер мектептің",
    "келісім келісімге келісімді келісімнің келісімі келісімдер",
    "кәсіпкер кәсіпкерлер кәсіпкердің кәсіпкерге кәсіпкерлеріміз",
    "министрлік министрлігі министрлігінің министрлікке",
    "құжат құжаттар құжаттың құжаттарды құжатқа құжаттарының",
    "бет беттер беттің бетте беттен",
    "акт акты",
)


def holds(text: str, question: str) -> bool:
    """What the database answers by the Kazakh half of the question alone."""
    found = lexemes(clean(text))
    return all(
        any(word.startswith(term.beginnings) for word in found) or bool(set(term.whole) & set(found))
        for term in asking.read(question).terms
    )


@pytest.mark.parametrize("forms", FORMS, ids=lambda forms: forms.split()[0])
def test_any_form_finds_every_other(forms: str) -> None:
    words = forms.split()
    missed = [(asked, other) for asked in words for other in words if not holds(f"Осы {other} бойынша", asked)]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("қалқа", "қала"), ("сабақ", "сауда"), ("шара", "шарт"), ("онлайн", "өнім"), ("тау", "тауар"),
        ("салмақ", "салық"), ("8/27-Ш", "8/26-Ш"), ("061240000016", "061240000015"), ("шарт", "шарт сауда"),
    ],
)  # fmt: skip
def test_another_word_is_not_found(text: str, question: str) -> None:
    assert not holds(text, question)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Қазақстан", "казакстан"), ("Әкімдік", "акимдик"), ("ӨНІМ", "оним"), ("Ұлттық", "улттык"), ("ғылым", "гылым"),
        ("жеңіл", "женил"), ("қаһарман", "кахарман"), ("\u0451лка", "елка"),
        ("cayдa", "сауда"), ("шapт", "шарт"), ("Cауда", "сауда"), ("өнiм", "өнім"), ("KAБEЛЬ", "кабель"),
        ("TOO", "ТОО"), ("AO", "АО"), ("қаhарман", "қаһарман"), ("HAH", "НАН"), ("Toyota", "TOYOTA"),
    ],
)  # fmt: skip
def test_one_word_however_it_is_typed(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("latin", ["invoice", "Apple", "SWIFT", "kz", "export.gov.kz"])
def test_latin_words_stay_latin(latin: str) -> None:
    assert fold(latin) == latin.lower()


def test_a_folded_text_is_as_long_as_it_was() -> None:
    every = "".join(chr(code) for code in range(0x20, 0x3000))
    assert len(fold(every)) == len(every)
    assert all(len(table) for table in (ALONE, AMONG_CYRILLIC))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("№ 8/26-Ш", "826ш"), ("8/26-Ш", "8 26 ш"), ("8/26-Ш", "8-26/ш"), ("826Ш", "8/26-Ш"),
        ("БСН 061 240 000 015", "061240000015"), ("061240000015", "061 240 000 015"), ("061240000015", "0612"),
        ("БСН 0612 4000 0015", "061240000015"), ("061240000015", "0612 4000 0015"), ("061240 000015", "061240000015"),
        ("1 250 000,00 теңге", "1250000"), ("1250000", "1 250 000,00"), ("1 250 000", "1 250 000"),
        ("KZ47 6010 1310 0017 9714", "kz476010131000179714"), ("KZ476010131000179714", "KZ47 6010 1310 0017 9714"),
        ("D342-2026-000017", "D342-2026"), ("D342-2026-000017", "d3422026000017"), ("17-1", "17–1"),
    ],
)  # fmt: skip
def test_a_number_however_it_is_written(text: str, question: str) -> None:
    assert holds(text, question)


def test_a_word_cut_by_a_lines_end_is_one() -> None:
    assert clean("келі-\nсім") == "келісім"
    assert clean("8-\n26") == "8-\n26"
    assert clean("№\u00ad 8\x00") == "№ 8"


@pytest.mark.parametrize("typed", ["", "  ", "%_*", "' \" \\ : | & ! ( )", "\x00", "—"])
def test_signs_alone_ask_nothing(typed: str) -> None:
    assert not asking.read(typed)


@pytest.mark.parametrize("typed", ["a:* | !b", "'; drop", "<->", "x" * 5000, "слово " * 500, "1 " * 300])
def test_no_sign_of_the_query_language_gets_through(typed: str) -> None:
    terms = asking.read(typed).terms
    assert len(terms) <= asking.MOST_WORDS
    for term in terms:
        assert all(part.isalnum() for part in (*term.beginnings, *term.whole, term.word) if part)


def test_endings_leave_a_stem() -> None:
    assert stems("да") == {"да"}
    assert min(map(len, stems("уйлеримизде"))) >= 3


def marked(text: str, question: str) -> str:
    return str(marking.passage(text, marking.pattern_of(asking.read(question))))


def test_marks_stand_around_the_word_as_written() -> None:
    assert marked("Осы Шартқа сәйкес", "шарттың") == "Осы <mark>Шартқа</mark> сәйкес"
    assert marked("№ 8/26-Ш шот", "826ш") == "№ <mark>8/26-Ш</mark> шот"
    assert marked("Договоры поставки", "договора") == "<mark>Договоры</mark> поставки"


def test_what_is_marked_is_escaped() -> None:
    assert marked("<script>шарт</script>&", "шарт") == "&lt;script&gt;<mark>шарт</mark>&lt;/script&gt;&amp;"
    assert marked('"><img>', "жоқ") == "&#34;&gt;&lt;img&gt;"
    assert marked("a<mark>b", "mark") == "a&lt;<mark>mark</mark>&gt;b"


def test_a_long_text_is_cut_around_the_answer() -> None:
    found = marked("сөз " * 500 + "шарт " + "сөз " * 500, "шарт")
    assert "<mark>шарт</mark>" in found
    assert len(found) < 400
    assert found.startswith("… ")
    assert found.endswith(" …")


LINE = {"invoice_no": "17-А", "supplier_bin": "070740003939", "supplier_name": "«Сапа»", "amount": "960000.00"}


@pytest.mark.parametrize(
    "other",
    [{"invoice_no": "17 а"}, {"invoice_no": "№17/A"}, {"amount": "960000"}, {"supplier_bin": "070 740 003 939"},
     {"currency": "KZT"}],
)  # fmt: skip
def test_one_cost_is_one_claim(other: dict[str, str]) -> None:
    assert claim_of({**LINE, **other}) == claim_of(LINE) != ""


@pytest.mark.parametrize(
    "other",
    [{"invoice_no": "18-А"}, {"amount": "960000.01"}, {"supplier_bin": "070740003938"}, {"currency": "USD"}],
)  # fmt: skip
def test_another_cost_is_another_claim(other: dict[str, str]) -> None:
    assert claim_of({**LINE, **other}) != claim_of(LINE)


@pytest.mark.parametrize("missing", ["invoice_no", "amount"])
def test_what_is_not_stated_claims_nothing(missing: str) -> None:
    assert claim_of({**LINE, missing: ""}) == ""
    assert bare("№") == ""
