"""What the pages of a sound PDF look like: blank or not, a scan or an electronic original, in colour or in grey, with
letters that can be read or without. Runs in the child only, behind its limits. It refuses nothing but a file that is
blank throughout: whether a scan is good enough (342:17) is for a person to say, and the shares below were tried on made
pictures only."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import ImageChops
from pypdfium2 import raw

WIDTH = 300  #: pixels of a page while it is judged
MOST = 60  #: pages looked at, spread over the whole file
SECONDS = 15.0  #: of the child's own time, after which no further page is looked at
LONGEST = 4000  #: pixels of a page's height

CHROMA = 32  #: of 255 between the strongest and the weakest of red, green, blue: paler is paper that has yellowed
INK = 24  #: of 255 lighter or darker than the paper, which is what most of the page is
INK_SHARE = 0.0002  #: of a page's pixels; a page number alone is more
COVERING = 0.6  #: of a page's area under one picture: then it is a scan

_GREY_SPACES = (raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_CALGRAY)
_GREY_BITS = 8  #: of one pixel with a colour profile: one channel, so grey


def look(path: Path) -> dict[str, Any]:
    """``looked``: pages judged; ``blank``: their numbers; ``scans``: how many are pictures of paper; ``text``: how many
    have letters; ``share``: the largest share of coloured pixels on a scanned page; ``grey``: whether no picture of a
    scanned page can hold colour at all."""
    found: dict[str, Any] = {"looked": 0, "blank": [], "scans": 0, "text": 0, "share": 0.0, "grey": True}
    with pypdfium2.PdfDocument(path) as pdf:
        fill_in(pdf)
        for number in _spread(len(pdf)):
            if time.process_time() > SECONDS:
                break
            page = pdf[number]
            _judge(page, number + 1, found)
            page.close()
    found["share"] = round(found["share"], 5)
    return found


def is_blank(found: dict[str, Any], pages: int | None) -> bool:
    """Whether every page was looked at and nothing stands on any."""
    return bool(found["looked"] == pages == len(found["blank"]))


def fill_in(pdf: pypdfium2.PdfDocument) -> None:
    """What has been written into the fields of a form is part of the page."""
    if pdf.get_formtype() != raw.FORMTYPE_NONE:
        pdf.init_forms()


def _spread(count: int) -> list[int]:
    if count <= MOST:
        return list(range(count))
    return sorted({number * (count - 1) // (MOST - 1) for number in range(MOST)})


def _judge(page: pypdfium2.PdfPage, number: int, found: dict[str, Any]) -> None:
    ink, colour = _shares(page)
    letters = _letters(page)
    found["looked"] += 1
    found["text"] += letters > 0
    if ink < INK_SHARE and not letters:
        found["blank"].append(number)
    pictures = list(_covering(page))
    if pictures:
        found["scans"] += 1
        found["share"] = max(found["share"], colour)
        found["grey"] = found["grey"] and all(pictures)


def _shares(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """The shares of inked and of coloured pixels."""
    width, height = page.get_size()
    scale = min(WIDTH / width, LONGEST / height)
    bitmap = page.render(scale=scale)
    picture = bitmap.to_pil().convert("RGB")
    bitmap.close()
    total = picture.width * picture.height
    lights = picture.convert("L").histogram()
    paper = lights.index(max(lights))
    ink = sum(count for value, count in enumerate(lights) if abs(value - paper) > INK)
    return ink / total, sum(_chroma(picture).histogram()[CHROMA + 1 :]) / total


def _chroma(picture: Any) -> Any:
    red, green, blue = picture.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    weakest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return ImageChops.subtract(strongest, weakest)


def _letters(page: pypdfium2.PdfPage) -> int:
    text = page.get_textpage()
    try:
        return len(text.get_text_range(0, min(text.count_chars(), 200)).strip()) if text.count_chars() > 0 else 0
    finally:
        text.close()


def _covering(page: pypdfium2.PdfPage) -> Iterator[bool]:
    """For each picture that covers most of the page, whether it is of grey or of black and white only."""
    width, height = page.get_size()
    for thing in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        if abs(right - left) * abs(top - bottom) >= COVERING * width * height:
            about = thing.get_metadata()
            profiled = about.colorspace == raw.FPDF_COLORSPACE_ICCBASED and about.bits_per_pixel == _GREY_BITS
            yield about.colorspace in _GREY_SPACES or about.bits_per_pixel == 1 or profiled
