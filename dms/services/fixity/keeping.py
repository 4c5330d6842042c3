"""Whether the store still keeps what is sealed: versions, and a lock that bites. A bucket that held yesterday may be
set otherwise today, so it is tried every day by the code of ``dms doctor``, the first time when a worker starts."""

from __future__ import annotations

from datetime import datetime, timedelta

from dms import scope
from dms.errors import OutsideTrouble
from dms.events import Event
from dms.extensions import db
from dms.logs import log
from dms.queries import fixity as queries
from dms.queries import jobs
from dms.queries.fixity import Probed
from dms.services import clock, files, journal
from dms.services.later import later
from dms.services.telling import notices
from dms.services.unit import unit
from storage.errors import StorageError
from storage.probe import ProbeResult, probe_keeping
from storage.s3 import S3Store

EVERY = timedelta(days=1)
UNLOCKED = "store_unlocked"


def look() -> Probed | None:
    """What the last trial found; None where there was none."""
    with scope.acting(scope.SYSTEM):  # the entry belongs to no case
        return queries.newest_probe()


def order_due() -> None:
    """Orders the trial of a store that can lock, a day after the last one; a directory has nothing to try."""
    if isinstance(files.store(), S3Store) and _is_due(clock.now()) and not jobs.is_queued("probe_store"):
        later("probe_store", lock="probe_store")
    db.session.commit()


def run() -> None:
    """Tries the store and writes down what was found. The administrators are told when it begins to fail, and not again
    while it fails. Does nothing when the store was tried within the day.

    Raises:
        OutsideTrouble: the store gives no answer; nothing is known then, the job is tried again.
    """
    if not isinstance(files.store(), S3Store) or not _is_due(clock.now()):
        return
    db.session.rollback()  # the store may be slow: no transaction waits for it
    results = _try()
    if not _holds(results):
        results = _try()  # an answer that was lost on the way looks like a lock that does not hold
    _keep(results)


def _is_due(now: datetime) -> bool:
    last = look()
    return last is None or last.at <= now - EVERY


def _try() -> list[ProbeResult]:
    try:
        return probe_keeping(files.store())
    except StorageError as error:
        raise OutsideTrouble(files.NOT_READ) from error


def _holds(results: list[ProbeResult]) -> bool:
    return all(result.ok for result in results)


def _keep(results: list[ProbeResult]) -> None:
    holds, now = _holds(results), clock.now()
    told = {result.name: result.detail for result in results}
    with unit():
        queries.hold_probe()
        last = look()
        if last is not None and last.at > now - EVERY:
            return  # another run was faster
        if not holds:
            log.error("store_unlocked", **told)
            if last is None or last.holds:
                notices.tell_role("administrator", None, UNLOCKED, now)
        journal.write(Event.STORE_PROBED, actor=None, at=now, facts={"holds": holds, **told})
