"""Every part, rendered with sample data in three languages: sound HTML, nothing inline, its landmarks and words."""

import re
from html.parser import HTMLParser

import html5lib
import pytest

from tests.style.app import PAGES, create_style_app

ADDRESSES = [
    *(f"/page/{name}" for name in PAGES),
    "/page/question?faults=1",
    "/page/portal?flash=1",
    *(f"/error/{code}" for code in (403, 404, 409, 413, 429, 500)),
    "/error/409?stale=1",
    "/error/409?what=taken",
]
KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")


@pytest.fixture(scope="module")
def client():
    app = create_style_app()
    app.testing = True
    return app.test_client()


def page(client, address: str, lang: str = "kk") -> str:
    joiner = "&" if "?" in address else "?"
    return client.get(f"{address}{joiner}lang={lang}").get_data(as_text=True)


class Inline(HTMLParser):
    """Collects what the content security policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)
        self.found += [name for name in names if name == "style" or name.startswith("on") or name.startswith("hx-on")]
        self.ids += [value for name, value in attrs if name == "id" and value]
        for name in ("for", "aria-describedby", "aria-labelledby", "data-confirm"):
            self.references += (names.get(name) or "").split()


def look(html: str) -> Inline:
    seen = Inline()
    seen.feed(html)
    return seen


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_is_sound(client, address, lang):
    html = page(client, address, lang)
    html5lib.HTMLParser(strict=True).parse(html)
    assert f'<html lang="{lang}">' in html
    seen = look(html)
    assert seen.found == []
    assert len(seen.ids) == len(set(seen.ids))
    assert set(seen.references) <= set(seen.ids)
    for landmark in ("<header", '<main id="main"', "<footer", 'href="#main"'):
        assert html.count(landmark) == 1
    assert html.count("<h1") == 1


@pytest.mark.parametrize("code", [403, 404, 409, 413, 429, 500])
def test_an_error_page_speaks_each_language(client, code):
    headings = [re.search(r"<h1>(.+?)</h1>", page(client, f"/error/{code}", lang))[1] for lang in ("kk", "ru", "en")]
    assert len(set(headings)) == 3
    assert KAZAKH.search(headings[0])
    assert re.fullmatch(r"[\x20-\x7e]+", headings[2])


def test_an_error_page_tells_what_the_application_knows(client):
    html = page(client, "/error/409?what=This+BIN+is+taken", "en")
    assert "This BIN is taken" in html
    assert "does not fit the present state" not in html
    assert "7f3a-91c0" in html


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_refusal_lists_every_reason_with_clause_and_remedy(client, lang):
    from dms.formatting import text
    from tests.style.samples import REASONS

    html = page(client, "/error/409", lang)
    for reason in REASONS:
        assert text(reason.text, lang) in html
        assert text(reason.remedy, lang) in html
        assert f">{reason.clause}</a>" in html


def test_the_language_switch_comes_back_to_the_page(client):
    html = page(client, "/page/question?faults=1")
    assert 'name="next" value="/page/question?faults=1&amp;lang=kk"' in html


def test_every_fault_is_linked_to_its_field(client):
    html = page(client, "/page/question?faults=1")
    for target in ("bin", "kind-0", "agree"):
        assert f'<a href="#{target}">' in html
        assert f'id="{target}"' in html
    assert 'aria-invalid="true"' in html


def test_what_is_not_allowed_stays_visible_with_its_reasons(client):
    html = page(client, "/page/case", "en")
    grey = re.search(r'<button[^>]+aria-disabled="true" aria-describedby="(.+?)"[^>]*>Propose reimbursement', html)
    assert grey
    assert f'id="{grey[1]}"' in html
    assert "Announce a hearing" in html


def test_a_text_from_outside_is_escaped(client):
    from flask import render_template_string

    with client.application.test_request_context():
        html = render_template_string(
            "{% from 'macros/ui.html' import button, stat, chip, file_row %}{{ button(x, attrs={'title': x}) }}"
            "{{ stat(x, x) }}{{ chip(x) }}{{ file_row({'name': x, 'size': 1, 'status': 'sound'}) }}",
            x='"><script>alert(1)</script>',
        )
    assert "<script" not in html
