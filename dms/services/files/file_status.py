"""What is said of a file on a page: one status, and the reasons where it was refused or waits."""

from __future__ import annotations

from dataclasses import dataclass

from dms.good_files import GREY
from dms.models import Document, DocumentVersion
from dms.pdf.findings import words
from dms.services.files.file_check import scanning
from dms.services.versions.looks import Colour, colour_of
from workflows.documents import DocumentState
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class FileStatus:
    """``status``: arriving, checking, sound, unscanned, accepted, not_accepted, refused (as the macro ``file_row``
    draws them). ``reasons``: what was found, or why it still waits."""

    status: str
    reasons: tuple[Text, ...] = ()
    step: str = ""  #: of a file being checked: scan, inside

    @property
    def is_open(self) -> bool:
        """Whether the checks let it go on."""
        return not self.reasons and self.status in ("sound", "unscanned")

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to come by itself."""
        return self.status not in ("arriving", "checking")


def status_of(document: Document) -> FileStatus:
    """The status of the document's newest version, and what was said of it."""
    version = document.current
    if version is None:
        return FileStatus("arriving")
    found = status_of_version(version)
    judged = document.state in (DocumentState.ACCEPTED, DocumentState.NOT_ACCEPTED)
    return FileStatus(document.state) if judged and found.is_open else found


def status_of_version(version: DocumentVersion) -> FileStatus:
    """What the checks made of one version, whatever came after it."""
    reasons = reasons_of(version)
    if version.check_status == "refused" or version.scan_status == "infected":
        return FileStatus("refused", reasons)
    if any(row["code"] == "scan_too_large" for row in version.findings):
        return FileStatus("unscanned", reasons)
    if scanning() and version.scan_status != "clean":
        return FileStatus("checking", reasons, "scan")
    if version.check_status == "waiting":
        return FileStatus("checking", reasons, "inside")
    return FileStatus("sound" if version.scan_status == "clean" else "unscanned")


def codes_of(document: Document) -> list[str]:
    """The codes of what was found in the newest version, a grey scan among them: each leads to its help."""
    version = document.current
    if version is None:
        return []
    grey = [GREY] if colour_of(version) is Colour.GREY else []
    return [*dict.fromkeys(row["code"] for row in version.findings), *grey]


def reasons_of(version: DocumentVersion) -> tuple[Text, ...]:
    """The findings in words, each code once."""
    return tuple(words(code) for code in dict.fromkeys(row["code"] for row in version.findings))
