"""The reading is ordered when files are due, and what is lost is told to the administrators once a day."""

from __future__ import annotations

from datetime import timedelta

from dms.extensions import db
from dms.logs import log
from dms.queries import fixity as queries
from dms.queries import jobs, scans
from dms.services import clock
from dms.services.fixity.checking import cycle_begins
from dms.services.later import later
from dms.services.telling import notices
from dms.services.unit import unit

LOST = "files_lost"


def order_due() -> None:
    """Orders a turn where files are due and none waits."""
    if queries.is_due(cycle_begins(clock.now())) and not jobs.is_queued("check_files"):
        later("check_files", lock="check_files")
    db.session.commit()


def raise_due() -> None:
    """Tells the administrators of files that no copy of is good."""
    now = clock.now()
    found = queries.cycle(cycle_begins(now))
    if not found.lost:
        return
    log.error("files_lost", lost=found.lost)
    if not scans.is_told(LOST, now - timedelta(days=1)):
        with unit():
            notices.tell_role("administrator", None, LOST, now, count=found.lost)
