"""Rendering: the same bytes each time, PDF/A-3b by structure, one typeface, nothing from outside, nothing unescaped."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import segno
from jinja2.exceptions import UndefinedError
from weasyprint import CSS, HTML
from weasyprint.urls import FatalURLFetchingError

from forms.annexes import wording
from forms.annexes.contexts import FORMS, from_json
from forms.annexes.contexts.parts import Decided, Interpretation, Reference
from forms.annexes.contexts.samples import make, sample
from forms.annexes.fetcher import AddressRefused, BundledAssets
from forms.annexes.render import AnnexError, _environment, identifier, page, render
from tests.unit.forms.annexes import pdf

ADDRESS = "https://demeu.example/check/rT3kQ9mZ"
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


@pytest.fixture(scope="module")
def refusal() -> bytes:
    return render("annex-5", make("annex-5"), "kk", qr_url=ADDRESS)


def test_same_context_gives_same_bytes(refusal: bytes) -> None:
    assert render("annex-5", make("annex-5"), "kk", qr_url=ADDRESS) == refusal


def test_another_context_or_address_gives_another_identifier() -> None:
    context: Any = make("annex-5")
    known = {
        identifier("annex-5", context, "kk", ADDRESS),
        identifier("annex-5", context, "ru", ADDRESS),
        identifier("annex-5", context, "kk", None),
        identifier("annex-5", replace(context, provider_name="Басқа"), "kk", ADDRESS),
    }
    assert len(known) == 4


def test_structure_of_pdf_a_3b(refusal: bytes) -> None:
    with pikepdf.open(io.BytesIO(refusal)) as file:
        assert not file.is_encrypted
        intents = list(file.Root.OutputIntents)
        assert [str(i.S) for i in intents] == ["/GTS_PDFA1"]
        assert len(intents[0].DestOutputProfile.read_bytes()) > 1000
        with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "B")
            assert metadata.pdfa_status == "3B"
        assert str(file.Root.Lang) == "kk"
        assert len(file.trailer.ID) == 2
        assert "JavaScript" not in str(file.Root.keys())
        assert str(file.docinfo.CreationDate) == str(file.docinfo.ModDate)
        for item in file.pages:
            assert [round(float(x)) for x in item.mediabox] == [0, 0, 595, 842]
            for font in item.resources.Font.values():
                (descendant,) = font.DescendantFonts
                assert "/FontFile2" in descendant.FontDescriptor or "/FontFile3" in descendant.FontDescriptor
                assert "/ToUnicode" in font


def test_title_bookmarks_and_page_numbers(refusal: bytes) -> None:
    with pikepdf.open(io.BytesIO(refusal)) as file:
        with file.open_metadata() as metadata:
            assert metadata["dc:title"].startswith("Дәлелді бас тарту")
        with file.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Дәлелді бас тарту"]
    assert pdf.flat(refusal).replace(" ", "").endswith("1/1")


def test_only_the_bundled_typeface_and_all_embedded(refusal: bytes) -> None:
    found = pdf.fonts(refusal)
    assert found
    assert all(name.startswith("Tinos") and embedded for name, embedded in found)


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_kazakh_letters_survive_extraction(lang: Any) -> None:
    context: Any = replace(make("annex-5"), provider_name=KAZAKH)
    assert KAZAKH in pdf.flat(render("annex-5", context, lang))


def test_address_of_the_check_stands_in_the_foot_of_every_page() -> None:
    file = render("annex-3", make("annex-3"), "kk", qr_url=ADDRESS)
    assert pdf.pages(file) > 3
    assert pdf.text(file).count(ADDRESS) == pdf.pages(file)


def test_the_code_in_the_foot_holds_the_address(refusal: bytes) -> None:
    wanted = segno.make(ADDRESS, error="m", micro=False).matrix
    with pikepdf.open(io.BytesIO(refusal)) as file:
        (image,) = (pikepdf.PdfImage(raw) for raw in file.pages[0].resources.XObject.values())
        picture = image.as_pil_image().convert("1")
    dot = picture.width // len(wanted)
    drawn = [
        [picture.getpixel((x * dot + dot // 2, y * dot + dot // 2)) == 0 for x in range(len(wanted))]
        for y in range(len(wanted))
    ]
    assert drawn == [[bool(cell) for cell in row] for row in wanted]


def test_without_an_address_there_is_no_code() -> None:
    assert "<img" not in page("annex-5", make("annex-5"), "kk")
    assert "<img" in page("annex-5", make("annex-5"), "kk", qr_url=ADDRESS)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "https://example.kz/x.png", "data:text/plain,x", "annex:fonts/../render.py", "ftp://a"],
)
def test_fetcher_refuses_all_but_the_bundle(address: str) -> None:
    with pytest.raises(AddressRefused, match="may not load"):
        BundledAssets().fetch(address)


@pytest.mark.parametrize(
    "body", ['<img src="{}">', '<link rel="stylesheet" href="{}">', '<a rel="attachment" href="{}">x</a>']
)
def test_a_page_that_names_a_file_of_this_machine_is_not_rendered(body: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    with pytest.raises(FatalURLFetchingError):
        HTML(string=body.format(secret.as_uri()), url_fetcher=BundledAssets()).write_pdf()


def test_a_style_that_names_a_file_of_this_machine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FatalURLFetchingError):
        CSS(string=f'@import "{(tmp_path / "x.css").as_uri()}";', url_fetcher=BundledAssets())


def test_undefined_is_an_error_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        _environment("kk").from_string("{{ c.no_such_field }}").render(c=make("annex-5"))


def test_templates_run_in_a_sandbox() -> None:
    text = _environment("kk").from_string("{{ c.__class__.__mro__ }}")
    with pytest.raises(Exception, match="unsafe"):
        text.render(c=make("annex-5"))


@pytest.mark.parametrize(
    ("form", "lang", "said"),
    [("annex-9", "kk", "no such document"), ("annex-5", "en", "kk and ru"), ("annex-4", "kk", "of another document")],
)
def test_what_cannot_be_made_is_said(form: str, lang: Any, said: str) -> None:
    with pytest.raises(AnnexError, match=said):
        render(form, make("annex-5"), lang)


def test_markup_in_a_name_is_text() -> None:
    nasty = '<script>alert(1)</script><img src="file:///etc/passwd"> {{ 7*7 }} & "x" <!-- y'
    context: Any = replace(make("annex-5"), provider_name=nasty)
    assert "".join(nasty.split()) in "".join(pdf.text(render("annex-5", context, "kk")).split())


def test_a_letter_without_a_glyph_shows_its_code() -> None:
    assert wording.printable("北Ә\u202e") == "[U+5317]Ә[U+202E]"
    assert wording.printable("и\u0306") == "й"
    assert wording.printable(5) == 5


def test_values_are_written_as_official_papers_write_them() -> None:
    on = date(2026, 11, 1)
    assert wording.money(Decimal("4442550")) == "4\u00a0442\u00a0550,00"
    assert wording.thousand(Decimal("4442550")) == "4\u00a0442,6"
    assert wording.number(Decimal("97.50")) == "97,5"
    assert wording.number(15000) == "15\u00a0000"
    assert wording.day_of(date(2022, 6, 15), "kk") == "15\u00a0маусымдағы"
    assert wording.day_of(date(2022, 6, 15), "ru") == "15\u00a0июня"
    assert wording.month(on, "kk") == "қараша"
    assert wording.month(on, "ru") == "ноября"
    assert wording.dmyhm(datetime(2026, 3, 19, 13, 40, tzinfo=UTC)) == "19.03.2026\u00a018:40"
    assert wording.dmy(datetime(2026, 3, 19, 20, 0, tzinfo=UTC)) == "20.03.2026"
    assert wording.figures_and_number(Decimal("960000"), "kk") == "960\u00a0000,00 (тоғыз жүз алпыс мың)"
    assert wording.and_tiyn(Decimal("43.67"), "ды") == "\u00a067\u00a0тиынды"
    assert wording.figures_and_number(Decimal("43.67"), "ru") + " тенге" + wording.and_tiyn(Decimal("43.67")) == (
        "43,67 (сорок три) тенге\u00a067\u00a0тиын"
    )
    assert wording.and_tiyn(Decimal("43.00")) == ""


def test_another_paper_is_named_as_its_place_asks() -> None:
    paper = Reference(number="15", on=date(2026, 11, 1))
    assert wording.cited(paper, "kk") == wording.listed(paper) == "№\u00a015, 01.11.2026"
    assert wording.cited(paper, "ru") == wording.named(paper, "ru") == "№\u00a015 от\u00a001.11.2026\u00a0г."
    assert wording.named(paper, "kk") == "2026\u00a0жылғы\u00a01\u00a0қарашадағы №\u00a015"
    assert wording.named(Reference(number="15"), "kk") == "№\u00a015"
    assert wording.cited(Reference(), "ru") == wording.named(Reference(), "kk") == ""


@pytest.mark.parametrize(
    ("minute", "ending"), [(0, "ге"), (30, "ға"), (40, "қа"), (50, "ге"), (3, "ке"), (16, "ға"), (27, "ге"), (59, "ға")]
)
def test_the_end_of_a_term_has_the_ending_of_its_last_word(minute: int, ending: str) -> None:
    moment = datetime(2026, 3, 27, 12, minute, tzinfo=UTC)
    assert wording.until(moment, "kk") == f"27.03.2026 күні сағат 17:{minute:02d}-{ending} дейін"
    assert wording.until(date(2026, 5, 12), "kk") == "2026\u00a0жылғы 12\u00a0мамырға дейін"
    assert wording.until(date(2026, 5, 12), "ru") == "до\u00a012.05.2026"


def test_an_edition_is_named_by_its_day() -> None:
    assert wording.edition("342@2025-10-23", "kk") == "23.10.2025 редакциясы"
    assert wording.edition("342@2025-10-23", "ru") == "редакция от 23.10.2025"
    assert wording.edition("1-редакция", "kk") == "1-редакция"


@pytest.mark.parametrize("form", ["demand", "data-request", "termination-notice", "risk-warning", "applicant-notice"])
def test_a_letter_bears_its_day_and_one_made_before_days_were_kept_is_still_printed(form: str) -> None:
    data = sample(form)
    assert "Күні: " in page(form, from_json(form, data), "kk")
    del data["on"]
    assert "Күні: " not in page(form, from_json(form, data), "kk")


def test_every_form_has_both_languages_and_no_template_is_idle() -> None:
    for lang in ("kk", "ru"):
        have = {p.stem for p in (pdf.folder() / "templates" / lang).glob("*.html")}
        assert set(FORMS) <= have
        assert have - set(FORMS) == {"rules", "annex-3-obligation", "annex-3-statistics", "annex-4-explanation"}


DECIDED = [form for form, context in FORMS.items() if issubclass(context, Decided)]


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("form", DECIDED)
def test_the_interpretations_of_a_decision_follow_on_a_sheet_of_their_own(form: str, lang: Any) -> None:
    """The form itself stays as it is: what the software adds comes after it, on a new page."""
    bare: Any = make(form)
    entry = Interpretation(id="I-77", unclear="түсініксіз", choice="таңдау")
    without, told = page(form, bare, lang), page(form, replace(bare, relied_on=(entry,)), lang)
    assert "I-77" not in without
    body, _added, sheet = told.partition('<section class="new-page">\n<h1>')
    assert "I-77" in sheet
    assert body.strip() == without.partition("</main>")[0].strip()


def test_papers_of_decisions_can_tell_what_they_relied_on() -> None:
    """Annex 2 has its calculation sheet for that."""
    wanted = {"annex-5", "completeness-refusal", "demand", "monitoring-conclusion", "termination-notice", "case-letter"}
    assert set(DECIDED) == wanted
