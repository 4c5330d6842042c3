"""A version before a reader's eyes: its small pictures, one page large, the text of that page. What every screen with a
document shows (``macros/viewer.html``); the caller has made sure that the reader may open the version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_login import current_user

from dms.models import Case, Document, DocumentVersion, PageText, Preview
from dms.queries import documents, review, texts
from dms.services.files import serving
from dms.services.files.serving import is_open_to
from dms.services.versions.looks import blank_pages

#: The same addresses for the papers of a case and for those outside of any.
_CASE = {"page": "files.page", "small": "versions.small", "download": "files.download", "changes": "versions.changes"}
_OFFICE = {
    "page": "desk.office_page", "small": "desk.office_small", "download": "desk.office_file",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Small:
    """One page of the strip: where it leads, its picture with its size on the screen."""

    page: int
    url: str
    image: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Pages:
    """``picture`` is empty where the page has none; ``is_coming``: it may still be made; ``drawn``: how many pages have
    one; ``strip``: of those, the ones near by, and the first and the last."""

    number: int
    count: int
    picture: Preview | None
    image: str
    is_coming: bool
    drawn: int
    strip: list[Small]
    blank: list[int]
    text: PageText | None
    previous: str
    following: str
    download: str


#: The longer side of a picture in the strip.
_SIDE = 110
_NEAR = 100  #: pages before and after the one at hand in the strip


def address_of(case: Case | None, version: DocumentVersion, act: str, **more: Any) -> str:
    """Where a version is looked at or fetched: within its case, or as a paper outside of any."""
    if case is not None:
        return url_for(_CASE[act], case=case.public_id, version=version.public_id, **more)
    return url_for(_OFFICE[act], version=version.public_id, **more)


def pages_of(case: Case | None, version: DocumentVersion | None, at: Callable[[int], str]) -> Pages | None:
    """What the viewer shows of the version; ``at``: the address of this very screen with another page. None where this
    reader may not open it."""
    if version is None or not is_open_to(version.document, version, current_user):
        return None
    drawn, count = review.list_previews(version.id), version.pages or 0
    number = max(1, min(request.args.get("page", 1, type=int), count or 1))
    picture = next((row for row in drawn if row.page == number), None)
    text = texts.find_page(version.file.sha256 or "", number)
    if text is not None:  # the page of the screen itself tells what the file says
        serving.record_look(case, version.file, current_user)
    return Pages(
        number=number,
        count=count,
        picture=picture,
        image=address_of(case, version, "page", number=number) if picture else "",
        is_coming=_is_coming(version, drawn, number),
        drawn=len(drawn),
        strip=[_small(case, version, row, at) for row in _near(drawn, number)],
        blank=blank_pages(version),
        text=text,
        previous=at(number - 1) if number > 1 else "",
        following=at(number + 1) if number < count else "",
        download=address_of(case, version, "download"),
    )


def chosen_version(papers: Sequence[Document]) -> DocumentVersion | None:
    """The version of the address (``?file=``) if this reader may know of it, else what the first of the papers is
    now."""
    key = request.args.get("file", "")
    his = (row for paper in papers for row in serving.versions_for(paper, current_user))
    found = next((row for row in his if row.public_id == key), None)
    return found or (papers[0].current if papers else None)


def _is_coming(version: DocumentVersion, drawn: Sequence[Preview], number: int) -> bool:
    """Pages are drawn in their order: behind the last one there may be more, as long as a job for them waits."""
    last = drawn[-1].page if drawn else 0
    return number > last and documents.are_pictures_ordered(version.document_id)


def _near(drawn: Sequence[Preview], number: int) -> list[Preview]:
    ends = {drawn[0].page, drawn[-1].page} if drawn else set()
    return [row for row in drawn if abs(row.page - number) <= _NEAR or row.page in ends]


def _small(case: Case | None, version: DocumentVersion, row: Preview, at: Callable[[int], str]) -> Small:
    longer = max(row.width, row.height, 1)
    return Small(
        row.page,
        at(row.page),
        address_of(case, version, "small", number=row.page),
        row.width * _SIDE // longer,
        row.height * _SIDE // longer,
    )
