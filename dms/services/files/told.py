"""What is told to whoever sent a file that came to nothing after he may have closed the page. Of a case one notice of a
kind at a time: who has not read it finds the other files when he comes. Of a paper outside of cases, each one."""

from __future__ import annotations

from datetime import datetime

from dms.models import Case, DocumentVersion, File, FileUpload
from dms.pdf.findings import words
from dms.queries import lone_files
from dms.queries.notices import waits_unread
from dms.services.judging.kept import plain
from dms.services.telling.notices import tell
from workflows.text import Text


def refused(version: DocumentVersion, case: Case, now: datetime) -> None:
    """The checks refused it, or can never be made; in the caller's transaction. Papers that the system makes have no
    sender."""
    if version.author_id and not waits_unread(version.author_id, case.id, "file_refused"):
        about = _about(case, version.file.name, words(version.findings[0]["code"]))
        tell([version.author_id], "file_refused", case=case, at=now, **about)


def paper_refused(file: File, now: datetime) -> None:
    """The checks refused a power of attorney or the order behind a role; in the caller's transaction. The notice leads
    to where both are put right (``notice_pages``)."""
    if file.owner_id is None or not file.findings:
        return
    about: dict[str, object] = {"name": file.name, "why": plain(words(file.findings[0]))}
    if power := lone_files.find_power(file.id):
        row = power.organisation
        about |= {"organisation": row.name, "person": power.person, "page_of": row.public_id}
        tell([file.owner_id], "power_refused", case=None, at=now, **about)
    elif person := lone_files.find_appointed(file.id):
        about |= {"person": person.name, "page_of": person.public_id}
        tell([file.owner_id], "order_refused", case=None, at=now, **about)


def not_taken(upload: FileUpload, case: Case, why: Text, now: datetime) -> None:
    """It arrived, and the case does not take it; in the caller's transaction."""
    if not waits_unread(upload.owner_id, case.id, "file_not_taken"):
        tell([upload.owner_id], "file_not_taken", case=case, at=now, **_about(case, upload.name, why))


def _about(case: Case, name: str, why: Text) -> dict[str, object]:
    return {"number": case.number or case.organisation.name, "name": name, "why": plain(why)}
