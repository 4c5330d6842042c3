"""Pictures of a document's pages, made by a job in the child process, a few pages at a time."""

from __future__ import annotations

import tempfile
from pathlib import Path

from flask import current_app

from dms import pdf
from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import Document, DocumentVersion, File, Preview
from dms.pdf.limits import MAX_PAGES
from dms.queries import documents
from dms.services import files
from dms.services.files.file_check import NOT_CHECKED, local_copy, scanning
from dms.services.later import later
from dms.services.unit import unit

AT_ONCE = 10  #: pages drawn by one child
A_TURN = 200  #: pages drawn by one job; the next one goes on, so that a long file does not hold up all others


def make(document_id: int) -> None:
    """Makes the pictures of the document's versions that are not there yet, a turn at a time. Runs again harmlessly
    after a crash.

    Raises:
        OutsideTrouble: the store or the child gave no answer; the job is tried again.
    """
    paper = db.session.get(Document, document_id)
    for version_id in [row.id for row in paper.versions if may_draw(row)] if paper is not None else []:
        if _make(db.session.get_one(DocumentVersion, version_id)):
            with unit():
                later("make_previews", document_id=document_id)
            return


def _make(version: DocumentVersion) -> bool:
    """Draws the pages of one turn; whether there are more. A page that cannot be drawn has no picture."""
    version_id, done, pages = version.id, documents.last_preview(version.id), version.pages or MAX_PAGES
    if done >= pages:
        return False
    numbers, drawn = range(done + 1, min(done + A_TURN, pages) + 1), 0
    with local_copy(version.file) as path, tempfile.TemporaryDirectory(dir=_folder()) as folder:
        try:
            for picture in pdf.in_batches(
                numbers, AT_ONCE, lambda part: pdf.draw(path, Path(folder), part[0], part[-1])
            ):
                if picture is not None:
                    drawn = picture.page
                    _keep(version_id, picture)
                    picture.path.unlink()
                    picture.small.unlink()
        except pdf.ChildGone as error:
            raise OutsideTrouble(NOT_CHECKED) from error
    return drawn > 0 and numbers[-1] < pages


def may_draw(version: DocumentVersion) -> bool:
    """Only a sound file, scanned where scanning is required, is opened for pictures."""
    return version.check_status == "sound" and (version.scan_status == "clean" or not scanning())


def _keep(version_id: int, picture: pdf.Picture) -> None:
    file, small = _stored(picture, picture.path), _stored(picture, picture.small)
    with unit():
        db.session.get_one(DocumentVersion, version_id, with_for_update={"key_share": True})
        if documents.find_preview(version_id, picture.page) is None:
            db.session.add(
                Preview(
                    version_id=version_id,
                    page=picture.page,
                    file_id=files.claim(file).id,
                    width=picture.width,
                    height=picture.height,
                    thumb_id=files.claim(small).id,
                )
            )


def _stored(picture: pdf.Picture, path: Path) -> File:
    with path.open("rb") as source:
        return files.keep(source, name=f"{picture.page}.webp", media_type="image/webp", owner=None)


def _folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].var / "tmp"
    return folder
