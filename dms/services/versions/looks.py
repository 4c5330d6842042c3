"""What the pages of a version look like, in words: scan or electronic original, colour, blank pages, text layer
(342:17). The child's measure is a hint; the officer's word on the colour stands above it."""

from __future__ import annotations

from enum import StrEnum

from dms.errors import StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import Document, DocumentVersion
from dms.pdf.limits import COLOUR_SHARE
from dms.queries import cases
from dms.services import clock, journal
from dms.services.desk.standing import Standing
from dms.services.judging.law import cited
from dms.services.unit import unit
from workflows.states import Right
from workflows.text import Text


class Colour(StrEnum):
    """``PALE``: the picture could hold colour, none was seen on it."""

    ELECTRONIC = "electronic"
    COLOUR = "colour"
    PALE = "pale"
    GREY = "grey"


COLOURS: dict[Colour, Text] = {
    Colour.ELECTRONIC: Text("электрондық түпнұсқа", "электронный оригинал", "electronic original"),
    Colour.COLOUR: Text("түрлі түсті сканерленген", "цветной скан", "colour scan"),
    Colour.PALE: Text("сканерленген, түс байқалмады", "скан, цвет не обнаружен", "scan, no colour seen on it"),
    Colour.GREY: Text("сұр реңкті сканерленген", "скан в оттенках серого", "grey scan"),
}
NO_TEXT = Text("мәтін қабаты жоқ", "без текстового слоя", "no text layer")


def colour_of(version: DocumentVersion) -> Colour | None:
    """None while nothing is known."""
    if version.colour_said:
        return Colour(version.colour_said)
    seen = version.traits
    if not seen:
        return None
    if not seen["scans"]:
        return Colour.ELECTRONIC
    if seen["share"] >= COLOUR_SHARE:
        return Colour.COLOUR
    return Colour.GREY if seen["grey"] else Colour.PALE


def blank_pages(version: DocumentVersion) -> list[int]:
    return list(version.traits.get("blank", ()))


def sample_of(version: DocumentVersion) -> int | None:
    """How many pages were looked at, where it were not all: what is said of the looks holds for these."""
    looked = version.traits.get("looked")
    return looked if looked is not None and looked < (version.pages or 0) else None


def has_text(version: DocumentVersion) -> bool:
    """Whether any page has letters that can be read; also where nobody has looked."""
    return bool(version.traits.get("text", 1))


def judge_colour(standing: Standing, document: Document, said: Colour, *, version: int | None) -> None:
    """The officer's word on the colour of the newest version, above the measure.

    Raises: NotPermitted, StaleCase.
    """
    standing.need(Right.EDIT)
    with unit():
        case = cases.lock(standing.case.id)
        if (version is not None and case.version != version) or document.current is None:
            raise StaleCase
        found = db.session.get_one(DocumentVersion, document.current.id, with_for_update=True, populate_existing=True)
        before = colour_of(found)
        found.colour_said = said.value
        journal.write(
            Event.COLOUR_JUDGED, actor=standing.user, at=clock.now(), case=case,
            clause=cited(case.programme, "342:17", "314:16"),
            facts={
                "document": document.public_id, "sha256": found.file.sha256, "said": said.value,
                "before": before.value if before else "", "measured": found.traits,
            },
        )  # fmt: skip
