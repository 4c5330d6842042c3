"""How a version differs from an earlier one: made once by a job in the child process, when both are sound; from the
one before it always, from any other when somebody asks."""

from __future__ import annotations

from contextlib import suppress

from procrastinate.exceptions import AlreadyEnqueued

from dms import pdf
from dms.errors import BadInput, OutsideTrouble
from dms.extensions import db
from dms.models import Comparison, Document, DocumentVersion
from dms.queries import versions
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
    May run twice.

    Raises:
        OutsideTrouble: the store or the child gave no answer; the job is tried again.
    """
    later = db.session.get(DocumentVersion, version_id)
    earlier = _earlier(later, earlier_id) if later is not None else None
    if later is None or earlier is None or not (may_draw(later) and may_draw(earlier)):
        return
    if versions.find_comparison(later.id, earlier.id) is not None:
        return
    ids = later.id, earlier.id
    with local_copy(earlier.file) as before, local_copy(later.file) as after:
        try:
            pages = pdf.compare(before, after)
        except pdf.ChildGone as error:
            raise OutsideTrouble(NOT_CHECKED) from error
    with unit():
        db.session.get_one(DocumentVersion, ids[0], with_for_update={"key_share": True})
        if versions.find_comparison(*ids) is None:
            db.session.add(Comparison(version_id=ids[0], earlier_id=ids[1], made_at=clock.now(), pages=pages))


def _earlier(later: DocumentVersion, earlier_id: int | None) -> DocumentVersion | None:
    if earlier_id is None:
        return earlier_of(later)
    return next((row for row in later.document.versions if row.id == earlier_id and row.no < later.no), None)


def order(one: DocumentVersion, other: DocumentVersion) -> tuple[DocumentVersion, DocumentVersion]:
    """Orders the comparison of two versions of one document, if it is not there yet; the later and the earlier.

    Raises: BadInput for the same version twice, or versions of two documents.
    """
    if one.document_id != other.document_id or one.id == other.id:
        raise BadInput(NOT_TWO)
    earlier, later = sorted((one, other), key=lambda row: row.no)
    mark = f"compare {later.id} {earlier.id}"
    with suppress(AlreadyEnqueued), unit():
        if versions.find_comparison(later.id, earlier.id) is None:
            defer("compare_versions", once=mark, version_id=later.id, earlier_id=earlier.id)
    return later, earlier


def earlier_of(version: DocumentVersion) -> DocumentVersion | None:
    """The newest sound version before this one."""
    document = db.session.get_one(Document, version.document_id)
    return next((row for row in reversed(document.versions) if row.no < version.no and may_draw(row)), None)
