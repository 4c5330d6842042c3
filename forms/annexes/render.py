"""A document is a function: form, frozen context and language in, PDF/A-3b out; the same input gives the same bytes.

Sandboxed Jinja with strict undefined, WeasyPrint with a locked fetcher, one bundled typeface, fixed dates and
identifier. What is known only after signing has no place here: it stands on the signature sheet.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import segno
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration

from forms.annexes import wording
from forms.annexes.contexts import FORMS, Context, to_json
from forms.annexes.fetcher import BundledAssets

Lang = Literal["kk", "ru"]
LANGS: tuple[Lang, ...] = ("kk", "ru")

#: The moment every PDF names as its making: that of the edition whose forms these are. A clock here would make the
#: bytes differ each time; when a document was really made is in the journal.
MADE_AT = "2025-10-23T00:00:00+05:00"

#: Pixels of one dot of the code.
_QR_DOT = 6
_COLOURS = "sRGB2014.icc"
_TEMPLATES = Path(__file__).parent / "templates"


class AnnexError(Exception):
    """A document cannot be made: an unknown form or language, a context of another form, a template that asks for
    what the context has not."""


@dataclass(frozen=True, slots=True)
class _Press:
    """What one process needs to print, made once: reading the style sheet and the typeface anew costs more than a
    page."""

    fonts: FontConfiguration
    style: CSS
    colours: bytes

    def profile(self) -> ColorProfile:
        """The colour profile for one document: WeasyPrint writes into it. Its own way of finding the same profile
        leaves a file open for each document."""
        return ColorProfile(io.BytesIO(self.colours), _COLOURS, "relative-colorimetric", (["r"], ["g"], ["b"]))


@cache
def _press() -> _Press:
    fonts = FontConfiguration()
    source = (_TEMPLATES / "annex.css").read_text(encoding="utf-8")
    style = CSS(string=source, font_config=fonts, url_fetcher=BundledAssets(), base_url="annex:")
    return _Press(fonts, style, (files("weasyprint.pdf") / _COLOURS).read_bytes())


@cache
def _environment(lang: Lang) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([_TEMPLATES / lang, _TEMPLATES / "common"]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=wording.printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(wording.FILTERS)
    for name, function in wording.BY_LANGUAGE.items():
        environment.filters[name] = _bind(function, lang)
    return environment


def _bind(function: Any, lang: Lang) -> Any:
    return lambda value: function(value, lang)


def page(form: str, context: Context, lang: Lang, *, qr_url: str | None = None) -> str:
    """The HTML that ``render`` prints; for tests and for looking at."""
    if lang not in LANGS:
        raise AnnexError(f"language {lang}: documents exist in kk and ru")
    if form not in FORMS:
        raise AnnexError(f"form {form}: there is no such document")
    if type(context) is not FORMS[form]:
        raise AnnexError(f"form {form}: the context is of another document")
    template = _environment(lang).get_template(f"{form}.html")
    try:
        return wording.uncut(template.render(c=context, form=form, lang=lang, made_at=MADE_AT, qr_url=qr_url))
    except TemplateError as error:
        raise AnnexError(f"form {form}: {error}") from error


def render(form: str, context: Context, lang: Lang, *, qr_url: str | None = None) -> bytes:
    """The PDF of ``form`` filled with ``context``. ``qr_url`` is the public address that confirms the document; it is
    printed with its QR code at the foot of every page. Raises AnnexError."""
    press = _press()
    document = HTML(
        string=page(form, context, lang, qr_url=qr_url), base_url="annex:", url_fetcher=BundledAssets(_qr(qr_url))
    )
    target = io.BytesIO()
    document.write_pdf(
        target,
        stylesheets=[press.style],
        font_config=press.fonts,
        color_profiles={"page": press.profile()},
        output_intent="page",
        pdf_variant="pdf/a-3b",
        pdf_identifier=identifier(form, context, lang, qr_url).encode(),
    )
    return target.getvalue()


def identifier(form: str, context: Context, lang: Lang, qr_url: str | None) -> str:
    """The PDF's identifier: a digest of everything it is made from."""
    made_from = json.dumps([form, lang, qr_url, to_json(context)], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(made_from.encode()).hexdigest()[:32]


def _qr(url: str | None) -> bytes:
    """The code as a small picture: drawn as a path it costs a third of a page."""
    if not url:
        return b""
    picture = io.BytesIO()
    segno.make(url, error="m", micro=False).save(picture, kind="png", border=0, scale=_QR_DOT)
    return picture.getvalue()
