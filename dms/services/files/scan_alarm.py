"""The alarm of the virus scan: unscanned is unserved, so a scanner that gives no answer stops the work of everybody. It
is written to the log at every look, told to the administrators once a day, and shown on their page of jobs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import current_app

from dms.logs import log
from dms.queries import scans
from dms.services import clock
from dms.services.files.file_check import scanning
from dms.services.telling import notices
from dms.services.unit import unit
from storage.scanner import Scanner

PATIENCE = timedelta(minutes=10)  #: that a file may wait for its scan without an alarm
OVERSIZE = timedelta(days=1)  #: that a file too large for the scanner is spoken of
OLDEST = timedelta(days=7)  #: of the scanner's signatures

SILENT = "scanner_silent"
STALE = "scanner_stale"

_DATED = re.compile(r"ClamAV [^/]+/\d+/\w{3} (\w{3} [ \d]\d \d\d:\d\d:\d\d \d{4})")


@dataclass(frozen=True, slots=True)
class Alarm:
    """What an administrator has to look at. ``stale``: the signatures are old, or of no known day."""

    waiting: scans.Waiting
    stale: bool = False

    @property
    def silent(self) -> bool:
        return self.waiting.files > 0 or self.waiting.oversize > 0

    def __bool__(self) -> bool:
        return self.silent or self.stale


def look(now: datetime) -> Alarm | None:
    """What is wrong with scanning now; None where no scanner is required or all is well."""
    if not scanning():
        return None
    version = Scanner(current_app.config["SETTINGS"].scanner_address, connect_seconds=2.0).version()
    stale = version is not None and is_stale(version, clock.machine_now())
    return Alarm(scans.waiting(now - PATIENCE, now - OVERSIZE), stale) or None


def is_stale(version: str, now: datetime) -> bool:
    """Whether the scanner's line of its version names signatures older than ``OLDEST``, or none with a day."""
    found = _DATED.match(version)
    if found is None:
        return True
    made = datetime.strptime(found[1], "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    return now - made > OLDEST


def raise_due() -> None:
    """Looks, logs, and tells the administrators what has not been told within a day."""
    now = clock.now()
    alarm = look(now)
    if alarm is None:
        return
    log.error("scan_alarm", waiting=alarm.waiting.files, oversize=alarm.waiting.oversize, stale=alarm.stale)
    for code, due in ((SILENT, alarm.silent), (STALE, alarm.stale)):
        if due and not scans.is_told(code, now - timedelta(days=1)):
            with unit():
                count = alarm.waiting.files + alarm.waiting.oversize
                notices.tell_role("administrator", None, code, now, count=count)
