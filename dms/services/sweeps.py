"""What time alone sets off, by the application's clock: registration, reminders, sweeping. Each part looks for what is
due and may run as often as it likes; one that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Callable

from dms.extensions import db
from dms.logs import log
from dms.services import batches, clock, files, fixity, stalled, uploads
from dms.services.dates import recount, reminders
from dms.services.files import file_check, lone_files, scan_alarm
from dms.services.journal import heads
from dms.services.later import later
from dms.services.people import sessions
from dms.services.signed import again, stamping, uses
from dms.services.tables import rates


def _register() -> None:
    later("register_due", lock="register")
    db.session.commit()


def _remind() -> None:
    reminders.run_due(clock.now())


def _head() -> None:
    heads.write_daily(clock.now())


PARTS: tuple[Callable[[], object], ...] = (
    _register,
    stalled.retry,
    file_check.order_forgotten,
    lone_files.order_forgotten,
    again.order_waiting,
    stamping.order_due,
    scan_alarm.raise_due,
    batches.forget_old_files,
    files.sweep,
    uploads.sweep,
    fixity.order_due,
    fixity.raise_due,
    fixity.order_probe,
    sessions.sweep,
    uses.sweep,
    _remind,
    _head,
    rates.ask_daily,
    recount.ask_again,
)


def run() -> None:
    """Runs every part."""
    for part in PARTS:
        try:
            part()
        except Exception as error:  # one part's trouble is logged and tried again at the next tick
            db.session.rollback()
            log.error("sweep_failed", part=part.__name__, exc_info=error)
