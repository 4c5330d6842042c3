"""The official forms in Kazakh hold every word that the orders give them: Annexes 1 to 5, with the annexes of the
agreement and the explanation of the report."""

from __future__ import annotations

import html
import re
from functools import cache

import pytest

from dms import law
from dms.law.rules import FORMS
from forms.annexes.contexts.samples import make, variants
from forms.annexes.render import page

#: Lines that are a table or a row of fields: in the form their words stand in cells.
CELLS = re.compile(r"^Кесте|тел/факс|^Орындаушы тегі|^Басшы немесе оның|кіріс құжатының нөмірі")


def letters(words: str) -> str:
    """The published text has a Latin "i" inside a Kazakh word here and there; the form has the letter itself."""
    return re.sub(r"[\W_]+", "", words).lower().replace("i", "і")


@cache
def printed(form: str) -> tuple[str, ...]:
    """The letters of each sample of the form, as it is printed in Kazakh."""
    found = []
    for variant in variants(form):
        body = re.sub(r"<style.*?</style>", "", page(form, make(form, variant), "kk"), flags=re.DOTALL)
        found.append(letters(html.unescape(re.sub(r"<[^>]+>", " ", body))))
    return tuple(found)


def pieces(line: str) -> list[str]:
    """What must stand together: the words between the blanks, of a table the words of each cell."""
    if CELLS.search(line):
        line = line.partition(": ")[2] if line.startswith("Кесте") else line
        return re.split(r"[_;:()№/.,\s]+", line)
    return re.split(r"_+|\(жұмыс/ көрсетілетін қызметті берушінің атауы\)", line)


def lacking(form: str, line: str, texts: tuple[str, ...]) -> list[str]:
    return [piece for piece in map(letters, pieces(line)) if not any(piece in text for text in texts)]


OFFICIAL = [(FORMS[annex], ref) for ref in law.refs() if (annex := ref.partition(":")[2].partition(".")[0]) in FORMS]


@pytest.mark.clause("342:A1", "342:A1.1-18", "342:A1.11.1-3", "342:A2", "342:A3", "342:A3.1-21", "342:A3.4.1-3")
@pytest.mark.clause("342:A3.5.1-9", "342:A3.6.1-3", "342:A3.9.1-3", "342:A3.A1", "342:A3.A2")
@pytest.mark.clause("342:A4", "342:A4.1-9", "342:A4.T", "342:A4.T.1-4", "342:A5")
@pytest.mark.parametrize(("form", "ref"), OFFICIAL)
def test_the_form_holds_the_words_of_the_order(form: str, ref: str) -> None:
    found = law.find(ref)
    assert found is not None
    assert {line: gone for line in found.words if (gone := lacking(form, line, printed(form)))} == {}


def test_a_word_that_is_gone_is_found() -> None:
    texts = tuple(text.replace("алтыайдабіррет", "") for text in printed("annex-3"))
    assert lacking("annex-3", law.find("342:A3.4.3").words[0], texts)
    assert not lacking("annex-3", law.find("342:A3.4.3").words[0], printed("annex-3"))


def test_every_official_form_is_held_against_the_order() -> None:
    assert {form for form, _ in OFFICIAL} == {f"annex-{number}" for number in range(1, 6)}
    assert len(OFFICIAL) > 80
