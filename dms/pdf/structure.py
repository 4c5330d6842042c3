"""Reads the structure of a stranger's PDF and says what is wrong with it. Runs in the child only, behind its limits."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from dms.pdf.limits import MAX_DEPTH, MAX_OBJECTS, MAX_PAGES, MAX_SIDE
from dms.pdf.streams import Budget
from dms.pdf.tail import is_whole

#: What a dictionary does by the kind of its action (PDF 32000-1, 12.6.4). Links inside the file and web addresses that
#: a person must press are left alone.
_ACTIONS = {
    "/JavaScript": "script",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/RichMediaExecute": "media",
    "/GoTo3DView": "media",
    "/Launch": "action",
    "/ImportData": "action",
    "/SubmitForm": "action",
    "/GoToR": "action",
    "/GoToE": "action",
}
_KEYS = {
    "/JS": "script",
    "/JavaScript": "script",
    "/XFA": "form",
    "/EmbeddedFiles": "embedded",
    "/EF": "embedded",
    "/RichMediaContent": "media",
    "/3DD": "media",
}
_ANNOTATIONS = {
    "/FileAttachment": "embedded",
    "/RichMedia": "media",
    "/3D": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/Screen": "media",
}
_AUTOMATIC = ("/OpenAction", "/AA")


def examine(path: Path) -> dict[str, Any]:
    """``{"pages": n or None, "codes": [...]}``; no code means that the file is sound."""
    codes: set[str] = set()
    if not is_whole(path):
        codes.add("truncated")
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            pages = _look(pdf, codes)
    except pikepdf.PasswordError:
        return {"pages": None, "codes": ["encrypted"]}
    except MemoryError:
        return {"pages": None, "codes": ["too_heavy"]}
    except Exception:  # a stranger's bytes: whatever the parser stumbles over is a fault of the file
        return {"pages": None, "codes": sorted(codes | {"broken"})}
    return {"pages": pages, "codes": sorted(codes)}


def _look(pdf: pikepdf.Pdf, codes: set[str]) -> int:
    if pdf.is_encrypted:
        codes.add("encrypted")
    _walk(pdf, codes)
    pages = _pages(pdf, codes)
    if pdf.get_warnings():
        codes.add("broken")
    return pages


def _pages(pdf: pikepdf.Pdf, codes: set[str]) -> int:
    count = len(pdf.pages)
    if count == 0:
        codes.add("no_pages")
    if count > MAX_PAGES:
        codes.add("too_many_pages")
        return count
    if not all(_has_good_size(page) for page in pdf.pages):
        codes.add("bad_page_size")
    return count


def _has_good_size(page: pikepdf.Page) -> bool:
    unit = float(page.obj.get("/UserUnit", 1))
    try:
        boxes = [[float(number) for number in box] for box in (page.mediabox, page.cropbox)]
    except (TypeError, ValueError, AttributeError, KeyError, pikepdf.PdfError):
        return False
    for box in boxes:
        if len(box) != 4 or not all(math.isfinite(number) for number in box):
            return False
        sides = abs(box[2] - box[0]) * unit, abs(box[3] - box[1]) * unit
        if not all(1 <= side <= MAX_SIDE for side in sides):
            return False
    return True


def _walk(pdf: pikepdf.Pdf, codes: set[str]) -> None:
    """From the trailer into everything that hangs on it, and into what hangs on nothing: a dictionary inside another
    is in no list of objects."""
    budget = Budget()
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, int]] = [(pdf.trailer, 0), *((thing, 0) for thing in pdf.objects)]
    while waiting:
        thing, depth = waiting.pop()
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
            depth = 0
        if depth > MAX_DEPTH or len(seen) > MAX_OBJECTS:
            codes.add("too_dense")
            return
        _judge(thing, codes)
        if isinstance(thing, pikepdf.Stream):
            fault = budget.take(thing)
            if fault:
                codes.add(fault)
        waiting.extend((part, depth + 1) for part in _parts(thing))


def _parts(thing: Any) -> Iterator[Any]:
    values: Any = ()
    if isinstance(thing, pikepdf.Array):
        values = thing
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        values = [thing.get(key) for key in thing.keys()]  # noqa: SIM118 - not a dict: iteration is over keys only here
    for value in values:
        if isinstance(value, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
            yield value


def _judge(thing: Any, codes: set[str]) -> None:
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    keys = set(thing.keys())
    codes.update(code for key, code in _KEYS.items() if key in keys)
    if thing.get("/Type") == "/EmbeddedFile":
        codes.add("embedded")
    if "/S" in keys:
        codes.update(code for name, code in _ACTIONS.items() if thing.get("/S") == name)
    if "/Subtype" in keys and thing.get("/Subtype") != "/Image":
        codes.update(code for name, code in _ANNOTATIONS.items() if thing.get("/Subtype") == name)
    for key in _AUTOMATIC:
        if key in keys and _acts(thing.get(key)):
            codes.add("action")


def _acts(thing: Any) -> bool:
    """Whether something that runs by itself does more than to show a page of this file."""
    if not isinstance(thing, pikepdf.Dictionary):
        return False  # an array is a place in the file
    if "/S" in thing:
        return bool(thing.get("/S") not in ("/GoTo", "/Named"))
    return any(_acts(thing.get(key)) for key in thing.keys())  # noqa: SIM118 - /AA: a dictionary of actions
