"""Answers that carry files, and what a script is told about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask import Response, current_app, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from dms.formatting import text
from dms.good_files import subject_of
from dms.models import Case, Document, DocumentVersion, File
from dms.services import files
from dms.services.files import handing
from dms.services.files.file_check import scanning
from dms.services.files.file_status import FileStatus, codes_of, status_of
from dms.services.versions.looks import COLOURS, NO_TEXT, Colour, blank_pages, colour_of, has_text, sample_of
from storage.keys import content_disposition
from storage.port import Reading

#: A stranger's bytes may do nothing in the reader's browser, even where it insists on showing them.
SANDBOX = "default-src 'none'; sandbox"


def stream(body: Iterable[bytes], media_type: str, name: str, *, size: int | None = None) -> Response:
    """Bytes as a download under ``name``, piece by piece."""
    answer = Response(body, mimetype=media_type)
    answer.headers["Content-Disposition"] = content_disposition(name)
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    if size is not None:
        answer.headers["Content-Length"] = str(size)
    return answer


def attachment(file: File) -> Response:
    """The file as a download, from its own address where files have one.

    Raises:
        OutsideTrouble: the store does not give it.
    """
    address = handing.address_of(file)
    return _elsewhere(address) if address else body_of(file)


def _elsewhere(address: str) -> Response:
    return current_app.make_response(redirect(address))


def body_of(file: File) -> Response:
    """The bytes themselves, through this process. Raises: OutsideTrouble."""
    reading = files.read(file)
    answer = stream(_chunks(reading), file.media_type, file.name, size=reading.size)
    answer.call_on_close(reading.close)
    return answer


def _chunks(reading: Reading) -> Iterator[bytes]:
    with reading:
        yield from reading


def picture(file: File) -> Response:
    """A page's picture, shown inside our own pages."""
    address = handing.address_of(file, inline=True)
    if address:
        return _elsewhere(address)
    answer = body_of(file)
    answer.headers["Content-Disposition"] = "inline"
    return answer


def row_of(case: Case, paper: Document) -> dict[str, Any]:
    """A document as the macro ``file_row`` draws it."""
    version, found = paper.current, status_of(paper)
    file = version.file if version else None
    return {
        "name": file.name if file else "",
        "size": file.size if file else None,
        "url": url_for("files.download", case=case.public_id, version=version.public_id) if version else "",
        "facts": " · ".join(facts_of(version)) if version else "",
        "status": found.status,
        "status_label": _label(found),
        "error": " ".join(text(reason) for reason in found.reasons),
        "warning": _grey() if version and found.status != "refused" and colour_of(version) is Colour.GREY else "",
        "help": next((subject for subject in map(subject_of, codes_of(paper)) if subject), ""),
    }


def facts_of(version: DocumentVersion) -> list[str]:
    """Pages, what they look like, which are blank, and how many were looked at where it were not all; empty while
    nothing is known."""
    colour, blank, sample = colour_of(version), blank_pages(version), sample_of(version)
    facts = [ngettext("%(num)s page", "%(num)s pages", version.pages)] if version.pages else []
    facts += [text(COLOURS[colour])] if colour else []
    facts += [text(NO_TEXT)] if not has_text(version) else []
    facts += [_("blank pages: %(pages)s", pages=", ".join(map(str, blank[:12])))] if blank else []
    facts += [_("%(looked)s of %(all)s pages were looked at", looked=sample, all=version.pages)] if sample else []
    return facts


def _grey() -> str:
    return str(_("The scan has no colour, and the order asks for a colour scan. Scan the original again in colour."))


def _label(found: FileStatus) -> str | None:
    if found.status != "checking":
        return None
    if found.step == "scan":
        return str(_("Waits for the virus scan") if found.reasons else _("Scanned for viruses: step 1 of 2"))
    return str(_("Looked at inside: step 2 of 2") if scanning() else _("Looked at inside"))


def taken(case: Case, papers: list[Document]) -> dict[str, Any]:
    """What the sender's script is told: the new rows, ready to be put into the list."""
    # a fragment: the surroundings of a page are not asked for it
    html = current_app.jinja_env.get_template("files/rows.html").render(case=case, papers=papers, row_of=row_of)
    return {"ok": True, "html": html, "files": [_told(case, paper) for paper in papers]}


def progress(case: Case, papers: list[Document]) -> dict[str, Any]:
    """How far the checks are: ``done`` of ``total``, and each file."""
    done = sum(status_of(paper).is_settled for paper in papers)
    return {
        "done": done,
        "total": len(papers),
        "finished": done == len(papers),
        "failed": False,
        "files": [_told(case, paper) for paper in papers],
    }


def _told(case: Case, paper: Document) -> dict[str, Any]:
    return {"id": paper.public_id, "kind": paper.kind, **row_of(case, paper)}
