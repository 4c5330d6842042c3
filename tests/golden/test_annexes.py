"""The text of every document, word for word, against a reviewed copy; the number of its pages.

After a wanted change: ``UPDATE_GOLDEN=1 pytest tests/golden/test_annexes.py``, then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from forms.annexes.contexts import FORMS
from forms.annexes.contexts.samples import make, variants
from forms.annexes.render import LANGS, Lang, render
from tests.unit.forms.annexes import pdf

COPIES = Path(__file__).parent / "annexes"
CASES = [(lang, form, variant) for lang in LANGS for form in FORMS for variant in variants(form) if variant != "long"]


@pytest.mark.parametrize(("lang", "form", "variant"), CASES)
def test_text_is_the_reviewed_one(lang: Lang, form: str, variant: str) -> None:
    file = render(form, make(form, variant), lang, qr_url="https://demeu.example/check/rT3kQ9mZ")
    lines = [" ".join(line.split()) for line in pdf.text(file).replace("\f", "\n").splitlines()]
    found = f"pages: {pdf.pages(file)}\n" + "".join(f"{line}\n" for line in lines if line)
    copy = COPIES / lang / f"{form}-{variant}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(found, encoding="utf-8")

    assert found == copy.read_text(encoding="utf-8")


def test_no_copy_is_left_of_a_document_that_is_gone() -> None:
    known = {f"{lang}/{form}-{variant}.txt" for lang, form, variant in CASES}
    assert {path.relative_to(COPIES).as_posix() for path in COPIES.rglob("*.txt")} == known
