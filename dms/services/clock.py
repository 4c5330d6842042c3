"""The application's clock: the only place that reads the machine's time. The demo's clock runs ahead by a number of
seconds kept in the database, so that web and worker agree (decision 14)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import select, update

from dms.extensions import db
from dms.models import DemoClock

ALMATY = ZoneInfo("Asia/Almaty")


def now() -> datetime:
    """This moment, aware, in the time zone of the law."""
    given: Callable[[], datetime] | None = current_app.config.get("CLOCK")
    if given is not None:
        return given().astimezone(ALMATY)
    real = machine_now()
    if current_app.config["SETTINGS"].demo:
        ahead = db.session.execute(select(DemoClock.ahead_seconds)).scalar_one()
        real += timedelta(seconds=ahead)
    return real.astimezone(ALMATY)


def machine_now() -> datetime:
    """This moment on the machine's own clock. Only for what guards the door and not the law: how long a log-in lasts,
    how often something may be tried. Moving the demo's clock by two years must not log everybody out."""
    return datetime.now(UTC)


def today() -> date:
    return now().date()


def advance_to(moment: datetime) -> datetime:
    """Moves the demo's clock forward to ``moment``; backwards it does not go.

    Raises:
        RuntimeError: outside the demo.
    """
    if not current_app.config["SETTINGS"].demo:
        raise RuntimeError("only the demo has a clock of its own")
    step = (moment - now()).total_seconds()
    if step > 0:
        db.session.execute(update(DemoClock).values(ahead_seconds=DemoClock.ahead_seconds + int(step) + 1))
        db.session.commit()
    return now()
