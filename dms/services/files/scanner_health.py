"""What the virus scan stands on, for ``dms doctor``: whether the scanner answers, knows new viruses, and takes a file
as long as the pages let through."""

from __future__ import annotations

from dms.config import Settings
from dms.services import clock
from dms.services.files.scan_alarm import is_stale
from dms.signing.health import Found
from storage.scanner import Reason, Scanner, Verdict


class Zeros:
    """A source of so many bytes that holds none of them."""

    def __init__(self, size: int) -> None:
        self._left = size

    def read(self, size: int, /) -> bytes:
        given = min(size, self._left)
        self._left -= given
        return bytes(given)


def look(settings: Settings) -> list[Found]:
    """Asks the scanner itself; a long file's worth of zeros is sent to it."""
    if settings.scanner == "off":
        return [Found("scanner", None, "DMS_SCANNER is off: every file is told as not scanned")]
    scanner = Scanner(settings.scanner_address)
    version = scanner.version()
    if version is None:
        return [Found("scanner", False, f"no answer at {settings.scanner_address}: no new file is shown to anybody")]
    stale = is_stale(version, clock.machine_now())
    signatures = f"{version}: older than a week or of no known day, see to freshclam" if stale else version
    return [Found("signatures", not stale, signatures), _longest(scanner, settings.max_upload_mb)]


def _longest(scanner: Scanner, megabytes: int) -> Found:
    found = scanner.scan(Zeros(megabytes << 20))
    if found.verdict is Verdict.CLEAN:
        return Found("longest file", True, f"{megabytes} MB are scanned")
    if found.reason is Reason.TOO_LARGE:
        detail = f"DMS_MAX_UPLOAD_MB lets {megabytes} MB through, the scanner does not: raise StreamMaxLength of clamd"
        return Found("longest file", False, detail)
    return Found("longest file", False, f"{found.reason}: {found.detail}")
