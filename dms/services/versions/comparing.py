"""How a version differs from the one before it: made once by a job in the child process, when both are sound."""

from __future__ import annotations

from dms import pdf
from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import Comparison, Document, DocumentVersion
from dms.queries import versions
from dms.services import clock
from dms.services.file_check import NOT_CHECKED, local_copy
from dms.services.pictures import may_draw
from dms.services.unit import unit


def compare(version_id: int) -> None:
    """Keeps the differences from the nearest earlier sound version; none where there is none. May run twice.

    Raises:
        OutsideTrouble: the store or the child gave no answer; the job is tried again.
    """
    later = db.session.get(DocumentVersion, version_id)
    earlier = earlier_of(later) if later is not None else None
    if later is None or earlier is None or not may_draw(later):
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


def earlier_of(version: DocumentVersion) -> DocumentVersion | None:
    """The newest sound version before this one."""
    document = db.session.get_one(Document, version.document_id)
    return next((row for row in reversed(document.versions) if row.no < version.no and may_draw(row)), None)
