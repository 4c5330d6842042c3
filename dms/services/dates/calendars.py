"""The calendar of working days and its versions. Every change of it, by an approved row or by a new release, makes a
version of its own with the whole calendar in it; the version that holds is the newest, and a job then counts the terms
of the open cases again (``recount``)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from dms import scope
from dms.extensions import db
from dms.models import CalendarVersion, ReferenceRow
from dms.queries import calendars as queries
from dms.queries.calendars import AnySession
from dms.services.later import later
from workflows.calendar import Calendar, Change
from workflows.text import Text

RELEASE = "Days off by the law of 13 December 2001 No. 267-II and the acts that moved them, as this release knows them"


def made_of_rows(session: AnySession = db.session) -> Calendar:
    """The shipped calendar, changed day by day and confirmed year by year by the approved rows."""
    found, changes = Calendar.shipped(), []
    for row in queries.rows_in_force(session):
        if row.key.startswith("year-"):
            found = found.with_year(row.valid_from.year, confirmed=bool(row.values["off"]))
        else:
            changes.append(Change(row.valid_from, bool(row.values["off"]), named(row.values), row.source))
    return found.with_changes(changes)


def named(values: Mapping[str, Any]) -> Text:
    """The names in a row of a reference table; without one in English, the Russian."""
    return Text(values["kk"], values["ru"], values.get("en") or values["ru"])


def in_force() -> tuple[Calendar, int | None]:
    """The calendar that holds and the number of its version; None in a database that has none yet."""
    version = queries.newest()
    return (Calendar.of_plain(version.days), version.id) if version else (made_of_rows(), None)


def numbered(number: int | None) -> Calendar:
    """The calendar of a version; of what was written before there were versions, the one in force."""
    return in_force()[0] if number is None else Calendar.of_plain(queries.get_version(number).days)


def follow(row: ReferenceRow, now: datetime) -> None:
    """An approved row of the calendar comes into force, and the terms of open cases are counted again by a job. The
    caller commits."""
    if renew(now, row=row):
        later("recount_terms", lock="recount")


def renew(now: datetime, *, row: ReferenceRow | None = None, session: AnySession = db.session) -> bool:
    """A version of the calendar as the rows make it now, unless the one in force says the same; whether there is one.
    The caller commits."""
    queries.hold(session)
    before, calendar = queries.newest(session), made_of_rows(session)
    changed = calendar.differs_on(Calendar.of_plain(before.days)) if before else _whole(calendar)
    if changed is None:
        return False
    done = before is None and not _counted(session)
    session.add(
        CalendarVersion(
            row_id=row.id if row else None,
            source=row.source if row else RELEASE,
            first_day=changed[0],
            last_day=changed[1],
            days=calendar.plain(),
            since=now,
            at_case=0,
            moved=0,
            done_at=now if done else None,
        )
    )
    session.flush()
    return True


def _whole(calendar: Calendar) -> tuple[date, date]:
    return date(min(calendar.years), 1, 1), date(max(calendar.years), 12, 31)


def _counted(session: AnySession) -> bool:
    """Whether any case has a term; asked on behalf of the system, for an upgrade has no scope of its own."""
    with scope.acting(scope.SYSTEM):
        scope.apply(session.connection())
        return queries.has_counted(session)
