"""Prints the demo's papers in a pool of processes; scans are pages turned into pictures, a little askew, as a scanner
leaves them."""

from __future__ import annotations

import io
import multiprocessing
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from dms.demo.papers.sheet import Sheet

SCAN_DPI = 100


Pdf = Callable[[], bytes]


@contextmanager
def printing(groups: Sequence[Sequence[Sheet]], workers: int = 2) -> Iterator[list[list[Pdf]]]:
    """Prints every sheet in processes of its own while the block goes on: what is asked for first is printed first.
    Each PDF is asked for when it is needed, and waited for if it is not ready."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=fresh) as pool:
        yield [[pool.submit(print_one, sheet).result for sheet in group] for group in groups]


def print_one(sheet: Sheet) -> bytes:
    """One PDF; the same sheet looks the same every time."""
    from weasyprint import HTML

    from forms.annexes.fetcher import BundledAssets

    fonts, style, template = _press()
    page = template.render(s=sheet, scribble=scribble)
    document = HTML(string=page, base_url="annex:", url_fetcher=BundledAssets())
    pdf: bytes = document.write_pdf(stylesheets=[style], font_config=fonts)
    return scanned(pdf, sheet.name) if sheet.scan else pdf


@cache
def _press() -> tuple[Any, Any, Any]:
    """What one process needs, made once: reading the typeface anew costs more than a page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    from forms.annexes.fetcher import BundledAssets

    here = Path(__file__).parent
    fonts = FontConfiguration()
    source = (here / "paper.css").read_text(encoding="utf-8")
    style = CSS(string=source, font_config=fonts, url_fetcher=BundledAssets(), base_url="annex:")
    environment = Environment(loader=FileSystemLoader(here), autoescape=True, undefined=StrictUndefined)
    return fonts, style, environment.get_template("paper.html")


def scribble(person: str) -> str:
    """A signature: the same hand for the same person."""
    hand = random.Random(person)  # noqa: S311 - a drawing
    x, path = 6.0, f"M6 {hand.randint(24, 34)}"
    for _ in range(hand.randint(6, 9)):
        step = hand.uniform(10, 18)
        path += f" C{x + step * 0.3:.0f} {hand.randint(2, 20)} {x + step * 0.7:.0f} {hand.randint(30, 48)}"
        x += step
        path += f" {x:.0f} {hand.randint(16, 36)}"
    return path + f" l{hand.randint(8, 20)} {hand.randint(-14, 4)}"


def scanned(pdf: bytes, name: str) -> bytes:
    """The same pages as pictures in colour: paper-white a little off, turned by less than a degree."""
    import pypdfium2
    from PIL import Image, ImageEnhance

    hand, pictures = random.Random(name), []  # noqa: S311 - a drawing
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=SCAN_DPI / 72).to_pil().convert("RGB")
        tilt = hand.uniform(-0.7, 0.7)
        picture = picture.rotate(tilt, expand=False, fillcolor=(246, 244, 238), resample=Image.Resampling.BICUBIC)
        tone = Image.new("RGB", picture.size, (250, 247, 240))
        picture = ImageEnhance.Contrast(Image.blend(picture, tone, 0.12)).enhance(1.05)
        pictures.append(picture)
    document.close()
    target = io.BytesIO()
    pictures[0].save(target, "PDF", save_all=True, append_images=pictures[1:], resolution=float(SCAN_DPI), quality=62)
    return target.getvalue()
