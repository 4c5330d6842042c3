"""How a version differs from an earlier one: made once by a job in the child process, when both are sound; from the
one before it always, from any other when somebody asks."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from procrastinate.exceptions import AlreadyEnqueued

from dms import pdf
from dms.errors import BadInput, OutsideTrouble
from dms.extensions import db
from dms.models import Comparison, Document, DocumentVersion
from dms.pdf.wording import MOST_LETTERS, words
from dms.queries import texts, versions
from dms.services import clock
from dms.services.files.file_check import NOT_CHECKED, local_copy
from dms.services.files.pictures import may_draw
from dms.services.later import later as defer
from dms.services.unit import unit
from workflows.text import Text

NOT_TWO = Text(
    "Бір құжаттың екі түрлі нұсқасын таңдаңыз.",
    "Выберите две разные версии одного документа.",
    "Choose two different versions of one document.",
)


def compare(version_id: int, earlier_id: int | None = None) -> None:
    """Keeps the differences from an earlier sound version, the nearest where none is named; none where there is none.
    May run twice: pages that are not compared yet are tried again, and words that have been read meanwhile come in.

    Raises:
        OutsideTrouble: the store or the child gave no answer; the job is tried again.
    """
    later, earlier = _both(version_id, earlier_id)
    if later is None or earlier is None:
        return
    kept = versions.find_comparison(later.id, earlier.id)
    if kept is None or not standing_of(kept).is_whole:
        with local_copy(earlier.file) as before, local_copy(later.file) as after:
            try:
                pages = pdf.compare(before, after, _counts(earlier, later))
            except pdf.ChildGone as error:
                raise OutsideTrouble(NOT_CHECKED) from error
        _keep(later.id, earlier.id, pages)
    _read_words(later.id, earlier.id)


def give_up(version_id: int, earlier_id: int | None = None) -> None:
    """Keeps that no page could be compared, once the job's tries are used up: whoever looks may order it again."""
    later, earlier = _both(version_id, earlier_id)
    if later is not None and earlier is not None and versions.find_comparison(later.id, earlier.id) is None:
        _keep(later.id, earlier.id, pdf.failed(_counts(earlier, later)))


def _both(version_id: int, earlier_id: int | None) -> tuple[DocumentVersion | None, DocumentVersion | None]:
    later = db.session.get(DocumentVersion, version_id)
    earlier = _earlier(later, earlier_id) if later is not None else None
    both = later is not None and earlier is not None and may_draw(later) and may_draw(earlier)
    return (later, earlier) if both else (None, None)


def _counts(earlier: DocumentVersion, later: DocumentVersion) -> tuple[int | None, int | None]:
    return earlier.pages, later.pages


def _keep(later_id: int, earlier_id: int, pages: list[dict[str, Any]]) -> None:
    """In place of what is kept of the two, if anything is."""
    with unit():
        db.session.get_one(DocumentVersion, later_id, with_for_update={"key_share": True})
        kept = versions.find_comparison(later_id, earlier_id)
        if kept is None:
            kept = Comparison(version_id=later_id, earlier_id=earlier_id)
            db.session.add(kept)
        kept.made_at, kept.pages = clock.now(), pages


def _read_words(later_id: int, earlier_id: int) -> None:
    """Puts in the words of pages that have none of their own, once both files are read (``finding/texts``)."""
    kept = versions.find_comparison(later_id, earlier_id)
    if kept is None or not any(row.get("unread") for row in kept.pages):
        return
    marks = [db.session.get_one(DocumentVersion, row).file.sha256 or "" for row in (earlier_id, later_id)]
    if not all(texts.is_read(sha256) for sha256 in marks):
        return
    _keep(later_id, earlier_id, [_with_words(row, marks) if row.get("unread") else row for row in kept.pages])


def _with_words(row: dict[str, Any], marks: list[str]) -> dict[str, Any]:
    """``silent``: a page of the two has no words that anybody could read, and only the pictures were compared."""
    told = {key: value for key, value in row.items() if key != "unread"}
    said = [
        texts.body_of(sha256, row[side])[:MOST_LETTERS].split()
        for sha256, side in zip(marks, ("earlier", "later"), strict=True)
    ]
    if not all(said):
        return told | {"words": [], "silent": True}
    found = words(*said)
    return told | {"words": found, "same": not row["boxes"] and all(sign == "=" for sign, _said in found)}


def redo_words(sha256: str) -> None:
    """Orders the words of comparisons that have waited for the text of this file; in the caller's transaction."""
    for row in versions.list_unread(sha256):
        defer("compare_versions", version_id=row.version_id, earlier_id=row.earlier_id)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a comparison goes: numbers of pages that were not looked at, of the later and of the earlier version, how
    many pages wait for their words, and how many have none that could be read."""

    later: list[int]
    earlier: list[int]
    unread: int
    silent: int

    @property
    def is_whole(self) -> bool:
        """Whether all pages were looked at."""
        return not self.later and not self.earlier


def standing_of(kept: Comparison) -> Standing:
    looked = [row for row in kept.pages if not row.get("failed")]
    return Standing(
        later=_missed(kept, "later", kept.version_id),
        earlier=_missed(kept, "earlier", kept.earlier_id),
        unread=sum(1 for row in looked if row.get("unread")),
        silent=sum(1 for row in looked if row.get("silent")),
    )


def _missed(kept: Comparison, side: str, version_id: int) -> list[int]:
    last = max((row[side] for row in kept.pages if row[side]), default=1)
    count = db.session.get_one(DocumentVersion, version_id).pages or last
    seen = {row[side] for row in kept.pages if not row.get("failed")}
    return [number for number in range(1, count + 1) if number not in seen]


def _earlier(later: DocumentVersion, earlier_id: int | None) -> DocumentVersion | None:
    if earlier_id is None:
        return earlier_of(later)
    return next((row for row in later.document.versions if row.id == earlier_id and row.no < later.no), None)


def order(one: DocumentVersion, other: DocumentVersion) -> tuple[DocumentVersion, DocumentVersion]:
    """Orders the comparison of two versions of one document, if it is not there yet or some
    pages could not be compared; the later and the earlier.

    Raises: BadInput for the same version twice, or versions of two documents.
    """
    if one.document_id != other.document_id or one.id == other.id:
        raise BadInput(NOT_TWO)
    earlier, later = sorted((one, other), key=lambda row: row.no)
    mark = f"compare {later.id} {earlier.id}"
    with suppress(AlreadyEnqueued), unit():
        kept = versions.find_comparison(later.id, earlier.id)
        if kept is None or not standing_of(kept).is_whole:
            defer("compare_versions", once=mark, version_id=later.id, earlier_id=earlier.id)
    return later, earlier


def earlier_of(version: DocumentVersion) -> DocumentVersion | None:
    """The newest sound version before this one."""
    document = db.session.get_one(Document, version.document_id)
    return next((row for row in reversed(document.versions) if row.no < version.no and may_draw(row)), None)
