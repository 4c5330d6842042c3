"""The text of a file, read by a job page by page: its own layer, else recognised from the picture of the page. Kept by
content, so that the same bytes are read once; each batch is kept as it is read, so that a killed job goes on where it
was. A page whose child fails has no text; the others are read all the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sqlalchemy.dialects.postgresql import insert

from dms import pdf
from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import DocumentVersion, FileText, PageText
from dms.pdf.limits import MAX_PAGES
from dms.queries import texts
from dms.search.letters import clean
from dms.services import clock
from dms.services.files.file_check import NOT_CHECKED, local_copy
from dms.services.files.pictures import may_draw
from dms.services.finding import entries
from dms.services.later import later
from dms.services.unit import unit
from dms.services.versions import comparing

#: Changes when the same file would give another text: ``dms search`` has all files read anew.
EXTRACTOR = 1
AT_ONCE = 20  #: pages read by one child
RECOGNISED = 200  #: pages of one file that are recognised; a page takes seconds
#: A page with fewer letters and digits has no text layer worth the name: a stamp of the scanner's program.
FEWEST = 8


def read(version_id: int) -> None:
    """Reads what is not read yet and enters the document. Runs again harmlessly after a crash.

    Raises:
        OutsideTrouble: the store or the child gave no answer; the job is tried again.
    """
    version = db.session.get(DocumentVersion, version_id)
    if version is None or not may_draw(version):
        return
    sha256, document_id = version.file.sha256 or "", version.document_id
    row = texts.find_text(sha256)
    if row is None or row.status == "waiting":
        with local_copy(version.file) as path, tempfile.TemporaryDirectory(dir=path.parent) as folder:
            _read(path, Path(folder), sha256, row.done if row else 0, version.pages)
    with unit():  # after the reading is kept: a comparison under way looks for it once more when itself is kept
        comparing.redo_words(sha256)
    entries.enter_document(document_id)


def _read(path: Path, folder: Path, sha256: str, done: int, pages: int | None) -> None:
    recognised = sum(1 for page in texts.list_pages(sha256) if page.origin == "recognised")
    numbers = range(done + 1, (pages or MAX_PAGES) + 1)
    layers = pdf.in_batches(numbers, AT_ONCE, lambda part: pdf.read_text(path, part[0], part[-1]))
    try:
        for number, layer in zip(numbers, layers, strict=False):
            may_recognise = layer is not None and recognised < RECOGNISED
            page = _page(path, folder, number, layer or "", may_recognise=may_recognise)
            recognised += page[0] == "recognised"
            _keep(sha256, number, *page)
    except pdf.ChildGone as error:
        raise OutsideTrouble(NOT_CHECKED) from error
    _finish(sha256)


def _page(path: Path, folder: Path, number: int, layer: str, *, may_recognise: bool) -> tuple[str, str]:
    """Where the page's text came from, and the text."""
    own = clean(layer)
    if _letters(own) >= FEWEST:
        return "layer", own
    found = pdf.recognise(path, number, folder) if may_recognise else None
    seen = clean(found or "")
    if _letters(seen) > _letters(own):
        return "recognised", seen
    return ("layer", own) if _letters(own) else ("none", "")


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _keep(sha256: str, page: int, origin: str, body: str) -> None:
    put = insert(PageText).values(sha256=sha256, page=page, origin=origin, body=body)
    put = put.on_conflict_do_update(index_elements=["sha256", "page"], set_={"origin": origin, "body": body})
    with unit():
        db.session.execute(put)
        _row(sha256).done = page


def _finish(sha256: str) -> None:
    with unit():
        row, origins = _row(sha256), {page.origin for page in texts.list_pages(sha256)}
        row.status = next((origin for origin in ("recognised", "layer") if origin in origins), "none")
        row.extractor, row.read_at = EXTRACTOR, clock.now()


def _row(sha256: str) -> FileText:
    """The file's row; made where the reading was ordered by none."""
    row = db.session.get(FileText, sha256)
    if row is None:
        row = FileText(sha256=sha256, ordered_at=clock.now())
        db.session.add(row)
    return row


def redo(after: int, limit: int) -> int:
    """Orders the reading of versions that no reader of today has read; returns the last row id, 0 at the end."""
    rows = texts.list_unread(EXTRACTOR, after, limit)
    with unit():
        for version in rows:
            again = {"status": "waiting", "done": 0, "ordered_at": clock.now()}
            row = insert(FileText).values(sha256=version.file.sha256, extractor=0, **again)
            db.session.execute(row.on_conflict_do_update(index_elements=["sha256"], set_=again))
            later("read_text", version_id=version.id)
    return rows[-1].id if rows else 0
