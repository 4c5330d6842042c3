"""Values too long for their place: no name, word, sum or row leaves the page."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.annexes import wording
from forms.annexes.contexts import FORMS, ContextError, from_json
from forms.annexes.contexts.letters import Cited
from forms.annexes.contexts.parts import Addressee
from forms.annexes.contexts.samples import make, sample
from forms.annexes.render import page, render
from tests.unit.forms.annexes import pdf
from workflows.money import NBSP

NASTY = st.text(
    alphabet=st.one_of(st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from("<>&\"'{}%\\/ \u0301\u202eӘғ")),
    min_size=1,
    max_size=120,
).filter(str.strip)


@settings(max_examples=15, deadline=None)
@given(name=NASTY)
def test_any_name_is_escaped_and_leaves_one_page(name: str) -> None:
    context: Any = make("annex-5")
    context = replace(context, addressee=Addressee(name=name), provider_name=name)
    html = page("annex-5", context, "kk")
    assert html.count("<script") == 0
    assert html.count("<p") == page("annex-5", make("annex-5"), "kk").count("<p")
    file = render("annex-5", context, "kk")
    assert all(font.startswith("Tinos") for font, _ in pdf.fonts(file))
    assert pdf.pages(file) <= 2


@pytest.mark.parametrize("name", ["Қ" * 500, "Ұзын атау " * 50, "Щ-" * 250])
def test_a_name_of_500_letters_does_not_leave_the_page(name: str) -> None:
    context: Any = replace(make("annex-1", "filled"), applicant_name=name.strip())
    file = render("annex-1", context, "kk")
    assert _words_outside(file) == []


def _swollen(form: str, data: Any, whole: Any, long: str) -> None:
    """Put ``long`` in the place of every text of ``data`` (a part of ``whole``) that the context takes."""
    for key in data if isinstance(data, dict) else range(len(data)):
        value = data[key]
        if isinstance(value, dict | list):
            _swollen(form, value, whole, long)
        elif isinstance(value, str):
            data[key] = long
            try:
                from_json(form, whole)
            except ContextError:
                data[key] = value


@pytest.mark.parametrize("form", list(FORMS))
def test_no_long_value_of_any_form_leaves_the_page(form: str) -> None:
    data = sample(form)
    _swollen(form, data, data, "Қ" * 500)
    assert "Қ" * 500 in str(data)
    assert _words_outside(render(form, from_json(form, data), "kk")) == []


def test_sixty_costs_run_over_pages_under_repeated_heads() -> None:
    file = render("annex-1", make("annex-1", "long"), "kk")
    body = pdf.flat(file)
    with_rows = sum("-топтама" in part for part in pdf.text(file).split("\f"))
    assert with_rows >= 4
    assert body.count("Шығындардың атауы") == with_rows
    assert all(f"{number}-топтама" in body for number in range(1, 61))
    assert _words_outside(file) == []


def test_money_of_the_largest_kind_stays_inside_its_column() -> None:
    context: Any = make("annex-1")
    big = replace(
        context.costs[0], amount_currency=Decimal("999999999999999.99"), amount_tenge=Decimal("999999999999.99")
    )
    assert _words_outside(render("annex-1", replace(context, costs=(big,)), "kk")) == []


def _words_outside(file: bytes) -> list[str]:
    """Words whose box leaves the paper's printable area (12 mm at the right, in points)."""
    found, width = [], 0.0
    for line in pdf._run("pdftotext", file, "-bbox", to_stdout=True).splitlines():
        if "<page" in line:
            width = float(line.split('width="')[1].split('"')[0])
        if "<word" in line:
            right = float(line.split('xMax="')[1].split('"')[0])
            if right > width - 12 * 72 / 25.4 + 1:
                found.append(line)
    return found


def test_a_word_is_not_broken_at_its_own_hyphen_outside_tables() -> None:
    text = pdf.text(render("annex-3", make("annex-3"), "kk"))
    for word in ("өнеркәсіптік-инновациялық", "іс-шаралар", "1-қосымшаға", "мән-жайларының"):
        assert word in text
        assert word.replace("-", "") not in text
    assert wording.uncut('<title>a-бір</title><main><p id="бір-екі">бір-екі <b>8-тармақ</b></p>') == (
        '<title>a-бір</title><main><p id="бір-екі"><span class="whole">бір-екі</span> '
        '<b><span class="whole">8-тармақ</span></b></p>'
    )


def test_a_compound_word_wraps_inside_its_column() -> None:
    context: Any = make("annex-1")
    word = "мемлекеттікшарт-қазақстандықтар"
    changed = replace(context, costs=(replace(context.costs[0], name=word),))

    assert f'class="whole">{word}' in page("annex-1", changed, "kk")
    assert word not in pdf.text(render("annex-1", changed, "kk"))


def test_a_line_that_ends_before_a_compound_is_whole() -> None:
    """It once broke after its first word: where "АЕК-тен" begins the next line."""
    text = (
        "бір қаржы (күнтізбелік) жылы түскен өтінімдер бойынша мәлімделген шығындар сомасы 13 000 АЕК-тен асады "
        "(9-тармақ 1), 2), 4), 5), 7), 8), 10-тармақ)"
    )
    letter = replace(make("case-letter", "filled"), items=(Cited(text=text, clause="22.2"),))
    lines = pdf.text(render("case-letter", letter, "kk", qr_url="https://demeu.example/d/1")).splitlines()
    assert any("бір қаржы" in line and line.rstrip().endswith("13 000") for line in lines)


@pytest.mark.parametrize("text", ["312 450,00", "+7 7142 55 01 17", "№ 306", "4 442 550,00"])
def test_a_number_in_free_words_stays_on_one_line(text: str) -> None:
    assert f"a {text.replace(' ', NBSP)} b" in wording.uncut(f"<main>a {text} b")


def test_a_number_filled_in_after_its_sign_stays_with_it_unless_it_is_long() -> None:
    assert f"№{NBSP}<b>306</b>" in wording.uncut("<main>№ <b>306</b>")
    assert "№ <b>" in wording.uncut(f"<main>№ <b>{'7' * 100}</b>")


def test_what_only_looks_like_groups_of_a_number_is_left_alone() -> None:
    assert "2026 100 000" in wording.uncut("<main>2026 100 000")


def test_a_percentage_keeps_its_ending() -> None:
    assert '<span class="whole">10 %-ға</span>' in wording.uncut("<main>10 %-ға")
